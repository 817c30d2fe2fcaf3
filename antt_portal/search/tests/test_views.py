"""The search page: groups, one kind page by page, empty states, rubbish, and the box in the masthead."""

import re
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antt_portal.search.views import PAGE_SIZE, SHOWN
from directives.tests.factories import InstrumentFactory, ObligationFactory
from enterprises.models import Role
from enterprises.tests.factories import OrganisationFactory, actor, board_organisation

pytestmark = pytest.mark.django_db
RUBBISH = (
    *("\x00", "%", "_", "%%%", "\\", "'; DROP TABLE x; --", "(?=a)*[", '"', '""', "x" * 10_000, "a " * 5_000),
    *(
        "²/₃",
        "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
        "👩‍🏭",
        "<script>alert(1)</script>",
        "١٢٣",
    ),
)


@pytest.fixture
def officer():
    return actor(Role.OFFICER)


def page(client, person, **query):
    client.force_login(person.user)
    return client.get(reverse("search"), query)


def companies(person, count, name="Công ty Ví Dụ An Phú {}"):
    board = person.organisation.board
    return [OrganisationFactory(board=board, name=name.format(number)) for number in range(count)]


def test_a_few_of_each_kind_are_shown_and_the_rest_page_by_page(client, officer):
    companies(officer, PAGE_SIZE + 1)
    (group,) = page(client, officer, q="an phu").context["groups"]
    assert (len(group.hits), group.has_more) == (SHOWN, True)
    answered = page(client, officer, q="an phu", kind="organisations", page="2")
    (group,) = answered.context["groups"]
    assert len(group.hits) == 1
    assert f"{PAGE_SIZE + 1} kết quả" in answered.content.decode()


def test_as_many_as_fit_leave_nothing_to_show(client, officer):
    companies(officer, SHOWN)
    (group,) = page(client, officer, q="an phu").context["groups"]
    assert not group.has_more


def test_more_rows_cost_no_more_queries(client, officer):
    def cost():
        client.force_login(officer.user)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("search"), {"q": "an phu camera"})
        return len(captured)

    companies(officer, 1, "Camera An Phú {}")
    instrument = InstrumentFactory(board=officer.organisation.board)
    ObligationFactory(instrument=instrument, search_key="camera an phu")
    few = cost()
    companies(officer, SHOWN, "Camera An Phú {}")
    ObligationFactory.create_batch(SHOWN, instrument=instrument, search_key="camera an phu")
    assert cost() == few


def test_the_words_that_were_asked_for_are_marked_and_the_rest_is_escaped(client, officer):
    companies(officer, 1, "Công ty <b>An</b> Phú Hòa")
    shown = page(client, officer, q="phu hoà").content.decode()
    assert "&lt;b&gt;An&lt;/b&gt; <mark>Phú</mark> <mark>Hòa</mark>" in shown


def test_an_obligation_shows_the_words_around_what_was_found(client, officer):
    text = " ".join(["đầu"] * 40 + ["lắp camera"] + ["cuối"] * 40)
    ObligationFactory(
        instrument=InstrumentFactory(board=officer.organisation.board), title="Mục", text=text, search_key="camera"
    )
    shown = page(client, officer, q="camera").content.decode()
    assert "… đầu đầu" in shown
    assert "<mark>camera</mark> cuối" in shown


def test_a_hit_on_an_obligation_leads_to_its_place_on_the_page(client, officer):
    obligation = ObligationFactory(
        instrument=InstrumentFactory(board=officer.organisation.board), title="Tường rào", search_key="tuong rao"
    )
    shown = page(client, officer, q="tường rào")
    address, _sharp, anchor = shown.context["groups"][0].hits[0].url.partition("#")
    assert f'id="{anchor}">{obligation.number}. Tường rào' in client.get(address).content.decode()


@pytest.mark.parametrize("typed", RUBBISH)
def test_rubbish_finds_nothing_and_breaks_nothing(client, officer, typed):
    answered = page(client, officer, q=typed)
    assert answered.status_code == 200
    assert answered.context["groups"] == []
    assert "<script>alert" not in answered.content.decode()


@pytest.mark.parametrize("query", [{}, {"q": ""}, {"q": "  "}])
def test_without_a_question_there_are_examples_that_work(client, officer, query):
    shown = page(client, officer, **query).content.decode()
    examples = re.findall(r'href="(/search/\?q=[^"]+)"', shown)
    assert f"/search/?q={quote('2358/KHPPH', safe='')}" in examples
    assert {client.get(example).status_code for example in examples} == {200}


def test_a_question_that_is_too_long_says_what_was_searched_for(client, officer):
    companies(officer, 1)
    answered = page(client, officer, q="an phu " * 100)
    assert "chỉ tìm theo 200 ký tự" in answered.content.decode()
    assert len(answered.context["groups"][0].hits) == 1


@pytest.mark.parametrize(
    "query", [{"kind": "people"}, {"kind": "organisations", "page": "900"}, {"kind": "letters", "page": "x"}]
)
def test_an_address_that_makes_no_sense_is_read_as_well_as_it_can_be(client, officer, query):
    assert page(client, officer, q="ban", **query).status_code == 200


def test_a_kind_that_is_not_for_this_person_is_no_kind(client):
    editor = actor(Role.EDITOR)
    answered = page(client, editor, q="thử nghiệm", kind="organisations")
    assert answered.context["chosen"] is None
    assert answered.context["groups"] == []


def test_the_box_is_on_every_page_of_somebody_at_work_and_keeps_the_question(client, officer):
    shown = page(client, officer, q='"an  phú"').content.decode()
    assert 'name="q" type="search" value="&quot;an  phú&quot;"' in shown
    client.force_login(officer.user)
    assert 'action="/search/"' in client.get(reverse("home")).content.decode()
    client.logout()
    assert 'action="/search/"' not in client.get(reverse("verify")).content.decode()


def test_the_search_only_reads(client, officer):
    client.force_login(officer.user)
    assert client.post(reverse("search"), {"q": "an"}).status_code == 405


def test_the_board_is_found_by_one_of_its_people(client, officer):
    shown = page(client, officer, q=board_organisation(officer.organisation.board).name)
    assert shown.context["groups"][0].hits[0].title == officer.organisation.name
