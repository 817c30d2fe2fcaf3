"""From a letter to its Word file."""

from django.conf import settings
from docx.oxml.table import CT_Tbl

from antt_portal.core.documents import printable
from directives.letters import Letter
from directives.word.annexes import add_annexes
from directives.word.boxes import add_addressees, add_bases, add_body, add_signature
from directives.word.letterhead import add_letterhead
from directives.word.package import describe, empty_document, file_of
from directives.word.page import set_page
from directives.word.paragraphs import leave_gap

# Word asks for a paragraph after the last table.
END_MM = 0.4


def word_file(letter: Letter) -> bytes:
    """The .docx: the text of the PDF in the same layout. The same letter gives the same bytes."""
    letter = printable(letter)
    document = empty_document()
    describe(document, letter)
    set_page(document.sections[0], settings.PAPER_MARK)
    add_letterhead(document, letter)
    add_addressees(document, letter)
    add_bases(document, letter.bases)
    add_body(document, letter.body)
    add_signature(document, letter)
    add_annexes(document, letter)
    if isinstance(document.element.body.inner_content_elements[-1], CT_Tbl):
        leave_gap(document, END_MM)
    return file_of(document)
