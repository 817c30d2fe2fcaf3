"""The private calendar: whose deadlines, as long as somebody may read them, and nothing for anybody else."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from django.urls import reverse

from antt_portal.core import clock, rate_limit
from antt_portal.core.request_log import shown_address
from enterprises.due import deadlines, feeds
from enterprises.models import CalendarFeed, Deadline, DeadlineKind, Role, User
from enterprises.tests.dues import OPENED, a_deadline
from enterprises.tests.factories import OrganisationFactory, actor
from enterprises.views import feeds as pages

NOW = datetime(2026, 3, 13, 2, tzinfo=UTC)
SETTINGS = reverse("enterprises:calendar-feed-settings")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def due(tenant):
    return a_deadline(DeadlineKind.ANSWER, date(2026, 3, 20), tenant)


@pytest.fixture
def editor(tenant):
    return actor(Role.EDITOR, tenant)


@pytest.fixture
def address(editor):
    return reverse("enterprises:calendar-feed", args=[feeds.make(by=editor, at=NOW)])


def events(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def test_whole_days_of_ones_own_open_deadlines_stand_there(client, address, due, tenant):
    a_deadline(DeadlineKind.ANSWER, date(2026, 3, 1), tenant, closed_at=NOW)
    a_deadline(DeadlineKind.ANSWER, date(2026, 3, 20), OrganisationFactory(board=tenant.board))
    (event,) = events(client, address)
    assert (event["uid"], event.decoded("dtstart"), event.decoded("dtend")) == (
        str(due.public_id),
        date(2026, 3, 20),
        date(2026, 3, 21),
    )
    assert str(event["url"]).endswith(due.get_absolute_url())
    assert not event.walk("VALARM")


def test_one_that_is_moved_moves_under_its_name(client, address, due):
    (before,) = events(client, address)
    deadlines.move(due, to=date(2026, 4, 10), at=NOW)
    (after,) = events(client, address)
    assert (after["uid"], after.decoded("dtstart")) == (before["uid"], date(2026, 4, 10))
    assert after["sequence"] > before["sequence"]
    assert (before.decoded("last-modified"), after.decoded("last-modified")) == (OPENED, NOW)


def test_words_with_commas_lines_and_many_letters_are_read_as_they_were_written(client, address, due):
    title = "công văn 12; 13, về “việc\nthử” " + "nghiêng " * 30
    Deadline.objects.update(title=title)
    (event,) = events(client, address)
    assert str(event["summary"]) == f"Báo cáo kết quả thực hiện · {title}"


def test_it_is_in_the_readers_language(client, address, due, editor):
    User.objects.filter(pk=editor.user_id).update(language="en")
    (event,) = events(client, address)
    assert "Báo cáo kết quả thực hiện" not in str(event["summary"])


def test_an_unchanged_one_is_not_sent_again(client, address, due):
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    deadlines.move(due, to=date(2026, 4, 10), at=NOW)
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_it_holds_as_long_as_the_membership(client, address, editor, due):
    editor.membership.valid_to = date(2026, 3, 13)
    editor.membership.save()
    assert client.get(address).status_code == 200
    editor.membership.valid_to = date(2026, 3, 12)
    editor.membership.save()
    assert client.get(address).status_code == 404


def test_somebody_whose_account_is_closed_reads_nothing(client, address, editor):
    User.objects.filter(pk=editor.user_id).update(is_active=False)
    assert client.get(address).status_code == 404


def test_a_revoked_one_and_an_unknown_one_are_the_same_answer_by_the_same_query(
    client, address, editor, due, django_assert_num_queries
):
    feeds.revoke(by=editor, at=NOW)
    unknown = reverse("enterprises:calendar-feed", args=["x" * 43])
    answers = []
    for asked in (address, unknown):
        with django_assert_num_queries(1):
            answers.append(client.get(asked))
    assert {answer.status_code for answer in answers} == {404}
    assert answers[0].content == answers[1].content


def test_it_is_made_shown_once_made_anew_and_revoked(client, editor, due):
    client.force_login(editor.user)
    assert "Chưa có địa chỉ lịch" in client.get(SETTINGS).content.decode()
    made = [client.post(reverse("enterprises:calendar-feed-make")) for _ in range(2)]
    first, second = (answer.context["address"] for answer in made)
    assert first in made[0].content.decode()
    assert made[0]["Cache-Control"].startswith("max-age=0")
    assert second not in client.get(SETTINGS).content.decode()
    client.logout()
    assert [client.get(address[address.index("/feed/") :]).status_code for address in (first, second)] == [404, 200]
    client.force_login(editor.user)
    client.post(reverse("enterprises:calendar-feed-revoke"))
    assert client.get(second[second.index("/feed/") :]).status_code == 404
    again = client.post(reverse("enterprises:calendar-feed-revoke"), follow=True)
    assert "Không có địa chỉ lịch nào" in again.content.decode()


def test_neither_the_row_nor_the_log_knows_the_secret(address):
    secret = address.rpartition("/")[2].removesuffix(".ics")
    assert secret not in shown_address(address)
    assert secret not in str(list(CalendarFeed.objects.values()))


def test_whoever_asks_too_often_waits(client, address, monkeypatch):
    monkeypatch.setattr(rate_limit, "too_many", lambda *_args, **_more: True)
    monkeypatch.setattr(pages, "too_many", lambda *_args, **_more: True)
    answer = client.get(address)
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")


def test_an_officers_is_the_officers(client, officer):
    for title, assignee in (("của tôi", officer.user), ("của ai khác", actor(Role.OFFICER).user)):
        a_deadline(
            DeadlineKind.REVIEW, NOW.date() + timedelta(days=3), officer.organisation, title=title, assignee=assignee
        )
    address = reverse("enterprises:calendar-feed", args=[feeds.make(by=officer, at=NOW)])
    assert [str(event["summary"]) for event in events(client, address)] == ["Thẩm định · của tôi"]
