"""Files that a board moves in with: each upload is a run with what was found in it."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from antt_portal.core.actor import Doer
from antt_portal.core.models import Blob
from antt_portal.core.workflow import StatefulModel
from antt_portal.moving.states import AT_WORK, TONES, ImportStatus
from enterprises.models import Board, Membership, Role, User


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, actor: Doer) -> Self:
        behind_the_wall = self.filter(board_id=actor.board_id)
        return behind_the_wall if actor.role == Role.ADMINISTRATOR else behind_the_wall.none()

    def at_work(self) -> Self:
        return self.filter(status__in=AT_WORK)

    def for_list(self) -> Self:
        people = ("uploaded_by", "confirmed_by__user")
        return self.select_related(*people).order_by("-uploaded_at", "-pk")


class ImportRun(StatefulModel):
    """One upload: checked in the background, confirmed by a person, then written whole or not at all.

    ``counts`` are per sheet what is new, changed and the same; ``digest`` names the plan that was shown: another one
    at the time of writing is shown again. ``file`` is empty once it was kept for long enough (docs/retention.md).
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(
        _("trạng thái"), max_length=20, choices=ImportStatus.choices, default=ImportStatus.WAITING
    )
    file = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("tệp"), max_length=160)
    uploaded_at = models.DateTimeField(_("tải lên lúc"))
    uploaded_by = models.ForeignKey(User, verbose_name=_("người tải lên"), on_delete=models.PROTECT, related_name="+")
    row_count = models.PositiveIntegerField(_("số dòng"), default=0)
    problem_count = models.PositiveIntegerField(_("số chỗ phải sửa"), default=0)
    counts = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=300, blank=True)
    confirmed_by = models.ForeignKey(
        Membership, verbose_name=_("người xác nhận"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_ip = models.GenericIPAddressField(null=True)
    finished_at = models.DateTimeField(_("xong lúc"), null=True)
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("lượt nhập dữ liệu")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=ImportStatus.values), name="import_status_known"),
            models.CheckConstraint(
                condition=~Q(status="confirmed") | Q(confirmed_by__isnull=False), name="import_confirmed_by_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["waiting", "confirmed"]) | Q(file__isnull=False),
                name="import_at_work_has_file",
            ),
        ]
        indexes = [
            models.Index(
                fields=["uploaded_at"], condition=Q(status__in=["waiting", "confirmed"]), name="import_at_work"
            ),
            models.Index(fields=["board", "-uploaded_at"], name="import_of_board"),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("import-run", args=[self.public_id])

    @property
    def tone(self) -> str:
        return TONES[ImportStatus(self.status)]

    @property
    def is_at_work(self) -> bool:
        return self.status in AT_WORK


class ImportFinding(models.Model):
    """One place of the file: a problem with its reason, or what would change there."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="findings")
    is_problem = models.BooleanField()
    sheet = models.CharField(_("trang"), max_length=100, blank=True)
    cell = models.CharField(_("ô"), max_length=12, blank=True)
    text = models.TextField(_("lý do"), blank=True)
    whose = models.TextField(_("của"), blank=True)
    field = models.CharField(_("mục"), max_length=60, blank=True)
    before = models.TextField(_("đang ghi"), blank=True)
    after = models.TextField(_("tệp ghi"), blank=True)

    class Meta:
        indexes = [models.Index(fields=["run", "is_problem", "id"], name="import_findings")]

    def __str__(self) -> str:
        return f"{self.sheet} {self.cell}"
