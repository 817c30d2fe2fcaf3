from datetime import timedelta

import pytest

from antt_portal.core.refusal import Refused
from directives.models import Obligation, ObligationKind
from directives.tests.factories import ObligationFactory, instrument_with_criterion
from enterprises.tests.factories import BoardFactory
from reports.answering import save_answer
from reports.barring import allows_exception, declared_event_codes, undecided_events
from reports.models import BarringDecision, Conclusion
from reports.reading import judged, latest
from reports.reviewing import accept, decide_barring_event
from reports.tests.acts import acts_on
from reports.tests.factories import OPENED, REVIEWED, Filing, content

pytestmark = pytest.mark.django_db


def event_of(filing):
    return Obligation.objects.select_related("parent").get(code="event_a", instrument__board=filing.board)


def allow_exception(filing):
    """The criterion of the test instrument gets the field that only points đ and g of the circular have."""
    criterion = event_of(filing).parent
    none = {"key": "none", "label": "Không có"}
    field = {"key": "event_a_exception", "type": "choice", "label": "Ngoại lệ", "choices": [none]}
    criterion.fields["groups"][0]["fields"].append(field)
    criterion.save()


def decide(filing, *, occurred=False, force_majeure=False, reason="Đã xác minh.", event=None, at=REVIEWED, seen=None):
    return decide_barring_event(
        filing.report,
        event or event_of(filing),
        occurred=occurred,
        force_majeure=force_majeure,
        reason=reason,
        by=filing.officer,
        at=at,
        seen=filing.report.version if seen is None else seen,
    )


def code_of(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def conclude(filing):
    said = {"by": filing.officer, "at": REVIEWED, "seen": filing.report.version}
    accept(filing.report, conclusion=Conclusion.QUALIFIED, note="", **said)


@pytest.fixture
def declared():
    """A filing whose enterprise says that the event took place."""
    return Filing().fill(event=True).submit()


def test_an_event_declared_waits_for_somebody_to_decide(declared):
    assert declared_event_codes(latest(declared.report)) == {"event_a"}
    assert [event.code for event in undecided_events(declared.report)] == ["event_a"]
    declared.review()
    assert code_of(lambda: conclude(declared)) == "undecided-event"


def test_an_event_not_declared_needs_no_decision():
    assert undecided_events(Filing().fill().submit().report) == []


def test_the_decision_stands_in_the_record_with_its_reason(declared):
    decide(declared, reason=" Công an xã xác nhận không có. ")
    decision = BarringDecision.objects.get()
    assert (decision.occurred, decision.bars, decision.reason) == (False, False, "Công an xã xác nhận không có.")
    entry = acts_on(declared.report, "report.decide_barring_event").get()
    assert (entry.detail.after["event"], entry.detail.after["occurred"]) == ("event_a", False)


def test_decided_that_it_did_not_occur_the_dossier_can_be_accepted(declared):
    decide(declared)
    declared.review()
    conclude(declared)


def test_an_event_that_occurred_bars_recognition(declared):
    decide(declared, occurred=True)
    declared.review()
    assert code_of(lambda: conclude(declared)) == "barred"


def test_force_majeure_excuses_where_the_circular_says_so():
    filing = Filing()
    allow_exception(filing)
    filing.fill(event=True).submit()
    assert allows_exception(event_of(filing))
    assert not decide(filing, occurred=True, force_majeure=True).bars


def test_elsewhere_nothing_excuses(declared):
    assert code_of(lambda: decide(declared, occurred=True, force_majeure=True)) == "no-exception"
    assert not BarringDecision.objects.exists()


def test_nobody_decides_without_a_reason(declared):
    assert code_of(lambda: decide(declared, reason=" ")) == "reason-missing"


def test_only_events_of_the_reports_own_instruments_are_decided_on(declared):
    foreign = instrument_with_criterion(BoardFactory()).obligations.get(kind=ObligationKind.BARRING_EVENT)
    assert code_of(lambda: decide(declared, event=foreign)) == "not-an-event"
    standing = ObligationFactory(instrument=event_of(declared).instrument)
    assert code_of(lambda: decide(declared, event=standing)) == "not-an-event"


def test_a_version_not_read_is_not_decided_on(declared):
    assert code_of(lambda: decide(declared, seen=declared.report.version - 1)) == "stale"


def test_a_decision_can_be_changed_and_is_part_of_what_was_judged(declared):
    decide(declared)
    read = judged(declared.report)
    decide(declared, occurred=True, at=REVIEWED + timedelta(minutes=1))
    assert BarringDecision.objects.get().bars
    assert judged(declared.report) != read


def hand_in_again(filing, *, event):
    filing.review(to_mend=1).send_back()
    for answer in filing.report.answers.select_related("obligation", "report"):
        save_answer(answer, content(answer, event=event), by=filing.editor, at=OPENED, seen=answer.version)
    filing.submit(at=REVIEWED + timedelta(days=3))


def test_declared_after_somebody_decided_that_it_did_not_occur_it_is_decided_anew():
    filing = Filing().fill(event=False).submit()
    decide(filing)
    hand_in_again(filing, event=True)
    assert [event.code for event in undecided_events(filing.report)] == ["event_a"]
    decide(filing, occurred=True, at=REVIEWED + timedelta(days=4))
    assert undecided_events(filing.report) == []


def test_still_declared_it_stays_decided(declared):
    decide(declared)
    hand_in_again(declared, event=True)
    assert undecided_events(declared.report) == []
