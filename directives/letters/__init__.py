"""Letters as data, read from JSON and checked before issue; no database here."""

from directives.letters.kinds import KINDS
from directives.letters.letter import (
    Annex,
    AnnexTable,
    Attached,
    Enclosure,
    Letter,
    Paragraph,
    SignatureBlock,
    Urgency,
)
from directives.letters.parsing import parse, parse_letter
from directives.letters.reading import LetterFault, MalformedLetter, read_as, read_letter

__all__ = [
    "KINDS",
    "Annex",
    "AnnexTable",
    "Attached",
    "Enclosure",
    "Letter",
    "LetterFault",
    "MalformedLetter",
    "Paragraph",
    "SignatureBlock",
    "Urgency",
    "parse",
    "parse_letter",
    "read_as",
    "read_letter",
]
