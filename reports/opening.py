"""Opening a year: a report per applicable organisation, with its answers and its deadline. Can run twice."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit, wall
from antt_portal.core.actor import Doer, System
from antt_portal.core.clock import local_date
from antt_portal.core.refusal import Refused
from antt_portal.core.workdays import evaluation_period, evaluation_year
from directives.models import Instrument, Obligation, ObligationKind
from enterprises.due import deadlines
from enterprises.models import Applicability, ApplicabilityStatus, Board, DeadlineKind, Organisation
from enterprises.organisations import decide_applicability, default_applicability
from reports.models import YEARLY_KINDS, Answer, Report, ReportKind, ReportStatus

ASKED_IN = {
    ReportKind.REGISTRATION: (ObligationKind.REGISTRATION,),
    ReportKind.SELF_ASSESSMENT: (ObligationKind.STANDING, ObligationKind.CRITERION),
}
DEADLINE_OF: dict[str, DeadlineKind] = {
    ReportKind.REGISTRATION: DeadlineKind.REGISTRATION,
    ReportKind.SELF_ASSESSMENT: DeadlineKind.SELF_ASSESSMENT,
}


def due_on(kind: ReportKind, year: int) -> date:
    """31/3 for the registration, 15/11 for the self-assessment (Thông tư 124/2021/TT-BCA)."""
    return date(year, 3, 31) if kind == ReportKind.REGISTRATION else date(year, 11, 15)


def instruments_for(board_id: int, kind: ReportKind, year: int) -> list[Instrument]:
    """The board's instruments in force in the evaluation year that ask anything in a report of this kind."""
    in_force = Instrument.objects.filter(board_id=board_id).in_force_during(*evaluation_period(year))
    return list(in_force.filter(obligations__kind__in=ASKED_IN[kind]).distinct().order_by("code"))


@transaction.atomic
def open_report(organisation: Organisation, kind: ReportKind, year: int, *, by: Doer, at: datetime) -> Report:
    """The yearly report of this organisation, kind and year: opened now, or the one opened before.

    Raises Refused("nothing-asked") when no instrument of the board asks anything in that year.
    """
    instruments = instruments_for(organisation.board_id, kind, year)
    if not instruments:
        raise Refused("nothing-asked", _("Ban Quản lý chưa công bố bộ nội dung nào cho năm này."))
    report, created = Report.objects.get_or_create(
        organisation=organisation,
        kind=kind,
        year=year,
        defaults={
            "board_id": organisation.board_id,
            "status": ReportStatus.DRAFT,
            "opened_at": at,
            "due_on": due_on(kind, year),
        },
    )
    if created:
        report.instruments.set(instruments)
        lay_out_answers(report, Obligation.objects.filter(instrument__in=instruments).asked(*ASKED_IN[kind]))
        _open_deadline(report, kind, due_on(kind, year), at=at)
        audit.record(report, "report.open", by=by, at=at, after={"kind": str(kind), "year": year})
    return report


@transaction.atomic
def open_by_hand(organisation: Organisation, kind: ReportKind, year: int, *, by: Doer, at: datetime) -> Report:
    """Open a report that the yearly run has not opened, as somebody of the organisation asks.

    Raises Refused("year-out-of-reach"), Refused("not-applicable"), Refused("nothing-asked").
    """
    if year not in years_in_reach(kind, local_date(at)):
        raise Refused("year-out-of-reach", _("Chưa mở được hồ sơ của năm này, hoặc năm này đã qua lâu."))
    if not _applies(organisation, year, by=by, at=at):
        raise Refused(
            "not-applicable",
            _("Năm này không phải nộp hồ sơ. Nếu muốn tham gia, đề nghị Ban Quản lý đưa vào diện được mời."),
        )
    return open_report(organisation, kind, year, by=by, at=at)


def years_in_reach(kind: ReportKind, on: date) -> range:
    """Last year's is taken late; the registration of the next year may be prepared ahead of it."""
    year = evaluation_year(on)
    return range(year - 1, year + 2 if kind == ReportKind.REGISTRATION else year + 1)


def lay_out_answers(report: Report, asked: Iterable[Obligation]) -> None:
    """An empty answer per obligation, in this order."""
    Answer.objects.bulk_create(
        Answer(
            board_id=report.board_id,
            organisation_id=report.organisation_id,
            report=report,
            obligation=obligation,
            position=position,
        )
        for position, obligation in enumerate(asked, start=1)
    )


def _open_deadline(report: Report, kind: ReportKind, day: date, *, at: datetime) -> None:
    deadlines.open_deadline(
        report,
        DEADLINE_OF[kind],
        organisation=report.organisation,
        title=str(report.year),
        route="reports:report",
        due_on=day,
        rule="fixed-day",
        at=at,
    )


def open_year(year: int, *, at: datetime) -> int:
    """Open both reports of ``year`` for every organisation it applies to. Returns how many reports were opened.

    Each organisation is a transaction of its own: an interrupted run keeps what it did and the next one goes on.
    """
    opened = 0
    for board in Board.objects.order_by("pk"):
        with wall.within([board.pk]):
            opened += _open_year_of(board, year, at=at)
    return opened


def _open_year_of(board: Board, year: int, *, at: datetime) -> int:
    by, opened = System(board.pk), 0
    kinds = [kind for kind in YEARLY_KINDS if instruments_for(board.pk, kind, year)]
    for organisation in _without_reports(board, year, kinds):
        if _applies(organisation, year, by=by, at=at):
            opened += sum(_open_if_new(organisation, kind, year, by=by, at=at) for kind in kinds)
    return opened


def _without_reports(board: Board, year: int, kinds: list[ReportKind]) -> list[Organisation]:
    """Enterprises of the board that lack one of these reports and are not exempt already."""
    exempt = Applicability.objects.filter(year=year, status=ApplicabilityStatus.NOT_APPLICABLE)
    organisations = Organisation.objects.filter(board=board).enterprises().exclude(pk__in=exempt.values("organisation"))
    complete = organisations
    for kind in kinds:
        complete = complete.filter(reports__year=year, reports__kind=kind)
    return list(organisations.exclude(pk__in=complete.values("pk")).order_by("pk")) if kinds else []


def _applies(organisation: Organisation, year: int, *, by: Doer, at: datetime) -> bool:
    decided = Applicability.objects.filter(organisation=organisation, year=year).first()
    if decided is None:
        previous = Applicability.objects.filter(organisation=organisation, year=year - 1).first()
        status, reason = default_applicability(organisation, previous)
        decided = decide_applicability(organisation, year, status, by=by, at=at, reason=reason)
    return decided.status != ApplicabilityStatus.NOT_APPLICABLE


def _open_if_new(organisation: Organisation, kind: ReportKind, year: int, *, by: Doer, at: datetime) -> bool:
    return open_report(organisation, kind, year, by=by, at=at).opened_at == at


def is_late(report: Report, at: datetime) -> bool:
    """Whether it is due no more: to be mended by then, or handed in. Some directives give no day."""
    day = report.mend_by or report.due_on
    return day is not None and local_date(at) > day
