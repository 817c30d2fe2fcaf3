import io
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from antt_portal.core.clock import VIETNAM
from antt_portal.core.inspection import inspect
from antt_portal.core.models import AppendOnlyError, AuditEntry, Notice
from antt_portal.core.refusal import Refused
from antt_portal.core.tests.inspection.corpus import jpeg
from enterprises.models import OrganisationKind, Role
from enterprises.tests.factories import MembershipFactory, OrganisationFactory, ZoneFactory, actor, place
from reports.incidents import reporting
from reports.incidents.reporting import Facts, add_file, correct, report
from reports.incidents.telling import editions
from reports.models import Incident, IncidentFile, IncidentStatus, IncidentType, IncidentVersion
from reports.tests.acts import acts_on
from reports.tests.incidents.happening import HAPPENED, LATER, REPORTED, Happening, facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return Happening()


def told(kind="incident_reported"):
    return set(Notice.objects.filter(kind=kind).values_list("recipient", flat=True))


def code_of(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.code


class TestReporting:
    def test_what_was_said_is_the_first_version(self, here):
        incident = here.report(injured=2, loss=150_000_000, told={"police": HAPPENED.isoformat()})
        said = incident.facts
        assert (incident.status, said.number, said.injured, said.dead) == (IncidentStatus.REPORTED, 1, 2, None)
        assert Facts.of(said).told == {"police": HAPPENED.isoformat()}
        entry = acts_on(incident, "incident.report").get()
        assert (entry.to_status, entry.organisation_id) == ("reported", here.organisation.pk)

    def test_sent_twice_it_is_reported_once(self, here):
        name = uuid4()
        first, second = (report(facts(), by=here.editor, at=REPORTED, public_id=name) for _n in range(2))
        assert first.pk == second.pk
        assert (IncidentVersion.objects.count(), AuditEntry.objects.filter(verb="incident.report").count()) == (1, 1)

    def test_the_name_of_anothers_incident_leads_to_a_new_one(self, here):
        others = Happening().report()
        mine = report(facts(), by=here.editor, at=REPORTED, public_id=others.public_id)
        assert mine.pk != others.pk
        assert others.versions.count() == 1

    def test_what_is_still_to_come_is_refused(self, here):
        assert code_of(here.report, at=HAPPENED - timedelta(minutes=11)) == "in-future"
        assert here.report(at=HAPPENED - timedelta(minutes=9))

    def test_a_zone_one_is_not_in_is_refused(self, here):
        assert code_of(here.report, zone=ZoneFactory(board=here.board)) == "other-zone"

    @pytest.mark.parametrize("said", [{"place": "nhà 0912345678"}, {"text": "số 034085001234"}])
    def test_numbers_of_people_are_refused(self, here, said):
        assert code_of(here.report, **said) == "personal-data"
        assert Incident.objects.count() == 0

    @pytest.mark.parametrize(
        ("happened", "year"),
        [
            (datetime(2026, 11, 15, 23, 59, tzinfo=VIETNAM), 2026),
            (datetime(2026, 11, 16, 0, 0, tzinfo=VIETNAM), 2027),
            (datetime(2026, 11, 20, 9, 0, tzinfo=VIETNAM), 2027),
        ],
    )
    def test_the_evaluation_year_begins_on_16_november(self, here, happened, year):
        incident = here.report(happened_at=happened)
        assert incident.facts.year == year
        assert [one.incident for one in IncidentVersion.objects.current().in_year(year)] == [incident]
        assert not IncidentVersion.objects.current().in_year(year + 1).exists()
        assert not IncidentVersion.objects.current().in_year(year - 1).exists()


class TestWhoIsTold:
    def test_the_officers_of_the_zone_the_police_and_the_head(self, here):
        elsewhere = here.of_board(Role.OFFICER)
        elsewhere.membership.zones.set([ZoneFactory(board=here.board)])
        in_charge = here.of_board(Role.OFFICER)
        in_charge.membership.zones.set([here.zone])
        here.report()
        expected = {one.user_id for one in (here.officer, in_charge, here.agent, here.head)}
        assert told() == expected

    def test_every_reviewer_where_nobody_has_the_zone(self, here):
        here.officer.membership.zones.set([ZoneFactory(board=here.board)])
        here.report()
        assert here.officer.user_id in told()

    def test_a_leader_is_told_of_what_is_serious(self, here):
        here.report()
        assert here.leader.user_id not in told()
        here.report(type=IncidentType.FIRE)
        assert here.leader.user_id in told()

    def test_nobody_of_another_board_or_who_has_left(self, here):
        other = Happening()
        police = here.agent.organisation
        MembershipFactory(organisation=police, role=Role.AGENT, valid_to=HAPPENED.date() - timedelta(days=1))
        here.report()
        assert told() == {here.officer.user_id, here.agent.user_id, here.head.user_id}
        assert other.agent.user_id not in told()

    def test_an_investor_reports_like_any_enterprise(self):
        investor = Happening(OrganisationFactory(kind=OrganisationKind.INVESTOR))
        tenant = OrganisationFactory(board=investor.board)
        place(tenant, investor.zone)
        incident = investor.report()
        assert list(Incident.objects.visible_to(investor.head)) == [incident]
        assert not Incident.objects.visible_to(actor(Role.HEAD, tenant)).exists()


class TestCorrecting:
    def correct(self, here, incident, **more):
        incident.refresh_from_db()
        said = {"reason": "Đếm lại", "by": here.editor, "at": LATER, "seen": incident.version}
        changed = {name: more.pop(name) for name in list(more) if name in Facts.__dataclass_fields__}
        return correct(incident, facts(zone=here.zone, **changed), **{**said, **more})

    def test_the_first_version_stays_and_the_difference_is_shown(self, here):
        incident = here.report(injured=1)
        self.correct(here, incident, injured=3, place="Cổng số 3")
        latest, first = editions(Incident.objects.get())
        changes = [(one.label, one.before, one.after) for one in latest.changes]
        assert changes == [("Địa điểm", "Cổng số 2", "Cổng số 3"), ("Số người bị thương", "1", "3")]
        assert (first.facts.injured, first.changes, latest.facts.reason) == (1, [], "Đếm lại")

    def test_versions_are_never_changed_or_deleted(self, here):
        said = here.report().facts
        said.text = "Không có gì"
        for act in (said.save, said.delete, IncidentVersion.objects.all().delete):
            with pytest.raises(AppendOnlyError):
                act()

    @pytest.mark.parametrize(
        ("given", "code"),
        [
            ({"injured": 1}, "nothing-changed"),
            ({"injured": 2, "reason": " "}, "reason-missing"),
            ({"injured": 2, "reason": "theo 0912345678"}, "personal-data"),
            ({"injured": 2, "seen": 7}, "stale"),
        ],
    )
    def test_what_is_refused(self, here, given, code):
        incident = here.report(injured=1)
        assert code_of(self.correct, here, incident, **given) == code
        assert incident.versions.count() == 1

    def test_a_correction_makes_a_decision_on_the_screen_stale(self, here):
        incident = here.followed()
        seen = incident.version
        self.correct(here, incident, injured=2)
        assert code_of(here.decide, incident, seen=seen) == "stale"

    def test_the_authority_is_told(self, here):
        self.correct(here, here.report(), injured=2)
        assert told("incident_corrected") == {here.officer.user_id, here.leader.user_id, here.agent.user_id}


class TestFiles:
    def photo(self):
        stream = io.BytesIO(jpeg())
        return stream, inspect(stream, "Hien-truong.jpg")

    def test_the_same_photo_is_kept_once(self, here):
        incident = here.report()
        for _n in range(2):
            add_file(incident, *self.photo(), by=here.editor, at=LATER)
        assert IncidentFile.objects.get().file_name == "Hien-truong.jpg"
        assert acts_on(incident, "incident.add_file").count() == 1

    def test_there_is_an_end_to_them(self, here, monkeypatch):
        monkeypatch.setattr(reporting, "MOST_FILES", 0)
        assert code_of(add_file, here.report(), *self.photo(), by=here.editor, at=LATER) == "too-many-files"
