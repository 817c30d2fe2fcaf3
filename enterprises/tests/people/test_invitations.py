"""Invitations: one link, one use, one account; nothing to be learned from a link that opens nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from antt_portal.core import outbox, sending
from antt_portal.core.models import AuditEntry, Notice, NoticeState
from antt_portal.core.refusal import Refused
from antt_portal.core.secret import digest_of
from enterprises.models import BOARD_ROLES, Invitation, Membership, OrganisationKind, Role, User
from enterprises.people import accepting, contacts, invitations
from enterprises.permissions import can_invite
from enterprises.tests.factories import ContactFactory, MembershipFactory, OrganisationFactory, UserFactory, actor

AT = datetime(2026, 11, 2, 3, tzinfo=UTC)
TYPED = {"full_name": "Trần Thị Mẫu", "password": "mat khau du dai", "language": "vi", "ip": None}

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(tenant):
    return ContactFactory(organisation=tenant, email="mau@vidu.example")


@pytest.fixture
def invitation(contact, officer):
    return invitations.invite(contact.organisation, contact, by=officer, at=AT)


def token_in(sent):
    return sent.body.rstrip().rstrip("/").rpartition("/")[2]


def sent_token(at=AT):
    outbox.send_pending(at=at)
    return token_in(mail.outbox[-1])


def code(act, *args, **more):
    with pytest.raises(Refused) as refused:
        act(*args, **more)
    return refused.value.code


def again(row):
    row.refresh_from_db()
    return row


def test_the_link_is_made_when_the_mail_goes_out_and_kept_as_a_digest(invitation):
    assert invitation.token_digest == ""
    token = sent_token()
    assert len(token) == 43
    assert (again(invitation).token_digest, invitation.sent_at) == (digest_of(token), AT)
    assert token not in str(list(Notice.objects.values())) + str(list(AuditEntry.objects.values("detail__after")))
    assert accepting.by_token(token, at=AT) == invitation


def test_a_new_account_is_opened_with_its_role_in_one_go(invitation, tenant):
    membership = accepting.open_account(sent_token(), **TYPED, at=AT)
    user = User.objects.get(email="mau@vidu.example")
    assert user.check_password("mat khau du dai")
    assert (membership.user, membership.organisation, membership.role) == (user, tenant, Role.HEAD)
    assert (again(invitation).accepted_at, invitation.accepted_by) == (AT, user)
    assert AuditEntry.objects.get(verb="invitation.accept").user_id == user.pk


def test_a_link_is_good_for_one_use(invitation):
    token = sent_token()
    accepting.open_account(token, **TYPED, at=AT)
    assert accepting.by_token(token, at=AT) is None
    assert code(accepting.open_account, token, **TYPED, at=AT) == "gone"
    assert Membership.objects.filter(user__email="mau@vidu.example").count() == 1


def test_a_link_opens_nothing_from_the_fourteenth_day_on(invitation):
    token = sent_token()
    assert accepting.by_token(token, at=AT + timedelta(days=14, seconds=-1))
    assert accepting.by_token(token, at=AT + timedelta(days=14)) is None


@pytest.mark.parametrize("link", ["", "x" * 43, "\x00"])
def test_a_made_up_link_opens_nothing_even_before_any_mail_was_sent(invitation, link):
    assert accepting.by_token(link, at=AT) is None


def test_a_revoked_invitation_opens_nothing_and_is_not_sent(invitation, officer):
    invitations.revoke(invitation, by=officer, at=AT)
    assert outbox.send_pending(at=AT) == 0
    assert Notice.objects.get().state == NoticeState.CANCELLED
    assert code(invitations.revoke, invitation, by=officer, at=AT) == "gone"
    assert code(invitations.resend, invitation, by=officer, at=AT) == "gone"


@pytest.mark.parametrize("end", [{"revoked_at": AT}, {"expires_at": AT}])
def test_an_invitation_that_ended_while_its_mail_waited_is_not_sent(invitation, end):
    Invitation.objects.update(**end)
    assert outbox.send_pending(at=AT) == 0
    assert (Notice.objects.get().state, again(invitation).token_digest) == (NoticeState.CANCELLED, "")


def test_an_account_that_exists_joins_by_signing_in(invitation, tenant):
    user, token = UserFactory(email="mau@vidu.example"), sent_token()
    assert code(accepting.open_account, token, **TYPED, at=AT) == "account-exists"
    assert accepting.join(token, user=user, ip=None, at=AT).organisation == tenant
    assert User.objects.filter(email="mau@vidu.example").count() == 1


def test_somebody_elses_account_does_not_join(invitation):
    token = sent_token()
    assert code(accepting.join, token, user=UserFactory(), ip=None, at=AT) == "other-address"
    assert accepting.by_token(token, at=AT) == invitation


def test_resending_replaces_the_link_and_its_date(invitation, officer):
    old = sent_token()
    later = AT + timedelta(days=20)
    invitations.resend(invitation, by=officer, at=later)
    new = sent_token(later)
    assert old != new
    assert accepting.by_token(old, at=later) is None
    assert accepting.by_token(new, at=later + timedelta(days=13)) == invitation


def test_of_two_sendings_that_wait_only_the_newer_goes_out(invitation, officer):
    invitations.resend(invitation, by=officer, at=AT)
    outbox.send_pending(at=AT)
    assert len(mail.outbox) == 1
    assert accepting.by_token(token_in(mail.outbox[0]), at=AT) == invitation


def test_a_run_that_died_after_the_mail_went_out_sends_the_same_link_again(invitation, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(sending, "mark_sent", _die)
        with pytest.raises(SystemExit):
            outbox.send_pending(at=AT)
    assert accepting.by_token(token_in(mail.outbox[0]), at=AT) == invitation
    outbox.send_pending(at=AT + timedelta(minutes=11))
    assert token_in(mail.outbox[0]) == token_in(mail.outbox[1])


def _die(*_args, **_more):
    raise SystemExit


@pytest.mark.parametrize("unfit", [{"confirmed": False}, {"bounced_at": AT}, {"ended_on": AT.date()}])
def test_only_a_registered_contact_is_invited(tenant, officer, unfit):
    contact = ContactFactory(organisation=tenant, **unfit)
    assert code(invitations.invite, tenant, contact, by=officer, at=AT) == "not-registered"
    assert not Notice.objects.exists()


def test_a_contact_of_another_organisation_is_not_invited(tenant, officer):
    other = ContactFactory(organisation=OrganisationFactory(board=tenant.board))
    assert code(invitations.invite, tenant, other, by=officer, at=AT) == "not-registered"


def test_inviting_twice_sends_once(invitation, tenant, contact, officer):
    assert code(invitations.invite, tenant, contact, by=officer, at=AT) == "invited"
    assert Invitation.objects.count() == Notice.objects.count() == 1


def test_an_invitation_that_is_too_old_makes_room_for_a_new_one(invitation, tenant, contact, officer):
    later = AT + timedelta(days=15)
    new = invitations.invite(tenant, contact, by=officer, at=later)
    assert again(invitation).revoked_at == later
    assert Invitation.objects.open(later).get() == new


def test_a_member_is_not_invited_again(tenant, contact, officer):
    MembershipFactory(organisation=tenant, user=UserFactory(email=contact.email))
    assert code(invitations.invite, tenant, contact, by=officer, at=AT) == "member"


def test_the_second_person_edits_unless_a_head_names_a_head(tenant, officer):
    head = actor(Role.HEAD, tenant)
    wanted = [(officer, None), (officer, Role.HEAD), (head, None), (head, Role.HEAD)]
    given = [
        invitations.invite(tenant, ContactFactory(organisation=tenant), by=by, at=AT, role=role).role
        for by, role in wanted
    ]
    assert given == ["editor", "editor", "editor", "head"]


def test_of_two_invited_to_an_empty_organisation_the_second_to_come_edits(tenant, officer):
    tokens = []
    for _two in range(2):
        invitations.invite(tenant, ContactFactory(organisation=tenant), by=officer, at=AT)
        tokens.append(sent_token())
    assert [accepting.open_account(token, **TYPED, at=AT).role for token in tokens] == ["head", "editor"]


def test_a_head_named_by_a_head_stays_one(tenant):
    head, contact = actor(Role.HEAD, tenant), ContactFactory(organisation=tenant)
    invitations.invite(tenant, contact, by=head, at=AT, role=Role.HEAD)
    assert accepting.open_account(sent_token(), **TYPED, at=AT).role == Role.HEAD


def test_an_agency_gets_an_agent(officer, tenant):
    agency = OrganisationFactory(board=tenant.board, kind=OrganisationKind.AGENCY)
    invited = invitations.invite(agency, ContactFactory(organisation=agency), by=officer, at=AT)
    assert invited.role == Role.AGENT


@pytest.mark.parametrize("role", sorted(BOARD_ROLES))
def test_a_board_names_the_role_of_whom_it_invites(officer, role):
    board = officer.organisation
    contact = ContactFactory(organisation=board)
    for none in (None, Role.HEAD, Role.AGENT):
        assert code(invitations.invite, board, contact, by=officer, at=AT, role=none) == "role"
    invitations.invite(board, contact, by=officer, at=AT, role=role)
    membership = accepting.open_account(sent_token(), **TYPED, at=AT)
    assert (membership.organisation, membership.role) == (board, role)


@pytest.mark.parametrize(
    ("role", "may"), [(Role.ADMINISTRATOR, True), *((role, False) for role in sorted(BOARD_ROLES - {"administrator"}))]
)
def test_its_administrator_alone_invites_into_a_board(officer, role, may):
    assert can_invite(actor(role, officer.organisation), officer.organisation, AT.date()) is may
    assert not can_invite(actor(role), officer.organisation, AT.date())


def test_a_link_that_bounces_marks_its_contact(invitation, contact):
    sent_token()
    outbox.record_bounce(Notice.objects.get(), "550", AT)
    assert again(contact).bounced_at == AT


def test_a_contact_that_left_cannot_use_its_link(invitation, contact, officer):
    token = sent_token()
    contacts.end(contact, by=officer, at=AT)
    assert accepting.by_token(token, at=AT) is None
    assert code(accepting.join, token, user=UserFactory(email=contact.email), ip=None, at=AT) == "gone"
