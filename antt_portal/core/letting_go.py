"""Deleting stored bytes: when no row of any table names them any more, and nobody is about to.

Where it is written down that they are to go: docs/decisions/0130-a-file-that-is-let-go-keeps-its-row.md.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ManyToOneRel, QuerySet

from antt_portal.core.blobs import hold
from antt_portal.core.models import Blob

# Bytes are kept before the row that names them: a file chosen on one page is named by the act of the next.
ABOUT_TO_BE_NAMED = timedelta(days=1)
BATCH = 1000

log = logging.getLogger(__name__)


@transaction.atomic
def let_go(blob: Blob, *, at: datetime) -> bool:
    """Have row and file deleted, as soon as this is committed. False where they stay: named, or kept lately.

    A file that its storage does not delete keeps its row, which says so, and ``delete_left`` tries again.
    """
    hold(blob.path)
    locked = Blob.objects.select_for_update().get(pk=blob.pk)
    if (locked.kept_at or locked.created_at) > at - ABOUT_TO_BE_NAMED or is_named(locked):
        return False
    locked.let_go_at = at
    locked.save(update_fields=["let_go_at"])
    transaction.on_commit(lambda: _delete(locked), robust=True)
    return True


def delete_left(*, is_over: Callable[[], bool]) -> int:
    """Try each again that a storage has kept, until time is over; returns how many went.

    One that cannot be deleted holds up no other; the last reason is raised in the end, so that somebody looks.
    """
    deleted, why_not = 0, None
    for blob in Blob.objects.left_behind().order_by("let_go_at", "pk")[:BATCH]:
        if is_over():
            break
        try:
            deleted += _delete(blob)
        except Exception as error:  # noqa: BLE001 - every storage has errors of its own
            log.warning("file %s not deleted: %s", blob.path, error)
            why_not = error
    if why_not:
        raise why_not
    return deleted


@transaction.atomic
def _delete(blob: Blob) -> bool:
    """Unless somebody has kept the same bytes since. The file last: whatever fails, the row is still there."""
    hold(blob.path)
    locked = Blob.objects.left_behind().select_for_update().filter(pk=blob.pk).first()
    if locked is None or is_named(locked):
        return False
    locked.delete()
    default_storage.delete(blob.path)
    return True


def is_named(blob: Blob) -> bool:
    return any(rows.exists() for rows in _naming(blob))


def _naming(blob: Blob) -> Iterator[QuerySet[Any]]:
    """Rows of each relation that any model has to a blob, one without a name of its own too."""
    for relation in Blob._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel):
            model = relation.field.model
            yield model._base_manager.filter(**{relation.field.name: blob})
