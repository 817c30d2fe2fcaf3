"""One incident: who may do what on its page, and what it says."""

import io

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from antt_portal.core.inspection import inspect
from antt_portal.core.tests.inspection.corpus import jpeg
from directives.models import Obligation
from enterprises.models import Role
from reports.incidents.following import ask, close
from reports.incidents.reporting import add_file
from reports.incidents.rules import Condition, Suggestion
from reports.models import IncidentDecision, IncidentFile, IncidentNote, IncidentStatus, IncidentType, NoteKind
from reports.tests.factories import Filing
from reports.tests.incidents.happening import LATER, Happening
from reports.tests.views.pages import enter, of_report, query_count, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_day")]


@pytest.fixture
def that_day():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def here():
    return Happening()


def page_of(incident, act=""):
    return reverse(f"reports:incident{act}", args=[incident.public_id])


def decision(incident, **more):
    said = {"severity": "serious", "event": "", "reason": "Đã xác minh."}
    return {"version": incident.version, **said, **more}


class TestTheAuthority:
    def test_receives_asks_decides_and_closes(self, client, here):
        incident = here.report()
        enter(client, here.agent)
        client.post(page_of(incident, "-follow"), {"version": 1})
        client.post(page_of(incident, "-say"), {"text": "Bao nhiêu người?", "wants_answer": "on"})
        incident.refresh_from_db()
        client.post(page_of(incident, "-decide"), decision(incident))
        incident.refresh_from_db()
        client.post(page_of(incident, "-close"), {"version": incident.version, "note": "Đã hòa giải."})
        incident.refresh_from_db()
        assert incident.status == IncidentStatus.CLOSED
        assert IncidentNote.objects.get().kind == NoteKind.QUESTION
        assert IncidentDecision.objects.get().spoke_for == here.agent.organisation
        client.post(page_of(incident, "-reopen"), {"version": incident.version, "note": "Tái diễn."})
        incident.refresh_from_db()
        assert incident.status == IncidentStatus.FOLLOWED

    def test_writes_without_asking(self, client, here):
        enter(client, here.officer).post(page_of(here.report(), "-say"), {"text": "Đã cử người."})
        assert IncidentNote.objects.get().kind == NoteKind.FOLLOW_UP

    def test_the_second_to_decide_is_told_and_keeps_the_reason(self, client, here):
        incident = here.followed()
        sent = decision(incident, reason="Lý do của người thứ hai.")
        here.decide(incident, by=here.agent)
        response = enter(client, here.officer).post(page_of(incident, "-decide"), sent)
        assert response.status_code == 409
        assert "đã được người khác xử lý" in text_of(response)
        assert "Lý do của người thứ hai." in response.content.decode()
        assert IncidentDecision.objects.count() == 1

    @pytest.mark.parametrize(
        ("act", "sent"), [("-decide", {"severity": "serious"}), ("-close", {"note": ""}), ("-say", {"text": " "})]
    )
    def test_a_form_that_lacks_words_is_shown_again(self, client, here, act, sent):
        incident = here.followed()
        response = enter(client, here.officer).post(page_of(incident, act), {"version": incident.version, **sent})
        assert response.status_code == 422
        assert "chưa lưu" in text_of(response)

    def test_received_by_somebody_else_meanwhile_is_a_message(self, client, here):
        incident = here.followed()
        response = enter(client, here.officer).post(page_of(incident, "-follow"), {"version": 1}, follow=True)
        assert "đã được người khác xử lý" in text_of(response)

    def test_clerks_read_and_do_nothing(self, client, here):
        page = enter(client, here.of_board(Role.CLERK)).get(page_of(here.followed()))
        assert [form for form in ("note_form", "decision_form", "end_form") if form in page.context] == []


class TestTheEnterprise:
    def test_answers_what_was_asked(self, client, here):
        incident = here.report()
        ask(incident, "Bao nhiêu người?", by=here.officer, at=LATER)
        page = text_of(enter(client, here.head).get(page_of(incident)))
        assert "Có câu hỏi cần trả lời trước hết ngày 03/11/2026" in page
        client.post(page_of(incident, "-say"), {"text": "Sáu người."})
        assert "Có câu hỏi" not in text_of(client.get(page_of(incident)))

    def test_corrects_and_both_versions_are_shown(self, client, here):
        incident = here.report(injured=1)
        enter(client, here.editor)
        form = client.get(page_of(incident, "-correct")).context["form"]
        sent = {name: form[name].value() or "" for name in form.fields} | {"injured": "3", "told": []}
        response = client.post(page_of(incident, "-correct"), {**sent, "version": 1, "reason": "Đếm lại"}, follow=True)
        (edition,) = response.context["editions"]
        assert [(one.label, one.before, one.after) for one in edition.changes] == [("Số người bị thương", "1", "3")]
        assert "Đếm lại" in text_of(response)

    def test_sent_unchanged_or_too_late_nothing_is_written(self, client, here):
        incident = here.report()
        enter(client, here.editor)
        form = client.get(page_of(incident, "-correct")).context["form"]
        sent = {name: form[name].value() or "" for name in form.fields} | {"told": [], "reason": "x", "version": 1}
        assert "Chưa có gì thay đổi" in text_of(client.post(page_of(incident, "-correct"), sent))
        stale = client.post(page_of(incident, "-correct"), {**sent, "injured": "2", "version": 7})
        assert stale.status_code == 409
        assert incident.versions.count() == 1

    def test_once_closed_there_is_nothing_to_write(self, client, here):
        incident = here.followed()
        close(incident, note="Xong.", by=here.officer, at=LATER, seen=incident.version)
        page = enter(client, here.editor).get(page_of(incident))
        assert "note_form" not in page.context
        assert page_of(incident, "-correct") not in page.content.decode()

    def test_what_the_authority_does_is_not_theirs(self, client, here):
        page = enter(client, here.editor).get(page_of(here.followed()))
        assert "decision_form" not in page.context

    def test_a_neighbour_finds_nothing(self, client, here):
        assert enter(client, Happening().editor).get(page_of(here.report())).status_code == 404


class TestPhotos:
    def photo(self):
        return SimpleUploadedFile("hien-truong.jpg", jpeg())

    def test_one_by_one_and_together(self, client, here):
        incident = here.report()
        enter(client, here.editor)
        answer = client.post(page_of(incident, "-add-files"), {"files": self.photo()}, headers={"X-Upload": "1"})
        assert "hien-truong.jpg" in answer.json()["html"]
        client.post(page_of(incident, "-add-files"), {"files": [self.photo()]})
        assert IncidentFile.objects.count() == 1

    def test_a_hostile_one_is_refused_by_name(self, client, here):
        incident = here.report()
        script = SimpleUploadedFile("anh.jpg", b"<html><script>alert(1)</script></html>")
        enter(client, here.editor)
        answer = client.post(page_of(incident, "-add-files"), {"files": script}, headers={"X-Upload": "1"})
        assert (answer.status_code, IncidentFile.objects.count()) == (422, 0)
        assert answer.json()["error"]

    def test_the_picture_shown_is_drawn_anew(self, client, here):
        incident = here.report()
        stream = io.BytesIO(jpeg())
        file = add_file(incident, stream, inspect(stream, "a.jpg"), by=here.editor, at=LATER)
        enter(client, here.agent)
        original = b"".join(client.get(file.get_absolute_url()).streaming_content)
        drawn = client.get(reverse("reports:incident-picture", args=[file.public_id])).content
        assert original == jpeg()
        assert drawn[:3] == original[:3] == b"\xff\xd8\xff"
        assert drawn != original

    def test_nobody_else_has_them(self, client, here):
        stream = io.BytesIO(jpeg())
        file = add_file(here.report(), stream, inspect(stream, "a.jpg"), by=here.editor, at=LATER)
        assert enter(client, Happening().agent).get(file.get_absolute_url()).status_code == 404


class TestTheFiling:
    @pytest.fixture
    def filing(self, monkeypatch):
        suggestion = Suggestion(Condition(frozenset({IncidentType.FIGHT}), ()), "event_a")
        monkeypatch.setattr("reports.incidents.rules.SUGGESTIONS", (suggestion,))
        return Filing()

    def test_the_enterprise_sees_what_its_incidents_may_mean(self, client, filing):
        here = Happening(filing.organisation)
        incident = here.followed()
        enter(client, filing.head)
        for address in (of_report("check", filing.report), of_report("report", filing.report), "/years/2026/"):
            assert "Gợi ý: xem lại tiêu chí 3" in text_of(client.get(address))
        here.decide(incident, event=Obligation.objects.get(code="event_a", instrument__board=here.board))
        assert "Đã kết luận: mất công nhận" in text_of(client.get("/years/2026/"))

    def test_the_officer_sees_it_beside_the_event(self, client, filing):
        here = Happening(filing.organisation)
        incident = here.report()
        filing.fill().submit()
        enter(client, filing.officer)
        response = client.get(of_report("review", filing.report))
        (row,) = response.context["event_rows"]
        assert [one.facts.incident for one in row.incidents] == [incident]
        assert "Gợi ý từ vụ việc" in text_of(response)
        assert "Có thể thuộc sự việc" in text_of(client.get(page_of(incident)))


def test_a_long_thread_costs_what_a_short_one_does(client, here):
    incident = here.followed()
    ask(incident, "Câu hỏi", by=here.officer, at=LATER)
    here.decide(incident)
    enter(client, here.officer)
    of_one = query_count(client, page_of(incident))
    for _n in range(5):
        ask(incident, "Câu hỏi", by=here.agent, at=LATER)
        here.decide(incident)
    assert query_count(client, page_of(incident)) == of_one
