"""Letters about another paper: a dossier to be mended, an error of print, a document called back."""

from typing import Annotated

from pydantic import Field

from antt_portal.core.documents.data import paper_data
from directives.letters.letter import AnnexTable, Letter
from directives.letters.lists import counted_table
from directives.letters.named import ClosedByItsLast, NamedLetter
from directives.letters.parts import Cited, Day, Prose, Words


@paper_data
class ItemToMend:
    """An obligation whose answer does not do yet, what is wanted, and by when."""

    obligation: Words
    remark: Prose
    due_on: Day | None = None


@paper_data
class RequestToSupplement(ClosedByItsLast, Letter):
    """Công văn yêu cầu bổ sung."""

    items: Annotated[tuple[ItemToMend, ...], Field(min_length=1)] | None = None

    template_name = "documents/kinds/request_to_supplement.html"

    @property
    def table(self) -> AnnexTable | None:
        if self.items is None:
            return None
        return counted_table(
            {
                "Nội dung": (50, tuple(one.obligation for one in self.items)),
                "Yêu cầu bổ sung": (82, tuple(one.remark for one in self.items)),
                "Thời hạn": (23, tuple(one.due_on.short if one.due_on else "" for one in self.items)),
            }
        )


@paper_data
class Erratum:
    """``where``: page, line, article. What was printed, and what it should say."""

    where: Words
    printed: Prose
    reads: Prose


@paper_data
class Correction(ClosedByItsLast, Letter):
    """Công văn đính chính (Nghị định 30/2020/NĐ-CP, Điều 18): errors of layout, procedure or form only."""

    errata: Annotated[tuple[Erratum, ...], Field(min_length=1)] | None = None

    template_name = "documents/kinds/correction.html"

    @property
    def table(self) -> AnnexTable | None:
        if self.errata is None:
            return None
        return counted_table(
            {
                "Vị trí": (35, tuple(one.where for one in self.errata)),
                "Đã in": (60, tuple(one.printed for one in self.errata)),
                "Đính chính thành": (60, tuple(one.reads for one in self.errata)),
            }
        )


@paper_data
class RecalledDocument:
    document: Cited
    reason: Prose
    replaced_by: Cited | None = None


@paper_data
class RecallNotice(ClosedByItsLast, NamedLetter):
    """Thông báo thu hồi văn bản."""

    recalled: Annotated[tuple[RecalledDocument, ...], Field(min_length=1)] | None = None

    template_name = "documents/kinds/recall_notice.html"
    type_in_sentence = "Thông báo"

    @property
    def table(self) -> AnnexTable | None:
        if self.recalled is None:
            return None
        return counted_table(
            {
                "Văn bản thu hồi": (65, tuple(one.document.titled for one in self.recalled)),
                "Lý do": (45, tuple(one.reason for one in self.recalled)),
                "Văn bản thay thế": (45, tuple(_named(one.replaced_by) for one in self.recalled)),
            }
        )


def _named(document: Cited | None) -> str:
    return document.named if document else ""
