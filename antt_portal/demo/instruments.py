"""What the two boards ask: the shipped instruments, and for Hải Phòng one of its own with points, plainly invented."""

from datetime import date, datetime

from antt_portal.demo.places import Place
from directives.asking import instruments
from directives.asking.loading import THAI_BINH_2020, load_thai_binh_2020, load_tt124, shipped
from directives.models import Instrument, ObligationKind, Source

OWN_CODE = "hai-phong-minh-hoa"
OWN_SINCE = date(2022, 1, 1)
# Number of the obligation of 2020 whose figures it borrows → its own words and points.
OWN_ITEMS = {
    "1": ("Xây dựng, rà soát và phổ biến nội quy, quy chế an ninh trật tự đến người lao động.", 20),
    "3": ("Tuyên truyền phòng ngừa tội phạm, tệ nạn xã hội; hòa giải mâu thuẫn tại doanh nghiệp.", 20),
    "5": ("Bảo đảm tường rào, chiếu sáng, camera và phương tiện phòng cháy, chữa cháy tại khu vực trọng điểm.", 25),
    "7": ("Tổ chức lực lượng bảo vệ có chứng nhận nghiệp vụ và lực lượng quần chúng tự quản.", 20),
    "8": ("Sơ kết, tổng kết, khen thưởng và lập hồ sơ đề nghị công nhận.", 15),
}


def give_thai_binh(place: Place, *, at: datetime) -> None:
    load_thai_binh_2020(place.board, by=place.system, at=at)
    load_tt124(place.board, by=place.system, at=at)


def give_hai_phong(place: Place, *, at: datetime) -> None:
    load_tt124(place.board, by=place.system, at=at)
    own = instruments.draft(
        place.board,
        by=place.system,
        at=at,
        code=OWN_CODE,
        source=Source.BOARD,
        title="Bảng điểm an ninh trật tự (minh họa, không phải quy định của Ban Quản lý)",
        title_en="Score sheet on security and order (demonstration, no rule of the board)",
        citation="Bảng điểm minh họa",
        valid_from=OWN_SINCE,
        verified=False,
    )
    for position, (borrowed, (text, points)) in enumerate(OWN_ITEMS.items(), start=1):
        _write_item(own, position, borrowed, text, points, place=place, at=at)
    instruments.publish(own, by=place.system, at=at, seen=own.version)


def _write_item(
    own: Instrument, position: int, borrowed: str, text: str, points: int, *, place: Place, at: datetime
) -> None:
    described = shipped(f"fields-{THAI_BINH_2020}")[borrowed]
    words = ("title", "short_title", "help", "evidence_hint")
    instruments.write_obligation(
        own,
        by=place.system,
        at=at,
        kind=ObligationKind.STANDING,
        code=f"{OWN_CODE}-{borrowed}",
        number=str(position),
        position=position,
        text=text,
        points=points,
        citation=f"mục {position} (minh họa)",
        audience={"classes": ["investor", "tenant"]},
        fields=described["fields"],
        evidence_wanted=described["evidence_wanted"],
        **{word: described[word]["vi"] for word in words},
        **{f"{word}_en": described[word]["en"] for word in words},
    )
