"""What the browser gets, against the markup of the design."""

import re

import pytest
from crispy_forms.utils import render_crispy_form
from lxml import html

from antt_portal.core.figures.forms import FiguresForm
from antt_portal.core.tests.figures.samples import CAMERA, LABOUR, RULES, everything, schema

LAST_YEAR = {"camera": {"installed": 1840, "inspected_on": "2025-10-10"}, "labour": [{"workers": 110}]}


def rendered(made, **kwargs):
    kwargs.setdefault("last_year_name", "Năm 2025")
    form = FiguresForm(made, **kwargs)
    return html.fromstring(f"<form>{render_crispy_form(form, form.helper)}</form>")


def said_of(page, name):
    (field,) = page.xpath(f"//*[@id='id_{name}']")
    return page.xpath(f"string(//*[@id='{field.get('aria-describedby')}'])")


def test_a_group_is_a_fieldset_and_a_unit_stands_beside_its_field():
    page = rendered(schema(CAMERA), figures={"camera": {"installed": 1840}})
    (fieldset,) = page.xpath("fieldset[@class='fields']")
    assert fieldset.xpath("string(legend)") == "Camera"
    group = fieldset.xpath(".//div[@class='input-group'][input[@id='id_f-camera-installed']]")[0]
    assert group.xpath("string(span[@class='input-group-text'])") == "chiếc"
    field = group.find("input")
    assert (field.get("type"), field.get("inputmode"), field.get("value")) == ("text", "numeric", "1.840")


def test_last_year_stands_under_the_field_with_the_help():
    page = rendered(schema(CAMERA, LABOUR), last_year=LAST_YEAR)
    assert said_of(page, "f-camera-installed") == "Năm 2025: 1.840"
    assert said_of(page, "f-camera-inspected_on") == "Năm 2025: 10/10/2025. Ngày/tháng/năm"
    assert said_of(page, "f-labour-0-workers") == "Năm 2025: 110"


def test_rows_that_people_add_have_no_last_year():
    page = rendered(schema(RULES), last_year={"rules": [{"title": "Quy chế năm ngoái"}]})
    assert "năm ngoái" not in page.text_content()


def test_an_error_stands_under_its_field_and_is_announced():
    page = rendered(schema(CAMERA), figures={"camera": {"installed": 48, "working": 50}})
    (field,) = page.xpath("//input[@id='id_f-camera-working']")
    assert "is-invalid" in field.get("class")
    assert field.get("aria-invalid") == "true"
    assert "has-validation" in field.getparent().get("class")
    assert said_of(page, "f-camera-working") == "Lớn hơn số đã lắp (48). Kiểm tra lại một trong hai số."


def test_no_native_date_or_number_fields_and_no_browser_validation():
    page = rendered(everything())
    assert set(page.xpath("//input/@type")) == {"text", "radio"}
    assert not page.xpath("//*[@required]")


def test_a_link_to_a_yes_or_no_lands_on_its_first_radio():
    page = rendered(schema(CAMERA), figures={"camera": {"contracted": False}})
    (first,) = page.xpath("//*[@id='id_f-camera-contracted']")
    assert (first.get("type"), first.get("value")) == ("radio", "yes")
    assert page.xpath("//input[@name='f-camera-contracted'][@checked]/@value") == ["no"]
    assert set(page.xpath("//fieldset//label/@for")) <= set(page.xpath("//*/@id"))


def test_enter_in_a_field_saves_and_does_not_remove_a_row():
    page = rendered(schema(RULES), figures={"rules": [{"title": "Nội quy"}]})
    first, *others = page.xpath("//button[@type='submit']")
    assert first.get("name") is None
    assert "remove:rules:0" in [button.get("name") for button in others]


def test_without_rows_to_remove_there_is_no_hidden_button():
    assert not rendered(schema(CAMERA, LABOUR)).xpath("//button")


def test_rows_end_with_a_blank_one_and_a_template_for_more():
    page = rendered(schema(RULES), figures={"rules": [{"title": "Nội quy"}]})
    (group,) = page.xpath("//fieldset[@id='id_f-rules']")
    assert group.get("data-rows-next") == "2"
    assert [row.xpath("string(.//b)") for row in group.xpath("div[@data-row]")] == ["Văn bản 1", "Văn bản 2"]
    assert group.xpath(".//template//input[@name='f-rules-__index__-title']")
    assert not group.xpath(".//button[@name='add:rules']/@disabled")


def test_a_full_group_offers_no_more_rows():
    page = rendered(schema(RULES), figures={"rules": [{"title": str(n)} for n in range(4)]})
    assert page.xpath("//button[@name='add:rules']/@disabled")


def test_given_rows_have_their_titles_and_no_buttons():
    page = rendered(schema(LABOUR))
    assert page.xpath("//div[@role='group']//b/text()") == ["Quý I", "Quý II"]
    assert not page.xpath("//template")


@pytest.mark.parametrize("evil", ["<b>x</b>", "{% now 'Y' %}", "{{ form }}", "</textarea><script>"])
def test_words_and_values_from_data_are_only_ever_text(evil):
    camera = CAMERA | {"title": evil, "help": evil, "fields": [f | {"label": evil} for f in CAMERA["fields"]]}
    figures = {"camera": {"remarks": evil, "contract": evil}}
    page = rendered(schema(camera), figures=figures, kept_raw={"camera.installed": evil}, last_year=figures)
    assert page.xpath("string(//legend)") == evil
    assert page.xpath("//input[@id='id_f-camera-installed']/@value") == [evil]
    assert page.xpath("string(//textarea)").strip() == evil
    assert not page.xpath("//script")


def test_every_id_is_there_once():
    source = render_crispy_form(form := FiguresForm(everything()), form.helper)
    ids = re.findall(r'\bid="([^"]+)"', source)
    assert sorted(ids) == sorted(set(ids))
