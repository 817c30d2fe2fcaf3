"""Độ phủ văn bản: the figures of a coverage page and a short list behind them on paper, as of the moment; not kept."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.utils import translation
from django.utils.translation import gettext as _

from antt_portal.core.clock import VIETNAM, local_date
from antt_portal.core.documents import printable
from antt_portal.core.formats import number_vn, vn_date, vn_datetime
from directives.coverage.counting import Row
from directives.coverage.figures import Figures
from directives.coverage.omissions import Omission, Why
from directives.models import RUNG_FIELDS, Delivery, Directive, Rung

KIND = "coverage_figures"
# Setting a table takes about 20 ms a row: a longer list is one for Excel.
LISTED = 250


@dataclass(frozen=True)
class CountLine:
    label: str
    counts: tuple[str, ...]


@dataclass(frozen=True)
class OmissionLine:
    who: str
    count: str
    why: str


@dataclass(frozen=True)
class PlaceLine:
    name: str
    kind: str
    rung: str
    at: str


@dataclass(frozen=True, kw_only=True)
class CoverageReport:
    """``list_note`` says what the list is, or why it is not here."""

    kind: ClassVar[str] = KIND
    template_name: ClassVar[str] = "documents/coverage.html"

    superior: tuple[str, ...]
    agency: tuple[str, ...]
    letter: str
    subject: str
    at: datetime
    denominator: str
    unreached: str
    tables: tuple[tuple[str, tuple[CountLine, ...]], ...]
    omissions: tuple[OmissionLine, ...]
    list_note: str
    places: tuple[PlaceLine, ...]

    @property
    def made_at(self) -> datetime:
        return self.at

    @property
    def at_text(self) -> str:
        return vn_datetime(self.at)

    @property
    def title(self) -> str:
        return f"Độ phủ văn bản {self.letter}"


def coverage_data(
    directive: Directive, figures: Figures, places: Iterable[Delivery], *, count: int, narrowed: bool
) -> dict[str, Any]:
    """``places`` is the list as ``narrowed``, ``count`` its length; printed where it is short enough."""
    letter = directive.letter
    name = letter.issuer.name_on(local_date(figures.at))
    with translation.override("vi"):  # labels come in the language of whoever asks
        total = Row(None, _("Tất cả nơi nhận"), figures.coverage.total)
        return {
            "superior": name.superior.splitlines(),
            "agency": name.lines.splitlines() or [name.name.upper()],
            "letter": f"{letter} ngày {vn_date(letter.issued_on)}" if letter.issued_on else str(letter),
            "subject": letter.subject,
            "at": figures.at.astimezone(VIETNAM).isoformat(timespec="seconds"),
            "denominator": _denominator(figures),
            "unreached": number_vn(figures.unreached),
            "tables": [
                ["Theo loại tổ chức", [_line(row) for row in (*figures.coverage.by_kind, total)]],
                ["Theo khu", [_line(row) for row in figures.coverage.by_zone]],
                ["Theo chủ đầu tư hạ tầng", [_line(row) for row in figures.coverage.by_investor]],
            ],
            "omissions": [_omission(one) for one in figures.omissions],
            "list_note": _list_note(count, narrowed=narrowed),
            "places": [_place(one, figures.at) for one in places] if count <= LISTED else [],
        }


def _denominator(figures: Figures) -> str:
    covered = figures.coverage
    return (
        f"{number_vn(covered.at_issue)} nơi phải nhận khi phát hành, nay {number_vn(covered.total.everybody)}; "
        f"{number_vn(figures.without_account)} chưa có tài khoản, trong đó {number_vn(figures.former)} chỉ còn người "
        f"liên hệ cũ; {number_vn(covered.added_later)} thêm sau ngày phát hành."
    )


def _list_note(count: int, *, narrowed: bool) -> str:
    whose = "theo điều kiện lọc" if narrowed else "tất cả nơi nhận"
    if count > LISTED:
        return f"Danh sách {whose}: {number_vn(count)} nơi, xem bản Excel."
    return f"Danh sách {whose}: {number_vn(count)} nơi."


def _line(row: Row) -> dict[str, Any]:
    return {"label": row.label, "counts": [number_vn(one) for one in astuple(row.counts)]}


WHY = {
    Why.NOT_FORWARDED: "Chưa chuyển tiếp",
    Why.NOBODY_THERE: "Không có người nhận",
    Why.LEFT_OUT: "Ghi lý do không gửi",
    Why.SENT_TO_NOBODY: "Đã gửi thẳng, nơi nhận chưa có ai đọc được",
}


def _omission(one: Omission) -> dict[str, str]:
    details = [WHY[one.why]]
    if one.days_late:
        details.append(f"quá hạn {number_vn(one.days_late)} ngày")
    if one.nudges:
        details.append(f"đã nhắc {number_vn(one.nudges)} lần")
    who = str(one.who) if one.who else "Ban Quản lý gửi thẳng"
    return {"who": who, "count": number_vn(one.count), "why": ", ".join(details)}


def _place(delivery: Delivery, at: datetime) -> dict[str, str]:
    reached = [(rung, moment) for rung, name in RUNG_FIELDS.items() if (moment := getattr(delivery, name))]
    rung, moment = max([one for one in reached if one[1] <= at], default=(Rung.WAITING, None))
    kind = str(delivery.get_kind_display())
    day = vn_datetime(moment) if moment else ""
    return {"name": str(delivery.organisation), "kind": kind, "rung": str(rung.label), "at": day}


def coverage_report(data: dict[str, Any]) -> CoverageReport:
    """``data`` is that of ``coverage_data``."""
    data = printable(data)
    return CoverageReport(
        superior=tuple(data["superior"]),
        agency=tuple(data["agency"]),
        at=datetime.fromisoformat(data["at"]),
        **{name: data[name] for name in ("letter", "subject", "denominator", "unreached", "list_note")},
        tables=tuple((title, tuple(_count_line(row) for row in rows)) for title, rows in data["tables"] if rows),
        omissions=tuple(OmissionLine(**one) for one in data["omissions"]),
        places=tuple(PlaceLine(**one) for one in data["places"]),
    )


def _count_line(row: dict[str, Any]) -> CountLine:
    return CountLine(row["label"], tuple(row["counts"]))
