"""Pages that forgot their filter, in every way a request can end."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import include, path, reverse

from antt_portal import urls
from antt_portal.core import wall
from antt_portal.search import views
from antt_portal.search.asking import read
from antt_portal.search.sources.organisations import ORGANISATIONS
from enterprises.middleware import open_to_all
from enterprises.models import Organisation, Role
from enterprises.tests.factories import BoardFactory, OrganisationFactory, actor, board_organisation
from reports.models import Report
from reports.tests.factories import Filing

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.urls("antt_portal.tests.wall.test_requests")]


def unfiltered(_request):
    """What no page may do: everything there is."""
    found = Organisation.objects.order_by("pk").values_list("name", flat=True)
    return HttpResponse("\n".join(found), content_type="text/plain")


@open_to_all
def public(request):
    return unfiltered(request)


def streamed(_request):
    def parts():
        for name in Organisation.objects.order_by("pk").values_list("name", flat=True):
            yield f"{name}\n".encode()

    return StreamingHttpResponse(parts(), content_type="text/plain")


def failing(_request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
    raise ZeroDivisionError


def adopting(request, pk):
    """Writes into whatever row its address names."""
    Report.objects.filter(pk=pk).update(assignee=request.user)
    return HttpResponse(str(Report.objects.filter(pk=pk).count()))


urlpatterns = [
    path("unfiltered/", unfiltered),
    path("streamed/", streamed),
    path("failing/", failing),
    path("adopting/<int:pk>/", adopting),
    path("public/", public),
    path("", include(urls)),
]


@pytest.fixture
def boards():
    """Two boards, each with one enterprise; officers of the first and of the second."""
    organisations = [OrganisationFactory(name=f"Công ty TNHH Thử Nghiệm {name}") for name in ("An Phú", "Bình Hòa")]
    return organisations, [actor(Role.OFFICER, board_organisation(one.board)) for one in organisations]


def seen(client, person, address="/unfiltered/"):
    """Names of enterprises; the boards' own stand among them."""
    client.force_login(person.user)
    answer = client.get(address)
    content = answer.getvalue() if answer.streaming else answer.content
    return {line for line in content.decode().splitlines() if line.startswith("Công ty")}


def test_a_page_without_a_filter_shows_the_own_board_alone(client, boards):
    (one, other), (first, second) = boards
    assert seen(client, first) == {one.name}
    assert seen(client, second) == {other.name}
    assert seen(client, second, "/streamed/") == {other.name}
    assert Organisation.objects.filter(pk__in=[one.pk, other.pk]).count() == 2


def test_a_page_that_fails_leaves_nothing_to_the_next_one(client, boards):
    (one, other), (first, second) = boards
    client.force_login(first.user)
    client.raise_request_exception = False
    assert client.get("/failing/").status_code == 500
    assert wall.present() is wall.OUTSIDE
    assert seen(client, second) == {other.name}
    assert seen(client, first) == {one.name}


def test_a_page_that_forgot_whose_row_it_writes_writes_none(client, boards):
    filing, (first, _second) = Filing(), boards[1]
    client.force_login(first.user)
    assert client.get(f"/adopting/{filing.report.pk}/").content == b"0"
    filing.refresh()
    assert filing.report.assignee is None


def test_what_is_open_to_everybody_shows_the_same_to_those_who_are_signed_in(client, boards):
    (one, other), (first, _second) = boards
    assert seen(client, first, "/public/") == {one.name, other.name}


def test_who_acts_for_another_of_ones_organisations_stands_behind_its_wall(client, boards):
    (one, other), (first, _second) = boards
    again = actor(Role.OFFICER, board_organisation(other.board), user=first.user)
    for acting, found in ((again, other), (first, one)):
        client.force_login(first.user)
        client.post("/organisation/choose/", {"membership": str(acting.membership.public_id)})
        assert {one.name, other.name} & set(client.get("/unfiltered/").content.decode().splitlines()) == {found.name}


def test_a_merged_board_reads_the_rows_of_those_before_it(client, boards):
    (one, other), (first, second) = boards
    oldest = OrganisationFactory(board=BoardFactory(), name="Công ty TNHH Thử Nghiệm Cũ Nhất")
    one.board.predecessor = oldest.board
    one.board.save()
    other.board.predecessor = one.board
    other.board.save()
    assert seen(client, second) == {oldest.name, one.name, other.name}
    assert seen(client, first) == {oldest.name, one.name}


def test_two_that_name_each_other_are_read_once(boards):
    (one, other), _people = boards
    one.board.predecessor, other.board.predecessor = other.board, one.board
    assert one.board.readable() == [one.board_id, other.board_id]


def test_a_stranger_writes_nothing_of_a_board(client, boards):
    """As a public page that forgot to name the board of its link."""
    (one, _other), _people = boards
    with wall.narrow(), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Organisation.objects.filter(pk=one.pk).update(name="khác")


def test_a_search_that_forgot_its_filter_shows_the_own_board_alone(client, boards, monkeypatch):
    """Words of the board's people are looked for outside the policies, for the index of words: decision 70."""
    (one, other), (first, _second) = boards
    forgetful = replace(ORGANISATIONS, rows=lambda _actor, _on: Organisation.objects.all())
    assert {row.name for row in forgetful.found(read("thu nghiem"), first, date(2026, 11, 22))} >= {
        one.name,
        other.name,
    }
    monkeypatch.setattr(views, "sources_of", lambda _actor: [forgetful])
    client.force_login(first.user)
    for kind in ("", "&kind=organisations"):
        groups = client.get(f"{reverse('search')}?q=thu+nghiem{kind}").context["groups"]
        assert one.name in [hit.title for hit in groups[0].hits]
        assert other.name not in [hit.title for hit in groups[0].hits]
