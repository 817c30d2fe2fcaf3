from datetime import date, timedelta

import pytest

from antt_portal.core.models import Notice
from antt_portal.core.refusal import Refused
from directives.models import Instrument, Obligation
from directives.tests.factories import instrument_with_criterion
from enterprises.models import Deadline, DeadlineKind
from reports.incidents.following import add, answer, ask, close, follow, reopen
from reports.incidents.reporting import correct
from reports.models import IncidentDecision, IncidentStatus, NoteKind, Severity
from reports.tests.acts import acts_on
from reports.tests.incidents.happening import HAPPENED, LATER, REPORTED, Happening, facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return Happening()


def code_of(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.code


def told(kind):
    return set(Notice.objects.filter(kind=kind).values_list("recipient", flat=True))


def open_deadlines(incident):
    return Deadline.objects.open().filter(subject_id=incident.public_id, kind=DeadlineKind.INCIDENT)


class TestTheThread:
    def test_a_question_is_due_in_24_hours(self, here):
        incident = here.report()
        note = ask(incident, "Bao nhiêu người?", by=here.agent, at=REPORTED)
        deadline = open_deadlines(incident).get()
        assert note.due_at == REPORTED + timedelta(hours=24)
        assert (deadline.due_on, deadline.organisation) == (date(2026, 11, 3), here.organisation)
        assert told("incident_asked") == {here.editor.user_id, here.head.user_id}

    def test_a_second_question_does_not_put_off_the_first(self, here):
        incident = here.report()
        ask(incident, "Bao nhiêu người?", by=here.agent, at=REPORTED)
        ask(incident, "Xe nào?", by=here.officer, at=REPORTED + timedelta(hours=20))
        assert open_deadlines(incident).get().due_on == date(2026, 11, 3)

    def test_an_answer_closes_the_deadline_and_tells_the_authority(self, here):
        incident = here.report()
        ask(incident, "Bao nhiêu người?", by=here.officer, at=REPORTED)
        note = answer(incident, "Sáu người.", by=here.head, at=LATER)
        assert note.kind == NoteKind.ANSWER
        assert not open_deadlines(incident).exists()
        assert told("incident_told") == {here.officer.user_id, here.agent.user_id, here.editor.user_id}

    def test_nobody_asked_it_is_a_follow_up(self, here):
        assert answer(here.report(), "Đã ổn định.", by=here.head, at=LATER).kind == NoteKind.FOLLOW_UP

    def test_the_police_write_and_enterprise_and_board_read(self, here):
        add(here.report(), "Đã cử tổ công tác.", by=here.agent, at=LATER)
        assert told("incident_told") == {here.officer.user_id, here.editor.user_id, here.head.user_id}

    @pytest.mark.parametrize(("text", "code"), [("  ", "text-missing"), ("gọi 0912345678", "personal-data")])
    def test_what_is_refused(self, here, text, code):
        incident = here.report()
        for verb, by in ((ask, here.officer), (add, here.officer), (answer, here.head)):
            assert code_of(verb, incident, text, by=by, at=LATER) == code
        assert not incident.notes.exists()


class TestTheEnd:
    def closed(self, here):
        incident = here.followed()
        close(incident, note="Đã hòa giải.", by=here.agent, at=LATER, seen=incident.version)
        return incident

    def test_closing_says_how_and_ends_what_is_due(self, here):
        incident = here.followed()
        ask(incident, "Bao nhiêu người?", by=here.officer, at=REPORTED)
        close(incident, note="Đã hòa giải.", by=here.agent, at=LATER, seen=incident.version)
        assert incident.status == IncidentStatus.CLOSED
        assert acts_on(incident, "incident.close").get().detail.note == "Đã hòa giải."
        assert not open_deadlines(incident).exists()
        assert told("incident_ended") == {here.editor.user_id, here.head.user_id}

    def test_words_are_wanted(self, here):
        incident = here.followed()
        assert code_of(close, incident, note=" ", by=here.officer, at=LATER, seen=incident.version) == "note-missing"
        closed = self.closed(here)
        said = {"by": here.officer, "at": LATER, "seen": closed.version}
        assert code_of(reopen, closed, reason="", **said) == "reason-missing"

    def test_nothing_is_added_once_it_is_closed(self, here):
        closed = self.closed(here)
        assert code_of(ask, closed, "Xe nào?", by=here.officer, at=LATER) == "closed"
        assert code_of(answer, closed, "Thêm", by=here.editor, at=LATER) == "closed"
        said = {"reason": "Đếm lại", "by": here.editor, "at": LATER, "seen": closed.version}
        assert code_of(correct, closed, facts(injured=4), **said) == "closed"

    def test_opened_again_it_is_followed_again(self, here):
        closed = self.closed(here)
        reopen(closed, reason="Có thêm người bị thương.", by=here.officer, at=LATER, seen=closed.version)
        assert closed.status == IncidentStatus.FOLLOWED
        answer(closed, "Một người nữa.", by=here.editor, at=LATER)

    def test_of_two_who_receive_at_once_the_second_is_told(self, here):
        incident = here.report()
        follow(incident, by=here.officer, at=LATER, seen=1)
        assert code_of(follow, incident, by=here.agent, at=LATER, seen=1) == "stale"


class TestDeciding:
    @pytest.fixture
    def event(self, here):
        return instrument_with_criterion(here.board).obligations.get(code="event_a")

    def test_the_latest_decision_counts_and_the_earlier_stay(self, here, event):
        incident = here.followed()
        here.decide(incident, event=event)
        here.decide(incident, by=here.agent, severity=Severity.MINOR, reason="Xác minh lại.")
        (latest,) = type(incident).objects.current().for_list()
        assert latest.severity == Severity.MINOR
        assert [one.bars for one in IncidentDecision.objects.all()] == [True, False]
        assert told("incident_decided") == {here.editor.user_id, here.head.user_id}

    def test_of_two_who_decide_at_once_the_second_is_told(self, here):
        incident = here.followed()
        seen = incident.version
        here.decide(incident, seen=seen)
        assert code_of(here.decide, incident, by=here.agent, seen=seen) == "stale"
        assert IncidentDecision.objects.count() == 1

    def test_what_nobody_received_nobody_decides_on(self, here):
        assert code_of(here.decide, here.report()) == "not-received"

    def test_a_reason_is_wanted_and_names_nobody(self, here):
        incident = here.followed()
        assert code_of(here.decide, incident, reason=" ") == "reason-missing"
        assert code_of(here.decide, incident, reason="Theo lời khai của 034085001234") == "personal-data"

    def test_the_event_is_one_of_the_boards_own(self, here, event):
        incident = here.followed()
        others = instrument_with_criterion(Happening().board).obligations.get(code="event_a")
        assert code_of(here.decide, incident, event=others) == "not-an-event"
        no_event = Obligation.objects.filter(instrument__board=here.board).exclude(pk=event.pk).first()
        assert code_of(here.decide, incident, event=no_event) == "not-an-event"

    def test_the_event_is_one_of_the_year_in_which_it_happened(self, here, event):
        """That of 20 November is next year's, when these criteria are over."""
        Instrument.objects.filter(pk=event.instrument_id).update(valid_to=date(2026, 12, 31))
        assert here.decide(here.followed(), event=event).event == event
        of_next_year = here.followed(happened_at=HAPPENED.replace(day=20))
        assert code_of(here.decide, of_next_year, event=event) == "not-an-event"

    def test_an_excuse_counts_only_where_the_circular_has_one(self, here, event):
        incident = here.followed()
        assert code_of(here.decide, incident, event=event, force_majeure=True) == "no-exception"
        assert code_of(here.decide, incident, force_majeure=True) == "no-exception"
        criterion = event.parent
        choice = {"key": "event_a_exception", "type": "choice", "label": "x", "choices": [{"key": "n", "label": "n"}]}
        criterion.fields["groups"][0]["fields"].append(choice)
        criterion.save()
        assert not here.decide(incident, event=event, force_majeure=True).bars
