"""Personal links and their codes: what opens, what does not, and what is written of it."""

from datetime import timedelta

import pytest
from django.core import mail

from antt_portal.core import clock, outbox, tasks, waking
from antt_portal.core.models import AuditDetail, AuditEntry, Notice, NoticeState
from antt_portal.core.refusal import Refused
from directives.arriving import access
from directives.arriving.access_codes import MOST_CODES, MOST_TRIES, made_at_sending, order_code, try_code
from directives.models import AccessLink, Delivery, Proof, Rung
from directives.tests.audiences import scene
from directives.tests.forwardings import investor_of
from directives.tests.linked import SENT, a_link, code_of, read_code, silent_delivery, wrong
from enterprises.people import contacts
from enterprises.tests.factories import ContactFactory

pytestmark = pytest.mark.django_db
IP = "198.51.100.7"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def made():
    return scene()


@pytest.fixture
def delivery(made):
    return silent_delivery(made)


@pytest.fixture
def link(made, delivery):
    return a_link(made, delivery)


def opens(link, code, *, at=SENT + MINUTE):
    return try_code(link, code, ip=IP, at=at)


def refused(act):
    with pytest.raises(Refused) as found:
        act()
    return found.value.code


# ---- the link ----


def test_the_mail_names_the_agency_and_says_nothing_of_the_letter(link):
    outbox.send_pending(at=SENT)
    (sent,) = [one for one in mail.outbox if one.to == [link.address]]
    assert access.path_of(link) in sent.body
    letter = link.delivery.directive.letter
    assert letter.letter.issued_by in sent.body
    assert str(letter) not in sent.body + sent.subject
    assert letter.subject not in sent.body + sent.subject


def test_a_second_press_sends_no_second_link(made, delivery, link):
    contact = delivery.organisation.contacts.get()
    assert refused(lambda: access.send_link(delivery, contact, by=investor_of(made), at=SENT)) == "sent-already"
    later = access.send_link(delivery, contact, by=investor_of(made), at=SENT + 31 * DAY)
    assert AccessLink.objects.get(revoked_at=None) == later


@pytest.mark.parametrize("who", [{"confirmed": False}, {"bounced_at": SENT}, {"ended_on": SENT.date()}])
def test_only_a_registered_contact_gets_a_link(made, delivery, who):
    contact = ContactFactory(organisation=delivery.organisation, **who)
    assert refused(lambda: access.send_link(delivery, contact, by=investor_of(made), at=SENT)) == "not-registered"


def test_a_contact_of_somebody_else_gets_none(made, delivery):
    contact = ContactFactory(organisation=made.tenants[1][0])
    assert refused(lambda: access.send_link(delivery, contact, by=investor_of(made), at=SENT)) == "not-registered"


def test_before_it_was_sent_and_after_the_recall_there_is_no_link(made, delivery):
    contact = ContactFactory(organisation=delivery.organisation)
    Delivery.objects.filter(pk=delivery.pk).update(ended_at=SENT)
    assert refused(lambda: access.send_link(delivery, contact, by=investor_of(made), at=SENT)) == "ended"
    Delivery.objects.filter(pk=delivery.pk).update(ended_at=None, sent_at=None)
    assert refused(lambda: access.send_link(delivery, contact, by=investor_of(made), at=SENT)) == "not-sent"


def test_revoked_it_opens_nothing_and_unsent_mails_stay_unsent(made, link):
    order_code(link, ip=IP, at=SENT)
    access.revoke(link, by=investor_of(made), at=SENT)
    outbox.send_pending(at=SENT)
    assert not [one for one in mail.outbox if one.to == [link.address]]
    assert refused(lambda: order_code(link, ip=IP, at=SENT)) == "gone"
    assert refused(lambda: access.revoke(link, by=investor_of(made), at=SENT)) == "gone"


@pytest.mark.parametrize("end", ["expired", "revoked", "left"])
def test_a_code_opens_no_link_that_is_over(made, link, end):
    code, at = code_of(link), SENT + MINUTE
    if end == "left":
        contacts.end(link.organisation.contacts.get(), by=made.office.officer, at=SENT)
    else:
        ends = {"expired": {"expires_at": at}, "revoked": {"revoked_at": at}}
        AccessLink.objects.filter(pk=link.pk).update(**ends[end])
    assert not opens(link, code)


# ---- codes ----


def test_a_code_is_mailed_as_soon_as_it_is_ordered(link, monkeypatch, django_capture_on_commit_callbacks):
    """Somebody sits before the page: neither the next minute nor the mails of a whole issue are waited for."""
    monkeypatch.setattr(waking.current_app, "send_task", lambda _name, args, **_options: tasks.send_notice(*args))
    monkeypatch.setattr(clock, "now", lambda: SENT)
    with django_capture_on_commit_callbacks(execute=True):
        order_code(link, ip=IP, at=SENT)
    assert len(mail.outbox) == 1
    outbox.send_pending(at=SENT)
    assert opens(link, read_code(link))
    assert len([one for one in mail.outbox if one.to == [link.address]]) == 2  # the link, and one code


def test_a_right_code_opens_once_and_the_delivery_is_opened_by_it(delivery, link):
    code = code_of(link)
    assert opens(link, f" {code[:3]} {code[3:]} ")
    assert not opens(link, code)
    found = Delivery.objects.get(pk=delivery.pk)
    assert found.opened_at == SENT + MINUTE
    step = found.steps.get(rung=Rung.OPENED)
    assert (step.proof, step.person, step.organisation) == (Proof.ONE_TIME_CODE, link.name, delivery.organisation)


def test_a_code_opens_no_other_link(made, delivery, link):
    other = a_link(made, delivery)
    assert not opens(other, code_of(link))
    code_of(other)
    assert not opens(other, code_of(link, at=SENT + 2 * MINUTE), at=SENT + 2 * MINUTE)


def test_a_code_is_good_for_ten_minutes(link):
    code = code_of(link)
    assert not opens(link, code, at=SENT + 10 * MINUTE)
    assert opens(link, code, at=SENT + 9 * MINUTE)


def test_five_wrong_tries_lock_a_code_and_a_new_one_opens(link):
    code = code_of(link)
    for _try in range(MOST_TRIES):
        assert not opens(link, wrong(code))
    assert not opens(link, code)
    assert opens(link, code_of(link, at=SENT + 2 * MINUTE), at=SENT + 3 * MINUTE)


def test_the_fifth_try_may_be_right(link):
    code = code_of(link)
    for _try in range(MOST_TRIES - 1):
        opens(link, wrong(code))
    assert opens(link, code)


def test_a_newer_code_takes_the_place_of_the_older_at_once(link):
    first = code_of(link)
    order_code(link, ip=IP, at=SENT + MINUTE)
    assert not opens(link, first)


def test_a_mail_that_was_being_sent_when_a_newer_code_was_ordered_makes_none(link):
    order_code(link, ip=IP, at=SENT)
    older = Notice.objects.get(kind="access_code")
    order_code(link, ip=IP, at=SENT + MINUTE)
    with pytest.raises(outbox.Withdrawn):
        made_at_sending(older, SENT + MINUTE)


def test_nothing_typed_opens_a_link_without_a_code(link):
    for typed in ("", "000000", "x" * 20):
        assert not opens(link, typed)


def test_two_presses_at_once_are_one_mail_and_five_codes_are_a_days_worth(link):
    order_code(link, ip=IP, at=SENT)
    order_code(link, ip=IP, at=SENT + timedelta(seconds=5))
    assert Notice.objects.filter(kind="access_code").count() == 1
    for number in range(1, MOST_CODES):
        order_code(link, ip=IP, at=SENT + number * MINUTE)
    assert refused(lambda: order_code(link, ip=IP, at=SENT + DAY - MINUTE)) == "too-many"
    order_code(link, ip=IP, at=SENT + DAY)


def test_the_row_keeps_no_code_that_could_be_found_by_trying(link):
    code = code_of(link)
    link.refresh_from_db()
    assert (len(link.code_digest), code in link.code_digest) == (64, False)
    assert code not in str(Notice.objects.get(kind="access_code").params)


def test_a_mail_sent_again_after_a_crash_has_the_same_code_until_it_was_used(link):
    code = code_of(link)
    sent = Notice.objects.filter(kind="access_code")
    sent.update(state=NoticeState.PENDING, sent_at=None)
    outbox.send_pending(at=SENT + MINUTE)
    assert read_code(link) == code
    assert opens(link, code)
    sent.update(state=NoticeState.PENDING, sent_at=None)
    outbox.send_pending(at=SENT + 2 * MINUTE)
    assert sent.get().state == NoticeState.CANCELLED
    assert not opens(link, code, at=SENT + 3 * MINUTE)


def test_every_step_is_on_record_with_the_contact_and_the_place_it_came_from(made, link):
    code = code_of(link)
    opens(link, wrong(code))
    opens(link, code)
    access.revoke(link, by=investor_of(made), at=SENT + MINUTE)
    about = AuditEntry.objects.filter(subject_id=link.public_id).order_by("pk")
    names = ("send", "order_code", "wrong_code", "open", "revoke")
    assert [one.verb for one in about] == [f"accesslink.{name}" for name in names]
    visited = AuditDetail.objects.filter(entry__in=about, entry__user=None)
    assert set(visited.values_list("ip", "note")) == {(IP, link.name)}
    assert {one.role for one in about if one.user_id is None} == {"visitor"}


# ---- mail that comes back ----


def bounce(kind, at):
    outbox.record_bounce(Notice.objects.filter(kind=kind).latest("pk"), "550 5.1.1 no such user", at)


@pytest.mark.parametrize("kind", ["access_link", "access_code"])
def test_mail_that_comes_back_shows_on_the_delivery(delivery, link, kind):
    code_of(link)
    bounce(kind, SENT + MINUTE)
    found = Delivery.objects.get(pk=delivery.pk)
    assert (found.bounced_at, found.bounce_reason) == (SENT + MINUTE, "550 5.1.1 no such user")


def test_the_flag_stays_until_a_mail_written_later_arrives(delivery, link):
    order_code(link, ip=IP, at=SENT)
    bounce("access_link", SENT + MINUTE)
    outbox.send_pending(at=SENT + 2 * MINUTE)
    assert Delivery.objects.get(pk=delivery.pk).bounced_at == SENT + MINUTE
    code_of(link, at=SENT + 3 * MINUTE)
    assert Delivery.objects.get(pk=delivery.pk).bounced_at is None
