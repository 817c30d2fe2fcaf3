"""What a worker does with an import: check it and say what was found; once confirmed, write it whole or not at all."""

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import BinaryIO, cast

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from antt_portal.core.actor import System
from antt_portal.core.blobs import open_blob
from antt_portal.core.clock import local_date
from antt_portal.core.inspection.spool import CHUNK_BYTES
from antt_portal.core.models import Blob
from antt_portal.core.refusal import Refused
from antt_portal.core.retrying import take, unclaimed
from antt_portal.core.workflow import move
from antt_portal.moving import progress, writing
from antt_portal.moving.findings import Problem
from antt_portal.moving.models import ImportFinding, ImportRun
from antt_portal.moving.planning import Plan, plan
from antt_portal.moving.reading import Book, read
from antt_portal.moving.states import CHECK, FAIL, FINISH, REFUSE, ImportStatus
from enterprises.actor import Actor
from enterprises.models import Membership, Role

GIVE_UP_AFTER = 3  # attempts: a worker died of it as often
BATCH = 1000

log = logging.getLogger(__name__)


def take_next(at: datetime) -> ImportRun | None:
    """The oldest run that nobody works on, now in these hands alone."""
    waiting = ImportRun.objects.at_work().filter(unclaimed(at)).order_by("uploaded_at", "pk")
    return next(iter(take(waiting, 1, at=at)), None)


def go_on(run: ImportRun, *, at: datetime) -> None:
    """Check it, or write it, whichever it waits for."""
    if run.attempts > GIVE_UP_AFTER:
        move(run, FAIL, by=System(run.board_id), at=at, changes={"finished_at": at})
        return
    try:
        with _file_of(run) as file:
            book = read(file, seen=lambda count: progress.tell(run, count, 0))
    except Refused as refused:
        if refused.code == "file-waiting":  # not scanned yet: looked at again once this claim is over
            ImportRun.objects.filter(pk=run.pk).update(attempts=0)
            return
        book = Book({}, [Problem("", "", str(refused))])
    if run.status == ImportStatus.CONFIRMED:
        _write(run, book, at=at)
    else:
        _check(run, book, at=at)


@contextmanager
def _file_of(run: ImportRun) -> Iterator[BinaryIO]:
    """A file of one's own: what a storage hands out need not be seekable."""
    kept = cast("Blob", run.file)  # the database sees to it that a run at work has one
    with open_blob(kept) as stored, tempfile.TemporaryFile() as file:
        for chunk in stored.chunks(CHUNK_BYTES):
            file.write(chunk)
        yield file


def _check(run: ImportRun, book: Book, *, at: datetime) -> None:
    found = _plan(run, book, at=at)
    with transaction.atomic():
        _say(run, book, found, at=at)


def _plan(run: ImportRun, book: Book, *, at: datetime) -> Plan:
    if not book.rows:
        return Plan(problems=book.problems)
    return plan(book, run.board, by=run.uploaded_by, at=at)


def _say(run: ImportRun, book: Book, found: Plan, *, at: datetime, note: str = "") -> None:
    """Put what was found on the page of the run. A file that changes nothing is done."""
    run.findings.all().delete()
    ImportFinding.objects.bulk_create(_findings(run, found), batch_size=BATCH)
    changes = {
        "row_count": book.count,
        "problem_count": len(found.problems),
        "counts": found.counts,
        "digest": found.digest,
        "claimed_at": None,
        "attempts": 0,
        "note": note,
    }
    by = System(run.board_id)
    if found.problems:
        move(run, REFUSE, by=by, at=at, changes=changes)
    elif found.is_empty:
        move(run, FINISH, by=by, at=at, changes={**changes, "finished_at": at})
    else:
        move(run, CHECK, by=by, at=at, changes=changes)


def _findings(run: ImportRun, found: Plan) -> Iterator[ImportFinding]:
    for one in found.problems:
        yield ImportFinding(
            board_id=run.board_id, run=run, is_problem=True, sheet=one.sheet, cell=one.cell, text=one.text
        )
    for change in found.changes:
        yield ImportFinding(
            board_id=run.board_id,
            run=run,
            is_problem=False,
            sheet=change.sheet,
            cell=change.cell,
            whose=change.whose,
            field=change.field,
            before=change.before,
            after=change.after,
        )


def _write(run: ImportRun, book: Book, *, at: datetime) -> None:
    """Planned anew under the board's lock: what was shown is written, anything else is shown again."""
    try:
        with transaction.atomic():
            run.board.lock()
            found, by = _plan(run, book, at=at), _confirmer(run, at)
            if by is None:
                _say(run, book, found, at=at, note=_("Người xác nhận không còn là quản trị. Cần người khác xác nhận."))
            elif found.problems or found.digest != run.digest:
                _say(
                    run, book, found, at=at, note=_("Dữ liệu trên Cổng đã đổi từ lúc kiểm tra. Chưa nhập gì; xem lại.")
                )
            else:
                _write_all(run, found, by=by, at=at)
    except IntegrityError:
        log.exception("import %s met a row that was written meanwhile", run.public_id)
        ImportRun.objects.filter(pk=run.pk).update(claimed_at=None)


def _confirmer(run: ImportRun, at: datetime) -> Actor | None:
    """Whoever confirmed it, if that is still somebody who may."""
    administrators = Membership.objects.on(local_date(at)).filter(role=Role.ADMINISTRATOR, user__is_active=True)
    confirmed_by = administrators.select_related("user", "organisation").filter(pk__in=[run.confirmed_by_id])
    membership = confirmed_by.first()
    return Actor.of(membership, ip=run.confirmed_ip) if membership else None


def _write_all(run: ImportRun, found: Plan, *, by: Actor, at: datetime) -> None:
    total, done = writing.statements(found), 0

    def wrote(count: int) -> None:
        nonlocal done
        done += count
        progress.tell(run, done, total)

    writing.write(found, by=by, at=at, note=_("Nhập từ tệp %(file)s") % {"file": run.file_name}, wrote=wrote)
    move(run, FINISH, by=by, at=at, changes={"finished_at": at, "claimed_at": None}, after={"counts": run.counts})
