"""The figures of a campaign while it runs: how far its letters got, what was answered, what happened in its window.

They are of the moment they are asked for; a roll-up freezes its own.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q

from antt_portal.core.clock import local_date
from directives.asking.applying import concerned
from directives.coverage.counting import Counts, known, together
from directives.models import Campaign, Directive, Obligation, ObligationKind, ReportRequest
from reports.incidents.figures import Bar, by_type
from reports.models import Answer, AnswerResult, Incident, ReportStatus, Tally
from reports.models.incidents import FactsQuerySet, instant

HANDED_IN = (ReportStatus.SUBMITTED, ReportStatus.ACCEPTED)


@dataclass(frozen=True)
class LetterRow:
    """``counts`` of one that is not issued are zeros."""

    directive: Directive
    counts: Counts


@dataclass(frozen=True)
class Part:
    """A piece of a bar; ``x`` and ``width`` are of 100, ``fill`` a class of the style sheet."""

    fill: str
    x: int
    width: int


@dataclass(frozen=True)
class AnswerRow:
    """One obligation: of how many it is wanted (sent or not), and what they say. A late report counts under it, too."""

    obligation: Obligation
    letter: str
    wanted: int
    results: dict[str, int]
    late: int
    returned: int
    overdue: int

    @property
    def answered(self) -> int:
        return sum(self.results.values())

    @property
    def missing(self) -> int:
        """Neither handed in nor given back to be mended."""
        return max(0, self.wanted - self.answered - self.returned)

    @property
    def done(self) -> int:
        return self.results.get(AnswerResult.DONE, 0)

    @property
    def partly(self) -> int:
        return self.results.get(AnswerResult.PARTLY, 0)

    @property
    def not_done(self) -> int:
        return self.results.get(AnswerResult.NOT_DONE, 0)

    @property
    def nothing(self) -> int:
        """Nothing to report, or not applicable."""
        return self.results.get(AnswerResult.NOTHING, 0) + self.results.get(AnswerResult.NOT_APPLICABLE, 0)

    @property
    def bar(self) -> list[Part]:
        """Done, partly, not done, nothing: each from where the one before ends, by cumulated shares."""
        parts, reached, x = [], 0, 0
        for fill, count in (("f5", self.done), ("f4", self.partly), ("f0", self.not_done), ("f2", self.nothing)):
            reached += count
            end = min(100, 100 * reached // self.wanted) if self.wanted else 0
            if end > x:
                parts.append(Part(fill, x, end - x))
            x = end
        return parts


@dataclass(frozen=True)
class CampaignFigures:
    campaign: Campaign
    at: datetime
    total: Counts
    letters: list[LetterRow]
    answers: list[AnswerRow]
    incidents: Tally
    by_type: list[Bar]

    @property
    def stamp(self) -> str:
        """The same as long as no figure and no status changes."""
        letters = [(row.directive.pk, row.directive.letter.status, row.counts) for row in self.letters]
        answers = [(row.obligation.pk, row.wanted, sorted(row.results.items()), row.late) for row in self.answers]
        open_ones = [(row.returned, row.overdue) for row in self.answers]
        said = repr((letters, answers, open_ones, self.incidents, self.by_type))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def figures_of(campaign: Campaign, *, at: datetime) -> CampaignFigures:
    """A few queries for each letter, whatever its audience."""
    directives = list(
        Directive.objects.filter(campaign=campaign)
        .select_related("letter", "instrument")
        .defer("letter__data", "manifest")
        .order_by("issued_at", "pk")
    )
    letters = [LetterRow(one, together([one], at=at) if one.issued_at else Counts()) for one in directives]
    happened = _incidents(campaign, at)
    return CampaignFigures(
        campaign=campaign,
        at=at,
        total=sum((row.counts for row in letters), Counts()),
        letters=letters,
        answers=[row for one in directives if one.issued_at for row in _answers(one, at)],
        incidents=happened.tally(),
        by_type=by_type(happened),
    )


def _incidents(campaign: Campaign, at: datetime) -> FactsQuerySet:
    """What happened in the window."""
    known = Incident.objects.filter(board_id=campaign.board_id).as_of(at)
    return known.between(instant(campaign.starts_on), instant(campaign.ends_on + timedelta(days=1)))


def _answers(directive: Directive, at: datetime) -> list[AnswerRow]:
    asked = Obligation.objects.filter(instrument__directive=directive, kind=ObligationKind.DIRECTIVE)
    obligations = list(asked.filter(report_round__isnull=False).order_by("position"))
    results, late = _results(obligations)
    returned = _by_obligation(obligations, Q(report__status=ReportStatus.RETURNED))
    rows = []
    for one in obligations:
        owe = known(directive, at).filter(concerned([one]))
        counts = owe.aggregate(wanted=Count("pk"), overdue=Count("pk", filter=_is_overdue(one, at)))
        rows.append(
            AnswerRow(
                obligation=one,
                letter=str(directive.letter),
                wanted=counts["wanted"],
                results=results.get(one.pk, {}),
                late=late.get(one.pk, 0),
                returned=returned.get(one.pk, 0),
                overdue=counts["overdue"],
            )
        )
    return rows


def _results(obligations: list[Obligation]) -> tuple[dict[int, dict[str, int]], dict[int, int]]:
    """Per obligation: result → how many handed it in, and how many of them late."""
    rows = (
        Answer.objects.filter(obligation__in=obligations, report__status__in=HANDED_IN)
        .order_by()
        .values_list("obligation", "result")
        .annotate(Count("pk"), late=Count("pk", filter=Q(report__request__workdays_late__gt=0)))
    )
    results: dict[int, dict[str, int]] = {}
    late: dict[int, int] = {}
    for obligation, result, count, late_count in rows:
        results.setdefault(obligation, {})[result] = count
        late[obligation] = late.get(obligation, 0) + late_count
    return results, late


def _by_obligation(obligations: list[Obligation], condition: Q) -> dict[int, int]:
    rows = Answer.objects.filter(condition, obligation__in=obligations).order_by().values_list("obligation")
    return dict(rows.annotate(Count("pk")))


def _is_overdue(obligation: Obligation, at: datetime) -> Q:
    """Of a delivery: the report about this obligation did not come by its day."""
    late = ReportRequest.objects.filter(
        delivery=OuterRef("pk"),
        delivery__ended_at__isnull=True,
        round=obligation.report_round or 0,
        reported_at__isnull=True,
        due_on__lt=local_date(at),
    )
    return Q(Exists(late))
