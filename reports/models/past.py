"""What was decided about an enterprise before it filed here: moved in from the board's own lists."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from antt_portal.core.actor import Doer
from antt_portal.core.public_id import PublicModel
from enterprises.models import BOARD_ROLES, Board, Organisation


class PastRecognitionQuerySet(models.QuerySet["PastRecognition"]):
    def visible_to(self, actor: Doer) -> Self:
        behind_the_wall = self.filter(board_id=actor.board_id)
        return (
            behind_the_wall
            if actor.role in BOARD_ROLES
            else behind_the_wall.filter(organisation_id=actor.organisation_id)
        )


class PastRecognition(PublicModel):
    """The result of an evaluation year without a dossier in the portal. The authority is named as it was then."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="past_recognitions")
    year = models.PositiveSmallIntegerField(_("năm đánh giá"))
    is_recognised = models.BooleanField(_("đạt"))
    decision_number = models.CharField(_("số quyết định"), max_length=60, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    recogniser = models.CharField(_("cơ quan công nhận"), max_length=250, blank=True)

    objects = PastRecognitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("kết quả công nhận năm trước")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="past_recognition_once_a_year"),
            models.CheckConstraint(
                condition=Q(is_recognised=False) | (~Q(decision_number="") & Q(decided_on__isnull=False)),
                name="past_recognition_has_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year}"
