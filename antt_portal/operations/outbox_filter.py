"""How the outgoing mail of a board is narrowed."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from antt_portal.core.clock import VIETNAM
from antt_portal.core.folding import search_key
from antt_portal.core.models import Notice, NoticeState
from antt_portal.core.models.preference import NoticeGroup
from antt_portal.core.notice_kinds import known_kinds
from enterprises.forms import day_field
from enterprises.models import Organisation

SHOWN_DAYS = timedelta(days=30)
WAITING, FAILED, BOUNCED, SENT = "waiting", "failed", "bounced", "sent"
STANDINGS = {
    WAITING: (_("Chờ gửi"), Q(state=NoticeState.PENDING)),
    FAILED: (_("Không gửi được"), Q(state=NoticeState.FAILED, bounced_at__isnull=True)),
    BOUNCED: (_("Bị trả lại"), Q(bounced_at__isnull=False)),
    SENT: (_("Đã gửi"), Q(state=NoticeState.SENT, bounced_at__isnull=True)),
}


class OutboxForm(forms.Form):
    standing = forms.ChoiceField(
        choices=[(name, words) for name, (words, _condition) in STANDINGS.items()],
        required=False,
        widget=forms.HiddenInput,  # chosen by the buttons above the list
    )
    group = forms.ChoiceField(
        label=_("Loại thông báo"), choices=[("", _("Mọi loại")), *NoticeGroup.choices], required=False
    )
    q = forms.CharField(label=_("Người nhận hoặc tổ chức"), max_length=100, required=False)
    since = day_field(_("Từ ngày"), required=False)
    until = day_field(_("Đến ngày"), required=False)


class OutboxFilter:
    """What is mistyped narrows nothing; without dates the last thirty days are shown."""

    def __init__(self, asked: Any, *, board_id: int, on: date) -> None:
        self.form = OutboxForm(asked or None)
        self.form.is_valid()
        typed: dict[str, Any] = getattr(self.form, "cleaned_data", {})
        self.board_id = board_id
        self.standing: str = typed.get("standing") or WAITING
        self.group: str = typed.get("group") or ""
        self.typed: str = typed.get("q") or ""
        self.since: date = typed.get("since") or on - SHOWN_DAYS
        self.until: date = typed.get("until") or on

    @property
    def rows(self) -> QuerySet[Notice]:
        found = self._period().filter(STANDINGS[self.standing][1])
        return found.select_related("recipient").order_by("-created_at", "-pk")

    def counts(self) -> dict[str, int]:
        """Of each standing among what else is asked for; one query."""
        each = {name: Count("pk", filter=condition) for name, (_words, condition) in STANDINGS.items()}
        return self._period().aggregate(**each)

    def _period(self) -> QuerySet[Notice]:
        first = datetime.combine(self.since, time(), tzinfo=VIETNAM)
        last = datetime.combine(self.until + timedelta(days=1), time(), tzinfo=VIETNAM)
        found = Notice.objects.filter(board_id=self.board_id, created_at__gte=first, created_at__lt=last)
        if self.group:
            found = found.filter(kind__in=[kind.name for kind in known_kinds() if kind.group == self.group])
        return found.filter(self._named()) if self.typed else found

    def _named(self) -> Q:
        organisations = Organisation.objects.filter(board_id=self.board_id, search_key__contains=search_key(self.typed))
        return (
            Q(organisation_id__in=organisations.values("pk"))
            | Q(recipient__full_name__icontains=self.typed)
            | Q(recipient__email__icontains=self.typed)
            | Q(name__icontains=self.typed)
            | Q(address__icontains=self.typed)
        )
