"""What a person reads in the portal: their own, of the organisation they act for, whether mailed or not."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antt_portal.core import outbox
from antt_portal.core.models import Notice, NoticeState
from antt_portal.core.tests.page import select, tree_of, words
from enterprises.due import deadlines
from enterprises.middleware import SESSION_KEY
from enterprises.models import DeadlineKind, Role
from enterprises.reminding.planning import plan
from enterprises.tests.factories import OrganisationFactory, UserFactory, actor, board_organisation

AT = datetime(2026, 10, 27, 2, 20, tzinfo=UTC)
KIND = "report_accepted"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def then():
    """Of one time throughout: a session that was used in October has ended by now."""
    with time_machine.travel(AT + timedelta(minutes=1), tick=False):
        yield


@pytest.fixture
def person(client):
    found = actor(Role.EDITOR)
    client.force_login(found.user)
    return found


def put(person, *, about=None, own=True, kind=KIND, at=AT, **columns):
    """To the person, about a thing of its own, and naming their organisation or none."""
    about = about or OrganisationFactory(board=person.organisation.board)
    params = {"organisation": about.name, "year": 2026, "path": "/verify/"}
    owner = person.organisation_id if own else None
    outbox.put(kind, "1", about=about, to=[person.user], at=at, params=params, organisation_id=owner)
    Notice.objects.filter(subject_id=about.public_id).update(**columns)
    return Notice.objects.get(subject_id=about.public_id)


def shown(client, query="", at=AT):
    with time_machine.travel(at + timedelta(minutes=1), tick=False):
        return client.get(reverse("notices") + query)


def titles(client, query="", at=AT):
    return [row.title for row in shown(client, query, at).context["rows"]]


def bell(client):
    with time_machine.travel(AT + timedelta(minutes=1), tick=False):
        return words(select(tree_of(client.get(reverse("home")).content), f'.tools a[href="{reverse("notices")}"]')[0])


def test_the_newest_stands_first_under_the_subject_of_its_mail(client, person):
    put(person, at=AT - timedelta(hours=1))
    newest = put(person)
    assert titles(client)[0] == f"Đã tiếp nhận hồ sơ năm 2026 của {newest.params['organisation']}"
    assert len(titles(client)) == 2


def test_it_speaks_the_language_of_the_page(client, person, settings):
    put(person)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert not titles(client)[0].startswith("Đã tiếp nhận")


@pytest.mark.parametrize(
    ("state", "is_shown"),
    [
        (NoticeState.PENDING, True),
        (NoticeState.FAILED, True),
        (NoticeState.QUIET, True),
        (NoticeState.CANCELLED, False),
        (NoticeState.SUPERSEDED, False),
    ],
)
def test_what_could_not_be_mailed_is_read_here_all_the_same(client, person, state, is_shown):
    put(person, state=state)
    assert bool(titles(client)) == is_shown


def test_a_reminder_shows_from_the_hour_it_was_planned_for(client, person):
    later = AT + timedelta(hours=5)
    put(person, occasion_at=AT, due_at=later)
    assert titles(client) == []
    assert len(titles(client, at=later)) == 1


def test_and_goes_on_showing_while_its_mail_is_tried_again(client, person):
    put(person, occasion_at=AT, due_at=AT + timedelta(hours=4), attempts=1)
    assert len(titles(client)) == 1


def test_nobody_reads_what_others_are_told(client, person):
    other = actor(Role.EDITOR, person.organisation)
    notice = put(other)
    assert titles(client) == []
    assert client.get(reverse("notice", args=[notice.public_id])).status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_what_names_another_organisation_of_the_same_person_is_read_while_acting_for_it(client, person):
    second = actor(Role.EDITOR, OrganisationFactory(board=person.organisation.board), user=person.user)
    named, unnamed = put(second), put(second, own=False)
    for acting, found in ((person, {unnamed}), (second, {named, unnamed})):
        session = client.session
        session[SESSION_KEY] = str(acting.membership.public_id)
        session.save()
        assert {row.public_id for row in shown(client).context["rows"]} == {one.public_id for one in found}


def test_another_board_is_another_place(client, person):
    other = actor(Role.EDITOR, user=person.user)
    put(other, own=False)
    session = client.session
    session[SESSION_KEY] = str(person.membership.public_id)
    session.save()
    assert titles(client) == []


def test_a_row_leads_to_the_act_and_is_read_from_then_on(client, person):
    notice = put(person)
    with time_machine.travel(AT + timedelta(hours=1), tick=False):
        answer = client.get(reverse("notice", args=[notice.public_id]))
    assert answer.headers["Location"] == "/verify/"
    notice.refresh_from_db()
    assert notice.read_at == AT + timedelta(hours=1)
    client.get(reverse("notice", args=[notice.public_id]))
    notice.refresh_from_db()
    assert notice.read_at == AT + timedelta(hours=1)
    assert titles(client, "?show=unread") == []
    assert len(titles(client)) == 1


def test_all_are_read_at_once_and_those_of_others_are_not(client, person):
    stranger = put(actor(Role.EDITOR, person.organisation))
    put(person)
    put(person)
    assert bell(client) == "Thông báo: 2 chưa đọc"
    client.post(reverse("notices-read"))
    assert bell(client) == "Thông báo"
    stranger.refresh_from_db()
    assert stranger.read_at is None


def test_the_bell_counts_to_ninety_nine(client, person):
    rows = [
        Notice(key=str(n), board_id=person.board_id, recipient=person.user, kind=KIND, subject_kind="x",
               subject_id=person.organisation.public_id, created_at=AT, due_at=AT)
        for n in range(150)
    ]  # fmt: skip
    Notice.objects.bulk_create(rows)
    assert bell(client) == "Thông báo: 99+ chưa đọc"


def test_the_bell_costs_one_query_and_renders_no_notice(client, person):
    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("no-organisation"), follow=True)
        return [one for one in found.captured_queries if "core_notice" in one["sql"]]

    put(person)
    assert len(queries()) == 1


def test_a_page_of_them_costs_the_same_for_few_and_many(client, person):
    def queries():
        with CaptureQueriesContext(connection) as found:
            shown(client)
        return len(found)

    put(person)
    few = queries()
    for _number in range(12):
        put(person)
    assert queries() == few


def test_a_reminder_is_shown_as_it_stands_and_leads_to_the_act(client, person):
    organisation = person.organisation
    deadlines.open_deadline(
        organisation,
        DeadlineKind.REVIEW,
        organisation=organisation,
        title="Hồ sơ 2026",
        route="enterprises:organisation",
        due_on=datetime(2026, 10, 30).date(),  # noqa: DTZ001 - a day
        at=AT - timedelta(days=9),
    )
    plan(at=AT - timedelta(days=1))
    plan(at=AT + timedelta(hours=1))
    deadlines.close(organisation, DeadlineKind.REVIEW, at=AT + timedelta(hours=2))
    Notice.objects.update(state=NoticeState.QUIET)
    (row,) = shown(client, at=AT + timedelta(hours=3)).context["rows"]
    assert row.title == "Hạn 30/10/2026: Thẩm định – Hồ sơ 2026"
    answer = client.get(reverse("notice", args=[row.public_id]))
    assert answer.headers["Location"] == reverse("enterprises:organisation", args=[organisation.public_id])


def test_what_cannot_be_looked_up_any_more_is_named_by_its_group(client, person):
    put(person, kind="deadline_late")
    assert titles(client) == ["Nhắc hạn"]


def test_somebody_without_a_wall_has_no_bell(client):
    client.force_login(UserFactory())
    page = client.get(reverse("no-organisation"))
    assert reverse("notices") not in page.content.decode()


def test_an_officer_is_told_what_names_an_organisation_of_the_board(client):
    tenant = OrganisationFactory()
    officer = actor(Role.OFFICER, board_organisation(tenant.board))
    client.force_login(officer.user)
    outbox.put(KIND, "1", about=tenant, to=[officer.user], at=AT, params={"year": 2026}, organisation_id=tenant.pk)
    assert len(titles(client)) == 1
