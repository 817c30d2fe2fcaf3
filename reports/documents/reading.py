"""From a frozen version (``reports.freezing``) to what a paper says."""

from datetime import date, datetime
from typing import Any, TypeVar

from django.utils import translation
from django.utils.translation import gettext as _

from antt_portal.core.canonical import digest
from antt_portal.core.clock import VIETNAM
from antt_portal.core.documents import printable
from antt_portal.core.figures.schema import parse_schema
from antt_portal.core.formats import filesize_vn, number_vn, vn_date
from directives.letters import LetterFault, MalformedLetter
from reports.documents.figures import FigureTable, figure_tables
from reports.documents.filing import AnswerBlock, Enterprise, EvidenceLine, Filing, InstrumentBlock, Receipt
from reports.documents.form import require_form
from reports.freezing import FORMAT
from reports.models import AnswerResult

SHORT_DIGEST_LENGTH = 16
WITH_FIGURES = frozenset({AnswerResult.DONE, AnswerResult.PARTLY})

Kind = TypeVar("Kind", bound=Filing)


class NotHandedIn(MalformedLetter):
    """A paper that is kept was asked for a version that nobody handed in."""


def filed(paper: type[Kind], frozen: dict[str, Any]) -> Kind:
    """The paper of a version that was handed in. Raises NotHandedIn for a draft, MalformedLetter."""
    if "submitted" not in frozen:
        raise NotHandedIn((LetterFault("$.submitted", _("Hồ sơ chưa nộp.")),))
    require_form(frozen)
    return filing(paper, frozen)


def filing(paper: type[Kind], frozen: dict[str, Any]) -> Kind:
    """The paper of any version; one without ``submitted`` comes out as a preview."""
    if frozen["format"] != FORMAT:
        raise ValueError(f"unknown format of a frozen version: {frozen['format']!r}")
    data = printable(frozen)
    board = data["organisation"]["board"]
    with translation.override("vi"):  # labels of figures and results come in the language of whoever asks
        return paper(
            year=data["year"],
            enterprise=enterprise(data["organisation"]),
            board=board["name"],
            place=board["place"],
            instruments=tuple(_instrument(one, data["answers"]) for one in data["instruments"]),
            receipt=_receipt(data["submitted"], digest(frozen)) if "submitted" in data else None,
            **paper.more(data),
        )


def enterprise(data: dict[str, Any]) -> Enterprise:
    return Enterprise(data["name"], data["tax_code"], data["address"], tuple(data["zones"]))


def paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _receipt(submitted: dict[str, Any], sha256: str) -> Receipt:
    return Receipt(
        number=submitted["receipt"],
        submission=submitted["number"],
        at=datetime.fromisoformat(submitted["at"]).astimezone(VIETNAM),
        by=submitted["by"],
        role=submitted["role"],
        digest=sha256,
    )


def _instrument(instrument: dict[str, Any], answers: list[dict[str, Any]]) -> InstrumentBlock:
    mine = [answer for answer in answers if answer["instrument"] == instrument["code"]]
    mine.sort(key=lambda answer: answer["position"])
    return InstrumentBlock(instrument["title"], instrument["citation"], tuple(_answer(one) for one in mine))


def _answer(answer: dict[str, Any]) -> AnswerBlock:
    result = answer["result"]
    return AnswerBlock(
        kind=answer["kind"],
        number=answer["number"],
        title=answer["title"],
        short_title=answer["short_title"],
        text=answer["text"],
        citation=answer["citation"],
        points=number_vn(answer["points"]) if answer["points"] is not None else "",
        result_code=result,
        result=str(AnswerResult(result).label) if result else "Chưa chọn kết quả",
        reason=paragraphs(answer["reason"]),
        narrative=paragraphs(answer["narrative"]),
        tables=_tables(answer),
        evidence=tuple(_evidence(file) for file in answer["evidence"]),
    )


def _tables(answer: dict[str, Any]) -> tuple[FigureTable, ...]:
    """Where something was done, also the figures left open; elsewhere only those given."""
    tables = figure_tables(parse_schema(answer["fields"]), answer["figures"])
    if answer["result"] in WITH_FIGURES:
        return tables
    return tuple(table for table in tables if table.rows)


def _evidence(file: dict[str, Any]) -> EvidenceLine:
    return EvidenceLine(
        title=file["title"] or file["file_name"],
        file_name=file["file_name"],
        size=filesize_vn(file["size"]),
        expires=vn_date(date.fromisoformat(file["expires_on"])) if file["expires_on"] else "",
        digest=file["sha256"][:SHORT_DIGEST_LENGTH],
    )
