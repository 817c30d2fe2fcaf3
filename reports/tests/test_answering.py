from dataclasses import replace
from datetime import timedelta

import pytest

from antt_portal.core.refusal import Refused
from enterprises.models import Role
from enterprises.tests.factories import actor
from reports.answering import (
    SITTING,
    Conflict,
    Content,
    carry_forward,
    confirm_answer,
    drop_kept_text,
    require_editable,
    save_answer,
)
from reports.library import use
from reports.models import AnswerResult, EvidenceUse, KeptText, ReportKind
from reports.opening import open_report
from reports.tests.acts import acts_on
from reports.tests.factories import OPENED, REVIEWED, YEAR, Filing, content, evidence_of

pytestmark = pytest.mark.django_db
TYPED = Content(AnswerResult.DONE, narrative="Đã lắp 6 camera.", figures={"cameras": {"installed": 6}})


@pytest.fixture
def filing():
    return Filing()


@pytest.fixture
def answer(filing):
    return filing.report.answers.select_related("obligation", "report").first()


def save(answer, typed=TYPED, *, by, seen=None, at=OPENED, **more):
    return save_answer(answer, typed, by=by, at=at, seen=answer.version if seen is None else seen, **more)


def test_what_is_typed_is_saved_with_who_and_when(filing, answer):
    typed = replace(TYPED, kept_raw={"cameras.installed": "sáu"})
    saved = save(answer, typed, by=filing.editor)
    saved.refresh_from_db()
    assert (saved.result, saved.narrative, saved.figures, saved.kept_raw) == (
        "done",
        "Đã lắp 6 camera.",
        {"cameras": {"installed": 6}},
        {"cameras.installed": "sáu"},
    )
    assert (saved.version, saved.updated_by, saved.updated_at) == (2, filing.editor.user, OPENED)


def test_the_same_words_again_change_nothing(filing, answer):
    saved = save(answer, by=filing.editor)
    again = save(saved, by=filing.editor, at=OPENED + timedelta(hours=1))
    assert (again.version, again.updated_at) == (saved.version, OPENED)


def test_an_empty_page_saved_by_button_is_still_untouched(filing, answer):
    assert save(answer, Content(), by=filing.editor).updated_at is None


# ---- the record: one row per person and sitting ----


def test_a_sitting_leaves_one_audit_row(filing, answer):
    for minute in range(3):
        typed = replace(TYPED, narrative=f"Lần {minute}")
        answer = save(answer, typed, by=filing.editor, at=OPENED + timedelta(minutes=minute))
    entry = acts_on(filing.report, "report.save_answer").get()
    assert (entry.user, entry.detail.after) == (filing.editor.user, {"obligation": answer.obligation.code})


def test_a_pause_or_another_person_begins_a_sitting(filing, answer):
    answer = save(answer, by=filing.editor)
    answer = save(answer, replace(TYPED, narrative="Sau giờ nghỉ"), by=filing.editor, at=OPENED + 2 * SITTING)
    save(answer, replace(TYPED, narrative="Người khác"), by=filing.head, at=OPENED + 2 * SITTING)
    assert acts_on(filing.report, "report.save_answer").count() == 3


def test_a_refused_save_leaves_no_trace(filing):
    filing.fill().submit()
    answer = filing.report.answers.select_related("report").first()
    before = acts_on(filing.report, "report.save_answer").count()
    with pytest.raises(Refused) as refused:
        save(answer, by=filing.editor)
    assert refused.value.code == "not-editable"
    assert acts_on(filing.report, "report.save_answer").count() == before
    assert not KeptText.objects.exists()


# ---- two people at once ----


def test_who_saves_second_overwrites_nothing_and_loses_nothing(filing, answer):
    save(answer, by=filing.head)
    mine = replace(TYPED, narrative="Chữ của người soạn.", kept_raw={"cameras.installed": "abc"})
    with pytest.raises(Conflict) as conflict:
        save(answer, mine, by=filing.editor)
    assert conflict.value.code == "conflict"
    answer.refresh_from_db()
    assert answer.narrative == "Đã lắp 6 camera."
    kept = KeptText.objects.get(answer=answer, author=filing.editor.user)
    assert kept.content["narrative"] == "Chữ của người soạn."
    assert kept.content["kept_raw"] == {"cameras.installed": "abc"}
    assert kept.organisation == filing.organisation


def test_the_same_words_from_two_people_are_no_conflict(filing, answer):
    save(answer, by=filing.head)
    assert save(answer, by=filing.editor).version == 2
    assert not KeptText.objects.exists()


def test_a_second_conflict_keeps_the_latest_text(filing, answer):
    save(answer, by=filing.head)
    for words in ("Một", "Một hai"):
        with pytest.raises(Conflict):
            save(answer, replace(TYPED, narrative=words), by=filing.editor)
    assert KeptText.objects.get().content["narrative"] == "Một hai"


@pytest.fixture
def kept(filing, answer):
    save(answer, by=filing.head)
    with pytest.raises(Conflict) as conflict:
        save(answer, replace(TYPED, narrative="Chữ giữ lại"), by=filing.editor)
    answer.refresh_from_db()
    return conflict.value.kept


def test_a_kept_text_stays_while_its_author_writes_on(filing, answer, kept):
    save(answer, replace(TYPED, narrative="Viết tiếp trên bản đã lưu"), by=filing.editor)
    assert KeptText.objects.filter(pk=kept.pk).exists()


@pytest.mark.parametrize("settles", [True, False])
def test_a_kept_text_goes_once_it_is_saved_or_settled(filing, answer, kept, settles):
    typed = replace(TYPED, narrative="Bản gộp" if settles else "Chữ giữ lại")
    save(answer, typed, by=filing.editor, settles=settles)
    assert not KeptText.objects.filter(pk=kept.pk).exists()


def test_only_its_author_drops_a_kept_text(filing, answer, kept):
    drop_kept_text(answer, by=filing.head)
    assert KeptText.objects.exists()
    drop_kept_text(answer, by=filing.editor)
    assert not KeptText.objects.exists()


# ---- last year's answers ----


@pytest.fixture
def second_year(filing):
    """Last year filled with a file on its first answer; this year's report opened and empty."""
    filing.fill()
    evidence = evidence_of(filing.organisation, filing.editor)
    use(evidence, filing.report.answers.first(), by=filing.editor, at=OPENED)
    filing.old = filing.report
    filing.report = open_report(
        filing.organisation, ReportKind.SELF_ASSESSMENT, YEAR + 1, by=filing.editor, at=REVIEWED
    )
    return filing


def carry(filing):
    return carry_forward(filing.report, by=filing.editor, at=REVIEWED)


def test_what_is_carried_over_is_unconfirmed(second_year):
    assert carry(second_year) == 3
    for answer in second_year.report.answers.all():
        assert (answer.confirmed, answer.carried_from, answer.version) == (False, YEAR, 2)
        assert answer.narrative == "Đã lắp thêm 6 camera."
    carried = EvidenceUse.objects.get(answer__report=second_year.report)
    assert (carried.carried_from, carried.confirmed_at) == (YEAR, None)
    assert acts_on(second_year.report, "report.carry_forward").get().detail.after == {"answers": 3}


def test_what_somebody_wrote_this_year_is_left_alone(second_year):
    mine = second_year.report.answers.select_related("report").first()
    save(mine, replace(TYPED, result="", narrative="Của năm nay"), by=second_year.editor)
    assert carry(second_year) == 2
    mine.refresh_from_db()
    assert (mine.narrative, mine.confirmed) == ("Của năm nay", True)


def test_nothing_is_carried_twice(second_year):
    carry(second_year)
    with pytest.raises(Refused) as refused:
        carry(second_year)
    assert refused.value.code == "nothing-to-carry"
    assert acts_on(second_year.report, "report.carry_forward").count() == 1


def test_without_a_last_year_there_is_nothing_to_carry(filing):
    with pytest.raises(Refused) as refused:
        carry_forward(filing.report, by=filing.editor, at=OPENED)
    assert refused.value.code == "nothing-to-carry"


def test_another_organisations_answers_are_never_carried(second_year):
    stranger = Filing()
    report = open_report(stranger.organisation, ReportKind.SELF_ASSESSMENT, YEAR + 1, by=stranger.editor, at=REVIEWED)
    with pytest.raises(Refused):
        carry_forward(report, by=stranger.editor, at=REVIEWED)


def test_editing_a_carried_answer_does_not_confirm_it(second_year):
    carry(second_year)
    answer = second_year.report.answers.select_related("report").first()
    assert not save(answer, by=second_year.editor).confirmed


def test_confirming_is_said_and_recorded_once(second_year):
    carry(second_year)
    answer = second_year.report.answers.select_related("report", "obligation").first()
    for _time in range(2):
        confirm_answer(answer, by=second_year.editor, at=REVIEWED, seen=answer.version)
    answer.refresh_from_db()
    assert (answer.confirmed, answer.version) == (True, 3)
    assert acts_on(second_year.report, "report.confirm_answer").count() == 1


def test_nobody_confirms_what_changed_since_it_was_read(second_year):
    carry(second_year)
    answer = second_year.report.answers.select_related("report", "obligation").first()
    save(answer, by=second_year.head)
    with pytest.raises(Refused) as refused:
        confirm_answer(answer, by=second_year.editor, at=REVIEWED, seen=answer.version)
    assert refused.value.code == "stale"


def test_a_report_with_the_board_takes_no_carrying_and_no_confirming(filing):
    filing.fill().submit()
    answer = filing.report.answers.select_related("report", "obligation").first()
    for act in (
        lambda: carry_forward(filing.report, by=filing.editor, at=OPENED),
        lambda: confirm_answer(answer, by=filing.editor, at=OPENED, seen=answer.version),
        lambda: require_editable(filing.report),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "not-editable"


def test_a_returned_report_can_be_written_again(filing):
    filing.fill().submit().review(to_mend=1).send_back()
    answer = filing.report.answers.select_related("report").first()
    assert save(answer, by=filing.editor).narrative == TYPED.narrative


def test_colleagues_of_one_organisation_write_alike(filing, answer):
    colleague = actor(Role.EDITOR, filing.organisation)
    assert save(answer, content(answer), by=colleague).updated_by == colleague.user
