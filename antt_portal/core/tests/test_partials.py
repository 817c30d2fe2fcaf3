from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from antt_portal.core.tests.page import page, select, tree_of, words

TODAY = date(2026, 10, 28)


@pytest.fixture(autouse=True)
def in_vietnamese():
    with translation.override("vi"):
        yield


class AnswerForm(forms.Form):
    result = forms.ChoiceField(
        label="Kết quả", choices=[("done", "Đã thực hiện"), ("not", "Chưa thực hiện")], widget=forms.RadioSelect
    )
    narrative = forms.CharField(label="Đã làm gì", help_text="Viết ngắn.")
    sure = forms.BooleanField(label="Xác nhận")

    def clean(self):
        raise forms.ValidationError("Hai số không khớp.")


def crispy(form):
    return tree_of(Template("{% load crispy_forms_tags %}<div>{{ form|crispy }}</div>").render(Context({"form": form})))


def test_a_todo_row_counts_the_days_unless_it_has_a_status_of_its_own():
    row = {"url": "/r/", "title": "Nộp hồ sơ", "due_on": date(2026, 11, 4), "today": TODAY}
    assert words(page("partials/todo_row.html", row)) == "04 thg 11 Nộp hồ sơ Còn 7 ngày"
    own = page("partials/todo_row.html", row | {"tone": "doing", "label": "5/8 xong"})
    assert words(own) == "04 thg 11 Nộp hồ sơ 5/8 xong"


def test_the_error_summary_links_every_error_to_its_field():
    tree = page("partials/error_summary.html", {"form": AnswerForm({})})
    assert [link.get("href") for link in select(tree, "a")] == ["#id_result_0", "#id_narrative", "#id_sure"]
    assert "Hai số không khớp." in words(tree)
    fields = crispy(AnswerForm({}))
    for link in select(tree, "a"):
        assert select(fields, link.get("href"))


def test_a_form_in_order_has_no_error_summary():
    assert "notice" not in Template('{% include "partials/error_summary.html" %}').render(
        Context({"form": AnswerForm()})
    )


def test_crispy_describes_each_wrong_field_by_its_error_and_its_help():
    fields = crispy(AnswerForm({}))
    narrative = select(fields, "#id_narrative")[0]
    assert narrative.get("aria-invalid") == "true"
    described = narrative.get("aria-describedby").split()
    assert described
    assert all(select(fields, f"#{element_id}") for element_id in described)


def test_the_error_of_a_choice_stands_below_the_tiles_and_not_inside_the_last():
    fields = crispy(AnswerForm({}))
    assert select(fields, ".choices + .invalid-feedback")
    assert not select(fields, ".choices .invalid-feedback")


def test_a_difference_keeps_the_spaces_and_says_in_words_what_changed():
    pieces = [
        SimpleNamespace(kind="same", text="Gia cố. "),
        SimpleNamespace(kind="del", text="15 ngày."),
        SimpleNamespace(kind="same", text=" "),
        SimpleNamespace(kind="ins", text="30 ngày."),
    ]
    tree = page("partials/difference.html", {"pieces": pieces})
    assert "".join(tree.itertext()).strip() == "Gia cố. bỏ: 15 ngày. thêm: 30 ngày."


def test_a_timeline_says_who_and_when():
    event = SimpleNamespace(
        title="Nộp hồ sơ", who="Phạm Thị Mẫu", at=datetime(2026, 10, 16, 2, 14, tzinfo=UTC), tone="done"
    )
    tree = page("partials/timeline.html", {"events": [event]})
    assert words(tree) == "Nộp hồ sơ Phạm Thị Mẫu · 16/10/2026 09:14"
    assert not select(tree, "a")


@pytest.mark.parametrize(("number", "links"), [(1, ["next"]), (2, ["prev", "next"]), (3, ["prev"])])
def test_pages_lead_on_and_back(number, links):
    request = RequestFactory().get("/queue/", {"zone": "1"})
    context = {"page": Paginator(range(60), 20).page(number), "request": request}
    tree = page("partials/pagination.html", context)
    assert [link.get("rel") for link in select(tree, "a")] == links
    assert all("zone=1" in link.get("href") for link in select(tree, "a"))


def test_a_single_page_has_no_page_links():
    source = Template('{% include "partials/pagination.html" %}')
    assert "<a" not in source.render(Context({"page": Paginator(range(5), 20).page(1)}))
