"""The states of an instrument: the specification on one screen."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from antt_portal.core.transition import Transition


class InstrumentStatus(models.TextChoices):
    DRAFT = "draft", _("Đang soạn")
    IN_FORCE = "in_force", _("Đang áp dụng")
    RETIRED = "retired", _("Hết áp dụng")


S = InstrumentStatus
PUBLISH = Transition("publish", _("Công bố"), frozenset({S.DRAFT}), S.IN_FORCE)
RETIRE = Transition("retire", _("Ngừng áp dụng"), frozenset({S.IN_FORCE}), S.RETIRED)
TRANSITIONS = (PUBLISH, RETIRE)
