"""All figures of one directive's coverage at one moment, and whether they are still those of a moment before."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Sum

from antt_portal.core.clock import local_date
from directives.asking.audience import newcomers
from directives.coverage.counting import Coverage, Forwarded, coverage, forwarded, known, without_account
from directives.coverage.omissions import Omission, Why, omissions
from directives.models import RUNG_FIELDS, Delivery, Directive, Forwarding, LetterStatus, Nudge
from enterprises.models import Membership

# Who has an account, moved or came new is not part of a stamp: it may be as old as this.
KEPT_SECONDS = 60


@dataclass(frozen=True)
class Figures:
    """``newcomers`` are those whom the audience names today and nobody has added; ``forwarded`` by investor."""

    coverage: Coverage
    omissions: list[Omission]
    without_account: int
    former: int
    newcomers: int
    forwarded: dict[int, Forwarded]

    @property
    def at(self) -> datetime:
        return self.coverage.at

    @property
    def unreached(self) -> int:
        """Sent to nobody: not sent at all, or by the board to where nobody is."""
        straight = sum(one.count for one in self.omissions if one.why == Why.SENT_TO_NOBODY)
        return self.coverage.total.not_sent + straight


def figures(directive: Directive, *, at: datetime, on: date) -> Figures:
    """A constant number of queries. ``on`` is the day for which newcomers are offered."""
    ever = Exists(Membership.objects.filter(organisation=OuterRef("organisation")))
    people = without_account(known(directive, at), at).aggregate(without=Count("pk"), former=Count("pk", filter=ever))
    is_out = directive.letter.status == LetterStatus.ISSUED
    return Figures(
        coverage=coverage(directive, at=at),
        omissions=omissions(directive, at=at),
        without_account=people["without"],
        former=people["former"],
        newcomers=newcomers(directive, on).count() if is_out else 0,
        forwarded=forwarded(directive, at=at),
    )


@dataclass(frozen=True)
class Stamp:
    """What cannot stay the same when an organisation comes, or one gets to its next rung, is reminded or let go, or an
    investor forwards.
    """

    counts: tuple[int, ...]
    nudges: int
    forwardings: int
    on: date

    def __str__(self) -> str:
        return "-".join(map(str, (*self.counts, self.nudges, self.forwardings, self.on.toordinal())))


def stamp_of(directive: Directive, *, at: datetime) -> Stamp:
    """Three queries. Rungs are never taken back, so that equal counts are equal rungs; nor is what was forwarded, and
    each time makes a version.
    """
    names = ("*", *RUNG_FIELDS.values(), "ended_at", "bounced_at")
    counts = Delivery.objects.filter(directive=directive).aggregate(**{f"_{name}": Count(name) for name in names})
    nudges = Nudge.objects.filter(directive=directive).count()
    versions = Forwarding.objects.filter(directive=directive).aggregate(sum=Sum("version"))
    return Stamp(tuple(counts.values()), nudges, versions["sum"] or 0, local_date(at))


def figures_now(directive: Directive, stamp: Stamp, *, at: datetime) -> Figures:
    """Those of ``at``, which are the kept ones as long as the stamp is the same."""
    key = f"coverage:{directive.pk}:{directive.letter.status}:{stamp}"
    kept: Figures | None = cache.get(key)
    if kept is None:
        kept = figures(directive, at=at, on=local_date(at))
        cache.set(key, kept, KEPT_SECONDS)
    return replace(kept, coverage=replace(kept.coverage, at=at))
