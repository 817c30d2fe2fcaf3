"""Writing a plan: a statement per thousand rows, an audit row per act, inside the transaction of whoever calls."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any

from django.db.models import Model

from antt_portal.core.clock import local_date
from antt_portal.core.folding import search_key, sort_key
from antt_portal.core.many_acts import Act, record_each
from antt_portal.moving.planning import Edit, Plan, Renaming
from enterprises import notices
from enterprises.actor import Actor
from enterprises.models import Contact, Invitation, Organisation, OrganisationName, Tenancy, Zone
from enterprises.people.invitations import GOOD_FOR
from reports.models import PastRecognition

BATCH = 1000
# Each after those it points at.
ORDER: tuple[type[Model], ...] = (Zone, Organisation, OrganisationName, Tenancy, Contact, Invitation, PastRecognition)
DESCRIBED = {
    Zone: ("name", "kind", "valid_from", "valid_to"),
    Organisation: ("name", "kind"),
    Contact: ("name", "office", "phone", "email"),
    Invitation: ("email", "role"),
    PastRecognition: ("year", "is_recognised", "decision_number", "decided_on", "recogniser"),
}
ADDED = {
    Zone: "zone.add",
    Organisation: "organisation.register",
    Contact: "contact.add",
    Invitation: "invitation.send",
    PastRecognition: "pastrecognition.add",
}
EDITED = {
    Zone: "zone.change",
    Organisation: "organisation.classify",
    Contact: "contact.correct",
    PastRecognition: "pastrecognition.change",
}


def statements(plan: Plan) -> int:
    """How much there is to write, for a bar that grows as ``write`` says what it wrote."""
    return 2 * (sum(map(len, plan.fresh.values())) + len(plan.edits) + len(plan.renamings))


def write(plan: Plan, *, by: Actor, at: datetime, note: str, wrote: Callable[[int], None]) -> None:
    """All of it. Raises IntegrityError when the record moved since the plan was made."""
    rows = _by_model(plan)
    for invitation in rows[Invitation]:
        invitation.invited_at, invitation.invited_by = at, by.user
        invitation.inviting_organisation, invitation.expires_at = by.organisation, at + GOOD_FOR
    for model in ORDER:
        _create(model, rows[model], wrote)
    _rename(plan.renamings, on=local_date(at))
    _edit(plan.edits)
    notices.invited_each(rows[Invitation], at=at)
    wrote(len(plan.renamings) + len(plan.edits))
    acts = chain(
        *(map(_added, rows[model]) for model in ORDER if model is not OrganisationName),
        map(_renamed, plan.renamings),
        map(_edited, plan.edits),
    )
    for count in record_each(acts, by=by, at=at, note=note):
        wrote(count)


def _by_model(plan: Plan) -> dict[type[Model], list[Any]]:
    rows: dict[type[Model], list[Any]] = defaultdict(list)
    for made in plan.fresh.values():
        for row in made:
            rows[type(row)].append(row)
    return rows


def _create(model: type[Model], rows: list[Any], wrote: Callable[[int], None]) -> None:
    for first in range(0, len(rows), BATCH):
        batch = rows[first : first + BATCH]
        model._default_manager.bulk_create(batch)
        wrote(len(batch))


def _rename(renamings: list[Renaming], *, on: date) -> None:
    """A name ends before the next begins; one of a day to come waits for it (``refresh_names``)."""
    for one in renamings:
        one.present.valid_to = one.new.valid_from - timedelta(days=1)
    OrganisationName.objects.bulk_update([one.present for one in renamings], ["valid_to"], batch_size=BATCH)
    OrganisationName.objects.bulk_create([one.new for one in renamings], batch_size=BATCH)
    shown = [one for one in renamings if one.new.valid_from <= on]
    for one in shown:
        name = one.new.name
        one.organisation.name, one.organisation.sort_key = name, sort_key(name)
        one.organisation.search_key = search_key(name)
    fields = ["name", "sort_key", "search_key"]
    Organisation.objects.bulk_update([one.organisation for one in shown], fields, batch_size=BATCH)


def _edit(edits: list[Edit]) -> None:
    """Those that change the same fields go together."""
    alike: dict[tuple[type[Model], tuple[str, ...]], list[Any]] = defaultdict(list)
    for one in edits:
        for name, value in one.values.items():
            setattr(one.row, name, value)
        alike[type(one.row), tuple(sorted(one.values))].append(one.row)
    for (model, fields), rows in alike.items():
        model._default_manager.bulk_update(rows, fields, batch_size=BATCH)


def _added(row: Any) -> Act:
    if isinstance(row, Tenancy):
        after = {"zone": row.zone.name, "capacity": str(row.capacity), **_days(row)}
        return Act(row.organisation, "tenancy.begin", after=after)
    after = {name: _plain(getattr(row, name)) for name in DESCRIBED[type(row)]}
    return Act(row, ADDED[type(row)], after=after)


def _days(tenancy: Tenancy) -> dict[str, str]:
    last = {"last_day": str(tenancy.valid_to)} if tenancy.valid_to else {}
    return {"since": str(tenancy.valid_from), **last}


def _renamed(one: Renaming) -> Act:
    names = {"before": {"name": one.present.name}, "after": {"name": one.new.name}}
    return Act(one.organisation, "organisation.rename", **names)


def _edited(one: Edit) -> Act:
    if isinstance(one.row, Tenancy):
        after = {"zone": one.row.zone.name, "last_day": str(one.row.valid_to)}
        return Act(one.row.organisation, "tenancy.end", after=after)
    if isinstance(one.row, Contact) and "confirmed_at" in one.values:
        return Act(one.row, "contact.confirm")
    return Act(one.row, EDITED[type(one.row)], before=_all(one.before), after=_all(one.values))


def _all(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    """As JSON keeps it."""
    return str(value) if isinstance(value, date | str) else value
