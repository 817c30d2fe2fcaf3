"""Organisations: names with dates, walls, zones, who files."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from antt_portal.core.actor import System
from antt_portal.core.models import AuditEntry
from antt_portal.core.refusal import Refused
from antt_portal.core.tests.tax_codes import make_tax_code
from enterprises import organisations as verbs
from enterprises.models import Applicability, ApplicabilityStatus, Capacity, Organisation, OrganisationKind, Role
from enterprises.tests.factories import BoardFactory, OrganisationFactory, UserFactory, ZoneFactory, actor

AT = datetime(2025, 7, 1, 2, tzinfo=UTC)
ON = date(2025, 7, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Công ty TNHH Thử Nghiệm An Phú")


def rename(organisation, name="Công ty TNHH Ví Dụ An Phú", *, since=ON, on=ON):
    return verbs.rename(organisation, name, by=System(organisation.board_id), at=AT, on=on, since=since)


def test_a_paper_prints_the_name_of_its_day(organisation):
    rename(organisation)
    assert organisation.name_on(date(2025, 6, 30)).name == "Công ty TNHH Thử Nghiệm An Phú"
    assert organisation.name_on(date(2025, 7, 1)).name == "Công ty TNHH Ví Dụ An Phú"


def test_a_new_name_names_the_one_before(organisation):
    assert rename(organisation).predecessor.name == "Công ty TNHH Thử Nghiệm An Phú"


def test_lists_show_the_new_name_at_once(organisation):
    rename(organisation)
    organisation.refresh_from_db()
    assert organisation.name == "Công ty TNHH Ví Dụ An Phú"
    assert "vi du an phu" in organisation.search_key


def test_a_name_entered_ahead_shows_from_its_day(organisation):
    rename(organisation, since=date(2025, 8, 1))
    organisation.refresh_from_db()
    assert organisation.name == "Công ty TNHH Thử Nghiệm An Phú"
    assert verbs.refresh_names(date(2025, 7, 31)) == 0
    assert verbs.refresh_names(date(2025, 8, 1)) == 1
    organisation.refresh_from_db()
    assert organisation.name == "Công ty TNHH Ví Dụ An Phú"


def test_a_name_cannot_begin_before_the_present_one(organisation):
    with pytest.raises(Refused, match="hiệu lực sau") as refused:
        rename(organisation, since=date(2019, 12, 31))
    assert refused.value.code == "name-date"
    assert organisation.names.count() == 1


def test_one_tax_code_once_per_board_but_under_two_boards():
    code = make_tax_code(1)
    first = OrganisationFactory(tax_code=code)
    OrganisationFactory(tax_code=code)
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationFactory(tax_code=code, board=first.board)


def test_a_wall_has_one_board():
    board = BoardFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationFactory(board=board, kind=OrganisationKind.BOARD)


def test_a_zone_of_another_board_is_refused(organisation):
    with pytest.raises(Refused) as refused:
        verbs.place(organisation, ZoneFactory(), Capacity.TENANT, by=System(organisation.board_id), at=AT, since=ON)
    assert refused.value.code == "other-board"


def test_leaving_a_zone_keeps_the_tenancy_as_history(organisation):
    by, zone = System(organisation.board_id), ZoneFactory(board=organisation.board)
    tenancy = verbs.place(organisation, zone, Capacity.TENANT, by=by, at=AT, since=ON)
    verbs.leave(tenancy, by=by, at=AT, last_day=date(2025, 12, 31))
    assert organisation.tenancies.on(date(2025, 12, 31)).count() == 1
    assert organisation.tenancies.on(date(2026, 1, 1)).count() == 0
    with pytest.raises(Refused) as refused:
        verbs.leave(tenancy, by=by, at=AT, last_day=date(2025, 12, 31))
    assert refused.value.code == "left"


def test_a_role_must_fit_the_kind_of_organisation(organisation):
    with pytest.raises(Refused) as refused:
        verbs.grant(UserFactory(), organisation, Role.LEADER, by=System(organisation.board_id), at=AT, since=ON)
    assert refused.value.code == "role-of-kind"
    assert organisation.memberships.count() == 0


def test_an_exemption_needs_a_reason(organisation):
    by = System(organisation.board_id)
    with pytest.raises(Refused) as refused:
        verbs.decide_applicability(organisation, 2026, ApplicabilityStatus.NOT_APPLICABLE, by=by, at=AT, reason=" ")
    assert refused.value.code == "reason-missing"
    assert not Applicability.objects.exists()


@pytest.mark.parametrize(
    ("size", "expected"),
    [("micro", "not_applicable"), ("small", "not_applicable"), ("medium", "required"), ("large", "required")],
)
def test_small_enterprises_are_outside_the_circular(size, expected):
    status, _reason = verbs.default_applicability(OrganisationFactory(size=size), None)
    assert status == expected


def test_last_years_invitation_holds_in_the_new_year():
    organisation = OrganisationFactory(size="small")
    invited = verbs.decide_applicability(
        organisation, 2025, ApplicabilityStatus.INVITED, by=System(organisation.board_id), at=AT
    )
    assert verbs.default_applicability(organisation, invited)[0] == ApplicabilityStatus.INVITED


def test_every_act_leaves_an_audit_row_or_nothing(organisation, monkeypatch):
    rename(organisation)
    entry = AuditEntry.objects.get(verb="organisation.rename")
    assert (entry.organisation_id, entry.at) == (organisation.pk, AT)
    monkeypatch.setattr(verbs.audit, "record", _fail)
    with pytest.raises(RuntimeError):
        rename(organisation, "Tên khác", since=date(2026, 1, 1))
    assert organisation.names.count() == 2


def _fail(*args, **kwargs):
    raise RuntimeError


def test_a_board_never_sees_the_organisations_of_another():
    officer = actor(Role.OFFICER)
    own, other = OrganisationFactory(board=officer.organisation.board), OrganisationFactory()
    visible = set(Organisation.objects.visible_to(officer))
    assert own in visible
    assert other not in visible


def test_an_enterprise_sees_itself_alone():
    editor = actor(Role.EDITOR)
    OrganisationFactory(board=editor.organisation.board)
    assert list(Organisation.objects.visible_to(editor)) == [editor.organisation]
