"""The verbs of a succession: written down, confirmed as it was previewed, dropped, carried out on its day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit, wall
from antt_portal.core.blobs import keep_inspected, require_openable
from antt_portal.core.clock import local_date
from antt_portal.core.inspection import inspect
from antt_portal.core.inspection.marks import mark_in
from antt_portal.core.models import Blob
from antt_portal.core.refusal import Refused
from antt_portal.core.workflow import move, stale
from enterprises.actor import Actor
from enterprises.models import Membership, Organisation, Succession, SuccessionKind, Zone
from enterprises.permissions import can_keep_organisation
from enterprises.states import CARRY_OUT, DROP, HOLD, PLAN, SuccessionStatus
from enterprises.succession import telling
from enterprises.succession.examining import Preview, parts, preview
from enterprises.succession.parts import Deed

REASON_LENGTH = 300


@dataclass(frozen=True)
class Ground:
    """The document that says so; ``file`` is what was uploaded, as it was inspected and kept."""

    document: str
    documented_on: date
    file: Blob | None = None
    file_name: str = ""


def ground(
    document: str,
    documented_on: date,
    *,
    board_id: int,
    at: datetime,
    stream: BinaryIO | None = None,
    file_name: str = "",
) -> Ground:
    """Outside of every transaction: the file is inspected and kept. Raises Refused as the inspection does."""
    if documented_on > local_date(at):
        raise Refused("documented-later", _("Ngày văn bản ở sau hôm nay. Chưa ghi gì."))
    if mark_in(document):
        raise Refused("classified", _("Cổng không nhận văn bản mật. Chưa ghi gì."))
    if stream is None:
        return Ground(document, documented_on)
    inspected = inspect(stream, file_name)
    blob = keep_inspected(stream, inspected, board_id=board_id, at=at)
    return Ground(document, documented_on, blob, inspected.file_name)


@transaction.atomic
def begin(
    organisation: Organisation,
    kind: SuccessionKind,
    *,
    on: date,
    why: Ground,
    by: Actor,
    at: datetime,
    successor: Organisation | None = None,
    zone: Zone | None = None,
    new_name: str = "",
) -> Succession:
    """Write it down, to be previewed. Nothing happens yet. Raises Refused("pending") while another one waits."""
    _lock([organisation])
    if organisation.successions.pending().exists():
        text = _("Tổ chức này đang có một thay đổi chưa thực hiện: thực hiện hoặc bỏ việc đó trước.")
        raise Refused("pending", text)
    new = Succession.objects.create(
        board_id=organisation.board_id,
        kind=kind,
        status=SuccessionStatus.DRAFT,
        organisation=organisation,
        successor=successor,
        zone=zone,
        former_name=organisation.name,
        new_name=new_name,
        effective_on=on,
        document=why.document,
        documented_on=why.documented_on,
        file=why.file,
        file_name=why.file_name,
        made_at=at,
        made_by=by.user,
    )
    audit.record(new, "succession.begin", by=by, at=at, after=_facts(new))
    return new


def _facts(one: Succession) -> dict[str, str | None]:
    return {
        "kind": one.kind,
        "organisation": str(one.organisation.public_id),
        "successor": str(one.successor.public_id) if one.successor else None,
        "zone": one.zone.name if one.zone else None,
        "new_name": one.new_name,
        "effective_on": one.effective_on.isoformat(),
        "document": one.document,
        "documented_on": one.documented_on.isoformat(),
        "file": one.file.sha256 if one.file else None,
    }


@transaction.atomic
def confirm(succession: Succession, *, digest: str, by: Actor, at: datetime, seen: int) -> Succession:
    """Carry it out as it was previewed; one of a day to come waits for it.

    Raises Refused("changed") when the preview would say something else now, "hindered" while something stands in the
    way, Refused("stale") when somebody confirmed or dropped it meanwhile, Quarantined for a file nobody may open.
    """
    locked = _locked(succession)
    if locked.version != seen or locked.status != SuccessionStatus.DRAFT:
        raise stale()
    found = preview(locked)
    if found.digest != digest:
        text = _("Số liệu đã thay đổi từ lúc xem trước. Chưa thực hiện gì; xem lại rồi xác nhận.")
        raise Refused("changed", text)
    _require_way(found)
    if locked.file:
        require_openable([locked.file])
    answering = {"confirmed_by": by.membership, "confirmed_ip": by.ip, "digest": digest, "held_because": ""}
    if locked.effective_on > local_date(at):
        move(locked, PLAN, by=by, at=at, changes=answering, after=_facts(locked))
    else:
        _carry_out(locked, found, by=by, at=at, changes=answering)
    return locked


def _require_way(found: Preview) -> None:
    if found.hinders:
        raise Refused("hindered", found.hinders[0].text)


def _carry_out(
    succession: Succession, found: Preview, *, by: Actor, at: datetime, changes: Mapping[str, object]
) -> None:
    """What is kept for ever is said in the portal's own language, whoever confirms."""
    with translation.override(settings.LANGUAGE_CODE):
        lines = [line.kept() for line in preview(succession).lines]
        concerned = telling.concerned(succession)
        for part in parts():
            part.carry_out(Deed(succession, by, at))
    kept = {**changes, "done_at": at, "lines": lines}
    after = {**_facts(succession), "counts": {line.code: line.count for line in found.lines}}
    move(succession, CARRY_OUT, by=by, at=at, changes=kept, after=after)
    telling.tell(succession, concerned, at=at)


@transaction.atomic
def drop(succession: Succession, *, by: Actor, at: datetime, seen: int) -> None:
    """Nothing of it will happen. Raises Refused("stale")."""
    move(_locked(succession), DROP, by=by, at=at, seen=seen)


def carry_out_due(*, at: datetime) -> int:
    """Those whose day has come, each in a transaction of its own; returns how many were carried out or held.

    What stands in the way by then, or whoever confirmed it works for the board no more, holds it: somebody looks again.
    """
    due = Succession.objects.filter(status=SuccessionStatus.PLANNED, effective_on__lte=local_date(at))
    done = 0
    for one in due.order_by("effective_on", "pk"):
        with wall.within([one.board_id]):
            done += _one_due(one, at=at)
    return done


@transaction.atomic
def _one_due(succession: Succession, *, at: datetime) -> int:
    locked = _locked(succession)
    if locked.status != SuccessionStatus.PLANNED or locked.confirmed_by is None:
        return 0
    by = Actor.of(locked.confirmed_by, ip=locked.confirmed_ip)
    try:
        with transaction.atomic():  # a Refused takes back what the parts before it did
            _require_entitled(locked, by, on=local_date(at))
            found = preview(locked)
            _require_way(found)
            _carry_out(locked, found, by=by, at=at, changes={})
    except Refused as refused:
        locked.refresh_from_db()
        why = str(refused)[:REASON_LENGTH]
        move(locked, HOLD, by=by, at=at, changes={"held_because": why}, note=why)
        telling.tell_held(locked, at=at)
    return 1


def _require_entitled(succession: Succession, by: Actor, *, on: date) -> None:
    stands = Membership.objects.filter(pk=by.membership.pk, user__is_active=True).on(on).exists()
    if not (stands and can_keep_organisation(by, succession.organisation)):
        raise Refused("not-entitled", _("Người xác nhận không còn làm việc này tại Ban Quản lý. Xem lại và xác nhận."))


def _locked(succession: Succession) -> Succession:
    """The organisations before the row of the succession: every other verb about them waits."""
    _lock([succession.organisation, *([succession.successor] if succession.successor else [])])
    related = ("organisation", "successor", "zone", "file", "confirmed_by__user", "confirmed_by__organisation")
    rows = Succession.objects.select_for_update(of=("self",)).select_related(*related)
    return rows.get(pk=succession.pk)


def _lock(organisations: list[Organisation]) -> None:
    """In one order, so that two successions wait for each other and not for ever."""
    keys = [one.pk for one in organisations]
    list(Organisation.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
