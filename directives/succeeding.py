"""What becomes of deliveries when an enterprise leaves, merges or hands its zone to another investor.

Whatever was sent stays with the legal person it was sent to. What nobody sent yet goes another way, or none.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.utils.translation import gettext as _

from antt_portal.core import audit
from antt_portal.core.clock import local_date
from antt_portal.core.formats import vn_date
from antt_portal.core.models import CalendarDay
from directives.arriving import delivering
from directives.arriving.sending import after_sending
from directives.forwarding.deadlines import WAITING, settle
from directives.forwarding.newcomers import locked_out
from directives.models import (
    AudienceLine,
    Delivery,
    Directive,
    Duty,
    LetterStatus,
    NumberSeries,
    OfficialLetter,
    ReportRequest,
    Route,
)
from directives.states import OUT
from enterprises.actor import Actor
from enterprises.models import Organisation, Succession, SuccessionKind
from enterprises.succession.parts import MOST_NAMED, Deed, Fate, Line, Named, Part, register
from enterprises.succession.presence import changing_hands, ending, is_gone, tenants_of

REASON_LENGTH = 300
KEPT = OUT | {LetterStatus.ON_FILE}


def _standing(routes: QuerySet[Route]) -> QuerySet[Route]:
    """Of letters that are neither recalled nor replaced."""
    return routes.filter(directive__letter__status=LetterStatus.ISSUED)


def _to_it(succession: Succession) -> QuerySet[Route]:
    """Ways by which it was still to get something, through the investors of the zones that it leaves."""
    waiting = _standing(Route.objects.filter(WAITING, delivery__organisation=succession.organisation_id))
    through = waiting.filter(via__isnull=False)
    return through if is_gone(succession) else through.filter(zone__in=ending(succession).values("zone"))


def _through_it(succession: Succession) -> QuerySet[Route]:
    """Ways that it is the one to go, in the zones that change hands; whatever became of them."""
    zones = changing_hands(succession)
    return Route.objects.filter(via=succession.organisation_id, zone__in=zones)


def _open(whose: Q) -> QuerySet[Delivery]:
    """Sent, and not acknowledged or not answered."""
    wanted = ReportRequest.objects.filter(delivery=OuterRef("pk"), reported_at__isnull=True)
    sent = Delivery.objects.standing().filter(whose, sent_at__isnull=False)
    return sent.filter(Q(acknowledged_at__isnull=True, duty=Duty.ACT) | Exists(wanted))


def examine(succession: Succession) -> Iterator[Line]:
    if succession.kind == SuccessionKind.RENAME:
        yield from _names_of_the_day(succession)
        return
    if succession.kind == SuccessionKind.BOARD:
        yield from _of_board(succession)
        return
    yield from _open_ones(succession)
    ends = _to_it(succession)
    yield Line(
        Fate.ENDS, "not-sent", _("Văn bản chưa chuyển tới: không chuyển nữa"), _directives(ends).count(), _named(ends)
    )
    yield from _handed_over(succession)
    drafts = AudienceLine.objects.filter(organisation=succession.organisation_id, directive__issued_at=None)
    text = _("Dự thảo văn bản ghi tên tổ chức này làm nơi nhận: xem lại trước khi phát hành")
    yield Line(Fate.STAYS, "drafts", text, drafts.count())


def _names_of_the_day(succession: Succession) -> Iterator[Line]:
    deliveries = Delivery.objects.filter(organisation=succession.organisation_id)
    yield Line(Fate.STAYS, "deliveries", _("Lượt nhận văn bản chỉ đạo, cùng một pháp nhân"), deliveries.count())


def _of_board(succession: Succession) -> Iterator[Line]:
    """Of a whole board, or of one zone that goes to another."""
    whose = Q(board=succession.organisation.board_id)
    if succession.zone_id:
        whose = Q(organisation__in=tenants_of(succession))
    else:
        yield from _of_office(succession)
    text = _("Lượt gửi chưa xác nhận hoặc chưa báo cáo, trả lời ở nơi đã giao")
    yield Line(Fate.STAYS, "open-deliveries", text, _open(whose).count())


def _of_office(succession: Succession) -> Iterator[Line]:
    """Registers are closed, never continued; papers keep the name and number they were given."""
    office = {"agency": succession.organisation_id, "year": succession.effective_on.year}
    series = list(NumberSeries.objects.filter(**office).order_by("group"))
    named = [Named(_("%(series)s: số cuối %(number)s") % {"series": one, "number": one.last_number}) for one in series]
    text = _("Sổ đăng ký văn bản đi, đến của năm: khóa, không cấp số nữa")
    yield Line(Fate.ENDS, "registers", text, len(series), named)
    letters = OfficialLetter.objects.filter(board=succession.organisation.board_id)
    unissued = letters.exclude(status__in=[*KEPT, LetterStatus.DISCARDED])
    text = _("Văn bản chưa phát hành: lập lại tại Ban kế thừa")
    yield Line(Fate.STAYS, "letters-open", text, unissued.count())
    out = letters.filter(status__in=KEPT)
    yield Line(Fate.STAYS, "letters", _("Văn bản đã phát hành, giữ tên và số của ngày ban hành"), out.count())


def _open_ones(succession: Succession) -> Iterator[Line]:
    still = (
        _open(Q(organisation=succession.organisation_id)).select_related("directive__letter").order_by("sent_at", "pk")
    )
    named = [Named(str(one.directive.letter), one.get_absolute_url()) for one in still[:MOST_NAMED]]
    if succession.kind == SuccessionKind.MERGE:
        said = _("Văn bản chỉ đạo chưa xác nhận hoặc chưa báo cáo: %(to)s trả lời thay %(name)s, hạn không đổi")
        text = said % {"to": succession.successor, "name": succession.organisation}
        yield Line(Fate.MOVES, "open-deliveries", text, still.count(), named)
    else:
        said = _("Văn bản chỉ đạo chưa xác nhận hoặc chưa báo cáo: %(name)s vẫn phải trả lời, hạn không đổi")
        text = said % {"name": succession.organisation}
        yield Line(Fate.STAYS, "open-deliveries", text, still.count(), named)
    done = Delivery.objects.filter(organisation=succession.organisation_id, sent_at__isnull=False)
    count = done.exclude(pk__in=still.order_by().values("pk")).count()
    yield Line(Fate.STAYS, "deliveries", _("Lượt nhận văn bản chỉ đạo khác, với bằng chứng của ngày nhận"), count)


def _handed_over(succession: Succession) -> Iterator[Line]:
    if not changing_hands(succession):
        return
    to = {"to": succession.successor, "name": succession.organisation}
    waiting = _standing(_through_it(succession).filter(WAITING))
    text = _("Lượt chưa chuyển tiếp trong khu: %(to)s chuyển tiếp, có thời hạn mới") % to
    yield Line(Fate.MOVES, "to-forward", text, waiting.count(), _named(waiting))
    has_it = Delivery.objects.filter(organisation=succession.successor_id, sent_at__isnull=False)
    unknown = _directives(waiting).exclude(pk__in=has_it.values("directive"))
    yield Line(Fate.BEGINS, "given", _("Văn bản chưa chuyển tiếp mà %(to)s chưa có: gửi ngay") % to, unknown.count())
    sent = _through_it(succession).filter(sent_at__isnull=False)
    text = _("Lượt đã chuyển tiếp, cùng thư chuyển của %(name)s") % to
    yield Line(Fate.STAYS, "forwarded", text, sent.count())


def _directives(routes: QuerySet[Route]) -> QuerySet[Directive]:
    return Directive.objects.filter(pk__in=routes.order_by().values("directive"))


def _named(routes: QuerySet[Route]) -> list[Named]:
    found = _directives(routes).select_related("letter").order_by("issued_at", "pk")[:MOST_NAMED]
    return [Named(str(one.letter), one.get_absolute_url()) for one in found]


def carry_out(deed: Deed) -> None:
    succession = deed.succession
    if succession.kind in {SuccessionKind.RENAME, SuccessionKind.BOARD}:
        return
    for directive in list(_directives(_to_it(succession)).order_by("pk")):
        _stop(locked_out(directive), deed)
    waiting = _standing(_through_it(succession).filter(WAITING))
    for directive in list(_directives(waiting).order_by("pk")):
        _hand_over(locked_out(directive), deed)


def _stop(directive: Directive, deed: Deed) -> None:
    """Whoever was to forward it waits for nobody there any more; the way says why it was not taken."""
    routes = _to_it(deed.succession).filter(directive=directive)
    investors = list(Organisation.objects.filter(pk__in=routes.order_by().values("via")).order_by("pk"))
    said = _("%(name)s: %(what)s từ ngày %(day)s")
    _close_ways(routes, said % _words(deed.succession), by=deed.by, at=deed.at)
    for investor in investors:
        settle(directive, investor, at=deed.at)


def _words(succession: Succession) -> dict[str, str]:
    return {
        "name": str(succession.organisation),
        "what": succession.get_kind_display().lower(),
        "day": vn_date(succession.effective_on),
    }


def _close_ways(routes: QuerySet[Route], reason: str, *, by: Actor, at: datetime) -> None:
    keys = list(routes.values_list("pk", flat=True))
    changes = {"excluded_at": at, "excluded_by": by.user, "excluded_reason": reason[:REASON_LENGTH]}
    Route.objects.filter(pk__in=keys).update(**changes)


def _hand_over(directive: Directive, deed: Deed) -> None:
    """The ways of the one are closed with the reason and those of the other laid; it has as many working days to
    forward as everybody has to acknowledge, if the day that the letter gives is nearer."""
    former, to = deed.succession.organisation, deed.succession.successor
    if to is None:
        return
    waiting = _through_it(deed.succession).filter(WAITING, directive=directive)
    ways = list(waiting.order_by("pk").values_list("delivery", "zone", "delivery__organisation"))
    said = _("Chủ đầu tư hạ tầng của khu là %(to)s từ ngày %(day)s")
    reason = said % {"to": to, "day": vn_date(deed.succession.effective_on)}
    _close_ways(waiting, reason, by=deed.by, at=deed.at)
    new = [
        Route(board_id=directive.board_id, directive=directive, delivery_id=delivery, via=to, zone_id=zone)
        for delivery, zone, receiver in ways
        if receiver != to.pk
    ]
    Route.objects.bulk_create(new, ignore_conflicts=True)
    given = _give(directive, to, deed)
    settle(directive, former, at=deed.at)
    calendar = CalendarDay.objects.calendar_for(directive.board_id)
    not_before = calendar.add(local_date(deed.at), directive.acknowledge_workdays)
    settle(directive, to, at=deed.at, not_before=not_before)
    after_sending(directive, given, at=deed.at)
    after = {"from": str(former.public_id), "to": str(to.public_id), "count": len(new)}
    audit.record(directive, "directive.hand_over", by=deed.by, at=deed.at, after=after)


def _give(directive: Directive, to: Organisation, deed: Deed) -> QuerySet[Delivery]:
    """What it is to forward it has to have itself. Returns the delivery that went out for this, if one did."""
    own = Delivery.objects.filter(directive=directive, organisation=to)
    one = Organisation.objects.filter(pk=to.pk).annotate(duty=Value(Duty.ACT.value), direct=Value(True))
    delivering.record(directive, one, at=deed.at, at_issue=False)
    own.filter(sent_at__isnull=True).update(sent_at=deed.at)
    given = own.filter(sent_at=deed.at)
    delivering.lay_routes(directive, by=deed.by, at=deed.at, newcomers=given)
    return given


register(Part(examine, carry_out))
