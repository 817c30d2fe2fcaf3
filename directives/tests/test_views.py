"""Pages about what is asked: stranger, wrong role, success, rubbish."""

import json
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from directives.asking.loading import load_thai_binh_2020, shipped
from directives.forms.instruments import is_simple, rows_of_schema, schema_of_rows
from directives.models import Instrument, InstrumentStatus, Obligation
from directives.tests.factories import CAMERAS, InstrumentFactory, ObligationFactory
from enterprises.models import Role
from enterprises.tests.factories import actor

pytestmark = pytest.mark.django_db

AT = datetime(2026, 1, 5, 2, tzinfo=UTC)
OBLIGATION = {
    "kind": "standing",
    "number": "9",
    "position": "9",
    "title": "Diễn tập",
    "short_title": "Diễn tập",
    "text": "Diễn tập mỗi năm một lần.",
    "points": "10",
    "fields-TOTAL_FORMS": "1",
    "fields-INITIAL_FORMS": "0",
    "fields-0-label": "Số buổi",
    "fields-0-type": "integer",
    "fields-0-unit": "buổi",
    "fields-0-required": "on",
}


@pytest.fixture
def administrator(client):
    administrator = actor(Role.ADMINISTRATOR)
    client.force_login(administrator.user)
    return administrator


@pytest.fixture
def draft(administrator):
    return InstrumentFactory(board=administrator.organisation.board, status=InstrumentStatus.DRAFT)


def page(name, *rows):
    return reverse(f"directives:{name}", args=[row.public_id for row in rows])


def test_the_board_writes_and_publishes_its_own_instrument_with_points(client, administrator):
    typed = {"code": "quy-dinh-2027", "title": "Quy định thử", "citation": "QĐ thử", "valid_from": "16/11/2026"}
    client.post(reverse("directives:instrument-new"), typed)
    instrument = Instrument.objects.get(code="quy-dinh-2027")
    client.post(page("obligation-new", instrument), OBLIGATION)
    obligation = instrument.obligations.get()
    assert obligation.points == 10
    assert obligation.fields["groups"][0]["fields"][0]["label"] == "Số buổi"
    client.post(page("instrument-publish", instrument), {"version": instrument.version})
    instrument.refresh_from_db()
    assert instrument.status == InstrumentStatus.IN_FORCE


def test_a_second_new_obligation_does_not_overwrite_the_first(client, draft):
    for _again in range(2):
        client.post(page("obligation-new", draft), OBLIGATION)
    assert draft.obligations.count() == 2


def test_a_schema_beyond_the_simple_rows_is_kept_whole(client, draft):
    schema = shipped("fields-thai-binh-2020")["5"]["fields"]
    obligation = ObligationFactory(instrument=draft, fields=schema, points=10)
    shown = client.get(page("obligation", draft, obligation))
    assert not shown.context["simple"]
    typed = {**OBLIGATION, "schema": json.dumps(schema)}
    assert client.post(page("obligation", draft, obligation), typed).status_code == 302
    obligation.refresh_from_db()
    assert obligation.fields == schema


@pytest.mark.parametrize("schema", ["{", "[]", '{"version": 1, "groups": [{"key": "x"}]}'])
def test_a_faulty_schema_is_refused_with_its_place(client, draft, schema):
    obligation = ObligationFactory(instrument=draft, fields=shipped("fields-thai-binh-2020")["5"]["fields"])
    answer = client.post(page("obligation", draft, obligation), {**OBLIGATION, "schema": schema})
    assert answer.status_code == 400
    obligation.refresh_from_db()
    assert len(obligation.fields["groups"]) > 1


def test_the_simple_rows_give_back_the_schema_they_show():
    schema = schema_of_rows([{"label": "Số buổi", "type": "integer", "unit": "buổi", "required": True}])
    assert schema_of_rows(rows_of_schema(schema)) == schema
    assert is_simple(schema)
    assert not is_simple(CAMERAS)


def test_two_figures_with_the_same_words_get_two_keys():
    schema = schema_of_rows([{"label": "Số buổi", "type": "integer"}] * 2)
    keys = [field["key"] for field in schema["groups"][0]["fields"]]
    assert len(set(keys)) == 2


@pytest.mark.parametrize("name", ["instrument", "instrument-publish", "instrument-edition", "instrument-retire"])
def test_an_instrument_of_another_board_is_not_there(client, administrator, name):
    other = ObligationFactory().instrument
    method = client.get if name == "instrument" else client.post
    assert method(page(name, other)).status_code == 404


def test_an_enterprise_reads_what_is_in_force_but_no_draft(client):
    editor = actor(Role.EDITOR)
    client.force_login(editor.user)
    board = editor.organisation.board
    in_force, draft = InstrumentFactory(board=board), InstrumentFactory(board=board, status=InstrumentStatus.DRAFT)
    shown = client.get(reverse("directives:instruments"))
    assert list(shown.context["instruments"]) == [in_force]
    assert client.get(page("instrument", in_force)).status_code == 200
    assert client.get(page("instrument", draft)).status_code == 403
    assert client.post(page("instrument-retire", in_force)).status_code == 403


def test_an_officer_may_not_change_what_is_asked(client, draft):
    officer = actor(Role.OFFICER, draft.board.organisations.get(kind="board"))
    client.force_login(officer.user)
    assert client.post(page("obligation-new", draft), OBLIGATION).status_code == 403
    assert not Obligation.objects.filter(instrument=draft).exists()


def test_the_letter_is_shown_word_for_word(client, administrator):
    instrument = load_thai_binh_2020(administrator.organisation.board, by=administrator, at=AT)
    shown = client.get(page("letter", instrument.letter)).content.decode()
    for part in instrument.letter.data["body"]:
        assert part["text"].replace("&", "&amp;") in shown


def test_a_new_edition_is_opened_from_the_page(client, administrator):
    instrument = ObligationFactory(instrument=InstrumentFactory(board=administrator.organisation.board)).instrument
    client.post(page("instrument-edition", instrument), {"valid_from": "16/11/2026"})
    assert Instrument.objects.get(supersedes=instrument).edition == 2


def test_the_list_costs_the_same_for_1_and_30_instruments(
    client, draft, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(30) as one:
        client.get(reverse("directives:instruments"))
    for _n in range(30):
        InstrumentFactory(board=draft.board)
    with django_assert_num_queries(len(one)):
        client.get(reverse("directives:instruments"))
