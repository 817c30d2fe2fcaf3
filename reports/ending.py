"""Evidence that is no longer valid soon: its organisation is told, in time to get a new one."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from antt_portal.core import outbox
from antt_portal.core.clock import local_date
from antt_portal.core.formats import vn_date
from enterprises.models import Membership, Role, User
from reports.models import Evidence

EVIDENCE_ENDING = "evidence_ending"
# The nearest step reached is told, so that a run that was missed is no flood afterwards.
STEPS = (timedelta(days=7), timedelta(days=30))


def announce_evidence(*, at: datetime) -> int:
    """Tell the editors 30 and again 7 days before; returns how many files there were to tell of.

    Each is told once per day of expiry and step, however often this runs.
    """
    on = local_date(at)
    files = list(_ending(on))
    editors = _editors({one.organisation_id for one in files}, on)
    for one in files:
        until = one.expires_on or on  # found by its last day, so that it has one
        step = next(step for step in STEPS if until <= on + step)
        outbox.put(
            EVIDENCE_ENDING,
            f"ending:{until.isoformat()}:T-{step.days}",
            about=one,
            to=editors[one.organisation_id],
            at=at,
            params={
                "title": str(one),
                "organisation": one.organisation.name,
                "until": vn_date(until),
                "path": reverse("reports:evidence"),
            },
            organisation_id=one.organisation_id,
        )
    return len(files)


def _ending(on: date) -> QuerySet[Evidence]:
    found = Evidence.objects.filter(expires_on__range=(on, on + STEPS[-1]))
    return found.select_related("organisation").order_by("pk")


def _editors(organisations: set[int], on: date) -> dict[int, list[User]]:
    """Who keeps the library; the head where nobody else does."""
    people: dict[int, list[User]] = defaultdict(list)
    heads: dict[int, list[User]] = defaultdict(list)
    found = Membership.objects.filter(organisation__in=organisations, user__is_active=True).on(on)
    for one in found.filter(role__in=[Role.EDITOR, Role.HEAD]).select_related("user").order_by("pk"):
        (people if one.role == Role.EDITOR else heads)[one.organisation_id].append(one.user)
    return {pk: people[pk] or heads[pk] for pk in organisations}
