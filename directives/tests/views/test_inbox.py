"""The list of what an organisation received."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directives.arriving.acknowledging import acknowledge
from directives.asking.directing import Line
from directives.models import Delivery, Group, Proof, ReportRequest
from directives.tests.audiences import ISSUED, a_directive, issued, send_out
from enterprises.models import DeadlineKind, Role
from enterprises.tests.factories import OrganisationFactory, actor

pytestmark = pytest.mark.django_db
LATER = ISSUED + timedelta(hours=1)


def inbox(client, made, organisation, **query):
    client.force_login(made.people[organisation.pk][0].user)
    return client.get(reverse("directives:inbox"), query)


def listed(response):
    return [row.delivery for row in response.context["rows"]]


def of(directive, organisation):
    return Delivery.objects.get(directive=directive, organisation=organisation)


def test_it_holds_what_was_sent_and_nothing_that_waits_or_belongs_to_others(client, made):
    directive = issued(made)
    assert listed(inbox(client, made, made.investors[0])) == [of(directive, made.investors[0])]
    assert listed(inbox(client, made, made.tenants[0][0])) == []


def test_each_row_says_what_is_due_the_earliest_first(client, made):
    directive = issued(made)
    (row,) = inbox(client, made, made.investors[0]).context["rows"]
    request = ReportRequest.objects.get(delivery=of(directive, made.investors[0]))
    assert {due.words for due in row.dues} == {
        kind.label for kind in (DeadlineKind.ACKNOWLEDGEMENT, DeadlineKind.FORWARDING, DeadlineKind.ANSWER)
    }
    assert row.dues[-1].on == request.due_on
    assert [due.on for due in row.dues] == sorted(due.on for due in row.dues)


def test_it_is_narrowed_to_what_is_to_be_acknowledged_or_reported(client, made):
    first, second = issued(made), issued(made, subject="phòng cháy, chữa cháy")
    mine = of(first, made.investors[0])
    acknowledge(
        mine, bundle_sha256=first.bundle_sha256, by=None, person="Mẫu", office="", proof=Proof.ONE_TIME_CODE, at=LATER
    )
    other = of(second, made.investors[0])
    ReportRequest.objects.filter(delivery=other).update(reported_at=LATER)
    assert listed(inbox(client, made, made.investors[0], show="to-acknowledge")) == [other]
    assert listed(inbox(client, made, made.investors[0], show="to-report")) == [mine]
    assert set(listed(inbox(client, made, made.investors[0], show="x"))) == {mine, other}


def test_a_recalled_one_is_struck_out_with_the_word_and_nothing_is_due_of_it(client, made):
    directive = issued(made)
    recall = a_directive(
        made, lines=[], asked=[], relation="recalls", related=directive.letter, at=ISSUED + timedelta(days=1)
    )
    send_out(made, recall)
    response = inbox(client, made, made.investors[0])
    rows = {row.delivery.directive_id: row for row in response.context["rows"]}
    assert (rows[directive.pk].word_of_end, rows[directive.pk].dues) == ("Đã thu hồi", [])
    assert rows[recall.pk].word_of_end == ""
    assert f"<s>{directive.letter.subject}</s>" in response.content.decode()
    assert listed(inbox(client, made, made.investors[0], show="to-acknowledge")) == [of(recall, made.investors[0])]


def test_people_of_the_board_have_their_register_instead(client, made):
    client.force_login(made.office.officer.user)
    assert client.get(reverse("directives:inbox")).status_code == 403


def test_its_queries_do_not_grow_with_the_list(client, made):
    def queries():
        client.force_login(made.people[made.investors[0].pk][0].user)
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("directives:inbox"))
        return len(found)

    issued(made)
    before = queries()
    for number in range(3):
        issued(made, subject=f"việc thứ {number}")
    assert queries() == before


@pytest.mark.parametrize(("kind", "role"), [("unit", Role.EDITOR), ("unit", Role.HEAD), ("agency", Role.AGENT)])
def test_units_and_agencies_have_an_inbox_too(client, made, kind, role):
    board = made.office.own
    organisation = OrganisationFactory(board=board.board, kind=kind, parent=board if kind == "unit" else None)
    lines = [Line(group=Group.UNITS), Line(group=Group.AGENCIES, duty="know")]
    directive = issued(made, lines=lines)
    client.force_login(actor(role, organisation).user)
    assert listed(client.get(reverse("directives:inbox"))) == [of(directive, organisation)]


def test_what_is_due_is_looked_for_by_kind(client, made):
    """Or an index of all open deadlines is read from end to end."""
    issued(made)
    with CaptureQueriesContext(connection) as captured:
        inbox(client, made, made.investors[0])
    (asked,) = [one["sql"] for one in captured if 'FROM "enterprises_deadline"' in one["sql"]]
    assert '"subject_kind" IN' in asked
