"""One verb, one door: how a status changes. The guard, the write and the record cannot be separated."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.actor import Doer
from antt_portal.core.public_id import PublicModel
from antt_portal.core.refusal import Refused
from antt_portal.core.transition import Transition


class StatefulModel(PublicModel):
    """A row with a status that only ``move`` changes, and a version that grows with every move."""

    # Each model declares ``status`` with the choices of its state table.
    status: Any
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


def stale() -> Refused:
    return Refused(
        "stale",
        _("Hồ sơ đã thay đổi hoặc đã được người khác xử lý. Chưa ghi gì; tải lại trang để xem bản mới nhất."),
    )


def move(
    record: Any,
    transition: Transition,
    *,
    by: Doer,
    at: datetime,
    seen: int | None = None,
    changes: Mapping[str, Any] | None = None,
    note: str = "",
    after: Any = None,
) -> None:
    """Compare-and-set the status and write the audit row. Call it inside the verb's transaction.

    ``seen`` is the version the person had on the screen (None: the version just read by the verb itself).
    Raises Refused("stale") when the row changed since, or is in none of the transition's sources.
    """
    expected = record.version if seen is None else seen
    same_row = type(record)._base_manager.filter(pk=record.pk, status__in=transition.sources, version=expected)
    changed = dict(changes or {})
    if same_row.update(status=transition.target, version=F("version") + 1, **changed) != 1:
        raise stale()
    source = record.status
    record.status, record.version = transition.target, expected + 1
    for name, value in changed.items():
        setattr(record, name, value)
    audit.record(
        record,
        f"{record._meta.model_name}.{transition.code}",
        by=by,
        at=at,
        note=note,
        after=after,
        statuses=(source, transition.target),
        version=record.version,
    )
