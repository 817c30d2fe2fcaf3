"""The papers of a recognition: proposed by a submission, taken by a decision, shown by certificate and extract."""

from typing import Annotated

from pydantic import Field

from antt_portal.core.documents.data import paper_data
from directives.letters.letter import Annex, AnnexTable, Line
from directives.letters.lists import EnterpriseList, ListedEnterprise, enterprise_table
from directives.letters.named import Form, NamedLetter
from directives.letters.parts import Cited, Holder, Verification


@paper_data
class Listing(NamedLetter):
    """``listed`` is its first annex; a list without a row is refused."""

    listed: EnterpriseList | None = None

    @property
    def printed_annexes(self) -> tuple[Annex, ...]:
        return (self.listed.annex, *self.annexes) if self.listed else self.annexes


@paper_data
class Submission(Listing):
    """Tờ trình."""

    template_name = "documents/kinds/submission.html"
    type_in_sentence = "Tờ trình"


@paper_data
class Decision(Listing):
    """Quyết định. ``decider`` is the line above the bases ("TRƯỞNG BAN QUẢN LÝ …"), printed as written.

    The body is its articles ("Điều 1."); "Theo đề nghị của …" is the last of the bases.
    """

    decider: Line = ""

    template_name = "documents/kinds/decision.html"
    type_in_sentence = "Quyết định"


@paper_data
class Certificate(Form):
    """Giấy công nhận: one enterprise. ``subject`` is what it is recognised for ("Đạt tiêu chuẩn …")."""

    holder: Holder
    decision: Cited
    verification: Verification

    template_name = "documents/kinds/certificate.html"
    type_in_sentence = "Giấy công nhận"

    @property
    def title(self) -> str:
        return f"{self.type_in_sentence}: {self.holder.name}"

    @property
    def listed_as(self) -> str:
        return f"{self.holder.name}: {self.subject}"


@paper_data
class Extract(Form):
    """Trích danh sách kèm theo quyết định: one enterprise, with the number it has in the list."""

    position: Annotated[int, Field(ge=1, le=99_999)]
    enterprise: ListedEnterprise
    decision: Cited
    verification: Verification

    template_name = "documents/kinds/extract.html"
    type_in_sentence = "Trích danh sách"

    @property
    def title(self) -> str:
        return f"{self.type_in_sentence}: {self.enterprise.name}"

    @property
    def listed_as(self) -> str:
        return f"{self.enterprise.name}: {self.subject}"

    @property
    def table(self) -> AnnexTable:
        one = enterprise_table((self.enterprise,))
        (row,) = one.rows
        return AnnexTable(columns=one.columns, rows=((str(self.position), *row[1:]),), widths=one.widths)
