from datetime import date, timedelta

import pytest

from antt_portal.core.models import Notice
from antt_portal.core.refusal import Refused
from enterprises.models import Deadline, DeadlineKind, OrganisationKind, Role
from enterprises.tests.factories import OrganisationFactory, actor
from reports.consulting import answer_opinion, ask_opinion
from reports.models import Opinion, OpinionStatus, Report, Stance
from reports.tests.acts import acts_on
from reports.tests.factories import REVIEWED, Filing

pytestmark = pytest.mark.django_db

DUE = date(2026, 11, 10)


@pytest.fixture
def filing():
    return Filing().fill().submit()


@pytest.fixture
def agent(filing):
    agency = OrganisationFactory(board=filing.board, kind=OrganisationKind.AGENCY, name="Công an tỉnh Thử Nghiệm")
    return actor(Role.AGENT, agency)


def ask(filing, agency, *, due_on=DUE, at=REVIEWED):
    return ask_opinion(filing.report, agency, question=" Có vụ việc gì? ", due_on=due_on, by=filing.officer, at=at)


def answer(opinion, by, stance=Stance.AGREES, text="", **more):
    said = {"by": by, "at": REVIEWED + timedelta(days=2), "seen": opinion.version, **more}
    answer_opinion(opinion, stance=stance, text=text, **said)


def code_of(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def test_asking_opens_a_deadline_of_the_agency_and_tells_its_people(filing, agent):
    opinion = ask(filing, agent.organisation)
    assert (opinion.status, opinion.question, opinion.due_on) == (OpinionStatus.ASKED, "Có vụ việc gì?", DUE)
    deadline = Deadline.objects.open().get(kind=DeadlineKind.OPINION)
    assert (deadline.organisation, deadline.due_on, deadline.route) == (agent.organisation, DUE, "reports:opinion")
    assert Notice.objects.get(kind="opinion_asked").recipient == agent.user
    assert acts_on(filing.report, "report.ask_opinion").get().detail.after["agency"] == agent.organisation.name


def test_the_agency_sees_the_report_only_once_it_is_asked(filing, agent):
    assert filing.report not in Report.objects.visible_to(agent)
    ask(filing, agent.organisation)
    assert filing.report in Report.objects.visible_to(agent)


def test_what_is_not_under_review_is_not_asked_about(filing, agent):
    filing.review().accept()
    assert code_of(lambda: ask(filing, agent.organisation)) == "not-under-review"


@pytest.mark.parametrize("kind", [OrganisationKind.TENANT, OrganisationKind.INVESTOR])
def test_only_agencies_are_asked(filing, kind):
    assert code_of(lambda: ask(filing, OrganisationFactory(board=filing.board, kind=kind))) == "not-an-agency"


def test_an_agency_of_another_board_is_not_asked(filing):
    assert code_of(lambda: ask(filing, OrganisationFactory(kind=OrganisationKind.AGENCY))) == "not-an-agency"


@pytest.mark.parametrize("due_on", [date(2026, 10, 27), date(2026, 10, 1)])
def test_the_day_of_the_answer_lies_ahead(filing, agent, due_on):
    assert code_of(lambda: ask(filing, agent.organisation, due_on=due_on)) == "due-date"
    assert not Deadline.objects.filter(kind=DeadlineKind.OPINION).exists()


def test_nobody_is_asked_twice_at_once_but_again_after_an_answer(filing, agent):
    opinion = ask(filing, agent.organisation)
    assert code_of(lambda: ask(filing, agent.organisation)) == "already-asked"
    answer(opinion, agent)
    ask(filing, agent.organisation)


def test_the_answer_closes_the_deadline_and_reaches_whoever_asked(filing, agent):
    opinion = ask(filing, agent.organisation)
    answer(opinion, agent, Stance.OBJECTS, " Còn một vụ trộm chưa rõ. ")
    opinion.refresh_from_db()
    assert (opinion.status, opinion.stance, opinion.text) == (
        OpinionStatus.ANSWERED,
        Stance.OBJECTS,
        "Còn một vụ trộm chưa rõ.",
    )
    assert (opinion.answered_by, opinion.read_number) == (agent.user, 1)
    assert not Deadline.objects.open().filter(kind=DeadlineKind.OPINION).exists()
    assert Notice.objects.get(kind="opinion_answered").recipient == filing.officer.user
    entry = acts_on(opinion, "opinion.answer").get()
    assert (entry.to_status, entry.acting_organisation_id) == (OpinionStatus.ANSWERED, agent.organisation_id)


@pytest.mark.parametrize("stance", [Stance.OBJECTS, Stance.REMARKS])
def test_anything_but_agreement_needs_words(filing, agent, stance):
    opinion = ask(filing, agent.organisation)
    assert code_of(lambda: answer(opinion, agent, stance, " ")) == "text-missing"


def test_an_answer_given_already_is_not_overwritten(filing, agent):
    opinion = ask(filing, agent.organisation)
    late = Opinion.objects.get(pk=opinion.pk)
    answer(opinion, agent)
    assert code_of(lambda: answer(late, agent, Stance.OBJECTS, "Không thống nhất.")) == "stale"


def test_an_opinion_on_a_version_not_read_is_refused(filing, agent):
    opinion = ask(filing, agent.organisation)
    filing.review(to_mend=1).send_back().submit(at=REVIEWED + timedelta(days=1))
    assert code_of(lambda: answer(opinion, agent, number=1)) == "other-version"
    answer(opinion, agent, number=2)
    assert Opinion.objects.get().read_number == 2


def test_silence_is_a_day_that_passed_without_an_answer(filing, agent):
    opinion = ask(filing, agent.organisation)
    assert list(Opinion.objects.silent_on(DUE)) == []
    assert list(Opinion.objects.silent_on(DUE + timedelta(days=1))) == [opinion]
    assert (opinion.is_silent(DUE), opinion.is_silent(DUE + timedelta(days=1))) == (False, True)
    answer(opinion, agent, at=REVIEWED + timedelta(days=30))
    assert list(Opinion.objects.silent_on(date(2027, 1, 1))) == []
