"""Rows are sealed once they are settled, all of them, and a change of any is seen."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from io import StringIO
from threading import Event, Thread

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from antt_portal.core import audit
from antt_portal.core.actor import System
from antt_portal.core.models import AuditEntry, AuditSeal
from antt_portal.core.sealing import erasing, seals
from antt_portal.core.sealing.chain import Fault, check
from antt_portal.core.sealing.lines import lines, one_moment
from enterprises.tests.factories import OrganisationFactory

AT = datetime(2026, 10, 27, 9, 20, tzinfo=UTC)
LATER = AT + timedelta(days=2)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def organisation():
    return OrganisationFactory()


def note(organisation, text="", **more):
    by = System(organisation.board_id)
    return audit.record(organisation, "organisation.rename", by=by, at=AT, note=text, **more)


def checked(*, at=LATER, **more):
    with one_moment():
        return check(lines(at=at), at=at, **more)


def slip_in(organisation, number):
    row = AuditEntry(pk=number, at=AT, board_id=organisation.board_id, role="", verb="x")
    row.subject_id = organisation.public_id
    row.save()


def by_hand(*statements):
    """As somebody who owns the database may."""
    with connection.cursor() as cursor:
        for table in ("core_auditentry", "core_auditdetail", "core_auditseal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER only_grows")
        for statement in statements:
            cursor.execute(*statement)
        for table in ("core_auditentry", "core_auditdetail", "core_auditseal"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER only_grows")


@pytest.mark.sqlite
def test_what_was_written_is_sealed_once_and_in_order(organisation, monkeypatch):
    monkeypatch.setattr(seals, "BATCH", 2)
    rows = [note(organisation, f"lần {n}", after={"share": 0.5, "names": ["Đất", "Nước"]}) for n in range(5)]
    assert seals.seal(at=AT) == 5
    assert list(AuditSeal.objects.order_by("position").values_list("position", "entry_id")) == [
        (n, row.pk) for n, row in enumerate(rows, 1)
    ]
    assert seals.seal(at=AT) == 0
    outcome = checked()
    assert (outcome.fault, outcome.count, outcome.waiting) == (None, 5, 0)


@pytest.mark.sqlite
def test_a_run_ends_when_its_time_is_over_and_the_next_goes_on(organisation, monkeypatch):
    monkeypatch.setattr(seals, "BATCH", 2)
    for n in range(5):
        note(organisation, f"lần {n}")
    over = iter([False, True])
    assert seals.seal(at=AT, is_over=lambda: next(over)) == 2
    assert seals.seal(at=AT) == 3
    assert checked().fault is None


@pytest.mark.postgres
def test_an_act_that_commits_late_is_sealed_and_none_is_skipped(organisation):
    """Rows after it wait for it, so that the order of the chain is that of the rows."""
    begun, may_end, numbers = Event(), Event(), []

    def take_long():
        try:
            with transaction.atomic():
                numbers.append(note(organisation, "lâu").pk)
                begun.set()
                may_end.wait(20)
        finally:
            connection.close()

    thread = Thread(target=take_long)
    thread.start()
    assert begun.wait(20)
    later = note(organisation, "nhanh").pk
    try:
        assert seals.seal(at=AT) == 0
        assert checked().waiting == 1
    finally:
        may_end.set()
        thread.join()
    assert seals.seal(at=AT) == 2
    assert numbers[0] < later
    assert list(AuditSeal.objects.order_by("position").values_list("entry_id", flat=True)) == [numbers[0], later]


@pytest.mark.postgres
def test_a_number_taken_early_and_committed_last_is_not_skipped(organisation):
    """The row before it was already sealed when it came in."""
    first = note(organisation).pk
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('core_auditentry', 'id'))")
        taken = cursor.fetchone()[0]
    note(organisation)
    assert seals.seal(at=AT) == 2
    slip_in(organisation, taken)
    assert seals.seal(at=AT) == 1
    assert list(AuditSeal.objects.order_by("position").values_list("entry_id", flat=True)) == [first, taken + 1, taken]
    assert checked().fault is None


@pytest.mark.postgres
def test_a_row_slipped_in_afterwards_is_never_sealed_and_is_named(organisation):
    rows = [note(organisation) for _n in range(2)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('core_auditentry', 'id'))")
    rows.append(note(organisation))
    seals.seal(at=AT)
    slip_in(organisation, rows[1].pk + 1)
    assert seals.seal(at=LATER) == 0
    assert checked(at=LATER).fault == Fault("inserted", "entry", None, rows[1].pk + 1)


TAMPERING = {
    "entry": (
        "UPDATE core_auditentry SET verb = 'organisation.register' WHERE id = %s",
        Fault("altered", "entry", 2, 0),
    ),
    "note": ("UPDATE core_auditdetail SET note = 'khác' WHERE entry_id = %s", Fault("altered", "said", 2, 0)),
    "address": ("UPDATE core_auditdetail SET ip = '192.0.2.9' WHERE entry_id = %s", Fault("altered", "address", 2, 0)),
    "detail": ("DELETE FROM core_auditdetail WHERE entry_id = %s", Fault("removed", "address", 2, 0)),
    "seal": ("UPDATE core_auditseal SET digest = repeat('0', 64) WHERE entry_id = %s", Fault("altered", "seal", 2, 0)),
    "no seal": ("DELETE FROM core_auditseal WHERE entry_id = %s", Fault("removed", "seal", 2, 0)),
}


@pytest.mark.postgres
@pytest.mark.parametrize("way", TAMPERING)
def test_the_commands_and_the_script_name_the_row_that_was_touched(organisation, way, tmp_path):
    rows = [note(organisation, "lần", after={"n": n}) for n in range(4)]
    seals.seal(at=AT)
    statement, wanted = TAMPERING[way]
    by_hand((statement, [rows[1].pk]))
    wanted = Fault(wanted.kind, wanted.part, wanted.position, rows[1].pk)
    out, export = StringIO(), tmp_path / "nhat-ky.jsonl"
    with pytest.raises(SystemExit) as ended:
        call_command("verify_audit", stdout=out)
    assert (ended.value.code, str(wanted) in out.getvalue()) == (1, True)
    call_command("export_audit", "--to", str(export), stdout=StringIO())
    said = offline(export)
    assert (said.returncode, str(wanted) in said.stdout) == (1, True)


def offline(export, *more):
    script = settings.ROOT / "script" / "verify-audit"
    command = [sys.executable, "-I", "-S", script, export, *more]
    return subprocess.run(command, check=False, capture_output=True, text=True, env={"PYTHONIOENCODING": "utf-8"})


@pytest.mark.postgres
def test_an_export_is_checked_without_the_portal(organisation, tmp_path):
    for n in range(3):
        note(organisation, f"lần {n}")
    seals.seal(at=AT)
    export = tmp_path / "nhat-ky.jsonl"
    call_command("export_audit", "--to", str(export), stdout=StringIO())
    last = AuditSeal.objects.get(position=3).digest
    said = offline(export, "--known", f"3:{last}")
    assert (said.returncode, f"3:{last}" in said.stdout) == (0, True)
    text = export.read_text(encoding="utf-8").splitlines(keepends=True)
    export.write_text("".join(text[:-1]), encoding="utf-8")
    assert offline(export).returncode == 2
    export.write_text("".join([*text[:3], *text[4:]]), encoding="utf-8")
    assert offline(export, "--known", f"3:{last}").returncode == 1
    assert json.loads(text[0])["format"] == "antt-audit-1"


@pytest.mark.sqlite
def test_what_was_erased_by_an_act_leaves_the_chain_whole(organisation):
    row, other = note(organisation, "riêng tư"), note(organisation, "của việc")
    seals.seal(at=AT)
    by = System(organisation.board_id)
    assert erasing.erase(organisation, said=[row.pk], addresses=[row.pk], reason="yêu cầu", by=by, at=AT) == 2
    assert (checked().fault, checked().erased) == (None, 2)
    seals.seal(at=AT)
    assert checked().fault is None
    row, other = AuditEntry.objects.get(pk=row.pk), AuditEntry.objects.get(pk=other.pk)
    assert (row.detail.note, row.detail.said_salt, other.detail.note) == ("", None, "của việc")


@pytest.mark.sqlite
def test_what_is_gone_without_an_act_is_named(organisation):
    row = note(organisation, "riêng tư")
    seals.seal(at=AT)
    erasing.empty([row.pk], said=True)
    assert checked().fault == Fault("removed", "said", 1, row.pk)


@pytest.mark.sqlite
def test_an_act_of_erasing_is_not_itself_erased(organisation):
    row = note(organisation, "riêng tư")
    by = System(organisation.board_id)
    erasing.erase(organisation, said=[row.pk], reason="yêu cầu", by=by, at=AT)
    act = AuditEntry.objects.get(verb="person.erase")
    erasing.erase(organisation, said=[act.pk], reason="che dấu", by=by, at=AT)
    assert AuditEntry.objects.get(pk=act.pk).detail.note == "yêu cầu"
