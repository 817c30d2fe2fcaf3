"""A board, or one zone of it, goes to another (Thái Bình to Hưng Yên, 1/7/2025): previewed, then done (decision 120).

Both walls stand. What was asked, answered, numbered and recognised behind the former one stays there and is finished
there; from the day on zones, enterprises and their people are behind the successor's as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from antt_portal.core import audit
from antt_portal.core.clock import local_date
from antt_portal.core.formats import vn_date
from antt_portal.core.refusal import Refused
from enterprises import organisations
from enterprises.actor import Actor
from enterprises.models import (
    ENTERPRISE_KINDS,
    Board,
    Delegation,
    Membership,
    Organisation,
    OrganisationKind,
    Role,
    Succession,
    SuccessionKind,
    Tenancy,
    User,
    Zone,
)
from enterprises.people import delegating
from enterprises.states import SuccessionStatus
from enterprises.succession import inheriting as rows
from enterprises.succession import telling
from enterprises.succession.deciding import Ground
from enterprises.succession.estate import ONE_DAY, Estate, lasting
from enterprises.succession.examining import Preview
from enterprises.succession.parts import Fate, Line, Named, registered


@dataclass(frozen=True)
class Merger:
    """``former`` goes into ``to`` on ``on``; ``with_people``: its people work for the successor from then on.

    With ``zone`` this one zone alone goes over, and both boards go on.
    """

    former: Board
    to: Board
    on: date
    why: Ground
    with_people: bool = True
    zone: Zone | None = None

    @property
    def estate(self) -> Estate:
        return Estate(self.former, self.on, self.zone)

    @property
    def source(self) -> str:
        said = _("Kế thừa từ Ban Quản lý trước từ ngày %(day)s (%(document)s)")
        return said % {"day": vn_date(self.on), "document": self.why.document}


def office_of(board: Board) -> Organisation:
    return Organisation.objects.get(board=board, kind=OrganisationKind.BOARD)


def _described(merger: Merger, *, wall: Board) -> Succession:
    """The row behind one of the walls, of the office there; what the wall hides of the other is written out."""
    former, to, why = office_of(merger.former), office_of(merger.to), merger.why
    zone = merger.zone
    if zone is not None and wall == merger.to:
        zone = Zone.objects.filter(board=wall, predecessor=zone).first()
    return Succession(
        board=wall,
        kind=SuccessionKind.BOARD,
        status=SuccessionStatus.DONE,
        organisation=office_of(wall),
        successor=to,
        zone=zone,
        former_name=former.name,
        new_name=to.name,
        effective_on=merger.on,
        document=why.document,
        documented_on=why.documented_on,
    )


def preview(merger: Merger, *, on: date) -> Preview:
    """``on`` is today: the day of a merger is this or an earlier one."""
    told = [*_hindrances(merger, on), *_moving(merger)]
    described = _described(merger, wall=merger.former)
    told += [line for part in registered() for line in part.examine(described)]
    return Preview([line for line in told if line.count])


def _hindrances(merger: Merger, on: date) -> Iterator[Line]:
    former, to = merger.former, merger.to
    found: dict[str, tuple[bool, str]] = {
        "itself": (former.pk == to.pk, _("Hai Ban phải khác nhau.")),
        "ahead": (merger.on > on, _("Ngày sáp nhập ở sau hôm nay: thực hiện vào ngày đó hoặc sau đó.")),
        "zone": (not merger.estate.zones.exists() and merger.zone is not None, _("Khu này đã thôi từ trước ngày đó.")),
        "closed": (former.closed_on is not None or to.closed_on is not None, _("Một trong hai Ban đã sáp nhập rồi.")),
        "heir": (
            merger.zone is None and to.predecessor_id is not None,
            _("Ban kế thừa đã kế thừa một Ban khác trước đây."),
        ),
    }
    for code, (hinders, text) in found.items():
        yield Line(Fate.HINDERS, code, text, int(hinders))
    names = Zone.objects.filter(board=to, name__in=merger.estate.zones.values("name"))
    text = _("Khu trùng tên với khu của Ban kế thừa: đổi tên một trong hai trước.")
    yield Line(Fate.HINDERS, "zones", text, names.count(), [Named(one.name) for one in names])
    later = [
        found.filter(valid_from__gte=merger.on).count() for found in (merger.estate.tenancies, merger.estate.zones)
    ]
    text = _("Khu, việc vào khu bắt đầu đúng hoặc sau ngày này: ghi ở Ban kế thừa.")
    yield Line(Fate.HINDERS, "begins-later", text, sum(later))
    codes = merger.estate.enterprises.exclude(tax_code="").values("tax_code")
    others = Organisation.objects.filter(board=to, tax_code__in=codes).exclude(kind__in=ENTERPRISE_KINDS)
    text = _("Mã số thuế đã thuộc một tổ chức không phải doanh nghiệp của Ban kế thừa.")
    yield Line(Fate.HINDERS, "codes", text, others.count(), [Named(str(one)) for one in others])


def _moving(merger: Merger) -> Iterator[Line]:
    estate = merger.estate
    both = estate.known_to(merger.to).count()
    enterprises = estate.enterprises.count()
    yield Line(Fate.MOVES, "zones", _("Khu"), estate.zones.count(), [Named(one.name) for one in estate.zones])
    yield Line(Fate.MOVES, "enterprises", _("Doanh nghiệp được ghi danh tại Ban kế thừa"), enterprises - both)
    yield Line(Fate.MOVES, "both", _("Doanh nghiệp đã có ở cả hai Ban, ghép theo mã số thuế"), both)
    yield Line(Fate.MOVES, "tenancies", _("Hoạt động tại khu"), estate.tenancies.count())
    yield Line(Fate.MOVES, "contacts", _("Đầu mối liên hệ"), estate.contacts.count())
    text = _("Vai trò của người dùng doanh nghiệp, có ở cả hai nơi")
    yield Line(Fate.MOVES, "people", text, estate.people.count())
    stays = enterprises - estate.gone.count()
    yield Line(Fate.STAYS, "elsewhere", _("Doanh nghiệp còn ở khu khác của Ban cũ, có ở cả hai nơi"), stays)
    if merger.zone is None:
        yield from _office(merger)


def _office(merger: Merger) -> Iterator[Line]:
    """Of the board itself."""
    staff = _staff(merger)
    text = _("Vai trò của người Ban cũ được giao tại Ban kế thừa")
    yield Line(Fate.MOVES, "staff", text, staff.count() if merger.with_people else 0)
    text = _("Vai trò của người Ban cũ, để giải quyết phần còn mở và xem hồ sơ cũ")
    yield Line(Fate.STAYS, "staff-there", text, staff.count())
    yield Line(Fate.BEGINS, "keepers", _("Quản trị của Ban kế thừa được vào Ban cũ"), len(_keepers(merger)))
    yield Line(Fate.ENDS, "delegations", _("Thẩm quyền ký của Ban cũ"), _delegations(merger).count())


def _staff(merger: Merger) -> Any:
    here = Membership.objects.filter(organisation=office_of(merger.former), user__is_active=True)
    return lasting(here, merger.on).select_related("user").order_by("pk")


def _keepers(merger: Merger) -> list[Membership]:
    """Administrators of the successor who do not administer the former board as well."""
    admins = lasting(Membership.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True), merger.on)
    there = admins.filter(organisation=office_of(merger.former))
    its = admins.filter(organisation=office_of(merger.to)).exclude(user__in=there.values("user"))
    return list(its.select_related("user").order_by("pk"))


def _delegations(merger: Merger) -> Any:
    return lasting(Delegation.objects.filter(organisation=office_of(merger.former)), merger.on).order_by("pk")


@transaction.atomic
def merge(merger: Merger, *, digest: str, by: Actor, at: datetime) -> Succession:
    """Carry it out as it was previewed; returns the row behind the successor's wall.

    ``by`` administers the successor. Raises Refused("changed"), Refused("hindered"), Refused("not-entitled").
    """
    list(Board.objects.select_for_update().filter(pk__in=[merger.former.pk, merger.to.pk]).order_by("pk"))
    if by.role != Role.ADMINISTRATOR or by.board_id != merger.to.pk:
        raise Refused("not-entitled", _("Người thực hiện phải là quản trị của Ban kế thừa."))
    found = preview(merger, on=local_date(at))
    if found.digest != digest:
        raise Refused("changed", _("Số liệu đã thay đổi từ lúc xem trước. Chưa thực hiện gì; xem lại rồi xác nhận."))
    if found.hinders:
        raise Refused("hindered", found.hinders[0].text)
    what = rows.Inheritance(merger.estate, merger.to, merger.source)
    rows.inherit(what)
    if merger.zone is None:
        _people(merger, what, by=by, at=at)
        _close(merger, by=by, at=at)
    written = _written(merger, found, by=by, at=at)
    telling.tell_of_board(written, _told(merger, what), at=at)
    return written


def _told(merger: Merger, what: rows.Inheritance) -> QuerySet[User]:
    """The people of enterprises that went over."""
    there = Tenancy.objects.filter(zone__in=list(what.zones.values()))
    whose = Q(organisation__in=there.values("organisation"))
    if merger.zone is None:
        whose |= Q(organisation__predecessor__board=merger.former)
    members = Membership.objects.filter(whose, board=merger.to)
    return User.objects.filter(is_active=True, pk__in=members.values("user")).order_by("pk")


def _people(merger: Merger, what: rows.Inheritance, *, by: Actor, at: datetime) -> None:
    to, former = office_of(merger.to), office_of(merger.former)
    staff = list(_staff(merger))  # before the successor's administrators are among them
    for one in _keepers(merger):
        organisations.grant(one.user, former, Role.ADMINISTRATOR, by=by, at=at, since=local_date(at))
    if not merger.with_people:
        return
    have = set(lasting(Membership.objects.filter(organisation=to), merger.on).values_list("user", "role"))
    for one in staff:
        if (one.user_id, one.role) in have:
            continue
        given = organisations.grant(
            one.user, to, Role(one.role), by=by, at=at, since=max(merger.on, one.valid_from), until=one.valid_to
        )
        given.zones.set([what.zones[pk] for pk in one.zones.values_list("pk", flat=True) if pk in what.zones])


def _close(merger: Merger, *, by: Actor, at: datetime) -> None:
    for one in _delegations(merger):
        delegating.end(one, last_day=max(one.valid_from, merger.on - ONE_DAY), by=by, at=at)
    Board.objects.filter(pk=merger.former.pk).update(closed_on=merger.on)
    Board.objects.filter(pk=merger.to.pk).update(predecessor=merger.former)


def _written(merger: Merger, found: Preview, *, by: Actor, at: datetime) -> Succession:
    written = []
    for wall in (merger.former, merger.to):
        row = _described(merger, wall=wall)
        row.lines = [line.kept() for line in found.lines]
        row.digest, row.made_at, row.made_by, row.done_at = found.digest, at, by.user, at
        row.confirmed_by = by.membership if wall == merger.to else None
        row.save()
        after = {"former": merger.former.code, "to": merger.to.code, "effective_on": merger.on.isoformat()}
        counts = {line.code: line.count for line in found.lines}
        told = {**after, "document": merger.why.document, "counts": counts}
        audit.record(row, "zone.hand_over" if merger.zone else "board.close", by=by, at=at, after=told)
        written.append(row)
    return written[-1]
