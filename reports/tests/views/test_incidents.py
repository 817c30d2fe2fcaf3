"""The list of incidents, reporting one, the figures of a year."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from antt_portal.core.tests.inspection.corpus import jpeg
from enterprises.models import Role
from enterprises.tests.factories import OrganisationFactory, ZoneFactory, place
from reports.models import Incident, IncidentFile, IncidentType, Severity
from reports.tests.incidents.happening import HAPPENED, REPORTED, Happening
from reports.tests.views.pages import enter, query_count, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_day")]

LIST, NEW, FIGURES = "/incidents/", "/incidents/new/", "/incidents/figures/"


@pytest.fixture
def that_day():
    with time_machine.travel(REPORTED + timedelta(hours=5), tick=False):
        yield


@pytest.fixture
def here():
    return Happening()


def typed(**more):
    """What is wanted, and no more."""
    said = {"type": "fight", "day": "02/11/2026", "time": "14h05", "place": "Cổng số 2", "text": "Xô xát.", "told": []}
    return {"incident": str(uuid4()), **said, **more}


def listed(client, query=""):
    return [row.facts.incident for row in client.get(LIST + query).context["rows"]]


class TestReporting:
    def test_four_fields_are_enough(self, client, here):
        form = enter(client, here.editor).get(NEW).context["form"]
        assert [name for name, field in form.fields.items() if field.required] == [
            "type",
            "day",
            "time",
            "place",
            "text",
        ]
        assert (form["day"].value(), form["time"].value()) == ("02/11/2026", "19:25")
        response = client.post(NEW, typed())
        incident = Incident.objects.get()
        assert response.headers["Location"] == incident.get_absolute_url()
        facts = incident.facts
        assert (facts.happened_at, facts.zone, facts.told, facts.injured) == (HAPPENED, here.zone, {}, None)

    def test_whom_one_told_and_when(self, client, here):
        told = {
            "told": ["police"],
            "told_police": "14:10",
            "told_union": "9h",
            "injured": "1.200",
            "loss": "150.000.000",
        }
        enter(client, here.editor).post(NEW, typed(**told))
        facts = Incident.objects.get().facts
        assert facts.told == {"police": "2026-11-02T14:10:00+07:00", "union": "2026-11-02T09:00:00+07:00"}
        assert (facts.injured, facts.loss) == (1200, 150_000_000)

    def test_told_after_midnight_is_told_the_day_after(self, client, here):
        late = {"day": "01/11/2026", "time": "23:50", "told": ["police"], "told_police": "0:10"}
        enter(client, here.editor).post(NEW, typed(**late))
        assert Incident.objects.get().facts.told == {"police": "2026-11-02T00:10:00+07:00"}

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"type": ""}, "Trường này"),
            ({"day": "31/02/2026"}, "Không phải ngày"),
            ({"time": "25:00"}, "Không phải giờ"),
            ({"injured": "-1"}, "Ghi số nguyên"),
            ({"text": "gọi 0912345678"}, "0912345678"),
            ({"place": "nhà của 034085001234"}, "034085001234"),
            ({"day": "03/11/2026"}, "sau giờ hiện tại"),
        ],
    )
    def test_what_cannot_be_taken_is_said_and_what_was_typed_stays(self, client, here, wrong, words):
        response = enter(client, here.editor).post(NEW, typed(**{"text": "Xô xát ở cổng.", **wrong}))
        assert response.status_code in {409, 422}
        assert words in text_of(response)
        assert wrong.get("text", "Xô xát ở cổng.") in response.content.decode()
        assert not Incident.objects.exists()

    def test_the_page_says_that_nobody_is_named(self, client, here):
        page = text_of(enter(client, here.editor).get(NEW))
        assert "Cổng không thu thập dữ liệu cá nhân của người liên quan" in page

    def test_pressed_twice_it_is_reported_once(self, client, here):
        sent = typed()
        enter(client, here.editor)
        first, second = (client.post(NEW, sent).headers["Location"] for _n in range(2))
        assert first == second
        assert Incident.objects.count() == 1

    def test_an_enterprise_in_two_zones_says_which(self, client, here):
        other = ZoneFactory(board=here.board)
        place(here.organisation, other)
        enter(client, here.editor)
        assert client.post(NEW, typed()).status_code == 422
        client.post(NEW, typed(zone=str(other.public_id)))
        assert Incident.objects.get().facts.zone == other

    def test_a_hostile_photo_is_refused_and_the_incident_reported(self, client, here):
        script = SimpleUploadedFile("anh.jpg", b"<html><script>alert(1)</script></html>")
        photo = SimpleUploadedFile("hien-truong.jpg", jpeg())
        response = enter(client, here.editor).post(NEW, typed(files=[script, photo]), follow=True)
        assert "anh.jpg:" in text_of(response)
        assert [one.file_name for one in IncidentFile.objects.all()] == ["hien-truong.jpg"]
        assert Incident.objects.count() == 1

    def test_what_was_typed_when_the_session_ended_is_offered_again(self, client, here):
        sent = typed(text="Gõ trước khi hết phiên.")
        client.post(NEW, sent)
        client.force_login(here.editor.user)
        page = client.get(NEW).content.decode()
        assert "Gõ trước khi hết phiên." in page
        assert sent["incident"] in page


class TestTheList:
    def test_an_enterprise_sees_its_own_only(self, client, here):
        own = here.report()
        Happening(OrganisationFactory(board=here.board)).report()
        assert listed(enter(client, here.editor)) == [own]

    @pytest.mark.parametrize("role", [Role.OFFICER, Role.CLERK, Role.LEADER])
    def test_the_board_sees_all_of_its_own_at_once(self, client, here, role):
        mine, other = here.report(), Happening(OrganisationFactory(board=here.board)).report()
        Happening().report()
        assert set(listed(enter(client, here.of_board(role)))) == {mine, other}

    def test_so_do_the_police_beside_it(self, client, here):
        assert listed(enter(client, here.agent)) == []
        incident = here.report()
        assert listed(client) == [incident]

    def test_filters_of_the_address(self, client, here):
        fight = here.report()
        strike = here.report(
            type=IncidentType.STRIKE, is_sign=True, zone=None, happened_at=HAPPENED - timedelta(days=40)
        )
        decided = here.followed(type=IncidentType.FIRE)
        here.decide(decided, severity=Severity.EXTREME)
        enter(client, here.officer)
        expected = {
            "type=strike": [strike],
            f"zone={here.zone.public_id}": [decided, fight],
            "month=2026-09": [strike],
            "month=2026-11": [decided, fight],
            "status=followed": [decided],
            "severity=extreme": [decided],
            "severity=undecided": [fight, strike],
            "what=sign": [strike],
            "what=incident&status=reported": [fight],
            f"q={here.organisation.name[-6:]}": [decided, fight, strike],
            "q=khong-co": [],
            "type=nonsense&month=2026-99&zone=1": [decided, fight, strike],
        }
        assert {query: listed(client, f"?{query}") for query in expected} == expected

    def test_a_corrected_incident_stands_once_as_it_is_said_now(self, client, here):
        incident = here.report(injured=1)
        enter(client, here.editor)
        sent = typed(type="theft", version=incident.version, reason="Nhầm loại")
        client.post(reverse("reports:incident-correct", args=[incident.public_id]), sent)
        (row,) = client.get(LIST).context["rows"]
        assert row.facts.type == IncidentType.THEFT

    def test_thirty_cost_what_one_costs(self, client, here):
        here.decide(here.followed())
        enter(client, here.officer)
        of_one = query_count(client, LIST)
        for _n in range(24):
            here.report()
        assert query_count(client, LIST) == of_one


class TestTheFigures:
    def test_the_year_is_the_evaluation_year(self, client, here):
        here.report()
        here.report(happened_at=HAPPENED - timedelta(days=400))
        enter(client, here.officer)
        assert client.get(FIGURES).context["figures"].total.count == 1
        assert client.get(f"{FIGURES}?year=2025").context["figures"].total.count == 1
        assert client.get(f"{FIGURES}?year=2024").context["figures"].total.count == 0

    def test_zone_and_type_narrow_them(self, client, here):
        here.report()
        here.report(type=IncidentType.FIRE, zone=None)
        enter(client, here.agent)
        assert client.get(f"{FIGURES}?zone={here.zone.public_id}").context["figures"].total.count == 1
        assert client.get(f"{FIGURES}?type=fire").context["figures"].total.count == 1

    def test_every_bar_says_in_words_what_it_shows(self, client, here):
        here.report(is_sign=True)
        page = enter(client, here.officer).get(FIGURES).content.decode()
        assert f'aria-label="{here.zone.name}: 1, trong đó 1 dấu hiệu"' in page

    def test_nothing_of_another_board_counts(self, client, here):
        Happening().report()
        assert enter(client, here.officer).get(FIGURES).context["figures"].total.count == 0
