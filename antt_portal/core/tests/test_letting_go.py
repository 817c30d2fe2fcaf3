"""Stored bytes go when nothing names them any more, and never those that somebody just kept."""

from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.db.models import ForeignKey

from antt_portal.core import blobs, letting_go, tasks
from antt_portal.core.letting_go import let_go
from antt_portal.core.models import Blob, Paper

AT = datetime(2026, 10, 27, 9, 20, tzinfo=UTC)
LATER = AT + timedelta(days=90)

pytestmark = pytest.mark.django_db


def keep(content=b"PK tep nhap", at=AT):
    return blobs.keep_bytes(content, media_type="application/zip", board_id=1, at=at)


def test_row_and_file_go_the_file_when_the_row_is_gone_for_good(django_capture_on_commit_callbacks):
    blob = keep()
    with django_capture_on_commit_callbacks(execute=True):
        assert let_go(blob, at=LATER)
        assert default_storage.exists(blob.path)
    assert not Blob.objects.exists()
    assert not default_storage.exists(blob.path)


@pytest.fixture
def out_of_order(monkeypatch):
    """A storage that deletes nothing, until it is mended."""

    def fails(storage, name):
        raise OSError("storage down")

    deletes = FileSystemStorage.delete
    monkeypatch.setattr(FileSystemStorage, "delete", fails)
    return lambda: monkeypatch.setattr(FileSystemStorage, "delete", deletes)


def left_behind(blob, capture):
    with capture(execute=True):
        assert let_go(blob, at=LATER)
    return blob


def test_a_storage_that_is_down_keeps_the_row_and_is_asked_again(django_capture_on_commit_callbacks, out_of_order):
    blob = left_behind(keep(), django_capture_on_commit_callbacks)
    assert Blob.objects.get().let_go_at == LATER
    with pytest.raises(OSError, match="storage down"):
        tasks.delete_files()
    assert default_storage.exists(blob.path)
    out_of_order()
    assert tasks.delete_files() == 1
    assert not Blob.objects.exists()
    assert not default_storage.exists(blob.path)
    assert tasks.delete_files() == 0


def test_a_file_that_cannot_be_deleted_holds_up_no_other(django_capture_on_commit_callbacks, out_of_order, monkeypatch):
    stuck, other = (left_behind(keep(text), django_capture_on_commit_callbacks) for text in (b"PK mot", b"PK hai"))
    out_of_order()
    deletes = FileSystemStorage.delete

    def fails_for_one(storage, name):
        if name == stuck.path:
            raise OSError("not this one")
        deletes(storage, name)

    monkeypatch.setattr(FileSystemStorage, "delete", fails_for_one)
    with pytest.raises(OSError, match="not this one"):
        letting_go.delete_left(is_over=lambda: False)
    assert (Blob.objects.get(), default_storage.exists(other.path)) == (stuck, False)


def test_what_somebody_keeps_again_before_the_storage_is_back_stays(django_capture_on_commit_callbacks, out_of_order):
    left_behind(keep(), django_capture_on_commit_callbacks)
    again = keep(at=LATER)
    out_of_order()
    assert letting_go.delete_left(is_over=lambda: False) == 0
    with blobs.open_blob(again) as stored:
        assert stored.read() == b"PK tep nhap"


def test_what_is_named_before_the_storage_is_back_stays(django_capture_on_commit_callbacks, out_of_order):
    blob = left_behind(keep(), django_capture_on_commit_callbacks)
    Paper.objects.create(board_id=1, kind="certificate", subject_id=uuid4(), data={}, blob=blob, ordered_at=AT)
    out_of_order()
    assert letting_go.delete_left(is_over=lambda: False) == 0
    assert default_storage.exists(blob.path)


def test_no_more_is_tried_when_time_is_over(django_capture_on_commit_callbacks, out_of_order):
    left_behind(keep(), django_capture_on_commit_callbacks)
    out_of_order()
    assert letting_go.delete_left(is_over=lambda: True) == 0


def test_what_a_paper_is_stays():
    blob = keep()
    Paper.objects.create(board_id=1, kind="certificate", subject_id=uuid4(), data={}, blob=blob, ordered_at=AT)
    assert not let_go(blob, at=LATER)
    assert Blob.objects.exists()


def test_every_relation_that_any_model_has_is_asked():
    pointing = {
        (model, one.name)
        for model in apps.get_models(include_auto_created=True)
        for one in model._meta.local_fields
        if isinstance(one, ForeignKey) and one.related_model is Blob
    }
    asked = [rows.query for rows in letting_go._naming(Blob(pk=1))]
    assert len(pointing) > 10
    assert {(query.model, query.where.children[0].lhs.target.name) for query in asked} == pointing


def test_what_was_kept_again_lately_may_be_about_to_be_named():
    blob = keep()
    keep(at=LATER)
    assert not let_go(blob, at=LATER + timedelta(hours=23))
    assert let_go(blob, at=LATER + timedelta(hours=25))


def test_a_row_of_an_older_version_says_when_it_was_made():
    blob = keep()
    Blob.objects.update(kept_at=None)
    assert not let_go(blob, at=AT + timedelta(hours=23))
    assert let_go(blob, at=LATER)


def test_whoever_keeps_the_same_bytes_before_the_file_went_has_them(django_capture_on_commit_callbacks):
    blob = keep()
    with django_capture_on_commit_callbacks(execute=True):
        let_go(blob, at=LATER)
        again = keep(at=LATER)
    with blobs.open_blob(again) as stored:
        assert stored.read() == b"PK tep nhap"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_file_found_in_the_storage_is_still_there_when_its_row_is_written(monkeypatch):
    """Somebody keeps the same bytes, sees the file, and has not written the row when the old ones are to go."""
    blob, seen, may_go_on, there = keep(), Event(), Event(), default_storage.exists

    def slowly(name):
        found = there(name)
        seen.set()
        may_go_on.wait(2)
        return found

    def in_a_thread(act):
        def run():
            try:
                act()
            finally:
                connection.close()

        thread = Thread(target=run)
        thread.start()
        return thread

    monkeypatch.setattr(default_storage, "exists", slowly)
    keeping = in_a_thread(lambda: keep(at=LATER))
    assert seen.wait(20)
    going = in_a_thread(lambda: let_go(blob, at=LATER))
    going.join(0.5)
    may_go_on.set()
    keeping.join()
    going.join()
    assert there(Blob.objects.get().path)
