import django_tables2 as tables
import pytest
from django.test import RequestFactory
from django.utils import translation

from antt_portal.core.tests.page import select, tree_of, words


class Organisations(tables.Table):
    name = tables.Column(verbose_name="Tổ chức")
    workers = tables.Column(verbose_name="Số lao động", attrs={"td": {"class": "n"}, "th": {"class": "n"}})
    zone = tables.Column(verbose_name="Khu", orderable=False)

    class Meta:
        empty_text = "Chưa có tổ chức nào."


def rendered(count, query=None):
    rows = [{"name": f"Công ty {number}", "workers": 12 + number, "zone": "Sông Trà"} for number in range(count)]
    table = Organisations(rows)
    request = RequestFactory().get("/organisations/", query or {})
    tables.RequestConfig(request, paginate={"per_page": 20}).configure(table)
    return tree_of(table.as_html(request))


@pytest.fixture(autouse=True)
def in_vietnamese():
    with translation.override("vi"):
        yield


def test_a_row_is_a_card_on_a_phone_because_every_cell_names_its_column():
    tree = rendered(1)
    assert words(select(tree, "tbody th[scope=row]")[0]) == "Công ty 0"
    cells = [(cell.get("data-label"), words(cell)) for cell in select(tree, "tbody td")]
    assert cells == [("Số lao động", "12"), ("Khu", "Sông Trà")]


def test_a_table_shown_as_cards_is_still_a_table_to_a_screen_reader():
    tree = rendered(1)
    for selector, role in {
        "table": "table",
        "thead": "rowgroup",
        "tr": "row",
        "thead th": "columnheader",
        "tbody th": "rowheader",
        "td": "cell",
    }.items():
        assert {element.get("role") for element in select(tree, selector)} == {role}


def test_the_column_in_order_says_so_and_its_link_turns_it_round():
    header = select(rendered(3, {"sort": "-workers", "zone": "1"}), "th[aria-sort]")
    assert [(cell.get("aria-sort"), words(cell)) for cell in header] == [("descending", "Số lao động")]
    assert select(header[0], "a")[0].get("href") == "?sort=workers&zone=1"


def test_long_lists_have_pages():
    assert "Trang 1/2" in words(rendered(21))
    assert not select(rendered(20), "nav")


def test_an_empty_list_says_so_without_a_table():
    tree = rendered(0)
    assert "Chưa có tổ chức nào." in words(tree)
    assert not select(tree, "table")
