"""Home: what to do next, per role, from the deadlines and the state of the work."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antt_portal.home import todo
from enterprises.models import Deadline, Role
from enterprises.tests.factories import actor, board_organisation
from reports.answering import save_answer
from reports.models import Answer, BatchStatus, ReportKind
from reports.opening import open_report
from reports.tests.factories import OPENED, YEAR, Filing, content
from reports.tests.test_states import Batch

pytestmark = pytest.mark.django_db


def home(client, person, day):
    with time_machine.travel(day, tick=False):
        client.force_login(person.user)
        return client.get(reverse("home"))


def test_what_was_sent_back_comes_first(client):
    filing = Filing().fill().submit().review(to_mend=1).send_back()
    shown = home(client, filing.editor, date(2026, 10, 28))
    assert shown.context["first"].url == filing.report.get_absolute_url()
    assert [row.due_on for row in shown.context["soon"].rows] == [date(2026, 11, 4)]


def test_a_deadline_says_which_filing_it_is_and_what_is_left(client):
    filing = Filing()
    first = filing.report.answers.select_related("obligation", "report").order_by("position").first()
    save_answer(first, content(first), by=filing.editor, at=OPENED, seen=first.version)
    assert home(client, filing.editor, date(2026, 10, 28)).context["first"].note == "đã ghi 1/3 mục"
    Answer.objects.filter(pk=first.pk).update(result="", version=first.version)
    filing.fill().submit().review(to_mend=2).send_back()
    note = home(client, filing.editor, date(2026, 10, 28)).context["first"].note
    assert note.startswith("Tự kiểm tra, đánh giá 2026: nội dung ")
    assert note.count("nội dung") == 2


def test_the_notes_cost_the_same_for_one_deadline_and_for_many(client, django_assert_num_queries):
    filing = Filing().fill().submit().review(to_mend=1).send_back()
    with CaptureQueriesContext(connection) as one:
        todo.soon(filing.editor, date(2026, 10, 28))
    registration = Filing(ReportKind.REGISTRATION, organisation=filing.organisation)
    Deadline.objects.filter(subject_id=registration.report.public_id).update(due_on=date(2026, 11, 2))
    with django_assert_num_queries(len(one)):
        assert todo.soon(filing.editor, date(2026, 10, 28)).count == 2


def test_yesterdays_deadline_is_late_and_todays_is_not(client):
    filing = Filing()
    assert home(client, filing.editor, date(2026, 11, 15)).context["late"].count == 0
    assert home(client, filing.editor, date(2026, 11, 16)).context["late"].count == 1


def test_what_is_due_in_two_months_is_not_soon(client):
    filing = Filing()
    assert home(client, filing.editor, date(2026, 9, 1)).context["soon"].count == 0


def test_nothing_of_a_neighbour_is_due_here(client):
    filing = Filing()
    neighbour = actor(Role.EDITOR)
    shown = home(client, neighbour, date(2026, 11, 16))
    assert shown.context["late"].count == 0
    assert filing.organisation.name not in shown.content.decode()


def test_the_head_is_told_what_only_the_head_can_do(client):
    filing = Filing().fill()
    assert [row.url for row in home(client, filing.head, date(2026, 10, 1)).context["waiting"].rows] == [
        reverse("reports:check", args=[filing.report.public_id])
    ]
    assert home(client, filing.editor, date(2026, 10, 1)).context["waiting"].count == 0


def test_last_years_answers_wait_for_their_confirmation(client):
    filing = Filing().fill()
    report = open_report(filing.organisation, ReportKind.SELF_ASSESSMENT, YEAR + 1, by=filing.editor, at=OPENED)
    report.answers.update(confirmed=False, carried_from=YEAR)
    assert home(client, filing.editor, date(2026, 12, 1)).context["waiting"].count == report.answers.count()


def test_an_officer_sees_what_is_assigned_to_the_officer_or_to_nobody(client):
    filing = Filing().fill().submit()
    day = date(2026, 10, 28)
    assert home(client, filing.officer, day).context["soon"].count == 1
    other = actor(Role.OFFICER, filing.officer.organisation)
    filing.organisation.board.refresh_from_db()
    deadline = filing.board.organisations.get(kind="board").deadlines.get()
    deadline.assignee = other.user
    deadline.save()
    assert home(client, filing.officer, day).context["soon"].count == 0
    assert home(client, other, day).context["soon"].count == 1


@pytest.mark.parametrize(
    ("role", "status", "count"),
    [
        (Role.LEADER, BatchStatus.PROPOSED, 1),
        (Role.LEADER, BatchStatus.DRAFT, 0),
        (Role.CLERK, BatchStatus.APPROVED, 1),
        (Role.CLERK, BatchStatus.PROPOSED, 0),
    ],
)
def test_a_list_waits_for_whoever_acts_next(client, role, status, count):
    situation = Batch(status)
    person = actor(role, board_organisation(situation.filing.board))
    assert home(client, person, date(2026, 11, 18)).context["waiting"].count == count


def test_the_rings_say_how_far_each_obligation_got(client):
    filing = Filing()
    empty = home(client, filing.editor, date(2026, 10, 1)).context["rings"]
    assert [ring.percent for ring in empty] == [0, 0]
    full = home(client, filing.fill().editor, date(2026, 10, 1)).context["rings"]
    assert [ring.percent for ring in full] == [100, 100]


def test_what_the_officer_found_colours_the_rings(client):
    filing = Filing().fill().submit().review(to_mend=1).send_back()
    rings = home(client, filing.editor, date(2026, 10, 28)).context["rings"]
    assert [(ring.tone, ring.said) for ring in rings] == [("back", "cần bổ sung"), ("done", "đạt")]


def test_what_one_person_did_again_and_again_is_told_once_and_leads_there(client):
    filing = Filing().fill()
    events = home(client, filing.editor, date(2026, 10, 1)).context["events"]
    saved = [event for event in events if event.title == "Lưu nội dung"]
    assert [(event.detail, event.url) for event in saved] == [
        ("Tự kiểm tra, đánh giá 2026", filing.report.get_absolute_url())
    ]


def test_an_officers_way_of_working_is_not_shown_to_the_enterprise(client):
    filing = Filing().fill().submit().review()
    titles = [event.title for event in home(client, filing.editor, date(2026, 10, 28)).context["events"]]
    assert "Nộp hồ sơ" in titles
    assert "Thẩm định nội dung" not in titles
