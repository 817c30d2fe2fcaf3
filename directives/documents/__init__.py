"""The board's letters as papers. Found at start-up, like every app's ``documents``, so that ``papers`` knows them."""

from antt_portal.core import papers
from directives.letters import KINDS, read_letter

for kind in KINDS:
    papers.register(kind, read_letter)
