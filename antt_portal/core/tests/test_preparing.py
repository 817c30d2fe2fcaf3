"""Whether a person wants a mail, when, and in one mail with others: decided once, before it is sent."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from antt_portal.core import outbox, preparing
from antt_portal.core.clock import VIETNAM
from antt_portal.core.models import CalendarDay, Notice, NoticeMode, NoticeState, NotificationPreference
from antt_portal.core.tests.at_once import at_once
from enterprises.tests.factories import OrganisationFactory, UserFactory

FRIDAY = datetime(2026, 10, 30, 9, 20, tzinfo=VIETNAM)
MONDAY = datetime(2026, 11, 2, 7, 30, tzinfo=VIETNAM)
PARAMS = {
    "organisation": "Công ty TNHH Thử Nghiệm",
    "year": 2026,
    "receipt": "HS-2026-00001",
    "number": 1,
    "path": "/a/",
}

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def put(person, kind="report_submitted", *, about=None, at=FRIDAY, **columns):
    about = about or OrganisationFactory()
    outbox.put(kind, "1", about=about, to=[person], at=at, params=PARAMS)
    Notice.objects.filter(subject_id=about.public_id).update(**columns)
    return Notice.objects.get(subject_id=about.public_id)


def prefers(mode, group="filing", **more):
    person = UserFactory(**more)
    NotificationPreference.objects.create(user=person, group=group, mode=mode)
    return person


def state(notice):
    notice.refresh_from_db()
    return notice.state


def test_what_nobody_chose_anything_about_goes_out_at_once():
    notice = put(UserFactory())
    assert outbox.send_pending(at=FRIDAY) == 1
    assert state(notice) == NoticeState.SENT


def test_mail_that_somebody_switched_off_is_shown_in_the_portal_only():
    notice = put(prefers(NoticeMode.OFF))
    assert outbox.send_pending(at=FRIDAY) == 0
    assert (state(notice), mail.outbox) == (NoticeState.QUIET, [])


def test_another_group_is_another_choice():
    put(prefers(NoticeMode.OFF, group="incidents"))
    assert outbox.send_pending(at=FRIDAY) == 1


def test_what_is_compulsory_is_mailed_all_the_same():
    put(prefers(NoticeMode.OFF), kind="report_returned")
    assert outbox.send_pending(at=FRIDAY) == 1


def test_daily_mail_waits_for_half_past_seven_of_a_working_day():
    notice = put(prefers(NoticeMode.DIGEST))
    assert outbox.send_pending(at=FRIDAY) == 0
    notice.refresh_from_db()
    assert (notice.due_at, notice.state, notice.prepared_at) == (MONDAY, NoticeState.PENDING, None)
    assert outbox.send_pending(at=MONDAY - timedelta(minutes=1)) == 0
    assert outbox.send_pending(at=MONDAY) == 1


def test_a_board_that_works_on_saturday_sends_daily_mail_on_saturday():
    about = OrganisationFactory()
    saturday = MONDAY - timedelta(days=2)
    swapped = {"day": saturday.date(), "is_working": True, "name": "Làm bù", "source": "Quyết định thử nghiệm"}
    CalendarDay.objects.create(board_id=about.board_id, **swapped)
    notice = put(prefers(NoticeMode.DIGEST), about=about)
    outbox.prepare(FRIDAY)
    notice.refresh_from_db()
    assert notice.due_at == saturday


def test_daily_mail_that_nobody_was_there_to_send_goes_out_late_and_not_a_day_later():
    put(prefers(NoticeMode.DIGEST))
    assert outbox.send_pending(at=MONDAY + timedelta(hours=2)) == 1


def test_daily_mail_is_one_mail_also_of_two():
    person, first = prefers(NoticeMode.DIGEST), OrganisationFactory()
    put(person, about=first)
    put(person, about=OrganisationFactory(board=first.board), at=FRIDAY + timedelta(hours=1))
    outbox.send_pending(at=FRIDAY + timedelta(hours=2))
    assert outbox.send_pending(at=MONDAY) == 2
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("kind", ["deadline_late", "incident_reported"])
def test_what_is_due_or_happened_waits_for_no_daily_mail(kind):
    person = prefers(NoticeMode.DIGEST, group="deadlines" if kind == "deadline_late" else "incidents")
    notice = put(person, kind=kind)
    outbox.prepare(FRIDAY)
    assert Notice.objects.claimable(FRIDAY).get() == notice


def test_what_is_urgent_waits_for_nothing():
    put(prefers(NoticeMode.DIGEST), is_urgent=True)
    assert outbox.send_pending(at=FRIDAY) == 1


@pytest.mark.parametrize(("count", "mails"), [(3, 3), (4, 1), (9, 1)])
def test_more_than_three_at_a_time_are_one_mail(count, mails):
    person = UserFactory()
    about = OrganisationFactory()
    for _number in range(count):
        put(person, about=OrganisationFactory(board=about.board))
    assert outbox.send_pending(at=FRIDAY) == count
    assert len(mail.outbox) == mails


def test_two_boards_write_two_mails():
    person = UserFactory()
    for organisation in (OrganisationFactory(), OrganisationFactory()):
        for _number in range(4):
            put(person, about=OrganisationFactory(board=organisation.board))
    outbox.send_pending(at=FRIDAY)
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("columns", [{"is_urgent": True}, {"kind": "incident_decided"}])
def test_what_is_urgent_or_stands_for_itself_is_not_among_the_many(columns):
    person, board = UserFactory(), OrganisationFactory().board
    for number in range(4):
        put(person, about=OrganisationFactory(board=board), **(columns if number == 0 else {}))
    outbox.prepare(FRIDAY)
    assert not Notice.objects.exclude(leader=None).exists()


def test_somebody_without_an_account_has_chosen_nothing():
    about = OrganisationFactory()
    for number in range(5):
        address = {"address": "nhan@vidu.example", "name": "Trần Thị Mẫu"}
        outbox.put_to_address("report_submitted", str(number), about=about, at=FRIDAY, params=PARAMS, **address)
    Notice.objects.update(prepared_at=None)  # as the statement that plans reminders leaves them
    assert outbox.send_pending(at=FRIDAY) == 5
    assert len(mail.outbox) == 5


def test_preparing_again_changes_nothing():
    person, board = UserFactory(), OrganisationFactory().board
    for _number in range(5):
        put(person, about=OrganisationFactory(board=board))
    outbox.prepare(FRIDAY)
    before = list(Notice.objects.order_by("pk").values())
    outbox.prepare(FRIDAY + timedelta(minutes=1))
    assert list(Notice.objects.order_by("pk").values()) == before


def test_a_batch_costs_the_same_however_many_it_holds(monkeypatch):
    def statements(people):
        board = OrganisationFactory().board
        for person in people:
            for _number in range(5):
                put(person, about=OrganisationFactory(board=board))
        with CaptureQueriesContext(connection) as found:
            outbox.prepare(FRIDAY)
        return len(found)

    few, many = [prefers(NoticeMode.DIGEST, "directives")], [UserFactory() for _number in range(12)]
    assert statements(few) == statements(many)


def test_nobodys_mails_are_cut_in_two_where_a_batch_ends(monkeypatch):
    monkeypatch.setattr(preparing, "PEOPLE_AT_A_TIME", 1)
    board = OrganisationFactory().board
    for person in [UserFactory(), UserFactory()]:
        for _number in range(4):
            put(person, about=OrganisationFactory(board=board))
    outbox.send_pending(at=FRIDAY)
    assert len(mail.outbox) == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_four_at_once_prepare_everything_once():
    board, people = OrganisationFactory().board, [UserFactory() for _number in range(3)]
    for person in people:
        for _number in range(5):
            put(person, about=OrganisationFactory(board=board))
    at_once(lambda _number: outbox.prepare(FRIDAY), 4)
    assert Notice.objects.filter(prepared_at=FRIDAY, leader=None).count() == 3
    assert Notice.objects.filter(prepared_at=FRIDAY).exclude(leader=None).count() == 12
