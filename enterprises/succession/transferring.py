"""A board, or a zone of it, goes to another by two administrators: one offers, one takes over (decision 127).

What is done is done by ``boards.merge``. Everything here works behind both walls.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit, wall
from antt_portal.core.blobs import require_openable
from antt_portal.core.clock import local_date
from antt_portal.core.refusal import Refused
from antt_portal.core.workflow import move, stale
from enterprises.actor import Actor
from enterprises.models import Board, BoardTransfer, Membership, Organisation, OrganisationKind, Role, User, Zone
from enterprises.permissions import can_transfer_board
from enterprises.states import ACCEPT, DROP_TRANSFER, HOLD_TRANSFER, OFFER, TAKE_OVER, TransferStatus
from enterprises.succession import telling
from enterprises.succession.boards import Merger, merge, office_of, preview
from enterprises.succession.deciding import REASON_LENGTH, Ground
from enterprises.succession.examining import Preview


def behind_both(transfer: BoardTransfer) -> AbstractContextManager[None]:
    return wall.within([transfer.board_id, transfer.to_id])


def others_than(board_id: int) -> list[tuple[str, str]]:
    """Codes and names of the boards that still run; a board's name is no secret of its wall."""
    running = Organisation.objects.filter(kind=OrganisationKind.BOARD, board__closed_on=None)
    with wall.narrow():
        return list(running.exclude(board=board_id).order_by("sort_key").values_list("board__code", "name"))


def coded(code: str) -> Board:
    with wall.narrow():
        return Board.objects.get(code=code)


def begin(
    to: Board, *, zone: Zone | None, with_people: bool, on: date, why: Ground, by: Actor, at: datetime
) -> BoardTransfer:
    """Write it down, to be previewed; nobody of the other board sees it yet.

    Raises Refused("pending") while another one waits, Refused("not-entitled").
    """
    _require_administrator(by, by.board_id)
    with wall.within([by.board_id, to.pk]), transaction.atomic():
        former = Board.objects.select_for_update().get(pk=by.board_id)
        if BoardTransfer.objects.filter(board=former).pending().exists():
            text = _("Ban đang có một việc sáp nhập, chuyển khu chưa xong: thực hiện hoặc bỏ việc đó trước.")
            raise Refused("pending", text)
        new = BoardTransfer.objects.create(
            board=former,
            to=to,
            zone=zone,
            status=TransferStatus.DRAFT,
            former_name=office_of(former).name,
            new_name=office_of(to).name,
            zone_name=zone.name if zone else "",
            with_people=with_people,
            effective_on=on,
            document=why.document,
            documented_on=why.documented_on,
            file=why.file,
            file_name=why.file_name,
            made_at=at,
            made_by=by.user,
        )
        audit.record(new, "boardtransfer.begin", by=by, at=at, after=_facts(new))
    return new


def _facts(one: BoardTransfer) -> dict[str, str | bool | None]:
    return {
        "former": one.former_name,
        "to": one.new_name,
        "zone": one.zone_name,
        "with_people": one.with_people,
        "effective_on": one.effective_on.isoformat(),
        "document": one.document,
        "documented_on": one.documented_on.isoformat(),
        "file": one.file.sha256 if one.file else None,
    }


def examine(transfer: BoardTransfer, *, on: date) -> Preview:
    """As of today, ``on``; of a day to come as if it were that day."""
    with behind_both(transfer):
        return preview(_merger(transfer), on=max(on, transfer.effective_on))


def _merger(transfer: BoardTransfer) -> Merger:
    why = Ground(transfer.document, transfer.documented_on, transfer.file, transfer.file_name)
    return Merger(transfer.board, transfer.to, transfer.effective_on, why, transfer.with_people, transfer.zone)


def offer(transfer: BoardTransfer, *, digest: str, by: Actor, at: datetime, seen: int) -> None:
    """The other board's administrators see it from now on, and are told.

    Raises as ``take_over``.
    """
    _require_administrator(by, transfer.board_id)
    with behind_both(transfer), transaction.atomic():
        locked = _locked(transfer, TransferStatus.DRAFT, seen)
        _as_previewed(locked, digest, on=local_date(at))
        move(locked, OFFER, by=by, at=at, changes={"offered_at": at, "reason": ""}, after=_facts(locked))
        _tell(locked, "offered", [locked.to], at=at)


def take_over(transfer: BoardTransfer, *, digest: str, by: Actor, at: datetime, seen: int) -> BoardTransfer:
    """Carry it out as it was previewed; one of a day to come waits for it.

    Raises Refused("changed") when the preview would say something else now, "hindered" while something stands in the
    way, "stale" when somebody else was first, "not-entitled"; Quarantined for a file nobody may open.
    """
    _require_administrator(by, transfer.to_id)
    with behind_both(transfer), transaction.atomic():
        locked = _locked(transfer, TransferStatus.OFFERED, seen)
        found = _as_previewed(locked, digest, on=local_date(at))
        accepting = {"accepted_by": by.membership, "accepted_ip": by.ip, "digest": digest, "reason": ""}
        if locked.effective_on > local_date(at):
            move(locked, ACCEPT, by=by, at=at, changes=accepting, after=_facts(locked))
            _tell(locked, "accepted", [locked.board], at=at)
        else:
            _carry_out(locked, found, by=by, at=at, changes=accepting)
    return locked


def _as_previewed(transfer: BoardTransfer, digest: str, *, on: date) -> Preview:
    found = examine(transfer, on=on)
    if found.digest != digest:
        text = _("Số liệu đã thay đổi từ lúc xem trước. Chưa thực hiện gì; xem lại rồi xác nhận.")
        raise Refused("changed", text)
    if found.hinders:
        raise Refused("hindered", found.hinders[0].text)
    if transfer.file:
        require_openable([transfer.file])
    return found


def _carry_out(
    transfer: BoardTransfer, found: Preview, *, by: Actor, at: datetime, changes: Mapping[str, object]
) -> None:
    """What is kept for ever is said in the portal's own language, whoever confirms."""
    with translation.override(settings.LANGUAGE_CODE):
        merge(_merger(transfer), digest=found.digest, by=by, at=at)
    done = {**changes, "done_at": at, "digest": found.digest}
    move(transfer, TAKE_OVER, by=by, at=at, changes=done, after=_facts(transfer))
    _tell(transfer, "done", [transfer.board, transfer.to], at=at)


def drop(transfer: BoardTransfer, *, reason: str, by: Actor, at: datetime, seen: int) -> None:
    """Nothing of it will happen; either side may say so. Raises Refused("stale"), Refused("not-entitled")."""
    _require_administrator(by, transfer.board_id, transfer.to_id)
    with behind_both(transfer), transaction.atomic():
        locked = _row(transfer)
        was_offered = locked.offered_at is not None
        why = reason[:REASON_LENGTH]
        move(locked, DROP_TRANSFER, by=by, at=at, seen=seen, changes={"reason": why}, note=why)
        if was_offered:
            _tell(locked, "dropped", [locked.board, locked.to], at=at)


def carry_out_due(*, at: datetime) -> int:
    """Those whose day has come, each in a transaction of its own; returns how many were carried out or held."""
    due = BoardTransfer.objects.filter(status=TransferStatus.PLANNED, effective_on__lte=local_date(at))
    done = 0
    for one in due.order_by("effective_on", "pk"):
        with behind_both(one):
            done += _one_due(one, at=at)
    return done


@transaction.atomic
def _one_due(transfer: BoardTransfer, *, at: datetime) -> int:
    """What stands in the way by then, or whoever took it over works there no more, holds it."""
    locked = _row(transfer)
    if locked.status != TransferStatus.PLANNED or locked.accepted_by is None:
        return 0
    by, on = Actor.of(locked.accepted_by, ip=locked.accepted_ip), local_date(at)
    try:
        with transaction.atomic():  # a Refused takes back what was done before it
            if not Membership.objects.filter(pk=by.membership.pk, user__is_active=True).on(on).exists():
                text = _("Người nhận không còn làm việc này tại Ban kế thừa. Xem lại và xác nhận.")
                raise Refused("not-entitled", text)
            _carry_out(locked, examine(locked, on=on), by=by, at=at, changes={})
    except Refused as refused:
        locked.refresh_from_db()
        why = str(refused)[:REASON_LENGTH]
        move(locked, HOLD_TRANSFER, by=by, at=at, changes={"reason": why}, note=why)
        _tell(locked, "held", [locked.board, locked.to], at=at)
    return 1


def _require_administrator(by: Actor, *boards: int) -> None:
    if not (can_transfer_board(by) and by.board_id in boards):
        raise Refused("not-entitled", _("Việc này do quản trị của Ban Quản lý làm. Chưa ghi gì."))


def _locked(transfer: BoardTransfer, status: TransferStatus, seen: int) -> BoardTransfer:
    locked = _row(transfer)
    if locked.version != seen or locked.status != status:
        raise stale()
    return locked


def _row(transfer: BoardTransfer) -> BoardTransfer:
    """The boards before the row, in one order: a merger locks them as well."""
    list(Board.objects.select_for_update().filter(pk__in=[transfer.board_id, transfer.to_id]).order_by("pk"))
    rows = BoardTransfer.objects.select_for_update(of=("self",))
    related = ("board", "to", "zone", "file", "accepted_by__user", "accepted_by__organisation__board")
    return rows.select_related(*related).get(pk=transfer.pk)


def _tell(transfer: BoardTransfer, what: str, boards: list[Board], *, at: datetime) -> None:
    """Administrators of these boards, each of its own office: a notice stands behind one wall."""
    for board in boards:
        office = office_of(board)
        keepers = Membership.objects.filter(organisation=office, role=Role.ADMINISTRATOR).on(local_date(at))
        people = User.objects.filter(is_active=True, pk__in=keepers.values("user")).order_by("pk")
        telling.tell_of_transfer(transfer, what, office, people, at=at)
