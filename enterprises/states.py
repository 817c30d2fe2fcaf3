"""Which statuses a succession has and what leads where (docs/states.md)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from antt_portal.core.transition import Transition


class SuccessionStatus(models.TextChoices):
    DRAFT = "draft", _("Xem trước, chưa thực hiện")
    PLANNED = "planned", _("Chờ ngày có hiệu lực")
    DONE = "done", _("Đã thực hiện")
    DROPPED = "dropped", _("Đã bỏ")


S = SuccessionStatus

PLAN = Transition("plan", _("Thực hiện vào ngày có hiệu lực"), frozenset({S.DRAFT}), S.PLANNED)
CARRY_OUT = Transition("carry_out", _("Thực hiện"), frozenset({S.DRAFT, S.PLANNED}), S.DONE)
HOLD = Transition("hold", _("Dừng lại để xem lại"), frozenset({S.PLANNED}), S.DRAFT)
DROP = Transition("drop", _("Bỏ"), frozenset({S.DRAFT, S.PLANNED}), S.DROPPED)
TRANSITIONS = (PLAN, CARRY_OUT, HOLD, DROP)

PENDING = frozenset({S.DRAFT, S.PLANNED})
TONES = {S.DRAFT: "todo", S.PLANNED: "soon", S.DONE: "done", S.DROPPED: "none"}


class TransferStatus(models.TextChoices):
    DRAFT = "draft", _("Xem trước, chưa gửi")
    OFFERED = "offered", _("Chờ Ban kế thừa nhận")
    PLANNED = "planned", _("Chờ ngày có hiệu lực")
    DONE = "done", _("Đã thực hiện")
    DROPPED = "dropped", _("Đã bỏ")


T = TransferStatus

OFFER = Transition("offer", _("Gửi Ban kế thừa"), frozenset({T.DRAFT}), T.OFFERED)
ACCEPT = Transition("accept", _("Nhận vào ngày có hiệu lực"), frozenset({T.OFFERED}), T.PLANNED)
TAKE_OVER = Transition("take_over", _("Nhận và thực hiện"), frozenset({T.OFFERED, T.PLANNED}), T.DONE)
HOLD_TRANSFER = Transition("hold", _("Dừng lại để xem lại"), frozenset({T.PLANNED}), T.OFFERED)
DROP_TRANSFER = Transition("drop", _("Bỏ"), frozenset({T.DRAFT, T.OFFERED, T.PLANNED}), T.DROPPED)
TRANSFER_TRANSITIONS = (OFFER, ACCEPT, TAKE_OVER, HOLD_TRANSFER, DROP_TRANSFER)

TRANSFER_PENDING = frozenset({T.DRAFT, T.OFFERED, T.PLANNED})
TRANSFER_TONES = {T.DRAFT: "todo", T.OFFERED: "soon", T.PLANNED: "soon", T.DONE: "done", T.DROPPED: "none"}
