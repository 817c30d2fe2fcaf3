"""What is deleted, and when: rows that served a purpose which is over (docs/retention.md).

What proves an act (audit rows, deliveries, submissions, papers, notices that were sent) is none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from antt_portal.core.models import JobRun, Notice, NoticeState, Viewing, WebhookDelivery
from antt_portal.core.models.viewing import KEPT
from antt_portal.core.sealing import erasing
from antt_portal.core.sealing.chain import ADDRESSES_KEPT
from antt_portal.moving.models import ImportFinding, ImportRun
from antt_portal.moving.runs import forget_files
from antt_portal.moving.states import AT_WORK
from directives.models import AccessLink
from enterprises.models import Invitation

BATCH = 1000


@dataclass(frozen=True)
class Rule:
    """``rows`` whose purpose was over at a moment; ``erased`` are fields to empty in rows that must stay themselves,

    ``erase`` does it where the database lets nobody else.
    """

    name: str
    what: str | Promise
    kept: timedelta
    rows: Callable[[datetime], QuerySet[Any]]
    erased: tuple[str, ...] = ()
    erase: Callable[[list[int], datetime], int] | None = None

    def due(self, at: datetime) -> QuerySet[Any]:
        return self.rows(at - self.kept).order_by("pk")


def _unsent(before: datetime) -> QuerySet[Any]:
    """Never mailed and not shown any more; one in whose mail others were to be told stays with them."""
    followers = Notice.objects.filter(leader=OuterRef("pk"))
    states = [NoticeState.CANCELLED, NoticeState.SUPERSEDED]
    return Notice.objects.filter(~Exists(followers), state__in=states, created_at__lt=before)


def _codes(before: datetime) -> QuerySet[Any]:
    over = Q(expires_at__lt=before) | Q(revoked_at__lt=before)
    return AccessLink.objects.filter(over).exclude(code_digest="")


def _invitations(before: datetime) -> QuerySet[Any]:
    over = Q(expires_at__lt=before) | Q(revoked_at__lt=before) | Q(accepted_at__lt=before)
    return Invitation.objects.filter(over).exclude(token_digest="")


def _findings(before: datetime) -> QuerySet[Any]:
    """Also of a file that nobody confirmed; what came in stands in the record of acts."""
    return ImportFinding.objects.filter(run__uploaded_at__lt=before).exclude(run__status__in=AT_WORK)


def _files(before: datetime) -> QuerySet[Any]:
    """Also of a run that nobody confirmed or dropped."""
    runs = ImportRun.objects.filter(uploaded_at__lt=before, file__isnull=False)
    return runs.exclude(status__in=AT_WORK)


RULES = (
    Rule(
        "job-runs",
        _("Lượt chạy của việc tự động"),
        timedelta(days=60),
        lambda before: JobRun.objects.filter(started_at__lt=before),
    ),
    Rule(
        "webhook-deliveries",
        _("Lượt gửi webhook"),
        timedelta(days=60),
        lambda before: WebhookDelivery.objects.filter(created_at__lt=before),
    ),
    Rule(
        "sessions",
        _("Phiên làm việc đã hết, cả nội dung gõ dở"),
        timedelta(days=1),
        lambda before: Session.objects.filter(expire_date__lt=before),
    ),
    Rule("unsent-notices", _("Thông báo đã hủy hoặc được thay thế"), timedelta(days=730), _unsent),
    Rule("access-codes", _("Mã của liên kết riêng đã hết hạn"), timedelta(days=30), _codes, ("code_digest",)),
    Rule("invitation-tokens", _("Mã của lời mời đã hết hạn"), timedelta(days=30), _invitations, ("token_digest",)),
    Rule("import-findings", _("Chỗ phải sửa và thay đổi của lượt nhập dữ liệu"), timedelta(days=90), _findings),
    Rule(
        "import-files",
        _("Tệp tải lên của lượt nhập dữ liệu"),
        timedelta(days=90),
        _files,
        erase=lambda keys, at: forget_files(keys, at=at),
    ),
    Rule("viewings", _("Lượt mở tệp, xem trang về người"), KEPT, lambda before: Viewing.objects.filter(at__lt=before)),
    Rule(
        "audit-addresses",
        _("Địa chỉ mạng trong nhật ký"),
        ADDRESSES_KEPT,
        erasing.addresses_before,
        erase=lambda keys, _at: erasing.empty(keys, address=True),
    ),
)


def delete(rule: Rule, *, at: datetime) -> int:
    """Delete (or empty) what is due, in batches that are each a transaction; returns how many rows."""
    total = 0
    while done := _one_batch(rule, at):
        total += done
    return total


@transaction.atomic
def _one_batch(rule: Rule, at: datetime) -> int:
    keys = list(rule.due(at).values_list("pk", flat=True)[:BATCH])
    if rule.erase:
        return rule.erase(keys, at)
    rows = rule.due(at).model._default_manager.filter(pk__in=keys)
    if rule.erased:
        return int(rows.update(**dict.fromkeys(rule.erased, "")))
    rows.delete()
    return len(keys)
