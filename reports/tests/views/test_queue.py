"""The review queue: who sees it, what it holds, taking one, assigning many."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from enterprises.middleware import SESSION_KEY
from enterprises.models import Deadline, Role
from enterprises.tests.factories import OrganisationFactory, ZoneFactory, actor, board_organisation, place
from reports.models import ReportKind
from reports.tests.factories import SUBMITTED, Filing
from reports.tests.views.pages import enter, of_report, query_count, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_day")]

QUEUE = "/review/"


@pytest.fixture
def that_day():
    with time_machine.travel(SUBMITTED + timedelta(days=5), tick=False):
        yield


@pytest.fixture
def filing():
    return Filing().fill().submit()


def another(filing, name="Công ty TNHH Thử Nghiệm Đông Á", **more):
    organisation = OrganisationFactory(board=filing.board, name=name)
    return Filing(organisation=organisation, **more).fill().submit(at=SUBMITTED + timedelta(hours=1))


def of_board(filing, role):
    return actor(role, board_organisation(filing.board))


def listed(client, query=""):
    """The names of the enterprises on the page, in its order."""
    response = client.get(QUEUE + query)
    return [row.report.organisation.name for row in response.context["rows"]]


class TestTheList:
    @pytest.mark.parametrize("role", [Role.OFFICER, Role.UNIT_HEAD, Role.LEADER, Role.CLERK, Role.ADMINISTRATOR])
    def test_everybody_of_the_board_sees_what_waits(self, client, filing, role):
        enter(client, of_board(filing, role))
        assert listed(client) == [filing.organisation.name]

    def test_enterprises_and_agencies_have_no_queue(self, client, filing):
        assert enter(client, filing.head).get(QUEUE).status_code == 403

    def test_another_boards_dossiers_are_not_in_it(self, client, filing):
        enter(client, Filing().officer)
        assert listed(client) == []

    def test_drafts_are_not_in_it_whatever_is_asked(self, client, filing):
        Filing(organisation=OrganisationFactory(board=filing.board)).fill()
        enter(client, filing.officer)
        assert listed(client, "?status=all") == [filing.organisation.name]

    def test_who_waits_longest_stands_first(self, client, filing):
        second = another(filing)
        enter(client, filing.officer)
        assert listed(client) == [filing.organisation.name, second.organisation.name]
        assert listed(client, "?status=all") == [second.organisation.name, filing.organisation.name]

    def test_a_row_says_how_long_and_until_when(self, client, filing):
        text = text_of(enter(client, filing.officer).get(QUEUE))
        assert "3 ngày làm việc" in text
        assert "Còn 9 ngày" in text

    def test_a_dossier_handed_in_again_says_so(self, client, filing):
        filing.review(to_mend=1).send_back().submit(at=SUBMITTED + timedelta(days=4))
        assert "Đã nộp lại, lần 2" in text_of(enter(client, filing.officer).get(QUEUE))

    def test_the_list_costs_the_same_for_1_and_for_30(self, client, filing):
        enter(client, filing.officer)
        one = query_count(client, QUEUE)
        for n in range(29):
            place(another(filing, f"Công ty TNHH Thử Nghiệm {n}").organisation, ZoneFactory(board=filing.board))
        assert query_count(client, QUEUE) == one

    def test_an_empty_queue_says_what_will_appear(self, client):
        text = text_of(enter(client, Filing().officer).get(QUEUE))
        assert "Không còn hồ sơ nào chờ thẩm định" in text


class TestFilters:
    @pytest.mark.parametrize("typed", ["dong a", "ĐÔNG Á", "Thử nghiệm đông"])
    def test_names_are_found_without_marks(self, client, filing, typed):
        second = another(filing)
        enter(client, filing.officer)
        assert listed(client, f"?q={typed}") == [second.organisation.name]

    def test_ones_own_zones_come_first_and_all_are_one_step_away(self, client, filing):
        second, zone = another(filing), ZoneFactory(board=filing.board)
        place(second.organisation, zone)
        filing.officer.membership.zones.add(zone)
        enter(client, filing.officer)
        assert listed(client) == [second.organisation.name]
        assert listed(client, "?zone=all") == [filing.organisation.name, second.organisation.name]

    def test_a_zone_left_yesterday_no_longer_counts(self, client, filing):
        zone = ZoneFactory(board=filing.board)
        tenancy = place(filing.organisation, zone)
        enter(client, filing.officer)
        assert listed(client, f"?zone={zone.public_id}") == [filing.organisation.name]
        tenancy.valid_to = date(2026, 10, 20)
        tenancy.save()
        assert listed(client, f"?zone={zone.public_id}") == []

    def test_by_status_kind_and_year(self, client, filing):
        registration = another(filing, kind=ReportKind.REGISTRATION)
        filing.review(to_mend=1).send_back()
        enter(client, filing.officer)
        assert listed(client, "?status=returned") == [filing.organisation.name]
        assert listed(client, "?kind=registration") == [registration.organisation.name]
        assert listed(client, "?year=2025") == []

    def test_by_who_is_in_charge(self, client, filing):
        second = another(filing)
        enter(client, filing.officer)
        client.post(of_report("take", filing.report))
        assert listed(client, "?assignee=mine") == [filing.organisation.name]
        assert listed(client, f"?assignee={filing.officer.user.public_id}") == [filing.organisation.name]
        assert listed(client, "?assignee=nobody") == [second.organisation.name]

    def test_only_what_is_late(self, client, filing):
        second = another(filing)
        Deadline.objects.filter(subject_id=second.report.public_id).update(due_on=date(2026, 10, 20))
        enter(client, filing.officer)
        assert listed(client, "?late=on") == [second.organisation.name]

    @pytest.mark.parametrize("rubbish", ["?zone=x", "?assignee=1", "?year=1e9", "?status=%00", "?page=-3&late=false"])
    def test_rubbish_in_the_address_narrows_nothing(self, client, filing, rubbish):
        enter(client, filing.officer)
        assert listed(client, rubbish) == [filing.organisation.name]

    def test_what_was_chosen_travels_with_every_link(self, client, filing):
        page = enter(client, filing.officer).get(QUEUE + "?kind=self_assessment").content.decode()
        assert f"{of_report('review', filing.report)}?kind=self_assessment" in page


class TestTaking:
    def test_a_reviewer_takes_what_nobody_has(self, client, filing):
        response = enter(client, filing.officer).post(of_report("take", filing.report) + "?kind=self_assessment")
        assert filing.refresh().assignee == filing.officer.user
        assert response["Location"] == of_report("review", filing.report) + "?kind=self_assessment"

    def test_who_comes_second_reads_who_has_it(self, client, filing):
        enter(client, filing.officer).post(of_report("take", filing.report))
        response = enter(client, of_board(filing, Role.OFFICER)).post(of_report("take", filing.report), follow=True)
        assert f"Hồ sơ đã do {filing.officer.user} nhận thẩm định." in text_of(response)
        assert filing.refresh().assignee == filing.officer.user

    def test_stranger_and_wrong_role(self, client, filing):
        address = of_report("take", filing.report)
        assert enter(client, Filing().officer).post(address).status_code == 404
        assert enter(client, of_board(filing, Role.LEADER)).post(address).status_code == 403
        assert filing.refresh().assignee is None

    def test_nobody_takes_the_own_organisations_dossier(self, client, filing):
        both = actor(Role.OFFICER, board_organisation(filing.board), user=filing.editor.user)
        enter(client, both)
        session = client.session
        session[SESSION_KEY] = str(both.membership.public_id)
        session.save()
        assert client.get(QUEUE).status_code == 200
        assert "Nhận thẩm định" not in text_of(client.get(QUEUE))
        assert client.post(of_report("take", filing.report)).status_code == 403


class TestAssigningMany:
    def assign(self, client, reports, to, seen=""):
        ticked = [f"{report.public_id} {seen}" for report in reports]
        return client.post(reverse("reports:bulk-assign"), {"report": ticked, "to": to}, follow=True)

    def test_every_ticked_dossier_gets_the_chosen_reviewer(self, client, filing):
        second = another(filing)
        enter(client, of_board(filing, Role.UNIT_HEAD))
        response = self.assign(client, [filing.report, second.report], filing.officer.user.public_id)
        assert {filing.refresh().assignee, second.refresh().assignee} == {filing.officer.user}
        assert f"Đã giao 2 hồ sơ cho {filing.officer.user}." in text_of(response)

    def test_one_that_changed_meanwhile_is_left_and_named(self, client, filing):
        second = another(filing)
        enter(client, filing.officer).post(of_report("take", filing.report))
        colleague = of_board(filing, Role.OFFICER)
        enter(client, of_board(filing, Role.ADMINISTRATOR))
        response = self.assign(client, [filing.report, second.report], colleague.user.public_id)
        assert filing.refresh().assignee == filing.officer.user
        assert second.refresh().assignee == colleague.user
        assert f"Chưa giao: {filing.organisation.name}." in text_of(response)

    @pytest.mark.parametrize(("tick", "choose"), [(False, True), (True, False)])
    def test_without_a_tick_or_a_person_nothing_happens(self, client, filing, tick, choose):
        enter(client, of_board(filing, Role.UNIT_HEAD))
        to = filing.officer.user.public_id if choose else ""
        response = self.assign(client, [filing.report] if tick else [], to)
        assert "Chưa phân công hồ sơ nào." in text_of(response)
        assert filing.refresh().assignee is None

    def test_rubbish_and_other_boards_dossiers_are_passed_over(self, client, filing):
        foreign = Filing().fill().submit()
        enter(client, of_board(filing, Role.UNIT_HEAD))
        ticked = ["x", "", f"{foreign.report.public_id} "]
        client.post(reverse("reports:bulk-assign"), {"report": ticked, "to": filing.officer.user.public_id})
        assert foreign.refresh().assignee is None

    @pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER, Role.CLERK])
    def test_only_heads_of_units_and_administrators_do(self, client, filing, role):
        enter(client, of_board(filing, role))
        assert client.post(reverse("reports:bulk-assign"), {}).status_code == 403
