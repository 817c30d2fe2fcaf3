"""What a worker does when something happens between the look and the deed."""

import logging
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from antt_portal.core.blobs import Quarantined
from antt_portal.core.refusal import Refused
from antt_portal.core.retrying import CLAIM_EXPIRES
from antt_portal.core.workflow import move
from antt_portal.moving import progress, runs, working, writing
from antt_portal.moving.models import ImportRun
from antt_portal.moving.states import TRANSITIONS, ImportStatus
from antt_portal.moving.tasks import continue_imports
from antt_portal.moving.tests.books import CONTACT, TENANCY, TENANT, WHOLE, ZONE, file_of, filled, tax_code
from antt_portal.moving.tests.moving import AT, Mover, changes, problems, work
from enterprises.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def mover():
    return Mover()


@pytest.fixture
def confirmed(mover):
    run = mover.upload(**WHOLE)
    runs.confirm(run, by=mover.by, at=AT, seen=run.version)
    return run


def written(mover) -> bool:
    return Organisation.objects.filter(board=mover.board).exclude(kind="board").exists()


def test_a_record_that_moved_in_between_is_shown_again(mover):
    mover.move_in(organisations=[TENANT])
    run = mover.upload(organisations=[{**TENANT, "address": "Lô 2"}])
    Organisation.objects.filter(tax_code=TENANT["tax_code"]).update(address="Lô 9")
    runs.confirm(run, by=mover.by, at=AT, seen=run.version)
    work(run)
    assert (run.status, changes(run)) == ("checked", [("Địa chỉ", "Lô 9", "Lô 2")])
    assert "đã đổi" in run.note
    runs.confirm(run, by=mover.by, at=AT, seen=run.version)
    assert work(run).status == "done"


def test_a_record_that_moved_so_that_it_cannot_be_is_a_problem_then(mover):
    mover.move_in(zones=[ZONE], organisations=[TENANT])
    run = mover.upload(tenancies=[TENANCY])
    other = mover.upload(tenancies=[{**TENANCY, "since": TENANCY["since"] - timedelta(days=1)}])
    for one in (other, run):
        runs.confirm(one, by=mover.by, at=AT, seen=one.version)
        work(one)
    assert problems(run)[0][1] == "D2"


def test_whoever_confirmed_must_still_be_administrator(mover, confirmed):
    mover.by.membership.valid_to = AT.date() - timedelta(days=1)
    mover.by.membership.save()
    work(confirmed)
    assert (confirmed.status, written(mover)) == ("checked", False)
    assert "không còn là quản trị" in confirmed.note


def test_half_a_file_is_never_written(mover, confirmed, monkeypatch):
    def breaks(*_args, **_kwargs):
        raise RuntimeError("the worker dies")

    monkeypatch.setattr(writing.notices, "invited_each", breaks)
    with pytest.raises(RuntimeError):
        work(confirmed)
    assert not written(mover)


def test_a_row_that_somebody_else_wrote_has_the_file_looked_at_again(mover, confirmed, monkeypatch, caplog):
    caplog.set_level(logging.CRITICAL)
    real, calls = writing.write, []

    def once(*args, **kwargs):
        calls.append(1)
        if len(calls) == 1:
            raise IntegrityError
        real(*args, **kwargs)

    monkeypatch.setattr(writing, "write", once)
    assert work(confirmed).status == "done"
    assert len(calls) == 2


def test_a_run_whose_worker_died_is_taken_again_and_in_the_end_given_up(mover, confirmed):
    at = AT
    for _attempt in range(working.GIVE_UP_AFTER):
        assert working.take_next(at) == confirmed
        assert working.take_next(at) is None, "it is in somebody's hands"
        at += CLAIM_EXPIRES + timedelta(seconds=1)
    work(confirmed, at=at)
    assert (confirmed.status, written(mover)) == ("failed", False)


def test_a_file_that_is_not_scanned_yet_waits(mover, confirmed, monkeypatch):
    def waiting(_blob):
        raise Quarantined("file-waiting", "chờ")

    with monkeypatch.context() as patched:
        patched.setattr(working, "open_blob", waiting)
        assert work(confirmed).status == "confirmed"
    assert work(confirmed, at=AT + CLAIM_EXPIRES + timedelta(seconds=1)).status == "done"


def test_a_file_in_which_malware_was_found_is_refused(mover, confirmed, monkeypatch):
    def infected(_blob):
        raise Quarantined("file-infected", "Tệp có mã độc.")

    monkeypatch.setattr(working, "open_blob", infected)
    assert problems(work(confirmed)) == [("", "", "Tệp có mã độc.")]


def test_what_is_no_workbook_of_ours_is_not_kept(mover):
    with pytest.raises(Refused):
        runs.take_in(file_of(filled(zones=[ZONE])), "danh sách.csv", by=mover.by, at=AT)
    assert not ImportRun.objects.exists()


def test_the_task_takes_everything_that_waits(mover):
    for _ in range(2):
        runs.take_in(file_of(filled(zones=[ZONE])), "khu.xlsx", by=mover.by, at=AT)
    assert continue_imports() == 2
    assert set(ImportRun.objects.values_list("status", flat=True)) == {"checked"}


def test_the_bar_grows_to_its_end(mover, confirmed, monkeypatch):
    told = []
    monkeypatch.setattr(progress, "tell", lambda _run, done, total: told.append((done, total)))
    work(confirmed)
    assert [done for done, _total in told] == sorted(done for done, _total in told)
    assert len({total for _done, total in told}) == 1


def test_thirty_rows_cost_as_many_statements_as_three(mover):
    def cost(first, count):
        codes = [tax_code(number) for number in range(first, first + count)]
        sheets = {
            "organisations": [{**TENANT, "tax_code": code, "name": f"Công ty Thử {code}"} for code in codes],
            "tenancies": [{**TENANCY, "organisation": code} for code in codes],
            "contacts": [{**CONTACT, "organisation": code} for code in codes],
        }
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert mover.move_in(**sheets).status == "done"
        return len(queries)

    mover.move_in(zones=[ZONE])
    assert cost(10, 3) == cost(100, 30)


@pytest.mark.parametrize("status", ImportStatus.values)
@pytest.mark.parametrize("transition", TRANSITIONS, ids=lambda one: one.code)
def test_what_the_table_does_not_list_is_refused(mover, confirmed, status, transition):
    ImportRun.objects.filter(pk=confirmed.pk).update(status=status)
    confirmed.refresh_from_db()
    if status in transition.sources:
        move(confirmed, transition, by=mover.by, at=AT)
        assert confirmed.status == transition.target
    else:
        with pytest.raises(Refused):
            move(confirmed, transition, by=mover.by, at=AT)
