"""Reviewing a dossier: its overview, and one answer after the other beside what it said before."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from antt_portal.core import clock, typed_text
from antt_portal.core.formats import vn_date
from antt_portal.core.models import CalendarDay
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require, seen_version
from directives.models import Obligation
from enterprises.middleware import PortalRequest, keeps_typed_text
from enterprises.models import User
from reports.barring import declared_event_codes, events_of, undecided_events
from reports.board_letters import letters_about
from reports.differences import compare_versions
from reports.dossier import read_answer, versions_of
from reports.forms.review import EventForm, JudgementForm, OpinionRequestForm
from reports.implementing import asking
from reports.incidents.suggesting import Meaning, by_event, meanings_of
from reports.models import Answer, AnswerReview, BarringDecision, Opinion, Report, ReportKind, ReportStatus, Submission
from reports.permissions import can_assign, can_review, can_take
from reports.reviewers import reviewers_for
from reports.reviewing import review_answer as judge
from reports.timeline import entries_for_board, events
from reports.views.board_loading import answer_of, dossier_for
from reports.views.dossier_page import DossierPage, dossier_page, paper_of
from reports.wording import called, lowered

ACTS_A_PAGE = 10
UNPROCESSABLE = 422
CONFLICT = 409


@dataclass(frozen=True)
class EventRow:
    """A barring event on the overview: what was declared and decided, the form to decide, what incidents suggest."""

    event: Obligation
    declared: bool
    undecided: bool
    decision: BarringDecision | None
    form: EventForm
    incidents: list[Meaning]

    @property
    def title(self) -> str:
        return str(self.event.in_language("title"))


@require_GET
def review(request: PortalRequest, public_id: UUID) -> HttpResponse:
    return show_dossier(request, dossier_for(request, public_id))


def show_dossier(
    request: PortalRequest,
    report: Report,
    *,
    event_form: tuple[Obligation, EventForm] | None = None,
    opinion_form: OpinionRequestForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The overview; a form with errors is shown again with what was typed in it."""
    page = dossier_page(request, report)
    acts = Paginator(entries_for_board(report), ACTS_A_PAGE).get_page(request.GET.get("acts"))
    versions = versions_of(report)
    context = {
        "page": page,
        "report": report,
        "query": page.query,
        "submission": versions.now,
        "submissions": report.submissions.select_related("submitted_by").defer("frozen").order_by("-number"),
        "paper": paper_of(report, versions.now.number),
        "event_rows": _event_rows(report, versions.now, event_form),
        "opinions": Opinion.objects.filter(report=report).for_list(),
        "opinion_form": opinion_form or _opinion_form(report, page) if page.may_review and report.is_yearly else None,
        "asking": asking(report),
        "answers": [] if report.is_yearly else compare_versions(versions.now.frozen, _frozen(versions.before)),
        "acts": acts,
        "events": events(report, list(acts), reader=request.actor.organisation_id),
        "can_take": report.status == ReportStatus.SUBMITTED and can_take(request.actor, report),
        "reviewers": _reviewers(request, report, page),
        "letters": letters_about(report),
        "can_request": report.status == ReportStatus.RETURNED and can_review(request.actor, report),
    }
    return render(request, "reports/review.html", context, status=status)


def _frozen(submission: Submission | None) -> dict[str, Any] | None:
    return submission.frozen if submission else None


def _event_rows(report: Report, latest: Submission, bound: tuple[Obligation, EventForm] | None) -> list[EventRow]:
    """Declared ones and those of incidents first. Only a self-assessment declares any."""
    if report.kind != ReportKind.SELF_ASSESSMENT:
        return []
    declared = declared_event_codes(latest)
    undecided = {event.pk for event in undecided_events(report)}
    decisions = {one.event_id: one for one in report.barring_decisions.select_related("decided_by")}
    forms = {bound[0].pk: bound[1]} if bound else {}
    incidents = by_event(meanings_of(report))
    rows = [
        EventRow(
            event,
            declared=event.code in declared,
            undecided=event.pk in undecided,
            decision=decisions.get(event.pk),
            form=forms.get(event.pk) or EventForm(event=event, decided=decisions.get(event.pk)),
            incidents=incidents.get(event.code, []),
        )
        for event in events_of(report)
    ]
    return sorted(rows, key=lambda row: (not row.declared, not row.incidents))


def _opinion_form(report: Report, page: DossierPage) -> OpinionRequestForm:
    calendar = CalendarDay.objects.calendar_for(report.board_id)
    due_on = calendar.add(page.today, report.board.opinion_workdays)
    return OpinionRequestForm(report=report, initial={"due_on": vn_date(due_on)})


def _reviewers(request: PortalRequest, report: Report, page: DossierPage) -> list[User]:
    """Whom one may put in charge; nobody for those who may not."""
    if report.status == ReportStatus.ACCEPTED or not can_assign(request.actor, report):
        return []
    return list(reviewers_for(report, page.today))


@keeps_typed_text
@require_http_methods(["GET", "HEAD", "POST"])
def review_answer(request: PortalRequest, public_id: UUID, answer_id: UUID) -> HttpResponse:
    report = dossier_for(request, public_id)
    answer = answer_of(report, answer_id)
    if request.method == "POST":
        return _save(request, report, answer)
    page = dossier_page(request, report)
    if page.may_review and (typed := typed_text.kept_for(request.session, request.path)):
        messages.warning(request, _("Đây là nội dung gõ trước khi phiên làm việc hết, chưa lưu. Xem lại rồi lưu."))
        return _show(request, page, answer, JudgementForm(typed, obligation=answer.obligation))
    return _show(request, page, answer, JudgementForm.of(_review_of(page, answer), obligation=answer.obligation))


def _review_of(page: DossierPage, answer: Answer) -> AnswerReview | None:
    return next((step.review for step in page.steps if step.answer == answer), None)


def _show(
    request: PortalRequest, page: DossierPage, answer: Answer, form: JudgementForm, *, status: int = 200
) -> HttpResponse:
    versions = versions_of(page.report)
    reading = read_answer(answer, versions)
    review = _review_of(page, answer)
    context = {
        "page": page,
        "report": page.report,
        "query": page.query,
        "answer": answer,
        "called": called(answer.obligation),
        "reading": reading,
        "versions": versions,
        "shown_file": _shown_file(request, reading.files),
        "review": review,
        "previous_review": versions.before.reviews.filter(answer=answer).first() if versions.before else None,
        "form": form,
        "is_kept": form.is_bound,
        "next": page.after(answer),
    }
    return render(request, "reports/review_answer.html", context, status=status)


def _shown_file(request: PortalRequest, files: list[Any]) -> Any:
    """The picture asked for, else the first one; other kinds of file open in a page of their own."""
    pictures = [line for line in files if line.is_picture]
    wanted = request.GET.get("file")
    return next((line for line in pictures if line.file.id == wanted), pictures[0] if pictures else None)


def _save(request: PortalRequest, report: Report, answer: Answer) -> HttpResponse:
    page = dossier_page(request, report)
    require(can_review(request.actor, report))
    form = JudgementForm(request.POST, obligation=answer.obligation)
    if not form.is_valid():
        return _show(request, page, answer, form, status=UNPROCESSABLE)
    existing = _review_of(page, answer)
    if not _says_the_same(form, existing):
        try:
            judge(
                answer,
                form.judgement(),
                by=request.actor,
                at=clock.now(),
                seen=seen_version(request),
                read=seen_version(request, "read"),
            )
        except Refused as refused:
            messages.error(request, str(refused))
            return _show(request, page, answer, form, status=CONFLICT)
        messages.success(request, _("Đã lưu %(name)s.") % {"name": lowered(called(answer.obligation))})
    typed_text.drop(request.session, request.path)
    return redirect(_then(request, page, answer))


def _says_the_same(form: JudgementForm, existing: AnswerReview | None) -> bool:
    """Passing by without a word changes nothing, and leaves what was carried from the last version as it is."""
    typed = form.judgement()
    said = existing or AnswerReview()
    return all(getattr(typed, name) == getattr(said, name) for name in ("result", "comment", "to_mend", "points"))


def _then(request: PortalRequest, page: DossierPage, answer: Answer) -> str:
    """Where the button leads: the next one without a result, or a conclusion."""
    args: list[Any] = [page.report.public_id]
    then = request.POST.get("then", "next")
    name = {"return": "reports:return", "accept": "reports:accept"}.get(then, "reports:review")
    following = page.after(answer)
    if then == "next" and following:
        name, args = "reports:review-answer", [*args, following.answer.public_id]
    return reverse(name, args=args) + page.query
