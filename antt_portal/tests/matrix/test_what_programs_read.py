"""A program sees what a person acting for its organisation sees: every kind of row, every organisation of a world."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from antt_portal.api.catalogue import RESOURCES
from antt_portal.api.models import Scope
from antt_portal.api.reader import READS_AS, Reader
from antt_portal.api.tests.programs import Program, program
from antt_portal.api.tokens import digest_of
from antt_portal.core import audit, clock
from antt_portal.tests.matrix.programs import row_of
from directives.asking.applying import obligations_for
from directives.models import Delivery, DeliveryStep, Directive, Proof, Rung
from enterprises.actor import Actor
from enterprises.models import ROLES_OF_KIND, Capacity, Deadline, DeadlineKind, Organisation
from enterprises.tests.factories import actor, board_organisation
from reports.models import PastRecognition, Recognition, RecognitionStatus, Report


@pytest.fixture(autouse=True)
def issued(world):
    """A directive is issued, and forwarded, when it is first asked for; a result of a year before is moved in."""
    assert world.directive.issued_at
    assert row_of(world, "past-recognitions")


def of(world, persona) -> Program:
    return program(board_organisation(world.board) if persona == "board" else world.memberships[persona].organisation)


def ids(*rows) -> set[str]:
    return {str(one.public_id) for one in rows}


def test_a_board_reads_all_of_its_own(world):
    reads, own = of(world, "board"), {"board": world.board}
    assert reads.ids("organisations", limit=200) == ids(*Organisation.objects.filter(**own))
    assert reads.ids("directives") == ids(*Directive.objects.filter(**own, issued_at__isnull=False))
    assert reads.ids("deliveries") == ids(*Delivery.objects.filter(**own))
    assert reads.ids("reports") == ids(*Report.objects.filter(**own, submission_count__gt=0))
    assert reads.ids("recognitions") == ids(world.recognition)
    assert reads.ids("past-recognitions") == ids(*PastRecognition.objects.filter(**own))


def test_an_enterprise_reads_its_own(world):
    reads = of(world, "editor")
    got = Delivery.objects.filter(organisation=world.organisation, sent_at__isnull=False)
    assert got.exists()
    assert reads.ids("organisations") == ids(world.organisation)
    assert reads.ids("directives") == ids(*{one.directive for one in got})
    assert reads.ids("deliveries") == ids(*got)
    assert reads.ids("reports") == ids(*Report.objects.filter(organisation=world.organisation))
    assert reads.ids("recognitions") == set()
    assert reads.ids("past-recognitions") == ids(row_of(world, "past-recognitions"))


def test_an_investor_reads_its_tenants_as_its_pages_show_them(world):
    reads = of(world, "investor")
    landlord = world.memberships["investor"].organisation
    assert reads.ids("organisations") == ids(landlord, world.organisation)
    ended = {"board": world.board, "valid_from": date(2001, 1, 1), "valid_to": date(2001, 12, 31)}
    world.organisation.names.create(name="Tên cũ", **ended)
    world.organisation.tenancies.create(zone=world.zone, capacity=Capacity.TENANT, **ended)
    tenant = reads.get(f"organisations/{world.organisation.public_id}").json()
    assert (tenant["traits"], len(tenant["names"]), len(tenant["zones"])) == (None, 1, 1)
    assert reads.get(f"organisations/{landlord.public_id}").json()["traits"] is not None
    forwarded = Delivery.objects.get(directive=world.directive, organisation=world.organisation)
    assert str(forwarded.public_id) in reads.ids("deliveries", directive=str(world.directive.public_id))
    assert reads.get(f"deliveries/{forwarded.public_id}").json()["reports"] is None
    assert reads.ids("reports") == reads.ids("past-recognitions") == set()


def test_an_agency_reads_what_it_was_asked_about_and_what_it_received(world):
    reads = of(world, "agent")
    assert reads.ids("reports") == ids(world.report)
    assert reads.ids("organisations") == ids(world.agency)


def test_an_agency_is_offered_all_that_its_pages_show(world):
    """Recognitions, which its token is not made for, would be none."""
    agent, offered = Actor.of(world.memberships["agent"]), of(world, "agent").token.scopes
    assert {Scope(one) for one in offered} == set(Scope) - {Scope.RECOGNITIONS}
    for model in (Recognition, PastRecognition):
        assert model.objects.exists()
        assert not model.objects.visible_to(agent).exists()


def test_a_recognition_is_its_enterprises_once_it_is_decided(world):
    reads = program(world.recognition.organisation)
    assert reads.ids("recognitions") == set()
    Recognition.objects.update(status=RecognitionStatus.RECOGNISED, code="7K4M-Q2XD-9RTB")
    (row,) = reads.get("recognitions", year=world.recognition.year, status="recognised").json()["data"]
    assert (row["code"], row["organisation"]["name"]) == ("7K4M-Q2XD-9RTB", world.recognition.organisation.name)


def test_a_result_that_was_moved_in_is_said_as_it_was(world):
    """By its authority's name of then, which nobody else of the portal need have; and under no status of ours."""
    given = {"decision_number": "12/QĐ-CAT", "decided_on": date(2021, 3, 1), "recogniser": "Công an tỉnh Thái Bình"}
    past = PastRecognition.objects.create(
        board=world.board, organisation=world.organisation, year=2020, is_recognised=True, **given
    )
    reads = of(world, "editor")
    (row,) = reads.get("past-recognitions", year=2020, organisation=str(world.organisation.public_id)).json()["data"]
    assert row == {
        "id": str(past.public_id),
        "organisation": {"id": str(world.organisation.public_id), "name": world.organisation.name},
        "year": 2020,
        "is_recognised": True,
        **given,
        "decided_on": "2021-03-01",
        "updated_at": None,
    }
    assert reads.get(f"past-recognitions/{past.public_id}").json() == row
    for other in ({"year": 2019}, {"organisation": str(world.memberships["neighbour"].organisation.public_id)}):
        assert not reads.ids("past-recognitions", **other)


def test_reading_a_delivery_does_not_open_it(world):
    delivery = Delivery.objects.get(directive=world.directive, organisation=world.organisation)
    before = (delivery.opened_at, delivery.delivered_at)
    of(world, "editor").get(f"deliveries/{delivery.public_id}")
    delivery.refresh_from_db()
    assert (delivery.opened_at, delivery.delivered_at) == before


def test_a_version_is_read_as_it_was_frozen(world):
    version = world.report.submissions.get()
    said = of(world, "board").get(f"reports/{world.report.public_id}/submissions/1").json()
    assert (said["content"], said["sha256"]) == (version.frozen, version.sha256)
    assert of(world, "board").get(f"reports/{world.report.public_id}/submissions/2").status_code == 404


def test_nobody_is_named(world):
    """Neither by name nor by address: whoever wrote, sent, received, decided."""
    people = {person.user for person in world.memberships.values()} | {
        world.filing.officer.user,
        world.filing.head.user,
    }
    reads = of(world, "board")
    for resource in RESOURCES:
        told = reads.get(resource.many, limit=200).content.decode()
        assert not [person for person in people if person.full_name in told or person.email in told]


def test_all_roles_of_one_kind_see_the_same_as_their_program(world):
    """Or a program would have to say as whom of them it asks."""
    for kind, as_whom in READS_AS.items():
        organisation = Organisation.objects.filter(board=world.board, kind=kind).first()
        if organisation is None:
            continue
        made = of(world, "board").token
        made.organisation = organisation
        reader = Reader(made, clock.now(), None)
        assert reader.role == as_whom
        people = [actor(role, organisation) for role in ROLES_OF_KIND[kind]]
        for model in (Organisation, Directive, Delivery, Report, Recognition, PastRecognition):
            seen = {frozenset(model.objects.visible_to(one).values_list("pk", flat=True)) for one in (*people, reader)}
            assert (kind, model, len(seen)) == (kind, model, 1)
            assert all(isinstance(one, Actor) for one in people)


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda one: one.many)
def test_no_list_asks_for_row_after_row(world, resource):
    reads = of(world, "board")
    reads.get("token")
    with CaptureQueriesContext(connection) as all_rows:
        count = len(reads.ids(resource.many, limit=200))
    with CaptureQueriesContext(connection) as one_row:
        reads.get(resource.many, limit=1)
    assert count >= 1
    assert len(one_row) <= len(all_rows) <= 10


def test_only_a_digest_is_kept(world):
    made = of(world, "board")
    kept = {str(value) for value in made.token.__dict__.values()}
    assert made.secret not in kept
    assert digest_of(made.secret) in kept
    assert set(made.token.scopes) == set(Scope.values)


def test_whoever_received_a_directive_reads_what_concerns_it(world):
    path = f"directives/{world.directive.public_id}"
    delivery = Delivery.objects.get(directive=world.directive, organisation=world.organisation)
    seen, mine = of(world, "board").get(path).json(), of(world, "editor").get(path).json()
    asked = {str(one.public_id) for one in obligations_for(delivery)}
    assert {one["id"] for one in mine["items"]} == asked < {one["id"] for one in seen["items"]}
    assert (mine["audience_count"], seen["audience_count"]) == (None, world.directive.audience_count)
    assert (seen["number"], seen["status"]) == (str(world.directive.letter), "issued")


def test_reports_and_recognitions_are_found_by_what_they_are(world):
    reads = of(world, "board")
    this, other = {"year": world.report.year}, {"year": world.report.year + 1}
    for many in ("reports", "recognitions"):
        assert reads.ids(many, **this)
        assert not reads.ids(many, **other)
    assert reads.ids("reports", kind=world.report.kind, status="submitted") == ids(world.report)
    assert not reads.ids("reports", status="returned")
    assert not reads.ids("recognitions", status="revoked")
    assert reads.ids("reports", organisation=str(world.organisation.public_id)) == ids(world.report)


LATER = timedelta(days=400)  # than anything that happened in the world


def act_on(row, world, at):
    audit.record(row, "test.act", by=world.filing.officer, at=at)


def step_of(delivery, at):
    """A paper of long ago, recorded at ``at``."""
    about = {"rung": Rung.DELIVERED, "proof": Proof.PAPER_SLIP, "at": at - LATER, "recorded_at": at}
    DeliveryStep.objects.create(board=delivery.board, delivery=delivery, **about)


def moved(world, at):
    due = {"due_at": at, "due_on": at.date(), "opened_at": at - LATER, "moved_at": at, "title": "Thử", "route": "x"}
    subject = {"subject_kind": "reports.report", "subject_id": world.report.public_id, "kind": DeadlineKind.MENDING}
    Deadline.objects.create(board=world.board, organisation=world.organisation, **subject, **due)


CHANGES = {
    "directives": lambda world, at: act_on(world.directive.letter, world, at),
    "deliveries": lambda world, at: step_of(row_of(world, "deliveries"), at),
    "reports": lambda world, at: act_on(world.report, world, at),
    "recognitions": lambda world, at: act_on(world.batch, world, at),
    "past-recognitions": lambda world, at: act_on(row_of(world, "past-recognitions"), world, at),
    "reports by a deadline": moved,
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_since_is_found(world, change):
    many, at = change.partition(" ")[0], clock.now() + LATER
    reads, since = of(world, "board"), (at - timedelta(seconds=1)).isoformat()
    assert reads.ids(many, updated_since=since) == set()
    CHANGES[change](world, at)
    (row,) = reads.get(many, updated_since=since).json()["data"]
    assert (row["id"], row["updated_at"]) == (str(row_of(world, many).public_id), at.isoformat().replace("+00:00", "Z"))
