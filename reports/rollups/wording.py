"""The official words of a roll-up: sentences, tables and annexes of the report, all from frozen figures.

In Vietnamese whatever the language of the page.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from antt_portal.core.formats import number_vn, vn_date
from reports.models import Nomination, Quotation
from reports.rollups.reading import Figures, Listed, Part, Row

Data = dict[str, Any]
LINE_LENGTH = 200
REACH = ("everybody", "sent", "delivered", "acknowledged", "reported")
REACH_COLUMNS = ("Văn bản", "Nơi nhận", "Đã gửi", "Đã nhận", "Đã xác nhận", "Đã báo cáo")
ANSWER_COLUMNS = (
    "Nội dung",
    "Phải báo cáo",
    "Đã báo cáo",
    "Đã thực hiện",
    "Một phần",
    "Chưa thực hiện",
    "Không áp dụng, không phát sinh",
)
MISSED_COLUMNS = ("Tên đơn vị", "Khu hoạt động", "Văn bản", "Tình trạng")
INCIDENT_COLUMNS = ("Loại", "Số vụ", "Trong đó dấu hiệu", "Người bị thương", "Người chết")
HEADINGS = {
    "situation": "TÌNH HÌNH CHUNG",
    "results": "KẾT QUẢ THỰC HIỆN",
    "shortcomings": "TỒN TẠI, HẠN CHẾ",
    "proposals": "ĐỀ XUẤT, KIẾN NGHỊ",
}


def counted(number: int) -> str:
    """Below ten with a leading zero, as official papers write counts."""
    return f"{number:02d}" if number < 10 else number_vn(number)


def paragraphs(text: str) -> list[Data]:
    return [{"text": line} for raw in text.splitlines() if (line := " ".join(raw.split()))]


def situation(figures: Figures) -> list[Data]:
    said = [_how_far(part) for part in figures.directives]
    if not figures.incidents:
        days = f"Từ ngày {vn_date(figures.since)} đến ngày {vn_date(figures.until)}"
        said.append(f"{days}, không có vụ việc nào được báo trên Cổng ANTT.")
    return [{"text": text} for text in said]


def _how_far(part: Part) -> str:
    reach = part.reach or {}
    ended = " Văn bản này đã được thu hồi hoặc thay thế." if part.has_ended else ""
    return (
        f"{part.heading} có {counted(reach['everybody'])} nơi nhận; đến thời điểm chốt số liệu đã gửi đến "
        f"{counted(reach['sent'])}, có {counted(reach['acknowledged'])} nơi xác nhận đã nhận.{ended}"
    )


def results(figures: Figures) -> list[Data]:
    return [{"text": _how_many(part)} for part in figures.parts if part.asked]


def _how_many(part: Part) -> str:
    handled = []
    if part.accepted:
        handled.append(f"{counted(part.accepted)} báo cáo đã được tiếp nhận")
    if part.returned:
        handled.append(f"{counted(part.returned)} báo cáo đang được yêu cầu bổ sung")
    after = f", trong đó {' và '.join(handled)}" if handled else ""
    return f"{part.heading}: {counted(part.answered)}/{counted(part.asked)} đơn vị đã báo cáo{after}."


def shortcomings(figures: Figures) -> list[Data]:
    late, silent, missed = len(figures.late), len(figures.overdue), len(figures.unreached)
    said = []
    if late or silent:
        both = f"{counted(late)} báo cáo gửi chậm và {counted(silent)} báo cáo quá hạn chưa gửi"
        said.append(f"Có {both} (danh sách kèm theo).")
    if missed:
        said.append(f"Có {counted(missed)} nơi chưa nhận được văn bản (danh sách kèm theo).")
    return [{"text": text} for text in said]


def quoted(quotations: Sequence[Quotation], on: date) -> list[Data]:
    rows = []
    for one in quotations:
        files = "; ".join(str(file) for file in one.evidence.all())
        shown = f"; minh chứng: {files}" if files else ""
        rows.append({"label": "-", "text": f"“{one.excerpt}” ({one.organisation.name_on(on).name}{shown})."})
    return [{"text": "Một số đơn vị báo cáo:"}, *rows] if rows else []


def reach_table(figures: Figures) -> Data | None:
    rows = [[part.name, *(number_vn((part.reach or {})[name]) for name in REACH)] for part in figures.directives]
    return table("Gửi, nhận và xác nhận văn bản", REACH_COLUMNS, rows, (45, 24, 24, 24, 24, 24))


def answers_table(part: Part) -> Data | None:
    rows = [[row.title, *map(number_vn, _counts(row))] for row in part.rows]
    return table(f"Kết quả theo nội dung. {part.heading}", ANSWER_COLUMNS, rows, (51, 19, 19, 19, 19, 19, 19))


def _counts(row: Row) -> tuple[int, ...]:
    """As the columns have them."""
    return (row.asked, row.answered, row.done, row.partly, row.not_done, row.not_applicable + row.nothing)


def incidents_table(figures: Figures) -> Data | None:
    rows = [
        [label, *map(number_vn, (tally.count, tally.signs, tally.injured, tally.dead))]
        for label, tally in figures.incidents
    ]
    days = f"từ {vn_date(figures.since)} đến {vn_date(figures.until)}"
    return table(f"Vụ việc được báo, {days}", INCIDENT_COLUMNS, rows, (57, 27, 27, 27, 27))


def table(title: str, columns: Sequence[str], rows: list[list[str]], widths: Sequence[int]) -> Data | None:
    """None without a row: papers print no empty table."""
    return {"title": title, "columns": list(columns), "rows": rows, "widths": list(widths)} if rows else None


def late_list(figures: Figures) -> Data | None:
    """Late answers before those that did not come; a filing's day is the law's."""
    late = [_late(part, one, _came(one)) for part, one in figures.late]
    silent = [_late(part, one, "Quá hạn, chưa báo cáo") for part, one in figures.overdue]
    if not late + silent:
        return None
    return {"title": "DANH SÁCH ĐƠN VỊ BÁO CÁO CHẬM, QUÁ HẠN CHƯA BÁO CÁO", "answers": late + silent}


def _came(one: Listed) -> str:
    day = vn_date(one.handed_in_on) if one.handed_in_on else ""
    return f"Gửi ngày {day}, chậm {one.workdays} ngày làm việc"


def _late(part: Part, one: Listed, state: str) -> Data:
    due = one.due_on
    day = {"day": due.day, "month": due.month, "year": due.year} if due else None
    return {"name": one.name, "zone": one.zones[:LINE_LENGTH], "asked": part.heading, "due_on": day, "state": state}


def annexes(figures: Figures, nominations: Sequence[Nomination], on: date) -> list[Data]:
    missed = [
        [one.name, one.zones, part.name, f"{one.through} chưa chuyển" if one.through else "Ban Quản lý chưa gửi"]
        for part, one in figures.unreached
    ]
    praised = [[one.organisation.name_on(on).name, one.reason] for one in nominations]
    made = [
        _annex(
            "DANH SÁCH NƠI CHƯA NHẬN ĐƯỢC VĂN BẢN", ("Tên đơn vị", "Khu hoạt động", "Văn bản", "Tình trạng"), missed
        ),
        _annex("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG", ("Tên đơn vị", "Thành tích"), praised),
    ]
    return [one for one in made if one]


def _annex(title: str, columns: Sequence[str], rows: list[list[str]]) -> Data | None:
    if not rows:
        return None
    numbered = [[str(number), *(cell or "–" for cell in row)] for number, row in enumerate(rows, 1)]
    widths = {3: (13, 72, 80), 5: (13, 47, 35, 30, 40)}[len(columns) + 1]
    return {"title": title, "table": {"columns": ["STT", *columns], "rows": numbered, "widths": list(widths)}}


def nominated(nominations: Sequence[Nomination]) -> list[Data]:
    count = len(nominations)
    return [{"text": f"Đề nghị khen thưởng {counted(count)} tập thể (danh sách kèm theo)."}] if count else []
