"""The verbs of organisations: registering, renaming, placing in a zone, deciding who files. One transaction each."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit, wall
from antt_portal.core.actor import Doer
from antt_portal.core.folding import search_key, sort_key
from antt_portal.core.refusal import Refused
from enterprises.models import (
    ENTERPRISE_KINDS,
    ROLES_OF_KIND,
    Applicability,
    ApplicabilityStatus,
    Board,
    Capacity,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationName,
    Role,
    Size,
    Tenancy,
    User,
    Zone,
)

TOO_SMALL = _("Doanh nghiệp nhỏ, siêu nhỏ: ngoài phạm vi Thông tư 124/2021/TT-BCA")


@transaction.atomic
def register(
    board: Board,
    kind: OrganisationKind,
    name: str,
    *,
    by: Doer,
    at: datetime,
    since: date,
    naming: dict[str, Any] | None = None,
    **fields: Any,
) -> Organisation:
    """Enter an organisation behind ``board``'s wall. ``naming`` are further fields of its first OrganisationName."""
    organisation = Organisation.objects.create(
        board=board, kind=kind, name=name, sort_key=sort_key(name), search_key=search_key(name), **fields
    )
    OrganisationName.objects.create(
        board=board, organisation=organisation, name=name, valid_from=since, **(naming or {})
    )
    audit.record(organisation, "organisation.register", by=by, at=at, after={"name": name, "kind": str(kind)})
    return organisation


@transaction.atomic
def rename(
    organisation: Organisation, name: str, *, by: Doer, at: datetime, on: date, since: date, **naming: Any
) -> OrganisationName:
    """Give the same legal person a new name from ``since``. Older papers keep the name of their day.

    Raises Refused("name-date") when ``since`` is not after the day its present name began.
    """
    present = organisation.names.select_for_update().filter(valid_to__isnull=True).get()
    if since <= present.valid_from:
        raise Refused("name-date", _("Tên mới phải có hiệu lực sau ngày của tên hiện nay (%s).") % present.valid_from)
    present.valid_to = since - timedelta(days=1)
    present.save(update_fields=["valid_to"])
    new = OrganisationName.objects.create(
        board_id=organisation.board_id,
        organisation=organisation,
        name=name,
        predecessor=present,
        valid_from=since,
        **naming,
    )
    if since <= on:
        show_name(organisation, name)
    audit.record(organisation, "organisation.rename", by=by, at=at, before={"name": present.name}, after={"name": name})
    return new


def show_name(organisation: Organisation, name: str) -> None:
    """Put ``name`` where lists and search look for it."""
    organisation.name, organisation.sort_key, organisation.search_key = name, sort_key(name), search_key(name)
    organisation.save(update_fields=["name", "sort_key", "search_key"])


def refresh_names(on: date) -> int:
    """Show the names that became valid by ``on`` (a change entered ahead). Returns how many changed."""
    changed = 0
    for valid in (
        OrganisationName.objects.valid_on(on).exclude(organisation__name=F("name")).select_related("organisation")
    ):
        with wall.within([valid.board_id]):
            show_name(valid.organisation, valid.name)
        changed += 1
    return changed


@transaction.atomic
def place(
    organisation: Organisation, zone: Zone, capacity: Capacity, *, by: Doer, at: datetime, since: date
) -> Tenancy:
    """Record that the organisation is in ``zone`` from ``since``. Raises Refused("other-board", "there-already")."""
    if zone.board_id != organisation.board_id:
        raise Refused("other-board", _("Khu này không thuộc Ban Quản lý của tổ chức."))
    if Tenancy.objects.filter(zone=zone, organisation=organisation, capacity=capacity, valid_to=None).exists():
        raise Refused("there-already", _("Tổ chức đang ở khu này với tư cách đó."))
    tenancy = Tenancy.objects.create(
        board_id=organisation.board_id,
        zone=zone,
        organisation=organisation,
        capacity=capacity,
        valid_from=since,
    )
    audit.record(organisation, "tenancy.begin", by=by, at=at, after={"zone": zone.name, "capacity": str(capacity)})
    return tenancy


@transaction.atomic
def leave(tenancy: Tenancy, *, by: Doer, at: datetime, last_day: date) -> None:
    """End a tenancy; what was done in the zone stays with it. Raises Refused("last-day"), Refused("left")."""
    if last_day < tenancy.valid_from:
        raise Refused("last-day", _("Ngày rời khu phải từ ngày vào khu trở đi."))
    lasting = Tenancy.objects.filter(Q(valid_to=None) | Q(valid_to__gt=last_day), pk=tenancy.pk)
    if not lasting.update(valid_to=last_day):
        raise Refused("left", _("Việc rời khu đã được ghi trước đó."))
    after = {"zone": tenancy.zone.name, "last_day": str(last_day)}
    audit.record(tenancy.organisation, "tenancy.end", by=by, at=at, after=after)


@transaction.atomic
def classify(organisation: Organisation, *, by: Doer, at: datetime, **traits: Any) -> None:
    """Change the address and what decides to whom a duty applies."""
    before = {name: getattr(organisation, name) for name in traits}
    for name, value in traits.items():
        setattr(organisation, name, value)
    organisation.save(update_fields=list(traits))
    audit.record(organisation, "organisation.classify", by=by, at=at, before=before, after=traits)


@transaction.atomic
def grant(
    user: User,
    organisation: Organisation,
    role: Role,
    *,
    by: Doer,
    at: datetime,
    since: date,
    until: date | None = None,
) -> Membership:
    """Let ``user`` act for ``organisation``. Raises Refused("role-of-kind") for a role its kind does not have."""
    if role not in ROLES_OF_KIND[organisation.kind]:
        raise Refused("role-of-kind", _("Loại tổ chức này không có vai trò đó."))
    membership = Membership.objects.create(
        board_id=organisation.board_id,
        user=user,
        organisation=organisation,
        role=role,
        valid_from=since,
        valid_to=until,
    )
    audit.record(organisation, "membership.grant", by=by, at=at, after={"user": str(user.public_id), "role": str(role)})
    return membership


@transaction.atomic
def decide_applicability(
    organisation: Organisation,
    year: int,
    status: ApplicabilityStatus,
    *,
    by: Doer,
    at: datetime,
    reason: str = "",
    recogniser: Organisation | None = None,
) -> Applicability:
    """Say whether the yearly filing applies. Raises Refused("reason-missing") for an exemption without a reason."""
    if status == ApplicabilityStatus.NOT_APPLICABLE and not reason.strip():
        raise Refused("reason-missing", _("Ghi lý do không áp dụng."))
    before = Applicability.objects.filter(organisation=organisation, year=year).first()
    decided, _created = Applicability.objects.update_or_create(
        organisation=organisation,
        year=year,
        defaults={
            "board_id": organisation.board_id,
            "status": status,
            "reason": reason.strip(),
            "recogniser": recogniser or organisation.recogniser,
        },
    )
    audit.record(
        organisation,
        "applicability.decide",
        by=by,
        at=at,
        before={"status": before.status} if before else None,
        after={"year": year, "status": str(status)},
        note=reason,
    )
    return decided


def default_applicability(
    organisation: Organisation, previous: Applicability | None
) -> tuple[ApplicabilityStatus, str]:
    """What holds in a new year unless somebody decides otherwise: last year's, else by size."""
    if previous:
        return ApplicabilityStatus(previous.status), previous.reason
    if organisation.kind in ENTERPRISE_KINDS and organisation.size in {Size.MICRO, Size.SMALL}:
        return ApplicabilityStatus.NOT_APPLICABLE, str(TOO_SMALL)
    return ApplicabilityStatus.REQUIRED, ""
