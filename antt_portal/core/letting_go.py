"""Deleting stored bytes: when no row of any table names them any more, and nobody is about to."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ManyToOneRel, QuerySet

from antt_portal.core.blobs import hold
from antt_portal.core.models import Blob

# Bytes are kept before the row that names them: a file chosen on one page is named by the act of the next.
ABOUT_TO_BE_NAMED = timedelta(days=1)


@transaction.atomic
def let_go(blob: Blob, *, at: datetime) -> bool:
    """Delete the row now, the file on commit. False where nothing was deleted: it is named, or was kept lately."""
    hold(blob.path)
    locked = Blob.objects.select_for_update().get(pk=blob.pk)
    if (locked.kept_at or locked.created_at) > at - ABOUT_TO_BE_NAMED or is_named(locked):
        return False
    locked.delete()
    transaction.on_commit(partial(_delete_file, locked.board_id, locked.sha256), robust=True)
    return True


def is_named(blob: Blob) -> bool:
    return any(rows.exists() for rows in _naming(blob))


def _naming(blob: Blob) -> Iterator[QuerySet[Any]]:
    """Rows of each relation that any model has to a blob, one without a name of its own too."""
    for relation in Blob._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel):
            model = relation.field.model
            yield model._base_manager.filter(**{relation.field.name: blob})


@transaction.atomic
def _delete_file(board_id: int, sha256: str) -> None:
    """Unless somebody has kept the same bytes since the row went."""
    path = Blob(board_id=board_id, sha256=sha256).path
    hold(path)
    if not Blob.objects.filter(board_id=board_id, sha256=sha256).exists():
        default_storage.delete(path)
