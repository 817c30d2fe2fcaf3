"""Letters as data, read from JSON and checked before issue; no database here."""

from directives.letters.kinds import KINDS
from directives.letters.letter import Enclosure, Letter, Paragraph, SignatureBlock, Urgency
from directives.letters.reading import LetterFault, MalformedLetter, read_letter

__all__ = [
    "KINDS",
    "Enclosure",
    "Letter",
    "LetterFault",
    "MalformedLetter",
    "Paragraph",
    "SignatureBlock",
    "Urgency",
    "read_letter",
]
