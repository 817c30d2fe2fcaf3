"""The bundle of a draft: files that go with the letter, and what the letter calls them."""

from datetime import datetime
from typing import Any, BinaryIO

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit, blobs
from antt_portal.core.inspection import Inspected
from antt_portal.core.refusal import Refused
from directives.models import Attachment, OfficialLetter
from directives.writing.composing import locked_draft
from enterprises.actor import Actor

TITLE_LENGTH = 300


def attach(
    letter: OfficialLetter, stream: BinaryIO, inspected: Inspected, *, title: str, by: Actor, at: datetime
) -> None:
    """Add an inspected file to the bundle, as the file of the enclosure called ``title`` or as a new one.

    Raises Refused("not-draft"). The bytes are written first: a crash in between leaves an orphan file and no row.
    """
    blob = blobs.keep_inspected(stream, inspected, board_id=by.board_id, at=at)
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
def announce(letter: OfficialLetter, title: str, *, by: Actor, at: datetime) -> None:
    """Name an enclosure whose file comes later. Raises Refused("not-draft"), Refused("title-missing")."""
    named = " ".join(title.split())
    if not named:
        raise Refused("title-missing", _("Ghi tên văn bản gửi kèm."))
    locked = locked_draft(letter)
    _write_enclosures(
        locked, [*locked.data["attachments"], {"title": named[:TITLE_LENGTH], "file": None}], by=by, at=at
    )
    audit.record(locked, "officialletter.announce", by=by, at=at, after={"title": named[:TITLE_LENGTH]})


@transaction.atomic
def renounce(letter: OfficialLetter, title: str, *, by: Actor, at: datetime) -> None:
    """Take back the name of an enclosure that has no file. Raises Refused("not-draft")."""
    locked = locked_draft(letter)
    enclosures = locked.data["attachments"]
    left = [one for one in enclosures if one.get("file") or one["title"] != title]
    if left != enclosures:
        _write_enclosures(locked, left, by=by, at=at)
        audit.record(locked, "officialletter.renounce", by=by, at=at, before={"title": title})


@transaction.atomic
def detach(attachment: Attachment, *, by: Actor, at: datetime) -> None:
    """Take a file out of the bundle; what the letter calls it goes with it. Raises Refused("not-draft")."""
    locked = locked_draft(attachment.letter)
    left = [one for one in locked.data["attachments"] if one.get("file") != attachment.file_name]
    _write_enclosures(locked, left, by=by, at=at)
    audit.record(locked, "officialletter.detach", by=by, at=at, before={"file": attachment.file_name})
    attachment.delete()


def _write_enclosures(letter: OfficialLetter, enclosures: list[dict[str, Any]], *, by: Actor, at: datetime) -> None:
    """The text version stays: the editor does not write the bundle, and a file must not bring it into conflict."""
    data = letter.data | {"attachments": enclosures}
    OfficialLetter.objects.filter(pk=letter.pk).update(data=data, changed_at=at, changed_by=by.user)
