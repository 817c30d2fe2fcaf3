"""Bytes are kept once per board, before the row that names them."""

from datetime import UTC, datetime

import pytest
from django.core.files.storage import default_storage

from antt_portal.core import blobs
from antt_portal.core.models import Blob

AT = datetime(2026, 10, 27, 9, 20, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def keep(content=b"%PDF-1.7 minh chung", board_id=1):
    return blobs.keep_bytes(content, media_type="application/pdf", board_id=board_id, at=AT)


def test_the_same_bytes_are_one_blob_of_a_board():
    assert keep() == keep()
    assert Blob.objects.count() == 1


def test_two_boards_keep_their_own_copies():
    first, second = keep(board_id=1), keep(board_id=2)
    assert first.sha256 == second.sha256
    assert first.path != second.path


def test_what_is_read_is_what_was_kept():
    blob = keep()
    with blobs.open_blob(blob) as stored:
        assert stored.read() == b"%PDF-1.7 minh chung"


def test_losing_a_race_for_the_file_leaves_one_file(monkeypatch):
    keep()
    answers = iter([False])
    there = default_storage.exists
    monkeypatch.setattr(default_storage, "exists", lambda name: next(answers, None) is not False and there(name))
    again = keep()
    monkeypatch.undo()
    folder = again.path.rpartition("/")[0]
    assert default_storage.listdir(folder)[1].count(again.sha256) == 1
    assert len([name for name in default_storage.listdir(folder)[1] if name.startswith(again.sha256)]) == 1


def test_a_lost_file_is_said_and_not_served_empty():
    blob = keep(b"se mat")
    default_storage.delete(blob.path)
    with pytest.raises(FileNotFoundError):
        blobs.open_blob(blob)
