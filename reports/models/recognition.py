"""Recognition: batches of accepted dossiers carried to a decision, and one certificate per enterprise."""

from typing import Self

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from antt_portal.core.actor import Doer
from antt_portal.core.models import Blob
from antt_portal.core.workflow import StatefulModel
from enterprises.models import BOARD_ROLES, Board, Organisation, User
from reports.models.reports import Report
from reports.states import TONES, BatchStatus, RecognitionStatus


class BatchQuerySet(models.QuerySet["RecognitionBatch"]):
    def visible_to(self, actor: Doer) -> Self:
        behind_the_wall = self.filter(board_id=actor.board_id)
        return behind_the_wall if actor.role in BOARD_ROLES else behind_the_wall.none()

    def for_list(self) -> Self:
        """With ``recognition_count``, of the rows that are read only."""
        listed = Recognition.objects.filter(batch=OuterRef("pk")).order_by().values("batch")
        counted = Coalesce(Subquery(listed.annotate(count=Count("pk")).values("count")), 0)
        rows = self.select_related("recogniser", "approved_by").annotate(recognition_count=counted)
        return rows.order_by("-year", "-pk")


class RecognitionBatch(StatefulModel):
    """A list of enterprises proposed together to one recogniser, and the decision that came of it.

    ``refusals`` are those that the board's own decision, while it is drafted, leaves out: recognition pk → reason.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="recognition_batches")
    year = models.PositiveSmallIntegerField(_("năm đánh giá"))
    status = models.CharField(_("trạng thái"), max_length=20, choices=BatchStatus.choices)
    recogniser = models.ForeignKey(
        Organisation, verbose_name=_("cơ quan công nhận"), on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(_("lập lúc"))
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(_("duyệt lúc"), null=True)
    approved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    refusals = models.JSONField(_("không công nhận"), default=dict, blank=True)
    decision_number = models.CharField(_("số, ký hiệu quyết định"), max_length=60, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True)
    decision_signer = models.CharField(_("người ký"), max_length=120, blank=True)
    decision_office = models.CharField(_("chức vụ người ký"), max_length=120, blank=True)
    decision_file = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    decision_file_name = models.CharField(max_length=160, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("danh sách đề nghị công nhận")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=BatchStatus.DECIDED) | (~Q(decision_number="") & Q(decided_on__isnull=False)),
                name="batch_decided_has_number",
            ),
            models.CheckConstraint(condition=Q(status__in=BatchStatus.values), name="batch_status_known"),
        ]

    def __str__(self) -> str:
        return f"{self.year} · {self.recogniser}"

    def get_absolute_url(self) -> str:
        return reverse("reports:batch", args=[self.public_id])

    @property
    def tone(self) -> str:
        return TONES[self.status]

    @property
    def decided_by_board(self) -> bool:
        """Whether the board itself is the delegated recogniser, and so issues the decision here."""
        return self.recogniser.kind == "board"


class RecognitionQuerySet(models.QuerySet["Recognition"]):
    def visible_to(self, actor: Doer) -> Self:
        behind_the_wall = self.filter(board_id=actor.board_id)
        if actor.role in BOARD_ROLES:
            return behind_the_wall
        own = behind_the_wall.filter(organisation_id=actor.organisation_id)
        return own.filter(status__in=[RecognitionStatus.RECOGNISED, RecognitionStatus.REVOKED])


class Recognition(StatefulModel):
    """One enterprise's place in a batch: proposed, then recognised or refused; a recognition can be revoked alone."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="recognitions")
    batch = models.ForeignKey(RecognitionBatch, on_delete=models.PROTECT, related_name="recognitions")
    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="recognition")
    year = models.PositiveSmallIntegerField(_("năm đánh giá"))
    status = models.CharField(_("trạng thái"), max_length=20, choices=RecognitionStatus.choices)
    code = models.CharField(_("mã xác minh"), max_length=20, blank=True)
    certificate_number = models.CharField(_("số giấy công nhận"), max_length=60, blank=True)
    refused_reason = models.TextField(_("lý do không công nhận"), blank=True)
    revoked_on = models.DateField(_("thu hồi từ ngày"), null=True)
    revocation_number = models.CharField(_("văn bản thu hồi"), max_length=60, blank=True)
    revoked_reason = models.TextField(_("lý do thu hồi"), blank=True)

    objects = RecognitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("công nhận")
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="recognition_code"),
            models.CheckConstraint(
                condition=~Q(status__in=[RecognitionStatus.RECOGNISED, RecognitionStatus.REVOKED]) | ~Q(code=""),
                name="recognition_has_code",
            ),
            models.CheckConstraint(
                condition=~Q(status=RecognitionStatus.REVOKED) | (Q(revoked_on__isnull=False) & ~Q(revoked_reason="")),
                name="recognition_revoked_has_reason",
            ),
            models.CheckConstraint(condition=Q(status__in=RecognitionStatus.values), name="recognition_status_known"),
        ]
        indexes = [models.Index(fields=["board", "year", "report"], name="recognition_of_year")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year}"

    @property
    def tone(self) -> str:
        return TONES[self.status]
