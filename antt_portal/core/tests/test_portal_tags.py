from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation


def render(source, **context):
    return Template("{% load portal %}" + source).render(Context(context))


def test_a_ring_shows_its_number_and_an_arc_of_the_per_cent_done():
    ring = render('{% ring 5 70 "back" %}')
    assert '<svg class="ring is-back"' in ring
    assert 'stroke-dasharray="70 100"' in ring
    assert ">5</text>" in ring


def test_a_ring_of_nothing_done_has_no_arc():
    assert "stroke-dasharray" not in render("{% ring 8 0 %}")


def test_labels_are_escaped():
    assert "&lt;b&gt;" in render('{% tag "done" label %}', label="<b>")
    assert "&lt;b&gt;" in render("{% ring label 10 %}", label="<b>")


def test_an_unknown_icon_is_a_mistake_of_ours_and_not_an_empty_space():
    with pytest.raises(KeyError):
        render('{% icon "no-such-icon" %}')


def test_a_date_tile_has_a_tone_only_when_today_is_given():
    day = date(2026, 11, 4)
    with translation.override("vi"):
        assert render("{% date_tile day %}", day=day) == (
            '<time class="date" datetime="2026-11-04"><b>04</b> thg 11</time>'
        )
        assert 'class="date is-soon"' in render("{% date_tile day today %}", day=day, today=date(2026, 10, 28))
        assert 'class="date is-late"' in render("{% date_tile day today %}", day=day, today=date(2026, 11, 5))


def test_a_date_tile_names_the_month_in_english_for_readers_of_english():
    with translation.override("en"):
        assert "<b>04</b> Nov" in render("{% date_tile day %}", day=date(2026, 11, 4))


def test_a_moment_is_machine_readable_and_nothing_for_none():
    at = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
    assert render("{% moment at %}", at=at) == ('<time datetime="2026-11-21T01:30:00+07:00">21/11/2026 01:30</time>')
    assert render("{% moment at %}", at=None) == ""


@pytest.mark.parametrize("name", ["vn_date", "vn_time", "vn_datetime", "number_vn", "filesize_vn"])
def test_filters_leave_nothing_for_nothing(name):
    assert render("{{ value|" + name + " }}", value=None) == ""


def test_zero_is_a_number():
    assert render("{{ value|number_vn }}", value=0) == "0"


def test_a_page_number_keeps_the_filters_of_the_address():
    request = RequestFactory().get("/queue/", {"zone": "Sông Trà", "page": "2"})
    assert render('{% page_query "page" 3 %}', request=request) == "?zone=S%C3%B4ng+Tr%C3%A0&amp;page=3"
