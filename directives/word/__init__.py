"""Letters as Word files, for offices that finish them in Word: the layout and the text of the PDF."""

from directives.word.file import word_file

__all__ = ["word_file"]
