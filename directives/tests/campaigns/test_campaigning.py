"""Campaigns: a window around Tết, steps that move with it, and next year's from last year's."""

from datetime import UTC, date, datetime, timedelta

import pytest

from antt_portal.core.refusal import Refused
from antt_portal.core.workdays import tet_name
from directives.asking import directing
from directives.asking.directing import Asked
from directives.campaigns import campaigning
from directives.campaigns.campaigning import Shift, Window
from directives.campaigns.copying import copy_for
from directives.models import CampaignStatus, Directive, OfficialLetter
from directives.tests.audiences import a_directive, scene
from directives.tests.office import carry

pytestmark = pytest.mark.django_db
AT = datetime(2023, 12, 1, 2, tzinfo=UTC)
AROUND_TET = Window(tet_year=2024, starts_offset=-57, ends_offset=15)
WORDS = "Thực hiện cao điểm Tết Nguyên đán Giáp Thìn 2024, không để xảy ra cháy nổ./."


def refusal(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.code


@pytest.fixture
def made():
    return scene()


@pytest.fixture
def campaign(made):
    name = "Cao điểm ANTT Tết Nguyên đán Giáp Thìn 2024"
    return campaigning.create(made.office.own.board, name, AROUND_TET, by=made.office.officer, at=AT)


@pytest.mark.parametrize(
    ("year", "name"),
    [(2024, "Giáp Thìn"), (2025, "Ất Tỵ"), (2026, "Bính Ngọ"), (2027, "Đinh Mùi"), (2030, "Canh Tuất")],
)
def test_the_names_of_the_years(year, name):
    assert tet_name(year) == name


def test_a_campaign_around_tet_has_its_days_and_the_ladder(campaign):
    assert (campaign.starts_on, campaign.ends_on) == (date(2023, 12, 15), date(2024, 2, 25))
    assert campaign.steps.first().due_on == date(2023, 11, 27)  # T−75 of 10 February 2024


def test_a_window_needs_both_ends(made):
    board, by = made.office.own.board, made.office.officer
    assert refusal(campaigning.create, board, "A", Window(starts_on=AT.date()), by=by, at=AT) == "window"
    late = Window(starts_on=AT.date(), ends_on=AT.date() - timedelta(days=1))
    assert refusal(campaigning.create, board, "A", late, by=by, at=AT) == "window"
    half = Window(tet_year=2024, starts_offset=0, ends_offset=1, daily_from=AT.date())
    assert refusal(campaigning.create, board, "A", half, by=by, at=AT) == "daily"


def test_steps_move_with_tet_unless_they_are_done(made, campaign):
    by = made.office.officer
    done, moves = campaign.steps.all()[:2]
    campaigning.finish_step(done, done=True, by=by, at=AT)
    window = Window(tet_year=2025, starts_offset=-57, ends_offset=15)
    campaigning.edit(campaign, campaign.name, window, by=by, at=AT, seen=campaign.version)
    assert campaign.steps.get(pk=done.pk).due_on == done.due_on
    assert campaign.steps.get(pk=moves.pk).due_on == date(2025, 1, 29) - timedelta(days=60)
    assert refusal(campaigning.edit, campaign, "X", window, by=by, at=AT, seen=campaign.version) == "stale"


def copied(made, campaign):
    by = made.office.officer
    asked = [Asked(text=WORDS, title="Phòng cháy dịp Tết 2024", due_kind="fixed", due_on=date(2024, 1, 11))]
    directive = a_directive(
        made, asked=asked, at=AT, on=AT.date(), body=[{"text": WORDS}], subject="cao điểm Tết Giáp Thìn 2024"
    )
    directing.join(directive, campaign, acknowledge_workdays=3, by=by, at=AT)
    start = datetime(2024, 2, 10, 0, tzinfo=UTC)
    shift = Shift(organisation=made.office.own, starts_at=start, ends_at=start + timedelta(hours=12), person="Trực ban")
    campaigning.put_on_duty(campaign, [shift], by=by, at=AT)
    return copy_for(campaign, 2027, by=by, at=datetime(2026, 11, 20, 2, tzinfo=UTC))


def test_next_years_campaign_is_last_years_around_another_tet_and_all_to_be_confirmed(made, campaign):
    copy = copied(made, campaign)
    assert copy.name == "Cao điểm ANTT Tết Nguyên đán Đinh Mùi 2027"
    assert (copy.starts_on, copy.ends_on) == (date(2026, 12, 11), date(2027, 2, 21))
    assert copy.to_confirm
    assert {step.to_confirm for step in copy.steps.all()} == {True}
    assert [shift.starts_at for shift in copy.shifts.all()] == [datetime(2027, 2, 6, 0, tzinfo=UTC)]
    letter = OfficialLetter.objects.get(directive__campaign=copy)
    assert letter.subject == "cao điểm Tết Đinh Mùi 2027"
    assert (letter.number, letter.year) == (None, 2026)
    obligation = letter.directive.instrument.obligations.get()
    assert obligation.text == "Thực hiện cao điểm Tết Nguyên đán Đinh Mùi 2027, không để xảy ra cháy nổ./."
    assert (obligation.title, obligation.due_on) == ("Phòng cháy dịp Tết 2027", date(2027, 1, 7))
    assert letter.directive.audience.count() == 2


def test_nothing_copied_goes_on_before_somebody_confirmed_it(made, campaign):
    copy = copied(made, campaign)
    by = made.office.officer
    assert refusal(campaigning.open_campaign, copy, by=by, at=AT, seen=copy.version) == "to-confirm"
    campaigning.confirm(copy, by=by, at=AT)
    campaigning.open_campaign(copy, by=by, at=AT, seen=copy.version)
    copy.refresh_from_db()
    assert copy.status == CampaignStatus.RUNNING
    directive = Directive.objects.get(campaign=copy)
    OfficialLetter.objects.filter(pk=directive.letter_id).update(delegation=made.office.delegation)
    with pytest.raises(Refused) as refused:
        carry(made.office, directive.letter, "submit")
    assert refused.value.code == "to-confirm"
    directing.confirm(directive, by=by, at=AT)
    carry(made.office, directive.letter, "submit")


def test_a_campaign_is_copied_once_for_a_year(made, campaign):
    copied(made, campaign)
    assert refusal(copy_for, campaign, 2027, by=made.office.officer, at=AT) == "name-taken"
    assert refusal(copy_for, campaign, 2024, by=made.office.officer, at=AT) == "same-year"


def test_a_campaign_ends_after_its_last_day_and_is_left_alone_then(made, campaign):
    by = made.office.officer
    campaigning.open_campaign(campaign, by=by, at=AT, seen=campaign.version)
    campaign.refresh_from_db()
    assert refusal(campaigning.close_campaign, campaign, by=by, at=AT, seen=campaign.version) == "not-over"
    campaigning.close_campaign(campaign, by=by, at=datetime(2024, 2, 26, tzinfo=UTC), seen=campaign.version)
    assert refusal(campaigning.put_step, campaign, "Thêm việc", due_on=AT.date(), by=by, at=AT) == "closed"
