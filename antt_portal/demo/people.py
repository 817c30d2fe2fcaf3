"""The people of the demonstration: everybody is invented, and everybody signs in with the printed password."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import product

from django.contrib.auth.hashers import make_password

from antt_portal.demo.companies import Company
from antt_portal.demo.places import SINCE, Place
from enterprises.actor import Actor
from enterprises.models import Organisation, Role, User
from enterprises.organisations import grant

DOMAIN = "demo.example"
PASSWORD = "thu-nghiem-2026"  # noqa: S105 - printed for everybody, on purpose

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý")
MIDDLE = ("Văn", "Thị")
GIVEN = ("Mẫu", "Thử", "Ví Dụ", "Minh Họa", "Giả Định")

# Mailboxes of the editor and the head, where they are not "soan.…" and "dungdau.…" with the company's key.
MAILBOXES = {
    "an-phu": ("soan", "dungdau"),
    "song-xanh": ("soan.song-xanh", "chudautu"),
    "binh-minh": ("haitochuc", "dungdau.binh-minh"),
    "binh-minh-chi-nhanh-hai-phong": ("soan.chi-nhanh", "haitochuc"),
}


@dataclass(frozen=True)
class Staff:
    """Somebody of a board or an agency; ``zones`` empty means all of them."""

    mailbox: str
    name: str
    role: Role
    zones: tuple[str, ...] = ()


STAFF = {
    "thai-binh": (
        Staff("chuyenvien", "Nguyễn Thị Mẫu", Role.OFFICER, ("song-xanh", "dong-lua", "cua-bien")),
        Staff("chuyenvien2", "Trần Văn Thử", Role.OFFICER, ("ven-bien", "lang-nghe")),
        Staff("truongphong", "Lê Văn Mẫu", Role.UNIT_HEAD),
        Staff("lanhdao", "Phạm Thị Minh Họa", Role.LEADER),
        Staff("vanthu", "Hoàng Thị Thử", Role.CLERK),
        Staff("quantri", "Đỗ Văn Ví Dụ", Role.ADMINISTRATOR),
        Staff("congan", "Vũ Văn Giả Định", Role.AGENT),
    ),
    "hai-phong": (
        Staff("chuyenvien.hp", "Bùi Thị Mẫu", Role.OFFICER, ("hoa-phuong", "ben-cang", "dao-ngoc")),
        Staff("truongphong.hp", "Đặng Văn Thử", Role.UNIT_HEAD),
        Staff("lanhdao.hp", "Ngô Thị Ví Dụ", Role.LEADER),
        Staff("vanthu.hp", "Lý Thị Mẫu", Role.CLERK),
        Staff("quantri.hp", "Dương Văn Minh Họa", Role.ADMINISTRATOR),
        Staff("congan.hp", "Trần Thị Giả Định", Role.AGENT),
    ),
}
FORMER = Staff("chuyenvien.cu", "Bùi Văn Ví Dụ", Role.OFFICER)
FORMER_EDITOR = Staff("soan.cu", "Lý Văn Thử", Role.EDITOR)

# What ``manage.py demo --accounts`` prints: mailbox and what there is to see.
ACCOUNTS = (
    ("soan", "Người soạn, Công ty TNHH Thử Nghiệm An Phú: hồ sơ bị trả lại, đăng ký năm mới đang soạn"),
    ("dungdau", "Người đứng đầu, Công ty TNHH Thử Nghiệm An Phú: nộp hồ sơ"),
    ("chudautu", "Người đứng đầu, chủ đầu tư hạ tầng Công ty CP Hạ tầng Ví Dụ Sông Xanh"),
    ("chuyenvien", "Chuyên viên Ban Quản lý (Thái Bình, nay là Hưng Yên): thẩm định"),
    ("truongphong", "Trưởng phòng: phân công, lập danh sách đề nghị công nhận"),
    ("lanhdao", "Lãnh đạo Ban: duyệt danh sách, thu hồi"),
    ("vanthu", "Văn thư: ghi quyết định"),
    ("quantri", "Quản trị: tổ chức, năm đánh giá"),
    ("congan", "Cán bộ Công an tỉnh Hưng Yên: cho ý kiến"),
    ("haitochuc", "Làm việc cho hai tổ chức, thuộc hai Ban Quản lý: Công ty CP Ví Dụ Bình Minh và chi nhánh Hải Phòng"),
    ("chuyenvien.hp", "Chuyên viên Ban Quản lý Khu kinh tế Hải Phòng: không thấy gì của Ban kia"),
)


def address(mailbox: str) -> str:
    return f"{mailbox}@{DOMAIN}"


@dataclass(frozen=True)
class Office:
    """The people of one board and of the agency beside it."""

    officers: tuple[tuple[Actor, tuple[str, ...]], ...]
    unit_head: Actor
    leader: Actor
    clerk: Actor
    agent: Actor

    def officer_of(self, zone: str) -> Actor:
        return next(actor for actor, zones in self.officers if zone in zones)


@dataclass(frozen=True)
class Team:
    """The two people of an enterprise."""

    editor: Actor
    head: Actor


class Cast:
    """Creates people and lets them act, from the day each organisation is there."""

    def __init__(self, *, at: datetime) -> None:
        self._at = at
        self._password = make_password(PASSWORD)
        taken = {staff.name for people in STAFF.values() for staff in people}
        names = (f"{family} {middle} {given}" for given, middle, family in product(GIVEN, MIDDLE, FAMILY))
        self._names = (name for name in names if name not in taken)

    def join(
        self,
        staff: Staff,
        place: Place,
        organisation: Organisation,
        *,
        since: date = SINCE,
        until: date | None = None,
    ) -> Actor:
        """Somebody with this mailbox acts for the organisation; the person may be there already."""
        user, _created = User.objects.get_or_create(
            email=address(staff.mailbox), defaults={"full_name": staff.name, "password": self._password}
        )
        membership = grant(user, organisation, staff.role, by=place.system, at=self._at, since=since, until=until)
        membership.zones.set([place.zones[zone] for zone in staff.zones])
        return Actor.of(membership)

    def staff_of(self, place: Place) -> Office:
        actors = [
            (self.join(staff, place, place.police if staff.role == Role.AGENT else place.office), staff.zones)
            for staff in STAFF[place.board.code]
        ]
        by_role = {actor.role: actor for actor, _zones in actors}
        return Office(
            officers=tuple((actor, zones) for actor, zones in actors if actor.role == Role.OFFICER),
            unit_head=by_role[Role.UNIT_HEAD],
            leader=by_role[Role.LEADER],
            clerk=by_role[Role.CLERK],
            agent=by_role[Role.AGENT],
        )

    def team_of(self, company: Company, place: Place, organisation: Organisation, *, since: date) -> Team:
        """An editor and a head; the printed accounts are among them."""
        editor, head = MAILBOXES.get(company.key, (f"soan.{company.key}", f"dungdau.{company.key}"))
        return Team(
            self.join(Staff(editor, next(self._names), Role.EDITOR), place, organisation, since=since),
            self.join(Staff(head, next(self._names), Role.HEAD), place, organisation, since=since),
        )
