"""The verbs of an import: taken in, confirmed, dropped by a person; checked and written by ``working``."""

from datetime import datetime
from typing import BinaryIO

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit, letting_go
from antt_portal.core.blobs import keep_inspected
from antt_portal.core.inspection import inspect
from antt_portal.core.models import Blob
from antt_portal.core.refusal import Refused
from antt_portal.core.waking import wake
from antt_portal.core.workflow import move
from antt_portal.moving.models import ImportRun
from antt_portal.moving.states import AT_WORK, CONFIRM, DROP
from enterprises.actor import Actor

TASK = "antt_portal.moving.tasks.continue_imports"
EXTENSION = "xlsx"


def take_in(stream: BinaryIO, file_name: str, *, by: Actor, at: datetime) -> ImportRun:
    """Keep the file and have it checked. Raises Refused as the inspection does, or "not-excel"."""
    inspected = inspect(stream, file_name)
    if inspected.extension != EXTENSION:
        raise Refused("not-excel", _("Chỉ nhận tệp Excel (.xlsx) điền theo mẫu. Chưa lưu tệp."))
    file = keep_inspected(stream, inspected, board_id=by.board_id, at=at)
    with transaction.atomic():
        run = ImportRun.objects.create(
            board_id=by.board_id, file=file, file_name=inspected.file_name, uploaded_at=at, uploaded_by=by.user
        )
        audit.record(run, "importrun.take_in", by=by, at=at, after={"sha256": file.sha256})
        _wake()
    return run


@transaction.atomic
def confirm(run: ImportRun, *, by: Actor, at: datetime, seen: int) -> None:
    """Have it written as it was shown. Raises Refused("stale"), Refused("file-gone")."""
    if run.file_id is None:
        raise Refused("file-gone", _("Tệp đã xóa vì hết hạn lưu. Chưa nhập gì; tải tệp lên lại."))
    answering = {"confirmed_by": by.membership, "confirmed_ip": by.ip}
    move(run, CONFIRM, by=by, at=at, seen=seen, changes={**answering, "claimed_at": None, "attempts": 0, "note": ""})
    _wake()


@transaction.atomic
def drop(run: ImportRun, *, by: Actor, at: datetime, seen: int) -> None:
    """Nothing of it will be written. Raises Refused("stale")."""
    move(run, DROP, by=by, at=at, seen=seen, changes={"finished_at": at})


@transaction.atomic
def forget_files(keys: list[int], *, at: datetime) -> int:
    """Let the files of these runs go, except where somebody is at work on one; returns of how many runs.

    The bytes stay where something else names them. Whoever has the page of the run open sees a stale one.
    """
    idle = ImportRun.objects.filter(pk__in=keys, file__isnull=False).exclude(status__in=AT_WORK)
    named = dict(idle.select_for_update().values_list("pk", "file"))
    ImportRun.objects.filter(pk__in=named).update(file=None, version=F("version") + 1)
    for blob in Blob.objects.filter(pk__in=named.values()):
        letting_go.let_go(blob, at=at)
    return len(named)


def _wake() -> None:
    transaction.on_commit(lambda: wake(TASK), robust=True)
