"""The editor: who may open it, saving while typing and by button, what its buttons do."""

import pytest
import time_machine
from django.urls import reverse

from directives.models import LetterStatus, OfficialLetter
from directives.tests.office import DRAFTED, delegated
from directives.tests.views.editor import AUTOSAVE, typed
from enterprises.models import Role
from enterprises.tests.factories import OrganisationFactory, ZoneFactory, actor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(DRAFTED, tick=False):
        yield


def of(letter, name="letter-edit", *more):
    return reverse(f"directives:{name}", args=[letter.public_id, *more])


def save(client, letter, *texts, **more):
    return client.post(of(letter), typed(letter, *texts, **more))


def autosave(client, letter, *texts, **more):
    return client.post(of(letter), typed(letter, *texts, **more), headers=AUTOSAVE)


def texts(letter):
    letter.refresh_from_db()
    return [one["text"] for one in letter.data["body"]]


# ---- who ----


def test_a_draft_does_not_exist_for_another_board_or_for_an_enterprise(client, letter):
    for stranger in (actor(Role.OFFICER), actor(Role.HEAD, OrganisationFactory(board=letter.board))):
        client.force_login(stranger.user)
        assert client.get(of(letter)).status_code == 404
        assert save(client, letter, "Chữ lạ.").status_code == 404
    assert "Chữ lạ." not in texts(letter)


def test_of_the_board_only_those_who_compose_may_open_the_editor(client, office, letter):
    for person, status in ((office.clerk, 403), (office.leader, 403), (office.unit_head, 200)):
        client.force_login(person.user)
        assert client.get(of(letter)).status_code == status
        assert save(client, letter, "Chữ lạ.").status_code == 403
    assert "Chữ lạ." not in texts(letter)


def test_a_colleague_takes_a_draft_over_and_goes_on_with_it(client, office, letter):
    colleague = actor(Role.OFFICER, office.own)
    client.force_login(colleague.user)
    assert "directives/compose/somebody_elses.html" in [one.name for one in client.get(of(letter)).templates]
    client.post(of(letter, "letter-take-over"))
    letter.refresh_from_db()
    assert save(client, letter, "Câu của đồng nghiệp./.").status_code == 302
    assert texts(letter) == ["Câu của đồng nghiệp./."]


def test_a_letter_laid_before_the_unit_head_opens_as_it_is(client, office, letter):
    save(client, letter, do="submit")
    answer = client.get(of(letter), follow=True)
    assert answer.redirect_chain[-1][0] == letter.get_absolute_url()
    assert "không sửa được" in answer.content.decode()
    assert save(client, letter, "Sửa sau khi trình.").status_code == 409
    assert "Sửa sau khi trình." not in texts(letter)


# ---- while typing ----


def test_what_is_typed_is_saved_and_the_answer_says_when(client, letter):
    answer = autosave(client, letter, "Rà soát camera./.", subject="rà soát camera").json()
    letter.refresh_from_db()
    assert (answer["version"], answer["saved_at"], answer["missing"]) == (letter.text_version, "09:00", None)
    assert letter.subject == "rà soát camera"


def test_the_answer_says_how_much_must_be_mended(client, letter):
    answer = autosave(client, letter, "Làm theo văn bản gửi kèm theo./.", recipients="").json()
    assert answer["missing"]["text"] == "2 chỗ phải sửa trước khi ký"


def test_of_two_savings_the_second_is_told_with_both_texts_and_its_own_is_kept(client, letter):
    seen = letter.text_version
    autosave(client, letter, "Bản thứ nhất./.")
    answer = autosave(client, letter, "Bản thứ hai./.", version=seen)
    assert answer.status_code == 409
    for text in ("Bản thứ nhất./.", "Bản thứ hai./."):
        assert text in answer.json()["conflict_html"]
    assert texts(letter) == ["Bản thứ nhất./."]
    assert letter.versions.get().data["body"][0]["text"] == "Bản thứ hai./."


def test_who_has_seen_both_texts_may_put_theirs_in_place(client, letter):
    seen = letter.text_version
    autosave(client, letter, "Bản thứ nhất./.")
    letter.refresh_from_db()
    save(client, letter, "Bản thứ hai./.", version=seen, over=letter.text_version)
    assert texts(letter) == ["Bản thứ hai./."]


@pytest.mark.parametrize(
    "rubbish",
    [
        {"urgency": "ngay"},
        {"body-0-level": "7"},
        {"delegation": "x"},
        {"subject": "a" * 3000},
        {"version": "١"},
        {"symbol": "\U000f0000"},
    ],
)
def test_rubbish_is_refused_in_words_and_changes_nothing(client, letter, rubbish):
    before = letter.data
    answer = autosave(client, letter, **rubbish)
    assert answer.status_code in {409, 422}
    assert answer.json().get("error") or answer.json().get("conflict_html")
    letter.refresh_from_db()
    assert letter.data == before


def test_signs_nobody_sees_and_the_marks_of_the_layout_are_not_kept(client, letter):
    autosave(client, letter, "Rà\u200bsoát.\ufeff\r\n\r\nĐoạn sau./.", recipients="- Các phòng;\n\n– Công an xã ;")
    assert texts(letter) == ["Ràsoát.", "Đoạn sau./."]
    assert letter.data["recipients"] == ["Các phòng", "Công an xã"]


def test_what_is_typed_after_the_session_ended_waits_for_its_writer(client, office, letter):
    client.logout()
    answer = save(client, letter, "Gõ sau khi hết phiên./.")
    assert reverse("account_login") in answer["Location"]
    client.force_login(office.officer.user)
    assert "Gõ sau khi hết phiên./." in client.get(of(letter)).content.decode()
    save(client, letter, do="drop")
    assert "Gõ sau khi hết phiên./." not in client.get(of(letter)).content.decode()


# ---- by button ----


def test_the_typed_text_stays_on_the_page_when_saving_is_refused(client, letter):
    answer = save(client, letter, "Giữ lấy đoạn này.", urgency="ngay")
    assert answer.status_code == 422
    assert "Giữ lấy đoạn này." in answer.content.decode()


def test_rows_are_kept_in_the_order_of_the_page(client, letter):
    sent = typed(letter, "Một.", "Hai.", "Ba.")
    first = {name: sent.pop(name) for name in list(sent) if name.startswith("body-0-")}
    client.post(of(letter), {**sent, **first})
    assert texts(letter) == ["Hai.", "Ba.", "Một."]


def test_a_button_moves_a_row_and_the_cursor_goes_with_it(client, letter):
    shown = save(client, letter, "Một.", "Hai.", do="row:up:1").context["forms"]
    assert [one["text"].value() for one in shown.items] == ["Hai.", "Một."]
    assert shown.items[0].fields["text"].widget.attrs["autofocus"]
    for rubbish in ("row:up:9", "row:down:x", "row:remove:", "row::", "row:?:0"):
        letter.refresh_from_db()
        assert save(client, letter, do=rubbish).status_code == 200


def test_an_addressee_is_added_once(client, letter):
    for _again in range(2):
        letter.refresh_from_db()
        save(client, letter, do="add:Công an xã Thử Nghiệm")
    letter.refresh_from_db()
    assert letter.data["recipients"].count("Công an xã Thử Nghiệm") == 1


def test_organisations_are_found_without_accents_and_only_those_of_the_board(client, letter):
    OrganisationFactory(board=letter.board, name="Công ty TNHH Ví Dụ Bình Minh")
    OrganisationFactory(name="Công ty TNHH Ví Dụ Bình Minh Khác")
    found = client.get(of(letter, "letter-names"), {"name": "binh minh"}).content.decode()
    assert "Ví Dụ Bình Minh" in found
    assert "Khác" not in found
    assert "Bình Minh" in save(client, letter, do="find", name="BÌNH").content.decode()


def test_zones_of_the_board_are_offered_as_groups(client, letter):
    ZoneFactory(board=letter.board, name="KCN Ví Dụ Sông Trong")
    ZoneFactory(name="KCN Ví Dụ Nơi Khác")
    page = client.get(of(letter)).content.decode()
    assert "Các doanh nghiệp trong KCN Ví Dụ Sông Trong" in page
    assert "Nơi Khác" not in page


def test_a_finding_is_mended_by_its_button(client, letter):
    said = "Đề nghị các doanh nghiệp các doanh nghiệp kiểm tra."
    autosave(client, letter, said, "Hết./.")
    letter.refresh_from_db()
    (remark,) = client.get(of(letter)).context["remarks"]
    save(client, letter, do=f"fix:{remark.key}")
    assert texts(letter) == ["Đề nghị các doanh nghiệp kiểm tra.", "Hết./."]
    letter.refresh_from_db()
    answer = client.post(of(letter), typed(letter, do=f"fix:{remark.key}"), follow=True)
    assert "không còn gì để sửa" in answer.content.decode()


def test_the_signer_is_chosen_among_those_who_may_sign_today(client, office, letter):
    delegated(office.own, office.unit_head, valid_to=DRAFTED.date().replace(month=1))
    own = delegated(office.own, office.officer)
    offered = client.get(of(letter)).context["words"]["delegation"].field.queryset
    assert list(offered) == [office.delegation]
    assert autosave(client, letter, delegation=own.public_id).status_code == 422
    autosave(client, letter, delegation="")
    letter.refresh_from_db()
    assert letter.data["signature"] == {"authority": None, "office": "", "name": ""}
    autosave(client, letter, delegation=office.delegation.public_id)
    letter.refresh_from_db()
    assert letter.data["signature"]["authority"] == "KT. TRƯỞNG BAN"


def test_the_head_is_always_that_of_the_day(client, office, letter):
    OfficialLetter.objects.filter(pk=letter.pk).update(data={**letter.data, "agency": ["TÊN CŨ"]})
    letter.refresh_from_db()
    autosave(client, letter)
    letter.refresh_from_db()
    assert letter.data["agency"] == ["BAN QUẢN LÝ", "THỬ NGHIỆM"]


def test_submitting_saves_first_and_refuses_a_placeholder_left(client, letter):
    answer = client.post(of(letter), typed(letter, "Gửi [[Tên doanh nghiệp]]./.", do="submit"), follow=True)
    assert "Tên doanh nghiệp" in answer.content.decode()
    letter.refresh_from_db()
    assert (letter.status, texts(letter)) == (LetterStatus.DRAFT, ["Gửi [[Tên doanh nghiệp]]./."])
    save(client, letter, "Gửi doanh nghiệp./.", do="submit")
    letter.refresh_from_db()
    assert letter.status == LetterStatus.CONTENT_REVIEW


def test_a_draft_given_up_keeps_its_text(client, letter):
    client.post(of(letter, "letter-discard"), {"version": letter.version})
    letter.refresh_from_db()
    assert letter.status == LetterStatus.DISCARDED
    assert letter.data["body"]


def test_the_editor_costs_the_same_for_2_and_60_paragraphs(client, letter, django_assert_max_num_queries):
    with django_assert_max_num_queries(16) as few:
        client.get(of(letter))
    count = len(few)
    autosave(client, letter, *(f"Đoạn {number}." for number in range(60)))
    with django_assert_max_num_queries(count):
        client.get(of(letter))
