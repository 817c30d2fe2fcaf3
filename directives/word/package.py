"""The file around a letter: an empty document to begin with, and the same bytes for the same letter in the end."""

from datetime import UTC
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.rel import Relationships
from docx.oxml.ns import qn

from directives.letters import Letter
from directives.word.styles import LANGUAGE, add_styles
from directives.word.xml import make

# The earliest moment that a ZIP entry can carry.
NO_MOMENT = (1980, 1, 1, 0, 0, 0)
TITLE_LIMIT = 255  # of the property; the letter has the whole of it
CONTENT_TYPES = "[Content_Types].xml"
# What the template of python-docx brings along and a letter has no use for.
OF_THE_TEMPLATE = {
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.THUMBNAIL,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
}
WORD_2013 = 15


def empty_document() -> Document:
    document = docx.Document()
    _drop(document.part.rels)
    _drop(document.part.package.rels)
    _settle(document)
    add_styles(document)
    return document


def describe(document: Document, letter: Letter) -> None:
    """From the letter alone: a letter without a day carries no date."""
    about = document.core_properties
    about.title, about.author, about.language = letter.title[:TITLE_LIMIT], letter.issued_by[:TITLE_LIMIT], LANGUAGE
    about.comments = about.last_modified_by = ""
    if letter.made_at is None:
        for date in about._element.xpath("dcterms:created | dcterms:modified"):
            about._element.remove(date)
    else:
        about.created = about.modified = letter.made_at.astimezone(UTC)


def file_of(document: Document) -> bytes:
    """Entries in one order and without the time of day."""
    saved, made = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as source, ZipFile(made, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != CONTENT_TYPES, name)):
            target.writestr(ZipInfo(name, NO_MOMENT), source.read(name), ZIP_DEFLATED)
    return made.getvalue()


def _drop(relationships: Relationships) -> None:
    for key in [key for key, one in relationships.items() if one.reltype in OF_THE_TEMPLATE]:
        del relationships[key]


def _settle(document: Document) -> None:
    """Laid out as Word 2013 and later do, without a window that says "compatibility mode"."""
    settings = document.settings.element
    for old in settings.xpath("w:compat/w:useFELayout | w:rsids | w:savePreviewPicture"):
        old.getparent().remove(old)
    (mode,) = settings.xpath("w:compat/w:compatSetting[@w:name='compatibilityMode']")
    mode.set(qn("w:val"), str(WORD_2013))
    (language,) = settings.xpath("w:themeFontLang")
    settings.replace(language, make("w:themeFontLang", val=LANGUAGE))
