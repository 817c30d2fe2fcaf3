"""Evidence: files of an organisation, each usable for several answers and years."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from antt_portal.core.actor import Doer
from antt_portal.core.models import AppendOnlyModel, AppendOnlyQuerySet, Blob
from antt_portal.core.public_id import PublicModel
from enterprises.models import BOARD_ROLES, Board, Organisation, Role, User
from reports.models.answers import Answer
from reports.models.reports import Submission


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, actor: Doer) -> Self:
        """The owner always; its board and the agencies asked once the file was handed in with a report."""
        behind_the_wall = self.filter(board_id=actor.board_id)
        handed_in = SubmittedFile.objects.filter(evidence=OuterRef("pk"))
        if actor.role in BOARD_ROLES:
            return behind_the_wall.filter(Exists(handed_in))
        if actor.role == Role.AGENT:
            asked_about = handed_in.filter(submission__report__opinions__agency_id=actor.organisation_id)
            return behind_the_wall.filter(Exists(asked_about) | Q(organisation_id=actor.organisation_id))
        return behind_the_wall.filter(organisation_id=actor.organisation_id)

    def for_list(self) -> Self:
        return self.select_related("blob", "uploaded_by").order_by("-uploaded_at", "-pk")


class Evidence(PublicModel):
    """One file in an organisation's library, with what it is and how long it holds."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="evidence")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("tên tệp"), max_length=160)
    kind = models.CharField(_("loại tệp"), max_length=4)
    title = models.CharField(_("tên minh chứng"), max_length=200, blank=True)
    expires_on = models.DateField(_("hết hạn"), null=True, blank=True)
    uploaded_at = models.DateTimeField(_("tải lên lúc"))
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("minh chứng")
        constraints = [models.UniqueConstraint(fields=["organisation", "blob"], name="evidence_file_once")]

    def __str__(self) -> str:
        return self.title or self.file_name

    def get_absolute_url(self) -> str:
        return reverse("reports:evidence-file", args=[self.public_id])


class EvidenceUse(PublicModel):
    """A file serving an answer. Carried over from another year it counts only once somebody confirmed it."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="uses")
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="evidence_uses")
    carried_from = models.PositiveSmallIntegerField(_("mang từ năm"), null=True)
    confirmed_at = models.DateTimeField(_("xác nhận lúc"), null=True)
    added_at = models.DateTimeField(_("thêm lúc"))
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "answer"], name="evidence_use_once"),
            models.CheckConstraint(
                condition=Q(carried_from__isnull=False) | Q(confirmed_at__isnull=False),
                name="evidence_use_own_is_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence} → {self.answer}"


class SubmittedFile(AppendOnlyModel):
    """A file as part of a version handed in: it stays readable there, also once taken away from the answer."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="files")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="handed_in")

    objects = AppendOnlyQuerySet["SubmittedFile"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "evidence"], name="submitted_file_once")]

    def __str__(self) -> str:
        return f"{self.evidence} → {self.submission}"
