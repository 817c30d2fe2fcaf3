"""The pages where a board keeps its calendar, its ladders and its duties."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from antt_portal.core import clock
from antt_portal.core.models import CalendarDay
from enterprises.due import deadlines
from enterprises.duties import keeping as duties
from enterprises.models import Deadline, DeadlineKind, DutyTerm, Ladder, RecurringDuty, Role
from enterprises.tests.factories import OrganisationFactory, actor
from enterprises.workday_rules import workdays_rule

pytestmark = pytest.mark.django_db

SOURCE = "Thông báo thử nghiệm"
KIND = DeadlineKind.MENDING


@pytest.fixture
def keeper(client):
    keeper = actor(Role.UNIT_HEAD)
    client.force_login(keeper.user)
    return keeper


@pytest.fixture
def due(keeper):
    """Counted over ten working days from today."""
    owner = OrganisationFactory(board=keeper.organisation.board)
    today, calendar = clock.today(), CalendarDay.objects.calendar_for(keeper.board_id)
    return deadlines.open_deadline(
        owner,
        KIND,
        organisation=owner,
        title="Bổ sung thử",
        route="home",
        due_on=calendar.add(today, 10),
        rule=workdays_rule(10),
        anchor=today,
        at=clock.now(),
    )


def url(name, *args):
    return reverse(f"enterprises:{name}", args=args)


def shown(answer):
    return answer.content.decode()


def working_day(keeper, after=2):
    return CalendarDay.objects.calendar_for(keeper.board_id).add(clock.today(), after)


def said(day):
    return f"{day:%d/%m/%Y}"


def test_a_year_shows_holidays_with_their_source_and_every_day(client, keeper):
    page = shown(client.get(url("calendar"), {"year": "2026"}))
    assert "Làm bù cho ngày 31/8/2026" in page
    assert "Ngày Giỗ Tổ Hùng Vương" in page
    assert page.count('class="month"') == 12
    assert client.get(url("calendar"), {"year": "rất xa"}).status_code == 200


def test_a_day_is_previewed_then_saved_and_what_is_counted_moves(client, keeper, due):
    day = working_day(keeper)
    typed = {"day": said(day), "kind": "off", "source": SOURCE}
    preview = shown(client.post(url("calendar-day"), typed))
    assert "1 thời hạn chuyển ngày" in preview
    assert "Bổ sung thử" in preview
    assert not CalendarDay.objects.filter(board_id=keeper.board_id).exists()
    saved = {"act": "save", "rows": f"{said(day)}\tnghỉ\t{SOURCE}\t\n"}
    assert "1 thời hạn đã chuyển ngày" in shown(client.post(url("calendar-import"), saved, follow=True))
    before = due.due_on
    due.refresh_from_db()
    assert due.due_on > before
    assert "Không có gì thay đổi" in shown(client.post(url("calendar-import"), saved, follow=True))


def test_a_day_of_the_board_is_taken_back_after_a_preview(client, keeper, due):
    day, before = working_day(keeper), due.due_on
    client.post(url("calendar-import"), {"act": "save", "rows": f"{said(day)}\tnghỉ\t{SOURCE}"})
    assert said(day) in shown(client.post(url("calendar-drop"), {"day": day.isoformat()}))
    client.post(url("calendar-drop"), {"day": day.isoformat(), "act": "save"})
    due.refresh_from_db()
    assert due.due_on == before
    answer = client.post(url("calendar-drop"), {"day": day.isoformat(), "act": "save"}, follow=True)
    assert "không còn trong lịch riêng" in shown(answer)
    assert "Không rõ ngày nào" in shown(client.post(url("calendar-drop"), {"day": "mai"}, follow=True))


def test_a_faulty_day_is_shown_again_with_what_was_typed(client, keeper):
    answer = client.post(url("calendar-day"), {"day": "31/02/2027", "kind": "off", "source": SOURCE})
    assert answer.status_code == 422
    assert SOURCE in shown(answer)


def test_a_list_with_a_problem_keeps_no_row_and_names_every_one(client, keeper):
    rows = f"22/08/2027;làm việc;{SOURCE}\nmai 1;nghỉ;{SOURCE}\n23/08/2027;nghỉ;"
    answer = client.post(url("calendar-import"), {"act": "save", "rows": rows})
    assert answer.status_code == 422
    assert "Dòng 2:" in shown(answer)
    assert "Dòng 3:" in shown(answer)
    assert "22/08/2027" in shown(answer)
    assert not CalendarDay.objects.filter(board_id=keeper.board_id).exists()


def test_a_file_is_read_like_what_is_pasted(client, keeper):
    file = SimpleUploadedFile("lich.csv", f"22/08/2027;làm việc;{SOURCE}".encode())
    preview = shown(client.post(url("calendar-import"), {"file": file}))
    assert f"22/08/2027\tlàm việc\t{SOURCE}" in preview
    broken = SimpleUploadedFile("lich.xlsx", b"PK no zip")
    assert client.post(url("calendar-import"), {"file": broken}).status_code == 422


def typed(*rows, **more):
    data = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": "0", "version": "0", "is_on": "1", "act": "save"}
    for number, row in enumerate(rows):
        data |= {f"form-{number}-{name}": value for name, value in row.items()}
    return data | more


def row(days, audience="owners", wording="soon", **more):
    return {"days": days, "audience": audience, "wording": wording, **more}


def test_a_ladder_is_tried_out_then_saved_as_the_boards_own_and_reset(client, keeper):
    page, steps = url("ladder", KIND), (row("-5"), row("1", wording="late"), {"days": ""}, row("-9", DELETE="on"))
    tried = shown(client.post(page, typed(*steps, act="preview", due_on="10/03/2027")))
    assert "05/03/2027" in tried
    assert Ladder.objects.filter(board=keeper.organisation.board).count() == 0
    client.post(page, typed(*steps))
    own = Ladder.objects.counting_for(keeper.board_id)[KIND]
    assert (own.board, [one.code for one in own.steps.all()]) == (keeper.organisation.board, ["T-5", "T+1"])
    stale = client.post(page, typed(row("-2")))
    assert stale.status_code == 409
    assert "người khác sửa" in shown(stale)
    client.post(url("ladder-reset", KIND), {"version": "1"})
    assert Ladder.objects.counting_for(keeper.board_id)[KIND].board is None


def test_more_rows_are_offered_without_losing_what_was_typed(client, keeper):
    page = shown(client.post(url("ladder", KIND), typed(row("-5"), act="more")))
    assert 'name="form-3-days"' in page
    assert 'value="-5"' in page


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([row("3", "officers", "escalated")], "phải có một mốc nhắc"),
        ([row("")], "Ghi số ngày"),
        ([row("-1", "")], "Chọn người nhận"),
        ([row("-500")], "-400"),
        ([], "ít nhất một mốc"),
    ],
)
def test_what_is_wrong_with_a_ladder_is_said_and_nothing_kept(rows, words, client, keeper):
    answer = client.post(url("ladder", KIND), typed(*rows))
    assert answer.status_code == 422
    assert words in shown(answer)
    assert not Ladder.objects.exclude(board=None).exists()


def test_every_kind_is_listed_with_whose_steps_it_has(client, keeper):
    page = shown(client.get(url("ladders")))
    assert all(str(kind.label) in page for kind in DeadlineKind)
    assert "trước hạn 30 ngày" in page
    assert client.get(url("ladder", "khong-co")).status_code == 404


def written(**changes):
    base = {"title": "Báo cáo riêng", "receiver": "Sở Thử", "basis": "Nghị định thử", "rule": "yearly"}
    return base | {"month": "6", "day": "4", "version": "1"} | changes


def test_a_duty_is_added_with_a_look_at_its_days_first(client, keeper):
    page = shown(client.post(url("duty-new"), written(preview="1")))
    assert f"04/06/{clock.today().year + 1}" in page
    assert not RecurringDuty.objects.exclude(board=None).exists()
    client.post(url("duty-new"), written(offset="7"))
    own = RecurringDuty.objects.get(board=keeper.organisation.board)
    assert (own.title, own.offset, own.is_verified) == ("Báo cáo riêng", None, False)
    assert "Báo cáo riêng" in shown(client.get(url("duties"), {"show": "unverified"}))
    assert "Báo cáo riêng" not in shown(client.get(url("duties"), {"show": "off"}))


def test_numbers_that_a_rule_lacks_are_asked_for(client, keeper):
    answer = client.post(url("duty-new"), written(month="", rule="yearly"))
    assert answer.status_code == 422
    assert "Ghi tháng" in shown(answer)
    answer = client.post(url("duty-new"), written(rule="event_hours", offset="-3"))
    assert "không được âm" in shown(answer)


def test_a_shipped_duty_is_verified_switched_and_edited_as_the_boards_own(client, keeper):
    shared = RecurringDuty.objects.get(code="moi-truong")
    board = keeper.organisation.board
    client.post(url("duty-verify", shared.public_id), {"basis": "Luật thử, Điều 1", "version": "1"})
    own = RecurringDuty.objects.get(board=board, code="moi-truong")
    assert (own.is_verified, own.basis, own.is_asked) == (True, "Luật thử, Điều 1", False)
    assert client.get(url("duty", shared.public_id)).status_code == 404
    client.post(url("duty-switch", own.public_id), {"on": "1", "version": str(own.version)})
    own.refresh_from_db()
    assert own.is_asked
    client.post(url("duty", own.public_id), written(title="Tên mới", version=str(own.version)))
    stale = client.post(url("duty", own.public_id), written(title="Tên khác", version=str(own.version)))
    assert stale.status_code == 409
    own.refresh_from_db()
    assert own.title == "Tên mới"


@pytest.fixture
def editor(keeper, client):
    editor = actor(Role.EDITOR, OrganisationFactory(board=keeper.organisation.board))
    day = clock.today() + timedelta(days=20)
    values = {"title": "Báo cáo thử", "receiver": "Sở Thử", "basis": "Nghị định thử", "rule": "yearly"}
    duties.add(keeper.organisation.board, values | {"month": day.month, "day": day.day}, by=keeper, at=clock.now())
    client.force_login(editor.user)
    return editor


def own_term(editor):
    return DutyTerm.objects.get(organisation=editor.organisation, duty__title="Báo cáo thử")


def test_an_enterprise_sees_what_it_owes_says_it_is_done_and_takes_it_back(client, editor):
    term = own_term(editor)
    assert "Báo cáo thử" in shown(client.get(url("duty-terms"), {"year": str(term.due_on.year)}))
    future = client.post(url("duty-term-done", term.public_id), {"done_on": said(clock.today() + timedelta(days=1))})
    assert future.status_code == 409
    assert client.post(url("duty-term-done", term.public_id), {"done_on": "x"}).status_code == 422
    client.post(url("duty-term-done", term.public_id), {"done_on": said(clock.today()), "note": "Công văn 12/CV"})
    page = shown(client.get(url("duty-term", term.public_id)))
    assert "Công văn 12/CV" in page
    assert not Deadline.objects.open().filter(subject_id=term.public_id).exists()
    client.post(url("duty-term-reopen", term.public_id))
    assert Deadline.objects.open().filter(subject_id=term.public_id).exists()


def test_a_term_of_another_enterprise_is_not_there(client, editor):
    term = own_term(editor)
    client.force_login(actor(Role.EDITOR, OrganisationFactory(board=editor.organisation.board)).user)
    for name in ("duty-term", "duty-term-done", "duty-term-reopen"):
        answer = (
            client.get(url(name, term.public_id)) if name == "duty-term" else client.post(url(name, term.public_id))
        )
        assert answer.status_code == 404


def test_an_event_is_told_with_its_hour_and_is_due_from_then(client, editor):
    one = RecurringDuty.objects.get(code="khai-bao-tam-tru")
    assert one.title in shown(client.get(url("duty-event")))
    typed = {"duty": str(one.public_id), "day": said(clock.today() - timedelta(days=1)), "time": "14h05"}
    answer = client.post(url("duty-event"), typed)
    due = Deadline.objects.open().get(rule="hours:12")
    assert answer.url == url("duty-term", due.subject_id)
    assert "14:05" in shown(client.get(answer.url))
    future = client.post(url("duty-event"), typed | {"day": said(clock.today() + timedelta(days=1))})
    assert future.status_code == 409
    assert client.post(url("duty-event"), typed | {"time": "25h"}).status_code == 422


def test_a_list_costs_the_same_for_many_terms(client, editor, django_assert_max_num_queries):
    one = RecurringDuty.objects.filter(board=None).first()
    for day in range(1, 25):
        DutyTerm.objects.create(
            board=editor.organisation.board, organisation=editor.organisation, duty=one, due_on=date(2027, 3, day)
        )
    with django_assert_max_num_queries(20):
        assert shown(client.get(url("duty-terms"), {"year": "2027"})).count("<tr") > 24
