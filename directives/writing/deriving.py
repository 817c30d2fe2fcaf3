"""Papers that follow from an issued one and say nothing new: certificates after a decision with its list."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from antt_portal.core.canonical import digest
from antt_portal.core.subject import Subject
from antt_portal.core.workflow import move
from directives import notices
from directives.models import LetterVersion, OfficialLetter
from directives.states import APPROVE, SUBMIT
from directives.writing import composing
from enterprises.actor import Actor


@transaction.atomic
def derive(
    source: OfficialLetter, data: Mapping[str, Any], *, about: Subject, code: str, by: Actor, at: datetime
) -> OfficialLetter:
    """A paper whose content was read with ``source``: it begins at the layout check, with the same drafter, reviewer

    and signer. ``code`` is printed on it. Raises Refused("malformed").
    """
    letter = composing.draft(
        source.issuer,
        data,
        by=by,
        at=at,
        delegation=source.delegation,
        about=about,
        drafter=source.drafted_by,
    )
    LetterVersion.objects.create(
        board_id=letter.board_id,
        letter=letter,
        number=1,
        data=letter.data,
        sha256=digest(letter.data),
        note=str(source)[:200],
        saved_at=at,
        saved_by=by.user,
    )
    move(letter, SUBMIT, by=by, at=at, changes={"code": code}, note=str(source))
    move(letter, APPROVE, by=by, at=at, changes={"reviewed_by": source.reviewed_by}, note=str(source))
    notices.letter_waits(letter, at=at)
    return letter
