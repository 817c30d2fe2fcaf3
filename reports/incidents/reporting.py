"""What an enterprise does: report an incident, correct what it said, add files. A double press reports once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, BinaryIO
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit, blobs
from antt_portal.core.clock import local_date
from antt_portal.core.folding import search_key
from antt_portal.core.inspection import Inspected
from antt_portal.core.refusal import Refused
from antt_portal.core.workflow import stale
from enterprises.actor import Actor
from enterprises.models import Organisation, Tenancy, Zone
from reports.incidents import notices
from reports.incidents.personal_data import refuse_in
from reports.models import Incident, IncidentFile, IncidentStatus, IncidentVersion

# A phone's clock may be a little ahead of the server's.
CLOCKS_DIFFER = timedelta(minutes=10)
MOST_FILES = 30


@dataclass(frozen=True)
class Facts:
    """What is said of an incident, as ``IncidentVersion`` keeps it."""

    type: str
    happened_at: datetime
    place: str
    text: str
    is_sign: bool = False
    zone: Zone | None = None
    told: Mapping[str, str] = field(default_factory=dict)
    involved: int | None = None
    injured: int | None = None
    dead: int | None = None
    stopped: int | None = None
    loss: int | None = None

    @classmethod
    def of(cls, version: IncidentVersion) -> "Facts":
        return cls(**{name: getattr(version, name) for name in cls.__dataclass_fields__})

    @property
    def columns(self) -> dict[str, Any]:
        return {**{name: getattr(self, name) for name in self.__dataclass_fields__}, "told": dict(self.told)}

    @property
    def search_key(self) -> str:
        """The words in which it is told."""
        return search_key(f"{self.place} {self.text}")


@transaction.atomic
def report(facts: Facts, *, by: Actor, at: datetime, public_id: UUID | None = None) -> Incident:
    """Report an incident of ``by``'s organisation; sent again with the same ``public_id`` it is the one reported.

    Raises Refused("in-future"), Refused("other-zone"), Refused("personal-data").
    """
    _require_sound(facts, by.organisation, at=at)
    own = {"board_id": by.board_id, "organisation_id": by.organisation_id}
    told = {"reported_at": at, "reported_by": by.user, "search_key": facts.search_key}
    new = {**own, "status": IncidentStatus.REPORTED, **told}
    incident, created = Incident.objects.get_or_create(public_id=public_id or uuid4(), defaults=new)
    if not created and incident.organisation_id != by.organisation_id:
        incident, created = Incident.objects.create(**new), True
    if created:
        version = _say(incident, 1, facts, by=by, at=at)
        statuses = ("", str(IncidentStatus.REPORTED))
        audit.record(incident, "incident.report", by=by, at=at, after={"type": facts.type}, statuses=statuses)
        notices.reported(incident, version, by=by, at=at)
    return incident


@transaction.atomic
def correct(incident: Incident, facts: Facts, *, reason: str, by: Actor, at: datetime, seen: int) -> IncidentVersion:
    """Say it anew; the versions before stay. ``seen`` is the version of the incident on the screen.

    Raises Refused("closed"), Refused("reason-missing"), Refused("nothing-changed"), Refused("stale") and those of
    ``report``.
    """
    locked = lock(incident)
    require_open(locked)
    refuse_in(reason)
    if not reason.strip():
        raise Refused("reason-missing", _("Ghi lý do sửa."))
    if facts == Facts.of(locked.facts):
        raise Refused("nothing-changed", _("Chưa có gì thay đổi so với bản đang lưu."))
    _require_sound(facts, locked.organisation, at=at)
    touch(locked, seen=seen, last_number=locked.last_number + 1, search_key=facts.search_key)
    version = _say(locked, locked.last_number, facts, by=by, at=at, reason=reason.strip())
    after = {"number": version.number}
    audit.record(locked, "incident.correct", by=by, at=at, after=after, note=version.reason, version=locked.version)
    notices.corrected(locked, version, at=at)
    return version


def add_file(incident: Incident, stream: BinaryIO, inspected: Inspected, *, by: Actor, at: datetime) -> IncidentFile:
    """Keep an inspected photo or file with the incident; the same one again is the one already there.

    The bytes are written before the transaction. Raises Refused("closed"), Refused("too-many-files").
    """
    blob = blobs.keep_inspected(stream, inspected, board_id=incident.board_id, at=at)
    with transaction.atomic():
        locked = lock(incident)
        require_open(locked)
        if locked.files.count() >= MOST_FILES:
            raise Refused("too-many-files", _("Vụ việc đã có 30 tệp, không thêm được nữa. Tệp này chưa được lưu."))
        found, created = IncidentFile.objects.get_or_create(
            incident=locked,
            blob=blob,
            defaults={
                "board_id": locked.board_id,
                "organisation_id": locked.organisation_id,
                "file_name": inspected.file_name,
                "kind": inspected.kind,
                "added_at": at,
                "added_by": by.user,
            },
        )
        if created:
            after = {"title": found.file_name, "sha256": blob.sha256}
            audit.record(locked, "incident.add_file", by=by, at=at, after=after)
    return found


def lock(incident: Incident) -> Incident:
    """The row as it is now, nobody else changing it until the transaction ends."""
    return Incident.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=incident.pk)


def require_open(incident: Incident) -> None:
    """Raises Refused("closed") for an incident that has ended."""
    if incident.status == IncidentStatus.CLOSED:
        raise Refused("closed", _("Vụ việc đã kết thúc. Chưa ghi gì; muốn ghi thêm thì phải mở lại vụ việc."))


def touch(locked: Incident, *, seen: int, **changes: Any) -> None:
    """Change a locked incident without moving it. Raises Refused("stale") when somebody changed it since ``seen``."""
    if locked.version != seen:
        raise stale()
    for name, value in {**changes, "version": seen + 1}.items():
        setattr(locked, name, value)
    locked.save(update_fields=[*changes, "version"])


def _say(
    incident: Incident, number: int, facts: Facts, *, by: Actor, at: datetime, reason: str = ""
) -> IncidentVersion:
    return IncidentVersion.objects.create(
        board_id=incident.board_id,
        organisation_id=incident.organisation_id,
        incident=incident,
        number=number,
        reason=reason,
        recorded_at=at,
        recorded_by=by.user,
        **facts.columns,
    )


def zones_of(organisation: Organisation, *, at: datetime) -> list[Zone]:
    """Where the organisation is on that day."""
    present = Tenancy.objects.on(local_date(at)).filter(organisation=organisation)
    return list(Zone.objects.filter(pk__in=present.values("zone")))


def _require_sound(facts: Facts, organisation: Organisation, *, at: datetime) -> None:
    if facts.happened_at > at + CLOCKS_DIFFER:
        raise Refused("in-future", _("Giờ xảy ra sau giờ hiện tại. Chưa ghi gì; xem lại ngày và giờ."))
    if facts.zone and facts.zone not in zones_of(organisation, at=at):
        raise Refused("other-zone", _("Doanh nghiệp không hoạt động tại khu này."))
    refuse_in(facts.place, facts.text)
