"""Papers: ordered by a verb in its transaction, rendered once after it, and never again."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db import transaction

from antt_portal.core import blobs, wall
from antt_portal.core.documents import Document, PoolBusy, RenderFailed, render_pdf
from antt_portal.core.models import Paper
from antt_portal.core.subject import Subject
from antt_portal.core.waking import wake

Builder = Callable[[dict[str, Any]], Document]

PDF = "application/pdf"
RENDER_TASK = "antt_portal.core.tasks.render_papers"
# Longer than a rendering may take, so that two workers seldom do the same one; and how long a failed one rests.
CLAIM_SECONDS = 180
REST_SECONDS = 600

logger = logging.getLogger(__name__)
_builders: dict[str, Builder] = {}


def register(kind: str, builder: Builder) -> None:
    """Say how data of ``kind`` becomes a document; each app's ``documents`` does so at start-up."""
    if _builders.setdefault(kind, builder) is not builder:
        raise ValueError(f"two builders for papers of kind {kind!r}")


def document_for(kind: str) -> Builder:
    """Raises KeyError for a kind that no app registered."""
    return _builders[kind]


def known_kinds() -> frozenset[str]:
    return frozenset(_builders)


def order(
    kind: str,
    *,
    about: Subject,
    data: Mapping[str, Any],
    file_name: str,
    at: datetime,
    organisation_id: int | None = None,
) -> Paper:
    """The paper of ``kind`` about ``about``: a new row, or the one ordered before.

    Call it inside the verb's transaction. Once that commits, a worker is woken to render it; should none hear of it,
    the next sweep does. ``data`` is JSON, read by the builder registered for ``kind``.
    """
    if kind not in _builders:
        raise KeyError(kind)
    paper, created = Paper.objects.get_or_create(
        kind=kind,
        subject_kind=about._meta.label_lower,
        subject_id=about.public_id,
        defaults={
            "board_id": about.board_id,
            "organisation_id": organisation_id,
            "file_name": file_name,
            "data": dict(data),
            "ordered_at": at,
        },
    )
    if created:
        _wake_after_commit()
    return paper


def _wake_after_commit() -> None:
    """Once per transaction, however many papers it orders: a worker that wakes renders all of them."""
    waiting = [call for _savepoints, call, _robust in transaction.get_connection().run_on_commit]
    if render_soon not in waiting:
        transaction.on_commit(render_soon, robust=True)


def render(paper: Paper, *, at: datetime) -> Paper:
    """Give ``paper`` its blob unless it has one. Two at once make the same bytes, and the first to be done is kept.

    Not inside a transaction: it may take seconds. Raises RenderFailed.
    """
    if paper.blob_id is None:
        content = render_pdf(document_of(paper))
        with wall.within([paper.board_id]):
            blob = blobs.keep_bytes(content, media_type=PDF, board_id=paper.board_id, at=at)
            Paper.objects.filter(pk=paper.pk, blob=None).update(blob=blob, rendered_at=at)
            paper.refresh_from_db(fields=["blob", "rendered_at"])
    return paper


def document_of(paper: Paper) -> Document:
    """What ``paper`` says. Raises RenderFailed where its data makes no document."""
    try:
        return document_for(paper.kind)(paper.data)
    except (KeyError, TypeError, ValueError) as error:
        raise RenderFailed(f"the data makes no {paper.kind}: {type(error).__name__}: {error}") from error


def render_missing(*, at: datetime) -> int:
    """Render what nobody else is rendering; returns how many. One that fails rests a while and holds up no other."""
    waiting = list(Paper.objects.awaiting_render().values_list("pk", flat=True))
    return sum(_render_claimed(pk, at=at) for pk in waiting)


def _render_claimed(pk: int, *, at: datetime) -> bool:
    claim = f"paper-render:{pk}"
    if not cache.add(claim, 1, CLAIM_SECONDS):
        return False
    paper = Paper.objects.awaiting_render().filter(pk=pk).first()
    try:
        if paper is not None:
            render(paper, at=at)
    except PoolBusy:
        paper = None
    except Exception:  # whatever is wrong with one paper, the others are not to wait for it
        logger.exception("paper not rendered", extra={"paper_id": pk})
        cache.set(claim, 1, REST_SECONDS)
        return False
    cache.delete(claim)
    return paper is not None


def render_soon() -> None:
    wake(RENDER_TASK)
