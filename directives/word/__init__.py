"""Letters as Word files, for offices that finish them in Word: the layout and the text of the PDF."""

from directives.word.file import word_file
from directives.word.kinds import WORD_KINDS

__all__ = ["WORD_KINDS", "word_file"]
