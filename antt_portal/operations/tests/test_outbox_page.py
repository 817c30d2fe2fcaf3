"""The board's outgoing mail: what is shown of it, to whom, and sending again."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from antt_portal.core import clock
from antt_portal.core.models import Notice, NoticeState
from antt_portal.operations.tests.mails import SECRET, a_mail, change, every_standing
from enterprises.models import Role
from enterprises.tests.factories import OrganisationFactory, actor

pytestmark = pytest.mark.django_db
URL = "/outbox/"


@pytest.fixture
def officer(client):
    person = actor(Role.OFFICER)
    client.force_login(person.user)
    return person


@pytest.fixture
def organisation(officer):
    return OrganisationFactory(board=officer.organisation.board, name="Công ty TNHH Thử Nghiệm Hòa Bình")


@pytest.fixture
def mails(organisation):
    return every_standing(organisation, clock.now())


def shown(client, query=""):
    page = client.get(URL + query)
    return [row.notice.address.partition("@")[0] for row in page.context["rows"]]


@pytest.mark.parametrize(
    ("standing", "found"),
    [
        ("waiting", ["delayed", "held", "waiting"]),
        ("failed", ["failed"]),
        ("bounced", ["bounced"]),
        ("sent", ["sent"]),
        ("khong-co", ["delayed", "held", "waiting"]),
    ],
)
def test_each_standing_is_a_list(client, mails, standing, found):
    assert sorted(shown(client, f"?standing={standing}")) == found


def test_the_counts_are_those_of_what_else_is_asked_for(client, mails, organisation):
    a_mail(OrganisationFactory(board=organisation.board), "khac", at=clock.now())
    counts = [count for *_other, count in client.get(f"{URL}?q=hoa bình").context["standings"]]
    assert counts == [3, 1, 1, 1]


@pytest.mark.parametrize("query", ["?q=hoà bình", "?q=WAITING@", "?group=filing", "?q=Thị Mẫu"])
def test_the_list_is_narrowed(client, mails, query):
    assert "waiting" in shown(client, query)


@pytest.mark.parametrize("query", ["?q=khong-co", "?group=incidents", "?until=2020-01-01"])
def test_what_does_not_match_is_not_shown(client, mails, query):
    assert shown(client, query) == []


def test_mails_of_two_months_ago_are_shown_when_asked_for(client, mails):
    old = clock.now() - timedelta(days=60)
    change(mails["failed"], created_at=old)
    assert shown(client, "?standing=failed") == []
    assert shown(client, f"?standing=failed&since={old.date():%d/%m/%Y}") == ["failed"]


def test_days_are_read_as_in_vietnam(client, mails):
    change(mails["failed"], created_at=datetime(2026, 4, 11, 5, tzinfo=UTC))
    assert shown(client, "?standing=failed&since=11/04/2026&until=11/04/2026") == ["failed"]
    page = client.get(f"{URL}?since=11/04/2026").content.decode()
    assert 'value="11/04/2026"' in page
    assert 'type="date"' not in page


def test_a_day_that_cannot_be_read_narrows_nothing_and_is_said(client, mails):
    answer = client.get(f"{URL}?standing=failed&since=31/02/2026&q=binh")
    assert [row.notice.address.partition("@")[0] for row in answer.context["rows"]] == ["failed"]
    assert answer.context["filter"].form.errors == {"since": ["Nhập một ngày hợp lệ."]}
    page = answer.content.decode()
    assert "Nhập một ngày hợp lệ." in page
    assert 'value="31/02/2026"' in page
    assert 'value="binh"' in page


def test_the_reason_is_said_in_words(client, mails):
    failed = client.get(f"{URL}?standing=failed").content.decode()
    assert "Không kết nối được máy chủ gửi thư." in failed
    assert "Errno" not in failed
    assert "550 5.1.1 no such user" in client.get(f"{URL}?standing=bounced").content.decode()


def test_nothing_of_what_a_mail_says_is_shown(client, mails):
    pages = [client.get(f"{URL}?standing={name}").content.decode() for name in ("waiting", "failed", "bounced", "sent")]
    assert all("vidu.example" in page for page in pages)
    assert not any(SECRET in page for page in pages)


def test_another_board_sees_none_of_it(client, mails):
    stranger = actor(Role.ADMINISTRATOR)
    client.force_login(stranger.user)
    assert shown(client) == []
    assert client.post(reverse("notice-again", args=[mails["failed"].public_id])).status_code == 404
    assert Notice.objects.get(pk=mails["failed"].pk).state == NoticeState.FAILED


def test_a_failed_one_is_sent_again_and_the_list_stays_narrowed(client, mails):
    url = reverse("notice-again", args=[mails["failed"].public_id])
    answer = client.post(url, {"back": "standing=failed&q=binh"})
    assert answer.headers["Location"] == f"{URL}?standing=failed&q=binh"
    assert Notice.objects.get(pk=mails["failed"].pk).state == NoticeState.PENDING


def test_one_that_arrived_is_not_sent_again(client, mails):
    page = client.post(reverse("notice-again", args=[mails["sent"].public_id]), follow=True)
    assert "không còn ở trạng thái hỏng" in page.content.decode()
    assert Notice.objects.get(pk=mails["sent"].pk).state == NoticeState.SENT


def test_a_leader_sees_and_does_not_send(client, mails, officer):
    client.force_login(actor(Role.LEADER, officer.organisation).user)
    assert "Gửi lại" not in client.get(f"{URL}?standing=failed").content.decode()
    assert client.post(reverse("notice-again", args=[mails["failed"].public_id])).status_code == 403


def test_the_list_costs_the_same_for_one_and_for_many(client, mails, organisation, django_assert_max_num_queries):
    for number in range(30):
        a_mail(OrganisationFactory(board=organisation.board), f"thu-{number}", at=clock.now())
    with django_assert_max_num_queries(9):
        assert len(shown(client)) == 33
