"""From a letter to its Word file."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from docx.oxml.table import CT_Tbl

from antt_portal.core.documents import Document as Paper
from antt_portal.core.documents import printable
from antt_portal.core.refusal import Refused
from directives.letters import Letter
from directives.word.annexes import add_annexes
from directives.word.boxes import add_signature
from directives.word.kinds import WORD_KINDS, add_heading, add_opening, add_said
from directives.word.letterhead import add_letterhead
from directives.word.package import describe, empty_document, file_of
from directives.word.page import set_page
from directives.word.paragraphs import leave_gap

# Word asks for a paragraph after the last table.
END_MM = 0.4


def word_file(paper: Paper) -> bytes:
    """The .docx: the text of the PDF in the same layout. The same letter gives the same bytes.

    Raises Refused (``no-word-file``) for a paper of a kind that is not in WORD_KINDS.
    """
    if not isinstance(paper, Letter) or paper.kind not in WORD_KINDS:
        raise Refused("no-word-file", _("Loại giấy tờ này chỉ có bản PDF, không có tệp Word."))
    letter: Letter = printable(paper)
    document = empty_document()
    describe(document, letter)
    set_page(document.sections[0], settings.PAPER_MARK)
    add_letterhead(document, letter)
    add_heading(document, letter)
    add_opening(document, letter)
    add_said(document, letter)
    add_signature(document, letter)
    add_annexes(document, letter)
    if isinstance(document.element.body.inner_content_elements[-1], CT_Tbl):
        leave_gap(document, END_MM)
    return file_of(document)
