"""What is deleted, when, and what is not."""

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from antt_portal.core import audit
from antt_portal.core.blobs import open_blob
from antt_portal.core.models import AuditDetail, Blob, JobRun, Notice, NoticeState, Viewing, ViewingKind
from antt_portal.core.refusal import Refused
from antt_portal.moving import runs
from antt_portal.moving.models import ImportFinding, ImportRun
from antt_portal.moving.states import ImportStatus as S
from antt_portal.moving.tests.books import TENANT
from antt_portal.moving.tests.moving import Mover, work
from antt_portal.operations import records, retention
from antt_portal.operations.tests.mails import a_mail, change
from enterprises.models import Invitation, Role
from enterprises.people.invitations import invite
from enterprises.tests.factories import ContactFactory, OrganisationFactory, actor

AT = datetime(2026, 10, 27, 9, 20, tzinfo=UTC)
DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


def delete(name, at=AT):
    (rule,) = [rule for rule in retention.RULES if rule.name == name]
    return retention.delete(rule, at=at)


def test_runs_are_kept_for_sixty_days():
    for days in (59, 61, 200):
        JobRun.objects.create(name="thu", started_at=AT - days * DAY)
    assert delete("job-runs") == 2
    assert JobRun.objects.get().started_at == AT - 59 * DAY


def test_many_rows_go_in_batches(monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    JobRun.objects.bulk_create(JobRun(name="thu", started_at=AT - 61 * DAY) for _n in range(5))
    assert delete("job-runs") == 5


def test_sessions_that_are_over_go_with_what_was_typed():
    Session.objects.create(session_key="cu", session_data="", expire_date=AT - 2 * DAY)
    Session.objects.create(session_key="moi", session_data="", expire_date=AT)
    assert delete("sessions") == 1
    assert Session.objects.get().pk == "moi"


def test_unsent_notices_go_after_two_years_and_sent_ones_stay():
    organisation, old = OrganisationFactory(), AT - 731 * DAY
    for state in NoticeState.values:
        change(a_mail(organisation, state, at=old), state=state, sent_at=old if state == NoticeState.SENT else None)
    change(a_mail(organisation, "moi", at=AT - 700 * DAY), state=NoticeState.CANCELLED)
    leader = change(a_mail(organisation, "dau", at=old), state=NoticeState.CANCELLED)
    change(a_mail(organisation, "theo", at=old), leader=leader)
    assert delete("unsent-notices") == 2
    left = {one.address.partition("@")[0] for one in Notice.objects.all()}
    assert left == {"pending", "sent", "failed", "quiet", "moi", "dau", "theo"}


def test_a_token_is_emptied_when_nobody_can_use_it_any_more():
    organisation = OrganisationFactory()
    head = actor(Role.HEAD, organisation)
    invitation = invite(organisation, ContactFactory(organisation=organisation), by=head, at=AT)
    Invitation.objects.filter(pk=invitation.pk).update(token_digest="x" * 64)
    assert delete("invitation-tokens", invitation.expires_at + 29 * DAY) == 0
    assert delete("invitation-tokens", invitation.expires_at + 31 * DAY) == 1
    assert Invitation.objects.get().token_digest == ""


def test_who_looked_is_forgotten_after_two_years():
    for days in (729, 731):
        Viewing.objects.create(at=timezone.now() - days * DAY, board_id=1, kind=ViewingKind.FILE, thing="x", page="/x")
    assert delete("viewings", timezone.now()) == 1
    assert Viewing.objects.count() == 1


def test_addresses_in_the_record_are_erased_after_two_years_and_nothing_else():
    organisation = OrganisationFactory()
    head = replace(actor(Role.HEAD, organisation), ip="192.0.2.1")
    for days in (729, 731):
        audit.record(organisation, "organisation.rename", by=head, at=AT - days * DAY, note="riêng tư")
    assert delete("audit-addresses") == 1
    assert delete("audit-addresses") == 0
    details = AuditDetail.objects.filter(note="riêng tư").order_by("entry__at")
    assert list(details.values_list("ip", flat=True)) == [None, "192.0.2.1"]


def test_what_was_wrong_with_a_file_is_forgotten_and_the_run_stays():
    officer = actor(Role.ADMINISTRATOR)
    for days, status in ((91, S.REFUSED), (91, S.WAITING), (89, S.REFUSED)):
        at = AT - days * DAY
        file = Blob.objects.create(board_id=officer.board_id, sha256=f"{days}{status}", size=1, created_at=at)
        told = {"uploaded_at": at, "uploaded_by": officer.user, "status": status}
        run = ImportRun.objects.create(board_id=officer.board_id, file=file, file_name="a.xlsx", **told)
        ImportFinding.objects.create(board_id=officer.board_id, run=run, is_problem=True, text="Thiếu tên")
    assert delete("import-findings") == 1
    assert ImportFinding.objects.filter(run__status=S.WAITING).exists()
    assert ImportRun.objects.count() == 3


def test_the_file_of_an_import_goes_with_its_bytes_and_the_run_stays(django_capture_on_commit_callbacks):
    mover = Mover()
    file = mover.upload(at=AT - 91 * DAY, organisations=[TENANT]).file
    mover.upload(at=AT - 89 * DAY, organisations=[{**TENANT, "address": "Lô 2"}])
    with django_capture_on_commit_callbacks(execute=True):
        assert delete("import-files") == 1
    assert [run.file is None for run in ImportRun.objects.order_by("pk")] == [True, False]
    assert not Blob.objects.filter(pk=file.pk).exists()
    assert not default_storage.exists(file.path)


def test_a_file_that_came_in_twice_goes_with_the_last_of_its_runs(django_capture_on_commit_callbacks):
    mover = Mover()
    for days in (91, 60):
        run = mover.upload(at=AT - days * DAY, organisations=[TENANT])
    with django_capture_on_commit_callbacks(execute=True):
        assert delete("import-files") == 1
    run.refresh_from_db()
    open_blob(run.file).close()
    with django_capture_on_commit_callbacks(execute=True):
        assert delete("import-files", AT + 31 * DAY) == 1
    assert not Blob.objects.exists()


def test_the_file_of_an_import_at_work_stays_however_old():
    mover = Mover()
    run = mover.upload(at=AT - 91 * DAY, organisations=[TENANT])
    runs.confirm(run, by=mover.by, at=AT, seen=run.version)
    assert delete("import-files") == 0
    assert work(run).status == "done"


def test_nothing_is_imported_from_a_file_that_is_gone():
    mover = Mover()
    run = mover.upload(at=AT - 91 * DAY, organisations=[TENANT])
    delete("import-files")
    with pytest.raises(Refused) as refusal:  # whoever had the page open
        runs.confirm(run, by=mover.by, at=AT, seen=run.version)
    assert refusal.value.code == "stale"
    run.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        runs.confirm(run, by=mover.by, at=AT, seen=run.version)
    assert refusal.value.code == "file-gone"


@pytest.mark.parametrize(("arguments", "left"), [(["--dry-run"], 1), ([], 0)])
def test_the_command_says_what_it_deletes(arguments, left):
    JobRun.objects.create(name="thu", started_at=timezone.now() - 61 * DAY)
    out = StringIO()
    call_command("retain", *arguments, stdout=out)
    assert json.loads(out.getvalue()) == {rule.name: int(rule.name == "job-runs") for rule in retention.RULES}
    assert JobRun.objects.count() == left


def test_every_rule_is_in_the_table_of_purposes(settings):
    table = (settings.ROOT / "docs" / "retention.md").read_text(encoding="utf-8")
    assert [rule.name for rule in retention.RULES if f"`{rule.name}` | {rule.kept.days} " not in table] == []


def test_every_model_has_a_purpose_and_a_time():
    """Of the portal and of what it stands on; the suite's own models are nobody's."""
    known = Counter(model for kind in records.RECORD_TYPES for model in kind.models)
    kept = {model._meta.label_lower for model in apps.get_models()}
    assert sorted(kept - set(known)) == []
    assert [model for model, times in known.items() if times > 1] == []


def test_the_document_prints_the_table_of_what_is_kept(settings):
    text = (settings.ROOT / "docs" / "retention.md").read_text(encoding="utf-8")
    assert [row for row in records.rows() if row not in text] == []
    assert len([line for line in text.splitlines() if line.count("|") == 6]) == len(records.RECORD_TYPES) + 2


def test_what_is_said_to_go_by_a_rule_goes_by_one():
    rules = {rule.name for rule in retention.RULES}
    named = {name for kind in records.RECORD_TYPES for name in re.findall(r"`([a-z-]+)`", kind.kept)}
    assert named == rules


def test_whatever_has_an_address_or_a_telephone_says_of_whom_it_tells():
    personal = {"email", "address", "phone", "ip", "full_name"}
    silent = {model for kind in records.RECORD_TYPES if not kind.tells_of for model in kind.models}
    fields = {model._meta.label_lower: {field.name for field in model._meta.fields} for model in apps.get_models()}
    assert [name for name in silent if fields.get(name, set()) & personal] == ["enterprises.organisation"]
