"""The row of a notice, not yet written."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from antt_portal.core.models import Notice
from antt_portal.core.notice_keys import occasion_key
from antt_portal.core.subject import Subject


def notice_of(
    kind: str,
    occasion: str,
    whom: str,
    *,
    about: Subject,
    at: datetime,
    params: Mapping[str, Any],
    organisation_id: int | None,
    **person: Any,
) -> Notice:
    """``whom`` is part of its key (``notice_keys``); ``person`` says where it goes: an account, or address and name."""
    return Notice(
        key=occasion_key(about, occasion, whom),
        board_id=about.board_id,
        organisation_id=organisation_id,
        kind=kind,
        subject_kind=about._meta.label_lower,
        subject_id=about.public_id,
        params=dict(params),
        created_at=at,
        due_at=at,
        **person,
    )
