"""A file becomes the record: whole, once, with the history of whoever took it in."""

from datetime import date, timedelta

import pytest

from antt_portal.core.models import AuditDetail, AuditEntry, Notice
from antt_portal.moving.tests.books import CONTACT, HEAD, PAST, SINCE, TENANCY, TENANT, WHOLE, ZONE, A, B
from antt_portal.moving.tests.moving import AT, Mover, changes
from enterprises.models import Contact, Invitation, Organisation, OrganisationName, Tenancy, User, Zone
from enterprises.people.invitations import GOOD_FOR
from enterprises.tests.factories import ContactFactory, MembershipFactory, OrganisationFactory
from reports.models import PastRecognition

pytestmark = pytest.mark.django_db


@pytest.fixture
def mover():
    return Mover()


def test_a_whole_file_is_taken_in(mover):
    run = mover.move_in(**WHOLE)
    assert run.status == "done"
    organisation = Organisation.objects.get(board=mover.board, tax_code=A)
    assert (organisation.name, organisation.kind, organisation.size) == (TENANT["name"], "tenant", "large")
    assert (organisation.fire_hazard, organisation.handles_chemicals) == (True, False)
    assert organisation.name_on(SINCE).name == TENANT["name"]
    tenancy = organisation.tenancies.get()
    assert (tenancy.zone.name, tenancy.capacity, tenancy.valid_from) == (ZONE["name"], "tenant", SINCE)
    contact = organisation.contacts.get(email=CONTACT["email"])
    assert (contact.confirmed_by, contact.source, contact.phone) == (mover.by.user, "board", "0912000000")
    past = organisation.past_recognitions.get()
    assert (past.year, past.is_recognised, past.decision_number) == (2023, True, "12/QĐ-UBND")


def test_users_are_invited_by_mail_and_have_no_password(mover):
    before = User.objects.count()
    mover.move_in(**WHOLE)
    invitation = Invitation.objects.get(email=HEAD["email"])
    assert (invitation.role, invitation.invited_by, invitation.expires_at) == ("head", mover.by.user, AT + GOOD_FOR)
    notice = Notice.objects.get(subject_id=invitation.public_id)
    assert (notice.kind, notice.address, notice.name) == ("invitation", HEAD["email"], HEAD["name"])
    assert notice.params["organisation"] == TENANT["name"]
    assert User.objects.count() == before


def test_the_same_file_again_changes_nothing(mover):
    mover.move_in(**WHOLE)
    models = (Organisation, OrganisationName, Zone, Tenancy, Contact, Invitation, PastRecognition, Notice)
    before = [list(model.objects.order_by("pk").values()) for model in models]
    again = mover.upload(**WHOLE, at=AT + timedelta(days=90))
    assert (again.status, again.findings.count()) == ("done", 0)
    assert {key: dict(counts) for key, counts in again.counts.items()} == {key: {"same": 1} for key in WHOLE}
    assert [list(model.objects.order_by("pk").values()) for model in models] == before


def test_every_row_has_its_act_by_whoever_confirmed(mover):
    mover.move_in(**WHOLE)
    acts = AuditEntry.objects.filter(user=mover.by.user).exclude(verb__startswith="importrun")
    assert sorted(acts.values_list("verb", flat=True)) == [
        "contact.add",
        "contact.add",
        "invitation.send",
        "organisation.register",
        "pastrecognition.add",
        "tenancy.begin",
        "zone.add",
    ]
    assert set(AuditDetail.objects.filter(entry__in=acts).values_list("note", flat=True)) == {
        "Nhập từ tệp Du lieu.xlsx"
    }


def test_what_differs_is_shown_and_then_written(mover):
    mover.move_in(**WHOLE)
    other = {
        "organisations": [{**TENANT, "address": "Lô 2", "fire_hazard": "Không"}],
        "tenancies": [{**TENANCY, "until": date(2025, 6, 30)}],
        "contacts": [{**CONTACT, "phone": "0913"}],
        "recognitions": [{**PAST, "decision": "13/QĐ-UBND"}],
    }
    run = mover.upload(**other)
    assert changes(run) == [
        ("Địa chỉ", "Lô 1", "Lô 2"),
        ("Nguy hiểm về cháy, nổ", "Có", "Không"),
        ("Đến ngày", "", "30/06/2025"),
        ("Điện thoại", "0912000000", "0913"),
        ("Số quyết định", "12/QĐ-UBND", "13/QĐ-UBND"),
    ]
    assert Organisation.objects.get(tax_code=A).address == "Lô 1"
    mover.move_in(**other)
    organisation = Organisation.objects.get(tax_code=A)
    assert (organisation.address, organisation.fire_hazard, organisation.size) == ("Lô 2", False, "large")
    assert organisation.tenancies.get().valid_to == date(2025, 6, 30)
    assert organisation.contacts.get(email=CONTACT["email"]).phone == "0913"
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"organisation.classify", "tenancy.end", "contact.correct", "pastrecognition.change"} <= verbs
    assert AuditDetail.objects.get(entry__verb="organisation.classify").before == {
        "address": "Lô 1",
        "fire_hazard": True,
    }


def test_an_empty_cell_takes_nothing_away(mover):
    mover.move_in(**WHOLE)
    bare = {**TENANT, "address": None, "size": None, "fire_hazard": None}
    assert mover.upload(organisations=[bare]).status == "done"
    assert Organisation.objects.get(tax_code=A).address == "Lô 1"


def test_another_name_from_a_later_day_is_a_new_name(mover):
    mover.move_in(organisations=[TENANT])
    renamed = {**TENANT, "name": "Công ty TNHH Thử Nghiệm An Quý", "since": date(2024, 5, 1)}
    run = mover.move_in(organisations=[renamed])
    assert (run.counts["organisations"], changes(run)) == (
        {"changed": 1, "same": 0},
        [("Tên", TENANT["name"], renamed["name"])],
    )
    organisation = Organisation.objects.get(tax_code=A)
    assert (organisation.name, organisation.name_on(date(2024, 4, 30)).name) == (renamed["name"], TENANT["name"])
    assert "an quy" in organisation.search_key
    assert mover.upload(organisations=[TENANT]).status == "done", "the older file names a name it had"
    assert mover.upload(organisations=[renamed]).status == "done"


def test_the_record_of_another_board_is_no_record_here(mover):
    OrganisationFactory(tax_code=A, name=TENANT["name"])
    run = mover.move_in(zones=[ZONE], organisations=[TENANT], tenancies=[TENANCY])
    assert run.counts["organisations"] == {"new": 1}
    assert Organisation.objects.filter(tax_code=A).count() == 2


def test_an_agency_goes_by_its_name(mover):
    agency = {"name": "Công an tỉnh Thử", "kind": "Cơ quan phối hợp", "since": SINCE}
    person = {**HEAD, "organisation": "CÔNG AN  tỉnh Thử", "role": "Cán bộ cơ quan phối hợp"}
    mover.move_in(organisations=[agency], people=[person])
    assert Invitation.objects.get().organisation.name == agency["name"]
    assert mover.upload(organisations=[agency], people=[person]).status == "done"


def test_a_contact_told_by_an_investor_is_confirmed_by_the_boards_file(mover):
    organisation = OrganisationFactory(board=mover.board, tax_code=A)
    told = ContactFactory(organisation=organisation, email=CONTACT["email"], confirmed=False, name=CONTACT["name"])
    mover.move_in(contacts=[CONTACT])
    told.refresh_from_db()
    assert (told.confirmed_by, told.confirmed_at) == (mover.by.user, AT)
    assert AuditEntry.objects.filter(verb="contact.confirm").exists()


def test_somebody_who_works_there_is_not_invited_again(mover):
    organisation = OrganisationFactory(board=mover.board, tax_code=A)
    MembershipFactory(organisation=organisation, user__email=HEAD["email"])
    run = mover.upload(people=[HEAD])
    assert (run.status, run.counts) == ("done", {"people": {"same": 1}})
    assert not Invitation.objects.exists()


def test_two_organisations_may_have_the_same_contact(mover):
    both = [TENANT, {**TENANT, "tax_code": B, "name": "Công ty TNHH Thử Nghiệm Hai"}]
    mover.move_in(organisations=both, contacts=[CONTACT, {**CONTACT, "organisation": B}])
    assert Contact.objects.filter(email=CONTACT["email"]).count() == 2
