"""The database itself refuses to rewrite the record, whoever asks in whatever words."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import QuerySet

from antt_portal.core import audit, wall
from antt_portal.core.actor import System
from antt_portal.core.models import AuditDetail, AuditEntry, AuditSeal, Viewing, ViewingKind
from antt_portal.core.models.viewing import KEPT
from antt_portal.core.sealing import erasing
from enterprises.tests.factories import OrganisationFactory

AT = datetime(2026, 10, 27, 9, 20, tzinfo=UTC)
MODELS = {"core_auditentry": AuditEntry, "core_auditdetail": AuditDetail, "core_auditseal": AuditSeal}
MODELS["core_viewing"] = Viewing
CHANGES = {
    "core_auditentry": "UPDATE core_auditentry SET verb = 'khác'",
    "core_auditdetail": "UPDATE core_auditdetail SET note = 'khác'",
    "core_auditseal": "UPDATE core_auditseal SET digest = 'khác'",
    "core_viewing": "UPDATE core_viewing SET page = 'khác'",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    organisation = OrganisationFactory()
    entry = audit.record(organisation, "organisation.rename", by=System(organisation.board_id), at=AT, note="riêng tư")
    AuditSeal.objects.create(position=1, entry_id=entry.pk, sealed_at=AT, entry_digest="x", digest="y")
    Viewing.objects.create(at=datetime.now(UTC), board_id=1, kind=ViewingKind.FILE, thing="x", page="/x")
    return {table: model.objects.values().get() for table, model in MODELS.items()}


def run(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def refused(rows, *statements):
    with pytest.raises(IntegrityError), transaction.atomic():
        run(*statements)
    assert {table: model.objects.values().get() for table, model in MODELS.items()} == rows


@pytest.mark.sqlite
@pytest.mark.parametrize("table", CHANGES)
def test_no_row_is_changed(rows, table):
    refused(rows, CHANGES[table])


@pytest.mark.postgres
@pytest.mark.parametrize("table", CHANGES)
def test_no_row_is_deleted(rows, table):
    with pytest.raises(IntegrityError), transaction.atomic():
        QuerySet(MODELS[table])._raw_delete("default")
    assert MODELS[table].objects.values().get() == rows[table]


@pytest.mark.postgres
@pytest.mark.parametrize("table", CHANGES)
def test_no_table_is_emptied(rows, table):
    """The suite itself empties tables: what it switches off is on everywhere else."""
    run("SET CONSTRAINTS ALL IMMEDIATE", f"ALTER TABLE {table} ENABLE TRIGGER never_emptied")
    refused(rows, f"TRUNCATE {table} CASCADE")


@pytest.mark.sqlite
def test_a_part_is_not_emptied_by_halves(rows):
    refused(rows, "UPDATE core_auditdetail SET note = ''")


@pytest.mark.postgres
def test_a_role_that_owns_nothing_cannot_pass_for_the_function(rows):
    refused(
        rows,
        "CREATE ROLE antt_test_reader",
        "GRANT SELECT, UPDATE ON core_auditdetail TO antt_test_reader",
        "CREATE POLICY reader ON core_auditdetail TO antt_test_reader USING (true)",
        "SET LOCAL ROLE antt_test_reader",
        "SET LOCAL antt.erasing = 'on'",
        "UPDATE core_auditdetail SET ip = NULL, address_salt = NULL",
    )


@pytest.mark.postgres
def test_the_jobs_erase_through_the_function_and_nobody_else_does(rows):
    number, board_id = rows["core_auditentry"]["id"], rows["core_auditentry"]["board_id"]
    with pytest.raises(ProgrammingError), transaction.atomic(), wall.within([board_id]):
        erasing.empty([number], address=True)
    with wall.narrow():
        assert erasing.empty([number], address=True) == 1
    assert AuditDetail.objects.get().address_salt is None


@pytest.mark.sqlite
def test_erasing_takes_the_part_and_leaves_the_other(rows):
    number = rows["core_auditentry"]["id"]
    assert erasing.empty([number], address=True) == 1
    assert erasing.empty([number], address=True) == 0
    assert AuditDetail.objects.get().note == "riêng tư"
    assert erasing.empty([number], said=True) == 1
    left = AuditDetail.objects.get()
    assert (left.note, left.said_salt, left.address_salt) == ("", None, None)


@pytest.mark.postgres
@pytest.mark.parametrize(("age", "goes"), [(KEPT - timedelta(hours=1), False), (KEPT + timedelta(hours=1), True)])
def test_who_looked_is_forgotten_after_two_years_and_not_before(age, goes):
    Viewing.objects.create(at=datetime.now(UTC) - age, board_id=1, kind=ViewingKind.FILE, thing="x", page="/x")
    if goes:
        Viewing.objects.all().delete()
        return
    with pytest.raises(IntegrityError), transaction.atomic():
        Viewing.objects.all().delete()
    assert Viewing.objects.exists()
