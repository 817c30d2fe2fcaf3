"""Two people on one page, an expired session: nobody's text is lost."""

import pytest
import time_machine
from django.urls import reverse

from antt_portal.core import typed_text
from antt_portal.core.tests.page import select, tree_of
from enterprises.models import Role
from enterprises.tests.factories import actor
from reports.models import KeptText
from reports.tests.factories import Filing
from reports.tests.views.pages import enter, first_answer, of_answer, text_of, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing():
    return Filing()


@pytest.fixture
def answer(filing):
    return first_answer(filing.report)


@pytest.fixture
def second(filing):
    """Somebody at another desk."""
    return actor(Role.EDITOR, filing.organisation)


@pytest.fixture
def saved_first(client, answer, second):
    """The colleague has saved; the answer in hand is still the version before."""
    enter(client, second).post(of_answer(answer), typed(answer, narrative="Bản của đồng nghiệp.", cameras="50"))
    return answer


def field(response, name):
    (found,) = select(tree_of(response.content.decode()), f'#answer [name="{name}"]')
    return found.get("value") or (found.text or "").strip()


# ---- a conflict ----


def test_by_button_both_texts_come_back_side_by_side(client, filing, saved_first, second):
    response = enter(client, filing.editor).post(of_answer(saved_first), typed(saved_first, narrative="Bản của tôi."))
    assert response.status_code == 409
    page = text_of(response)
    assert f"{second.user.full_name} đã lưu nội dung này lúc" in page
    assert "Bản của đồng nghiệp." in page
    assert field(response, "narrative") == "Bản của tôi."
    assert "Camera đã lắp" in page, "a figure that differs is named"
    saved_first.refresh_from_db()
    assert saved_first.narrative == "Bản của đồng nghiệp."


def test_while_typing_the_block_is_sent_for_the_page(client, filing, saved_first):
    enter(client, filing.editor)
    response = client.post(
        of_answer(saved_first), typed(saved_first, narrative="Bản của tôi."), headers={"X-Autosave": "1"}
    )
    assert response.status_code == 409
    html = response.json()["conflict_html"]
    assert "Bản của tôi." in html
    assert 'name="over" value="2"' in html


def test_a_reload_shows_the_kept_text_until_it_is_dropped(client, filing, saved_first):
    enter(client, filing.editor).post(of_answer(saved_first), typed(saved_first, narrative="Bản của tôi."))
    for _time in range(2):
        page = client.get(of_answer(saved_first))
        assert "Còn phần gõ riêng chưa ghi vào hồ sơ" in text_of(page)
        assert field(page, "narrative") == "Bản của đồng nghiệp."
    response = client.post(of_answer(saved_first, "answer-drop-kept"), follow=True)
    assert "Còn phần gõ riêng" not in text_of(response)
    assert not KeptText.objects.exists()


def test_a_kept_text_can_still_be_read_when_the_report_is_with_the_board(client, filing, saved_first):
    enter(client, filing.editor).post(of_answer(saved_first), typed(saved_first, narrative="Bản của tôi."))
    filing.fill().submit()
    page = text_of(client.get(of_answer(saved_first)))
    assert "Bản của tôi." in page
    assert "Đưa phần gõ riêng vào biểu mẫu" not in page


def test_nobody_else_reads_a_kept_text(client, filing, saved_first, second):
    enter(client, filing.editor).post(of_answer(saved_first), typed(saved_first, narrative="Bản của tôi."))
    assert "Bản của tôi." not in text_of(enter(client, second).get(of_answer(saved_first)))
    client.post(of_answer(saved_first, "answer-drop-kept"))
    assert KeptText.objects.exists()


def test_one_who_has_seen_both_may_replace_the_saved_text(client, filing, saved_first):
    enter(client, filing.editor).post(of_answer(saved_first), typed(saved_first, narrative="Bản của tôi."))
    client.post(of_answer(saved_first), typed(saved_first, narrative="Bản gộp của hai người.", over="2"))
    saved_first.refresh_from_db()
    assert saved_first.narrative == "Bản gộp của hai người."
    assert not KeptText.objects.exists()


def test_replacing_a_text_one_has_not_seen_is_a_conflict_again(client, filing, saved_first, second):
    enter(client, filing.editor).post(of_answer(saved_first), typed(saved_first, narrative="Bản của tôi."))
    enter(client, second).post(of_answer(saved_first), typed(saved_first, narrative="Sửa nữa.") | {"version": 2})
    response = enter(client, filing.editor).post(of_answer(saved_first), typed(saved_first, over="2"))
    assert response.status_code == 409
    saved_first.refresh_from_db()
    assert saved_first.narrative == "Sửa nữa."


def test_a_kept_text_can_be_put_back_into_the_form(client, filing, saved_first):
    enter(client, filing.editor).post(
        of_answer(saved_first), typed(saved_first, narrative="Bản của tôi.", cameras="bốn tám")
    )
    page = client.get(f"{of_answer(saved_first)}?kept=1")
    assert field(page, "narrative") == "Bản của tôi."
    assert field(page, "f-cameras-installed") == "bốn tám"
    assert field(page, "version") == "2"
    client.post(of_answer(saved_first), typed(saved_first, narrative="Bản của tôi.", settles="1") | {"version": 2})
    assert not KeptText.objects.exists()


def test_the_same_person_in_another_window_is_told_so(client, filing, answer):
    enter(client, filing.editor).post(of_answer(answer), typed(answer, narrative="Cửa sổ một."))
    page = text_of(client.post(of_answer(answer), typed(answer, narrative="Cửa sổ hai.")))
    assert "đã được lưu từ một cửa sổ khác" in page


# ---- who else is here ----


def present(client, answer, **sent):
    return client.post(of_answer(answer, "answer-present"), sent)


def test_two_people_on_a_page_are_told_of_each_other(client, filing, answer, second):
    enter(client, second).get(of_answer(answer))
    assert f"{second.user.full_name} đang mở nội dung này" in text_of(
        enter(client, filing.editor).get(of_answer(answer))
    )
    assert filing.editor.user.full_name in present(enter(client, second), answer).content.decode()


def test_one_alone_is_told_nothing(client, filing, answer):
    enter(client, filing.editor).get(of_answer(answer))
    assert "đang mở nội dung này" not in present(client, answer).content.decode()


def test_one_who_went_on_to_the_next_page_is_gone(client, filing, answer, second):
    following = filing.report.answers.all()[1]
    enter(client, second).get(of_answer(answer))
    client.post(of_answer(answer), typed(answer, then=following.public_id))
    assert "đang mở" not in present(enter(client, filing.editor), answer).content.decode()


def test_presence_ends_by_itself(client, filing, answer, second, monkeypatch):
    monkeypatch.setattr("reports.presence.SECONDS", 0)
    enter(client, second).get(of_answer(answer))
    assert "đang mở" not in present(enter(client, filing.editor), answer).content.decode()


def test_a_version_saved_meanwhile_is_announced(client, filing, saved_first, second):
    enter(client, filing.editor)
    assert f"{second.user.full_name} đã lưu bản mới" in present(client, saved_first, version="1").content.decode()
    assert "đã lưu bản mới" not in present(client, saved_first, version="2").content.decode()


def test_a_stranger_learns_nothing_of_who_is_here(client, filing, answer):
    assert present(enter(client, actor(Role.EDITOR)), answer).status_code == 404


# ---- an expired session ----

PASSWORD = "mat-khau-thu-nghiem"


@pytest.fixture
def signed_out(filing):
    """The editor has a password and no session."""
    filing.editor.user.set_password(PASSWORD)
    filing.editor.user.save()
    return filing.editor.user


def sign_in(client, user, target):
    return client.post(
        f"{reverse('account_login')}?next={target}",
        {"login": user.email, "password": PASSWORD, "next": target},
        follow=True,
    )


def test_text_typed_into_an_expired_session_waits_through_the_sign_in(client, signed_out, answer):
    response = client.post(of_answer(answer), typed(answer, narrative="Gõ cả buổi sáng."), follow=True)
    assert response.redirect_chain[0][0] == f"{reverse('account_login')}?next={of_answer(answer)}"
    assert "Nội dung vừa gõ được giữ lại" in text_of(response)
    page = sign_in(client, signed_out, of_answer(answer))
    assert field(page, "narrative") == "Gõ cả buổi sáng."
    assert "gõ trước khi phiên làm việc hết, chưa lưu" in text_of(page)
    answer.refresh_from_db()
    assert answer.version == 1, "saved only when the person saves"


def test_restored_text_stays_over_a_reload_and_goes_once_saved(client, signed_out, answer):
    client.post(of_answer(answer), typed(answer, narrative="Gõ cả buổi sáng."))
    sign_in(client, signed_out, of_answer(answer))
    assert field(client.get(of_answer(answer)), "narrative") == "Gõ cả buổi sáng."
    client.post(of_answer(answer), typed(answer, narrative="Gõ cả buổi sáng."))
    answer.refresh_from_db()
    assert answer.narrative == "Gõ cả buổi sáng."
    assert "chưa lưu. Xem lại" not in text_of(client.get(of_answer(answer)))


def test_restored_text_meets_a_colleagues_as_a_conflict(client, signed_out, answer, second):
    client.post(of_answer(answer), typed(answer, narrative="Gõ cả buổi sáng."))
    other = type(client)()
    enter(other, second).post(of_answer(answer), typed(answer, narrative="Đồng nghiệp lưu trước."))
    page = sign_in(client, signed_out, of_answer(answer))
    assert field(page, "version") == "1"
    response = client.post(of_answer(answer), typed(answer, narrative="Gõ cả buổi sáng."))
    assert response.status_code == 409


def test_restored_text_is_shown_even_when_the_report_is_with_the_board(client, signed_out, filing, answer):
    client.post(of_answer(answer), typed(answer, narrative="Gõ cả buổi sáng."))
    filing.fill().submit()
    page = sign_in(client, signed_out, of_answer(answer))
    assert field(page, "narrative") == "Gõ cả buổi sáng."
    assert select(tree_of(page.content.decode()), ".actbar") == []


def test_restored_text_can_be_let_go(client, signed_out, answer):
    client.post(of_answer(answer), typed(answer, narrative="Gõ cả buổi sáng."))
    sign_in(client, signed_out, of_answer(answer))
    client.post(of_answer(answer, "answer-drop-kept"))
    assert "Gõ cả buổi sáng." not in text_of(client.get(of_answer(answer)))


def test_text_for_one_page_is_not_offered_on_another(client, signed_out, filing, answer):
    client.post(of_answer(answer), typed(answer, narrative="Gõ cả buổi sáng."))
    following = filing.report.answers.select_related("report").all()[1]
    assert "Gõ cả buổi sáng." not in text_of(sign_in(client, signed_out, of_answer(following)))


def test_a_stranger_cannot_fill_the_database(client, signed_out, answer):
    flood = typed(answer, narrative="x" * (typed_text.MOST_CHARACTERS + 1))
    response = client.post(of_answer(answer), flood, follow=True)
    assert "quá dài để giữ lại" in text_of(response)
    assert typed_text.KEY not in client.session


def test_a_script_is_told_that_the_session_has_ended(client, answer):
    headers = {"X-Autosave": "1", "X-Requested-With": "XMLHttpRequest"}
    response = client.post(of_answer(answer), typed(answer), headers=headers)
    assert response.status_code == 401
    assert "Phiên làm việc đã hết" in response.json()["error"]
    assert typed_text.KEY not in client.session


def test_an_act_without_a_page_comes_back_to_where_it_was_sent_from(client, filing, answer):
    page = of_answer(answer)
    for referer, back in ((f"http://testserver{page}", page), ("http://elsewhere.example/x/", "/"), ("", "/")):
        response = client.post(of_answer(answer, "evidence-add"), headers={"Referer": referer})
        assert response.headers["Location"] == f"{reverse('account_login')}?next={back}"


def test_the_clock_of_a_kept_text_is_shown(client, filing, saved_first):
    with time_machine.travel("2026-10-28T14:05:00+07:00", tick=False):
        enter(client, filing.editor).post(of_answer(saved_first), typed(saved_first, narrative="Bản của tôi."))
        assert "Gõ lúc 28/10/2026 14:05" in text_of(client.get(of_answer(saved_first)))
