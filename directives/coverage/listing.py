"""Who stands where: the organisations behind the figures of a coverage, narrowed, with what would help each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from antt_portal.core.clock import local_date
from antt_portal.core.folding import search_key
from directives.arriving.rungs import Ladder, Step, ladders
from directives.coverage.counting import former_people_only, in_zone, known, rung_at, through, without_account
from directives.coverage.nudging import owing
from directives.coverage.omissions import left_out, sent_to_nobody
from directives.models import Delivery, Directive, ReportRequest, Route, Rung
from enterprises.models import Membership, Organisation, Zone


class Who(TextChoices):
    """Groups that a page counts, as its addresses name them."""

    WITHOUT_ACCOUNT = "without-account", _("Chưa có tài khoản")
    FORMER = "former", _("Chỉ còn người liên hệ cũ")
    LATER = "later", _("Thêm sau ngày phát hành")
    DIRECT = "direct", _("Ban Quản lý gửi thẳng")
    LEFT_OUT = "left-out", _("Chủ đầu tư không gửi, có lý do")
    TO_NOBODY = "to-nobody", _("Gửi thẳng, không có người nhận")


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to; empty means everybody."""

    name: str = ""
    zone: Zone | None = None
    investor: Organisation | None = None
    kind: str = ""
    rung: Rung | None = None
    who: Who | None = None
    unacknowledged: bool = False


def listed(directive: Directive, wanted: Wanted, *, at: datetime) -> QuerySet[Delivery]:
    """By name, as the audience was known at ``at``."""
    found = known(directive, at)
    if wanted.zone:
        found = in_zone(found, directive, wanted.zone, at=at)
    if wanted.investor:
        found = through(found, wanted.investor.pk)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.rung is not None:
        found = found.alias(_at=rung_at(at)).filter(_at=wanted.rung.value)
    if wanted.unacknowledged:
        found = found.exclude(acknowledged_at__lte=at)
    if wanted.name:
        found = found.filter(organisation__search_key__contains=search_key(wanted.name))
    if wanted.who:
        found = _narrowed(found, directive, wanted.who, at)
    return found.order_by("organisation__sort_key", "pk")


def _narrowed(found: QuerySet[Delivery], directive: Directive, who: Who, at: datetime) -> QuerySet[Delivery]:
    match who:
        case Who.WITHOUT_ACCOUNT:
            return without_account(found, at)
        case Who.FORMER:
            return former_people_only(found, at)
        case Who.LATER:
            return found.filter(at_issue=False)
        case Who.DIRECT:
            return found.filter(Exists(Route.objects.filter(delivery=OuterRef("pk"), via__isnull=True)))
        case Who.LEFT_OUT:
            return found.filter(pk__in=left_out(directive, at=at).values("delivery"))
        case Who.TO_NOBODY:
            return found.filter(pk__in=sent_to_nobody(directive, at=at).values("pk"))


class Help(StrEnum):
    """The act that helps an organisation on to its next rung."""

    NUDGE = "nudge"
    CONTACTS = "contacts"
    PAPER = "paper"
    REPORT = "report"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Row:
    """``request`` is the report that was handed in, where there is one."""

    delivery: Delivery
    ladder: Ladder
    help: Help
    request: ReportRequest | None

    @property
    def last(self) -> Step | None:
        """The highest rung that was reached."""
        return next((step for step in reversed(self.ladder.steps) if step.at), None)


def rows_of(directive: Directive, deliveries: Iterable[Delivery], *, at: datetime) -> list[Row]:
    """Of one page of ``listed``: a constant number of queries."""
    page = list(deliveries)
    found = ladders(page, on=local_date(at), at=at)
    due = set(owing(directive).filter(pk__in=[one.pk for one in page]).values_list("pk", flat=True))
    people = Membership.objects.on(local_date(at)).filter(
        Q(user__is_active=True), organisation__in=[one.organisation_id for one in page]
    )
    reachable = set(people.values_list("organisation", flat=True))
    reported = ReportRequest.objects.filter(delivery__in=page, reported_at__lte=at).order_by("-round")
    requests = {one.delivery_id: one for one in reported}
    return [
        Row(
            one,
            found[one.pk],
            _help(one, found[one.pk], owes=one.pk in due, reachable=one.organisation_id in reachable),
            requests.get(one.pk),
        )
        for one in page
    ]


def _help(delivery: Delivery, ladder: Ladder, *, owes: bool, reachable: bool) -> Help:
    if ladder.rung == Rung.REPORTED:
        return Help.REPORT
    if not owes or ladder.rung == Rung.WAITING:
        return Help.NOTHING
    if ladder.is_on_paper:
        return Help.PAPER
    has_bounced = delivery.bounced_at is not None and ladder.rung == Rung.SENT
    return Help.CONTACTS if has_bounced or not reachable else Help.NUDGE
