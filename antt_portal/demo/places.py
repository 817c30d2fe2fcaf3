"""The two boards, their zones and the agencies beside them. Public offices bear their names; the rest is invented."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from antt_portal.core.actor import System
from antt_portal.core.folding import sort_key
from enterprises.models import Board, Organisation, OrganisationKind, Zone, ZoneKind
from enterprises.organisations import register, rename

SINCE = date(2020, 1, 1)
MERGER = date(2025, 7, 1)
UNVERIFIED = "Tên sau khi hợp nhất tỉnh từ 01/7/2025; chưa đối chiếu được với văn bản chính thức, chờ xác minh"
DEMO_SOURCE = "Dữ liệu minh họa"


@dataclass(frozen=True)
class Place:
    """What the demonstration needs to know of a board."""

    board: Board
    office: Organisation
    police: Organisation
    recogniser: Organisation
    zones: dict[str, Zone]

    @property
    def system(self) -> System:
        return System(self.board.pk)


THAI_BINH_ZONES = {
    "song-xanh": ("KCN Ví Dụ Sông Xanh", ZoneKind.INDUSTRIAL),
    "dong-lua": ("KCN Ví Dụ Đồng Lúa", ZoneKind.INDUSTRIAL),
    "cua-bien": ("KCN Ví Dụ Cửa Biển", ZoneKind.INDUSTRIAL),
    "ven-bien": ("Khu kinh tế Ví Dụ Ven Biển", ZoneKind.ECONOMIC),
    "lang-nghe": ("CCN Ví Dụ Làng Nghề", ZoneKind.CLUSTER),
}
HAI_PHONG_ZONES = {
    "hoa-phuong": ("KCN Ví Dụ Hoa Phượng", ZoneKind.INDUSTRIAL),
    "ben-cang": ("KCN Ví Dụ Bến Cảng", ZoneKind.INDUSTRIAL),
    "dao-ngoc": ("Khu kinh tế Ví Dụ Đảo Ngọc", ZoneKind.ECONOMIC),
}


def found_thai_binh(*, at: datetime, today: date) -> Place:
    """Today's board of Hưng Yên, with the name it had as the letter of 2020 prints it."""
    board = Board.objects.create(code="thai-binh")
    office = register(
        board,
        OrganisationKind.BOARD,
        "Ban Quản lý khu kinh tế và các khu công nghiệp",
        by=System(board.pk),
        at=at,
        since=SINCE,
        naming={
            "lines": "BAN QUẢN LÝ KHU KINH TẾ\nVÀ CÁC KHU CÔNG NGHIỆP",
            "superior": "UBND TỈNH THÁI BÌNH",
            "abbreviation": "BQLKKT",
            "place": "Thái Bình",
            "source": "Công văn năm 2020 của Ban Quản lý",
        },
    )
    rename(
        office,
        "Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh Hưng Yên",
        by=System(board.pk),
        at=at,
        on=today,
        since=MERGER,
        lines="BAN QUẢN LÝ KHU KINH TẾ\nVÀ CÁC KHU CÔNG NGHIỆP",
        superior="ỦY BAN NHÂN DÂN\nTỈNH HƯNG YÊN",
        abbreviation="BQLKKT",
        place="Hưng Yên",
        verified=False,
        source=UNVERIFIED,
    )
    police = _agency(board, "Công an tỉnh Hưng Yên", "CÔNG AN TỈNH HƯNG YÊN", "Hưng Yên", at=at)
    committee = _agency(
        board, "Ủy ban nhân dân tỉnh Hưng Yên", "ỦY BAN NHÂN DÂN\nTỈNH HƯNG YÊN", "Hưng Yên", at=at, abbreviation="UBND"
    )
    return Place(board, office, police, committee, _zones(board, THAI_BINH_ZONES))


def found_hai_phong(*, at: datetime) -> Place:
    """Here the board itself recognises, as if delegated to: the other path of a recognition."""
    board = Board.objects.create(code="hai-phong")
    office = register(
        board,
        OrganisationKind.BOARD,
        "Ban Quản lý Khu kinh tế Hải Phòng",
        by=System(board.pk),
        at=at,
        since=SINCE,
        naming={
            "lines": "BAN QUẢN LÝ\nKHU KINH TẾ HẢI PHÒNG",
            "superior": "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG",
            "abbreviation": "BQL",
            "place": "Hải Phòng",
            "source": "Công văn của Ban Quản lý về cao điểm Tết Giáp Thìn 2024",
        },
    )
    police = _agency(board, "Công an thành phố Hải Phòng", "CÔNG AN\nTHÀNH PHỐ HẢI PHÒNG", "Hải Phòng", at=at)
    return Place(board, office, police, office, _zones(board, HAI_PHONG_ZONES))


def _agency(board: Board, name: str, lines: str, place: str, *, at: datetime, **naming: Any) -> Organisation:
    naming |= {"lines": lines, "place": place, "source": DEMO_SOURCE}
    return register(board, OrganisationKind.AGENCY, name, by=System(board.pk), at=at, since=SINCE, naming=naming)


def _zones(board: Board, names: dict[str, tuple[str, ZoneKind]]) -> dict[str, Zone]:
    return {
        key: Zone.objects.create(board=board, kind=kind, name=name, sort_key=sort_key(name), valid_from=SINCE)
        for key, (name, kind) in names.items()
    }
