"""The library of an enterprise: five files that serve several years, and the minutes of each."""

from datetime import date, datetime
from io import BytesIO

from antt_portal.demo.facts import Facts
from antt_portal.demo.figures.papers import RULES
from antt_portal.demo.figures.welfare import labour
from antt_portal.demo.files import Letterhead, Made, photograph, scan, spreadsheet
from enterprises.actor import Actor
from reports.library import add_file
from reports.models import Evidence

PLAN_TITLE = "Kế hoạch bảo đảm an ninh trật tự"
PLAN_OF_THE_PARTY_TITLE = "Nghị quyết, kế hoạch bảo đảm an ninh trật tự"
TEST_TITLE = "Biên bản kiểm định phương tiện chữa cháy"
ARTICLES = (
    "Điều 1. Người ra vào cổng xuất trình thẻ; khách được hướng dẫn và ghi sổ theo dõi tại phòng thường trực.",
    "Điều 2. Hàng hóa, phương tiện ra vào có phiếu; bảo vệ kiểm tra, đối chiếu và ghi nhận vào sổ.",
    "Điều 3. Không mang chất cháy, nổ, vũ khí, ma túy vào doanh nghiệp; không tự ý tháo, dịch chuyển camera.",
    "Điều 4. Ai phát hiện vụ việc báo ngay cho đội bảo vệ và người phụ trách an ninh trật tự.",
)


def stock(facts: Facts, *, until: date, by: Actor, at: datetime) -> dict[str, list[Evidence]]:
    """Upload the five files; returns them by the themes they serve. The last one holds ``until`` a day."""
    shelf: dict[str, list[Evidence]] = {}
    for made, themes, expires_on in _kept_for_years(facts, until):
        put(made, themes, shelf, expires_on=expires_on, by=by, at=at)
    return shelf


def put(
    made: Made,
    themes: str,
    shelf: dict[str, list[Evidence]],
    *,
    by: Actor,
    at: datetime,
    expires_on: date | None = None,
) -> None:
    stream = BytesIO(made.content)
    evidence = add_file(stream, made.inspected, by=by, at=at, title=made.title, expires_on=expires_on)
    for theme in themes.split():
        shelf.setdefault(theme, []).append(evidence)


def _head(facts: Facts) -> Letterhead:
    return Letterhead(facts.company.name, facts.on, facts.head)


def _kept_for_years(facts: Facts, until: date) -> list[tuple[Made, str, date | None]]:
    head, code, area = _head(facts), facts.code, facts.trade.areas[0][0]
    plan = [f"Trọng tâm: {facts.trade.topic}.", "Giao các bộ phận thực hiện, mỗi quý kiểm điểm một lần."]
    tested = [f"Khu vực kiểm tra: {area}.", "Kết luận: đạt yêu cầu, có giá trị đến ngày ghi trên tem."]
    sight = photograph("Ảnh tường rào, cổng và camera", caption=f"{facts.company.name}, {area.lower()}")
    return [
        (scan(RULES[0][0], ARTICLES, number=f"05/NQ-{code}", head=head), "1 4 registration", None),
        (
            scan(PLAN_OF_THE_PARTY_TITLE if facts.has_party else PLAN_TITLE, plan, number=f"02/KH-{code}", head=head),
            "2 resolution plan",
            None,
        ),
        (sight, "3 5", None),
        (_labour_sheet(facts), "6 7", None),
        (scan(TEST_TITLE, tested, number=f"17/BB-{code}", head=head), "5", until),
    ]


def _labour_sheet(facts: Facts) -> Made:
    by_quarter = [[f"Quý {index}", row["workers"], row["insured"]] for index, row in enumerate(labour(facts), start=1)]
    heads = ["Kỳ", "Lao động", "Bảo hiểm xã hội"]
    return spreadsheet("Số liệu lao động theo quý", rows=[[facts.company.name], heads, *by_quarter])


def minutes(facts: Facts) -> Made:
    """Of the meeting that assessed the year: for the eighth obligation."""
    told = [
        f"Thành phần: đại diện {facts.sub_units} bộ phận, công đoàn, đội bảo vệ.",
        f"Kết luận: thống nhất kết quả tự kiểm tra, đánh giá năm {facts.year}; lập hồ sơ đề nghị công nhận.",
    ]
    return scan(f"Biên bản họp đánh giá năm {facts.year}", told, number=f"02/BB-{facts.code}", head=_head(facts))


def decision(number: str, *, head: Letterhead, year: int) -> Made:
    """The recogniser's decision as a scanned paper."""
    articles = [
        f"Điều 1. Công nhận các doanh nghiệp trong danh sách đạt chuẩn “An toàn về an ninh, trật tự” năm {year}.",
        "Điều 2. Các doanh nghiệp có tên tại Điều 1 chịu trách nhiệm duy trì kết quả.",
    ]
    return scan(f"Quyết định công nhận năm {year}", articles, number=number, head=head)
