"""The bundle of a draft: files that go with the letter, and what the letter calls them."""

from datetime import datetime
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import F

from antt_portal.core import audit, blobs
from antt_portal.core.inspection import Inspected
from directives.composing import locked_draft
from directives.models import Attachment, OfficialLetter
from enterprises.actor import Actor


def attach(
    letter: OfficialLetter, stream: BinaryIO, inspected: Inspected, *, title: str, by: Actor, at: datetime
) -> None:
    """Add an inspected file to the bundle, as the file of the enclosure called ``title`` or as a new one.

    Raises Refused("not-draft"). The bytes are written first: a crash in between leaves an orphan file and no row.
    """
    blob = blobs.keep(
        stream,
        sha256=inspected.sha256,
        size=inspected.size,
        media_type=inspected.media_type,
        board_id=by.board_id,
        at=at,
    )
    with transaction.atomic():
        locked = locked_draft(letter)
        name = _free_name(locked, inspected.file_name)
        Attachment.objects.create(
            board_id=locked.board_id, letter=locked, file_name=name, blob=blob, added_at=at, added_by=by.user
        )
        _write_enclosures(locked, _with_file(locked.data["attachments"], title.strip() or name, name), by=by, at=at)
        audit.record(locked, "officialletter.attach", by=by, at=at, after={"file": name, "sha256": blob.sha256})


def _free_name(letter: OfficialLetter, wanted: str) -> str:
    taken = set(letter.enclosures.values_list("file_name", flat=True))
    stem, dot, extension = wanted.rpartition(".")
    names = (wanted, *(f"{stem} ({n}){dot}{extension}" for n in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _with_file(enclosures: list[dict[str, Any]], title: str, file_name: str) -> list[dict[str, Any]]:
    named = [dict(one) for one in enclosures]
    for one in named:
        if one["title"] == title and not one.get("file"):
            one["file"] = file_name
            return named
    return [*named, {"title": title, "file": file_name}]


@transaction.atomic
def detach(attachment: Attachment, *, by: Actor, at: datetime) -> None:
    """Take a file out of the bundle; what the letter calls it goes with it. Raises Refused("not-draft")."""
    locked = locked_draft(attachment.letter)
    left = [one for one in locked.data["attachments"] if one.get("file") != attachment.file_name]
    _write_enclosures(locked, left, by=by, at=at)
    audit.record(locked, "officialletter.detach", by=by, at=at, before={"file": attachment.file_name})
    attachment.delete()


def _write_enclosures(letter: OfficialLetter, enclosures: list[dict[str, Any]], *, by: Actor, at: datetime) -> None:
    data = letter.data | {"attachments": enclosures}
    OfficialLetter.objects.filter(pk=letter.pk).update(
        data=data, changed_at=at, changed_by=by.user, text_version=F("text_version") + 1
    )
