"""Which states an import goes through (docs/states.md)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from antt_portal.core.transition import Transition


class ImportStatus(models.TextChoices):
    WAITING = "waiting", _("Đang kiểm tra")
    REFUSED = "refused", _("Có chỗ phải sửa")
    CHECKED = "checked", _("Chờ xác nhận")
    CONFIRMED = "confirmed", _("Đang nhập")
    DONE = "done", _("Đã nhập")
    DROPPED = "dropped", _("Đã bỏ")
    FAILED = "failed", _("Không chạy được")


S = ImportStatus

REFUSE = Transition("refuse", _("Có chỗ phải sửa"), frozenset({S.WAITING, S.CONFIRMED}), S.REFUSED)
CHECK = Transition("check", _("Kiểm tra xong"), frozenset({S.WAITING, S.CONFIRMED}), S.CHECKED)
CONFIRM = Transition("confirm", _("Nhập"), frozenset({S.CHECKED}), S.CONFIRMED)
FINISH = Transition("finish", _("Nhập xong"), frozenset({S.WAITING, S.CONFIRMED}), S.DONE)
DROP = Transition("drop", _("Bỏ"), frozenset({S.CHECKED, S.REFUSED}), S.DROPPED)
FAIL = Transition("fail", _("Không chạy được"), frozenset({S.WAITING, S.CONFIRMED}), S.FAILED)
TRANSITIONS = (REFUSE, CHECK, CONFIRM, FINISH, DROP, FAIL)

AT_WORK = frozenset({S.WAITING, S.CONFIRMED})
TONES = {
    S.WAITING: "doing",
    S.REFUSED: "back",
    S.CHECKED: "todo",
    S.CONFIRMED: "doing",
    S.DONE: "done",
    S.DROPPED: "none",
    S.FAILED: "late",
}
