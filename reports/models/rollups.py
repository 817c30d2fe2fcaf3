"""Roll-ups: answers of many counted as they were at one moment, with what the board says about them."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from antt_portal.core.actor import Doer
from antt_portal.core.public_id import PublicModel
from antt_portal.core.workflow import StatefulModel
from directives.models import Campaign, Directive
from enterprises.models import BOARD_ROLES, Board, Organisation, User
from reports.models.evidence import Evidence
from reports.models.reports import Submission
from reports.states import TONES, RollUpStatus


class RollUpScope(models.TextChoices):
    DIRECTIVE = "directive", _("Một văn bản chỉ đạo")
    CAMPAIGN = "campaign", _("Một đợt cao điểm")
    HALF_YEAR = "half_year", _("Sơ kết sáu tháng")
    YEAR = "year", _("Tổng kết năm")


YEARLY_SCOPES = (RollUpScope.HALF_YEAR, RollUpScope.YEAR)


class RollUpQuerySet(models.QuerySet["RollUp"]):
    def visible_to(self, actor: Doer) -> Self:
        """The board's own: it holds the figures of everybody."""
        behind_the_wall = self.filter(board_id=actor.board_id)
        return behind_the_wall if actor.role in BOARD_ROLES else behind_the_wall.none()

    def for_list(self) -> Self:
        return self.select_related("campaign", "created_by").defer("figures", "names").order_by("-moment", "-pk")


class RollUp(StatefulModel):
    """Figures of what is asked, as of ``moment``. They are counted until frozen, and then stand for ever.

    ``figures`` is canonical JSON of counts and public ids with the digest ``sha256``: counting again for the same
    moment gives the same bytes. ``names`` is what those organisations were called, and where they were, when it was
    frozen: a name can be entered late. Incidents count from ``since`` to ``until``, both days included.
    ``narrative`` is section → the board's words; ``text_version`` counts their savings.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="rollups")
    status = models.CharField(_("trạng thái"), max_length=20, choices=RollUpStatus.choices)
    scope = models.CharField(_("phạm vi"), max_length=20, choices=RollUpScope.choices)
    title = models.CharField(_("tên báo cáo"), max_length=300)
    directives = models.ManyToManyField(Directive, related_name="rollups")
    campaign = models.ForeignKey(Campaign, null=True, on_delete=models.PROTECT, related_name="rollups")
    year = models.PositiveSmallIntegerField(_("năm đánh giá"), null=True)
    moment = models.DateTimeField(_("thời điểm chốt"))
    since = models.DateField(_("vụ việc từ ngày"))
    until = models.DateField(_("vụ việc đến ngày"))
    figures: Any = models.JSONField(_("số liệu"), default=dict)
    sha256 = models.CharField(max_length=64, blank=True)
    names: Any = models.JSONField(default=dict)
    frozen_at = models.DateTimeField(_("chốt lúc"), null=True)
    frozen_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answers_superior = models.BooleanField(_("báo cáo lại văn bản cấp trên"), default=True)
    narrative: Any = models.JSONField(_("lời báo cáo"), default=dict)
    text_version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(_("sửa lúc"), null=True)
    changed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("lập lúc"))
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = RollUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("báo cáo tổng hợp")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=RollUpStatus.values), name="rollup_status_known"),
            models.CheckConstraint(
                condition=Q(status=RollUpStatus.DRAFT, sha256="", frozen_at__isnull=True)
                | (~Q(status=RollUpStatus.DRAFT) & ~Q(sha256="") & Q(frozen_at__gte=F("moment"))),
                name="rollup_frozen_has_figures",
            ),
            models.CheckConstraint(
                condition=Q(scope=RollUpScope.DIRECTIVE, campaign__isnull=True, year__isnull=True)
                | Q(scope=RollUpScope.CAMPAIGN, campaign__isnull=False, year__isnull=True)
                | Q(scope__in=YEARLY_SCOPES, campaign__isnull=True, year__isnull=False),
                name="rollup_scope_names_one",
            ),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="rollup_dates"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reports:rollup", args=[self.public_id])

    @property
    def tone(self) -> str:
        return TONES[self.status]

    @property
    def is_yearly(self) -> bool:
        return self.scope in YEARLY_SCOPES

    @property
    def is_frozen(self) -> bool:
        return self.status != RollUpStatus.DRAFT


class Quotation(PublicModel):
    """Words of one answer that the report repeats, as they stand in the version handed in, with files named beside."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    rollup = models.ForeignKey(RollUp, on_delete=models.CASCADE, related_name="quotations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="+")
    code = models.SlugField(_("nội dung"), max_length=40)
    excerpt = models.TextField(_("trích"))
    evidence = models.ManyToManyField(Evidence, related_name="+")
    chosen_at = models.DateTimeField(_("chọn lúc"))
    chosen_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["rollup", "submission", "code"], name="quotation_once"),
            models.CheckConstraint(condition=~Q(excerpt=""), name="quotation_has_words"),
        ]

    def __str__(self) -> str:
        return self.excerpt


class Nomination(PublicModel):
    """An organisation that the report proposes to commend, and why."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    rollup = models.ForeignKey(RollUp, on_delete=models.CASCADE, related_name="nominations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("thành tích"), max_length=500)
    nominated_at = models.DateTimeField(_("đề nghị lúc"))
    nominated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["organisation__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["rollup", "organisation"], name="nomination_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="nomination_has_reason"),
        ]

    def __str__(self) -> str:
        return str(self.organisation)
