"""Sao y, trích sao, sao lục (Nghị định 30/2020/NĐ-CP, Điều 25–27; Phụ lục I, mục II)."""

from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, Discriminator, Tag
from pydantic_core import PydanticCustomError

from antt_portal.core.documents.data import paper_data
from directives.letters.amending import Correction, RecallNotice, RequestToSupplement
from directives.letters.letter import Letter
from directives.letters.named import NamedLetter, NoAnnexes, NoLines, NoParagraphs
from directives.letters.parts import SignedAlready
from directives.letters.recognition import Decision, Submission
from directives.letters.reporting import RollUpReport


class CopyForm(StrEnum):
    """``SAO_LUC`` is a copy of a copy."""

    SAO_Y = "sao_y"
    TRICH_SAO = "trich_sao"
    SAO_LUC = "sao_luc"


FORM_NAMES = {CopyForm.SAO_Y: "SAO Y", CopyForm.TRICH_SAO: "TRÍCH SAO", CopyForm.SAO_LUC: "SAO LỤC"}


def _kind_of(original: Any) -> str | None:
    return original.get("kind") if isinstance(original, dict) else getattr(original, "kind", None)


Original = Annotated[
    Annotated[Letter, Tag("official_letter")]
    | Annotated[RequestToSupplement, Tag("request_to_supplement")]
    | Annotated[Correction, Tag("correction")]
    | Annotated[RecallNotice, Tag("recall_notice")]
    | Annotated[Submission, Tag("submission")]
    | Annotated[Decision, Tag("decision")]
    | Annotated[RollUpReport, Tag("roll_up_report")],
    Discriminator(_kind_of),
]


def _require_out(original: Letter) -> Letter:
    if original.number is None or original.made_at is None:
        raise PydanticCustomError("not_out", "only what has a number and a date is copied")
    return original


@paper_data
class Copy(NamedLetter):
    """The copying office's own boxes below the end of ``original``, under a line across the page.

    ``original`` None: a paper from elsewhere, which is enclosed; then these boxes are a sheet of their own, and say in
    the subject what is copied. ``copied_at`` is given when the copy is a digital file: form, number and time then also
    stand at the top of page 1.
    """

    form: CopyForm = CopyForm.SAO_Y
    original: Annotated[Original, AfterValidator(_require_out)] | None = None
    copied_at: AwareDatetime | None = None
    also_to: NoLines = ()
    bases: NoLines = ()
    body: NoParagraphs = ()
    recipients: NoLines = ()
    annexes: NoAnnexes = ()

    template_name = "documents/kinds/copy.html"
    type_in_sentence = "Bản sao"

    @property
    def type_name(self) -> str:
        return FORM_NAMES[self.form]

    @property
    def title(self) -> str:
        return f"{self.type_name}: {self.original.title if self.original else self.subject}"

    @property
    def copied(self) -> Letter | None:
        return self.original and replace(self.original, signature=SignedAlready.of(self.original.signature))

    @property
    def last_page(self) -> str:
        """The classes of the page on which the original ends, below whose text the copy's boxes stand."""
        annexes = self.original.printed_annexes if self.original else ()
        if not annexes:
            return ""
        return "behind-annex wide" if annexes[-1].is_wide else "behind-annex"
