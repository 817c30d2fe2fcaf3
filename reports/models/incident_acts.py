"""What is said and decided about an incident once it is reported. Rows are only ever added."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from antt_portal.core.models import AppendOnlyModel, AppendOnlyQuerySet, Blob
from antt_portal.core.public_id import PublicModel
from directives.models import Obligation
from enterprises.models import Board, Organisation, User
from reports.models.incidents import Incident


class NoteKind(models.TextChoices):
    QUESTION = "question", _("Câu hỏi")
    ANSWER = "answer", _("Trả lời")
    FOLLOW_UP = "follow_up", _("Diễn biến tiếp theo")


class IncidentNote(AppendOnlyModel):
    """One entry of the thread. ``spoke_for`` is the organisation it was written for; a question has a due time."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(_("loại"), max_length=10, choices=NoteKind.choices)
    text = models.TextField(_("nội dung"))
    due_at = models.DateTimeField(_("trả lời trước"), null=True)
    written_at = models.DateTimeField(_("lúc"))
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    spoke_for = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    objects = AppendOnlyQuerySet["IncidentNote"].as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=NoteKind.QUESTION, due_at__isnull=False)
                | (~Q(kind=NoteKind.QUESTION) & Q(due_at__isnull=True)),
                name="incident_question_is_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.incident}"


class Severity(models.TextChoices):
    MINOR = "minor", _("Ít nghiêm trọng")
    SERIOUS = "serious", _("Nghiêm trọng")
    VERY_SERIOUS = "very_serious", _("Rất nghiêm trọng")
    EXTREME = "extreme", _("Đặc biệt nghiêm trọng")


SEVERITY_TONES: dict[str, str] = {
    Severity.MINOR: "none",
    Severity.SERIOUS: "soon",
    Severity.VERY_SERIOUS: "late",
    Severity.EXTREME: "late",
}


class IncidentDecision(AppendOnlyModel):
    """What a person of the authority concluded, and why; the latest one counts.

    ``event`` is the barring event it amounts to, None for none. ``number`` is the version that was read.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField(_("về bản"))
    severity = models.CharField(_("mức độ"), max_length=20, choices=Severity.choices)
    event = models.ForeignKey(
        Obligation,
        verbose_name=_("sự việc không được công nhận"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    force_majeure = models.BooleanField(_("bất khả kháng hoặc kịp thời phát hiện, báo cáo"), default=False)
    reason = models.TextField(_("lý do"))
    decided_at = models.DateTimeField(_("lúc"))
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    spoke_for = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    objects = AppendOnlyQuerySet["IncidentDecision"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="incident_decision_has_reason"),
            models.CheckConstraint(
                condition=Q(force_majeure=False) | Q(event__isnull=False), name="incident_excuse_is_of_an_event"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident}: {self.get_severity_display()}"

    @property
    def tone(self) -> str:
        return SEVERITY_TONES[self.severity]

    @property
    def bars(self) -> bool:
        return self.event_id is not None and not self.force_majeure


class IncidentFile(PublicModel, AppendOnlyModel):
    """A photo or another file of an incident."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="files")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("tên tệp"), max_length=160)
    kind = models.CharField(_("loại tệp"), max_length=4)
    added_at = models.DateTimeField(_("thêm lúc"))
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = AppendOnlyQuerySet["IncidentFile"].as_manager()

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["incident", "blob"], name="incident_file_once")]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("reports:incident-file", args=[self.public_id])
