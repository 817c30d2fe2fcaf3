"""Deadlines of organisations for tests; what each is about is made up."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

from antt_portal.core.clock import VIETNAM
from enterprises.models import Deadline, DeadlineKind, Organisation
from enterprises.tests.factories import OrganisationFactory

OPENED = datetime(2026, 1, 2, 2, tzinfo=UTC)


def a_deadline(kind: DeadlineKind, due_on: date, organisation: Organisation | None = None, **more: Any) -> Deadline:
    """Open, of a new tenant unless one is given, with the page of an organisation for its act."""
    owner = organisation or OrganisationFactory()
    values = {
        "board_id": owner.board_id,
        "organisation": owner,
        "subject_kind": "enterprises.organisation",
        "subject_id": uuid4(),
        "kind": kind,
        "title": "công văn 12/BQL-VP về việc thử",
        "route": "enterprises:organisation",
        "due_on": due_on,
        "due_at": datetime.combine(due_on, time(23, 59, 59), tzinfo=VIETNAM),
        "opened_at": OPENED,
    }
    return Deadline.objects.create(**values | more)
