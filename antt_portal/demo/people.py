"""The people of the demonstration: everybody is invented, and everybody signs in with the printed password."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import product

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth.hashers import make_password

from antt_portal.core.actor import System
from antt_portal.demo.companies import Company
from antt_portal.demo.places import SINCE, Place
from enterprises.actor import Actor
from enterprises.models import SECOND_FACTOR_KINDS, Membership, Organisation, Role, User
from enterprises.organisations import grant

DOMAIN = "demo.example"
PASSWORD = "thu-nghiem-2026"  # noqa: S105 - printed for everybody, on purpose
# "Cổng ANTT, bản thử nghiệm, không bí mật": of every account that must have a second factor.
TOTP_SECRET = "CONGANTTBANTHUNGHIEMKHONGBIMATVN"  # noqa: S105 - printed as well

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
        Staff("pho", "Đặng Thị Minh Họa", Role.LEADER),
        Staff("chanhvanphong", "Bùi Văn Giả Định", Role.UNIT_HEAD),
        Staff("vanthu", "Hoàng Thị Thử", Role.CLERK),
        Staff("quantri", "Đỗ Văn Ví Dụ", Role.ADMINISTRATOR),
        Staff("congan", "Vũ Văn Giả Định", Role.AGENT),
    ),
    "hai-phong": (
        Staff("chuyenvien.hp", "Bùi Thị Mẫu", Role.OFFICER, ("hoa-phuong", "ben-cang", "dao-ngoc")),
        Staff("truongphong.hp", "Đặng Văn Thử", Role.UNIT_HEAD),
        Staff("lanhdao.hp", "Ngô Thị Ví Dụ", Role.LEADER),
        Staff("pho.hp", "Vũ Thị Minh Họa", Role.LEADER),
        Staff("chanhvanphong.hp", "Hoàng Văn Giả Định", Role.UNIT_HEAD),
        Staff("vanthu.hp", "Lý Thị Mẫu", Role.CLERK),
        Staff("quantri.hp", "Dương Văn Minh Họa", Role.ADMINISTRATOR),
        Staff("congan.hp", "Trần Thị Giả Định", Role.AGENT),
    ),
}
FORMER = Staff("chuyenvien.cu", "Bùi Văn Ví Dụ", Role.OFFICER)
FORMER_EDITOR = Staff("soan.cu", "Lý Văn Thử", Role.EDITOR)

# What ``manage.py demo --accounts`` prints: mailbox and what there is to see.
ACCOUNTS = (
    (
        "soan",
        (
            "Người soạn, Công ty TNHH Thử Nghiệm An Phú: hồ sơ bị trả lại, đăng ký năm mới đang soạn; "
            "công văn cao điểm đã mở, chưa xác nhận"
        ),
    ),
    ("dungdau", "Người đứng đầu, Công ty TNHH Thử Nghiệm An Phú: nộp hồ sơ, xác nhận đã nhận văn bản"),
    (
        "chudautu",
        (
            "Người đứng đầu, chủ đầu tư hạ tầng Công ty CP Hạ tầng Ví Dụ Sông Xanh: đã chuyển công văn cao điểm, "
            "một doanh nghiệp mới đến còn chờ"
        ),
    ),
    (
        "dungdau.ven-bien",
        "Người đứng đầu, chủ đầu tư hạ tầng Công ty CP Đầu tư Ví Dụ Ven Biển: chưa chuyển công văn, đã được nhắc",
    ),
    (
        "chuyenvien",
        (
            "Chuyên viên Ban Quản lý (Thái Bình, nay là Hưng Yên): thẩm định; soạn văn bản, một dự thảo bị trả lại; "
            "độ phủ, báo cáo tổng hợp của công văn cao điểm"
        ),
    ),
    (
        "truongphong",
        "Trưởng phòng: phân công, lập danh sách đề nghị công nhận, duyệt nội dung văn bản; đợt cao điểm, trực",
    ),
    ("chanhvanphong", "Chánh Văn phòng, ký thừa lệnh (TL.): duyệt nội dung văn bản do Trưởng phòng soạn"),
    ("lanhdao", "Trưởng ban: duyệt danh sách, thu hồi, ký số văn bản"),
    ("pho", "Phó Trưởng ban, ký thay (KT.): ký trên giấy"),
    ("vanthu", "Văn thư: kiểm tra thể thức, cấp số, đóng dấu, phát hành, giữ sổ văn bản đi, ghi quyết định"),
    ("quantri", "Quản trị: tổ chức, năm đánh giá, thẩm quyền ký và khóa ký số"),
    ("congan", "Cán bộ Công an tỉnh Hưng Yên: cho ý kiến"),
    ("haitochuc", "Làm việc cho hai tổ chức, thuộc hai Ban Quản lý: Công ty CP Ví Dụ Bình Minh và chi nhánh Hải Phòng"),
    (
        "chuyenvien.hp",
        "Chuyên viên Ban Quản lý Khu kinh tế Hải Phòng: dự thảo công văn Tết còn lỗi; không thấy gì của Ban kia",
    ),
    ("lanhdao.hp", "Trưởng ban Hải Phòng, nơi Ban tự công nhận: quyết định công nhận chờ ký"),
    ("vanthu.hp", "Văn thư Hải Phòng: văn bản chờ số, chờ đóng dấu, chờ phát hành"),
    ("quantri.hp", "Quản trị Hải Phòng: gửi một khu, hay cả Ban, cho Ban kia; Quản trị của Ban kia nhận"),
)


def address(mailbox: str) -> str:
    return f"{mailbox}@{DOMAIN}"


def give_second_factor(user: User) -> None:
    """An authenticator app with the printed secret."""
    Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": encrypt(TOTP_SECRET)}}
    )


@dataclass(frozen=True)
class Office:
    """The people of one board and of the agency beside it; ``office_chief`` is a second unit head."""

    officers: tuple[tuple[Actor, tuple[str, ...]], ...]
    unit_head: Actor
    office_chief: Actor
    leader: Actor
    deputy: Actor
    clerk: Actor
    administrator: Actor
    agent: Actor

    @classmethod
    def of(cls, staff: Sequence[Staff], actors: Iterable[Actor]) -> "Office":
        """``actors`` in the order of ``staff``; of two in one role the first is the head."""
        people = list(zip(actors, staff, strict=True))
        by_role = {role: [actor for actor, _one in people if actor.role == role] for role in Role}
        unit_head, office_chief = by_role[Role.UNIT_HEAD]
        leader, deputy = by_role[Role.LEADER]
        return cls(
            officers=tuple((actor, one.zones) for actor, one in people if actor.role == Role.OFFICER),
            unit_head=unit_head,
            office_chief=office_chief,
            leader=leader,
            deputy=deputy,
            clerk=by_role[Role.CLERK][0],
            administrator=by_role[Role.ADMINISTRATOR][0],
            agent=by_role[Role.AGENT][0],
        )

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
        """Somebody with this mailbox acts for the organisation, in zones of the place."""
        membership = self.hire(staff, organisation, since=since, until=until)
        membership.zones.set([place.zones[zone] for zone in staff.zones])
        return Actor.of(membership)

    def hire(
        self, staff: Staff, organisation: Organisation, *, since: date = SINCE, until: date | None = None
    ) -> Membership:
        """The person may be there already."""
        user, _created = User.objects.get_or_create(
            email=address(staff.mailbox), defaults={"full_name": staff.name, "password": self._password}
        )
        if organisation.kind in SECOND_FACTOR_KINDS:
            give_second_factor(user)
        by = System(organisation.board_id)
        return grant(user, organisation, staff.role, by=by, at=self._at, since=since, until=until)

    @cached_property
    def _password(self) -> str:
        return make_password(PASSWORD)

    def staff_of(self, place: Place) -> Office:
        staff = STAFF[place.board.code]
        homes = (place.police if one.role == Role.AGENT else place.office for one in staff)
        return Office.of(staff, [self.join(one, place, home) for one, home in zip(staff, homes, strict=True)])

    def team_of(self, company: Company, place: Place, organisation: Organisation, *, since: date) -> Team:
        """An editor and a head; the printed accounts are among them."""
        editor, head = MAILBOXES.get(company.key, (f"soan.{company.key}", f"dungdau.{company.key}"))
        return Team(
            self.join(Staff(editor, next(self._names), Role.EDITOR), place, organisation, since=since),
            self.join(Staff(head, next(self._names), Role.HEAD), place, organisation, since=since),
        )
