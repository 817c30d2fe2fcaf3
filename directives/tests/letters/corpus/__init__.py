"""Letters without a fault, as offices really write them; firms and people are invented.

They hold what looks like a fault and is none: the rules must leave every one alone.
"""

from directives.tests.letters.corpus.board import BOARD
from directives.tests.letters.corpus.others import OTHERS

CLEAN = {**BOARD, **OTHERS}
