"""Webhook: the board's own gateways for text messages, and what became of the last things they were told."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from antt_portal.core import clock
from antt_portal.core.list_files import ListColumn, list_file, wants_file
from antt_portal.core.models import DeliveryState, Webhook, WebhookDelivery
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require
from antt_portal.operations import webhooks as verbs
from antt_portal.operations.permissions import can_keep_webhooks, can_see_outbox, own_pages
from enterprises.middleware import PortalRequest

SHOWN_DELIVERIES = 10
SHOW_ONCE = "webhook_secret"
TONES = {
    DeliveryState.PENDING: "todo",
    DeliveryState.SENT: "done",
    DeliveryState.FAILED: "late",
    DeliveryState.SKIPPED: "none",
}


class WebhookForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Tên"), max_length=80)
    url = forms.CharField(
        label=gettext_lazy("Địa chỉ nhận"), max_length=300, help_text=gettext_lazy("Bắt đầu bằng https://")
    )
    groups = forms.MultipleChoiceField(
        label=gettext_lazy("Loại thông báo"),
        choices=[(group.value, group.label) for group in verbs.GROUPS],
        widget=forms.CheckboxSelectMultiple,
    )


@dataclass(frozen=True)
class Row:
    webhook: Webhook
    groups: Sequence[str | Promise]
    deliveries: list[tuple[WebhookDelivery, str]]

    @property
    def newest(self) -> WebhookDelivery | None:
        return self.deliveries[0][0] if self.deliveries else None


COLUMNS: list[ListColumn[Row]] = [
    ListColumn(gettext_lazy("Tên"), 30, lambda row: row.webhook.name),
    ListColumn(gettext_lazy("Địa chỉ nhận"), 50, lambda row: row.webhook.url),
    ListColumn(gettext_lazy("Loại thông báo"), 50, lambda row: ", ".join(map(str, row.groups))),
    ListColumn(gettext_lazy("Đang bật"), 12, lambda row: row.webhook.is_on),
    ListColumn(gettext_lazy("Lượt gửi gần nhất"), 18, lambda row: row.newest.created_at if row.newest else None),
    ListColumn(gettext_lazy("Tình trạng"), 18, lambda row: row.newest.get_state_display() if row.newest else ""),
    ListColumn(gettext_lazy("Lý do"), 40, lambda row: row.newest.error if row.newest else ""),
]


@require_safe
@never_cache
def webhooks(request: PortalRequest) -> HttpResponseBase:
    """The secret of one just made stands here once, and in no file: asking for one leaves it to be read."""
    require(can_keep_webhooks(request.actor))
    if wants_file(request):
        return list_file(request, _("Webhook"), COLUMNS, _rows(request))
    return _page(request, WebhookForm(), shown=request.session.pop(SHOW_ONCE, None))


def _page(
    request: PortalRequest, form: WebhookForm, *, shown: dict[str, str] | None, status: int = 200
) -> HttpResponse:
    context = {
        "rows": _rows(request),
        "form": form,
        "shown": shown,
        "own_pages": own_pages(request.actor),
    }
    return render(request, "operations/webhooks.html", context, status=status)


def _rows(request: PortalRequest) -> list[Row]:
    own = Webhook.objects.filter(board_id=request.actor.board_id).order_by("name", "pk")
    return [_row(webhook) for webhook in own]


def _row(webhook: Webhook) -> Row:
    newest = webhook.deliveries.order_by("-created_at", "-pk")[:SHOWN_DELIVERIES]
    groups = [group.label for group in verbs.GROUPS if group in webhook.groups]
    return Row(webhook, groups, [(one, TONES[DeliveryState(one.state)]) for one in newest])


@require_POST
def webhook_add(request: PortalRequest) -> HttpResponse:
    require(can_keep_webhooks(request.actor))
    form = WebhookForm(request.POST)
    if form.is_valid():
        try:
            webhook = verbs.add(**form.cleaned_data, by=request.actor, at=clock.now())
        except Refused as refused:
            form.add_error("url", str(refused))
        else:
            messages.success(request, _("Đã thêm webhook."))
            return _shown_once(request, webhook)
    return _page(request, form, shown=None, status=400)


def _shown_once(request: PortalRequest, webhook: Webhook) -> HttpResponse:
    request.session[SHOW_ONCE] = {"name": webhook.name, "secret": verbs.secret_of(webhook)}
    return redirect("webhooks")


def _kept(request: PortalRequest, public_id: UUID) -> Webhook:
    """Somebody of the board may know that it is there; whoever is not of the board finds none."""
    own = Webhook.objects.filter(board_id=request.actor.board_id)
    webhook = get_object_or_404(own if can_see_outbox(request.actor) else own.none(), public_id=public_id)
    require(can_keep_webhooks(request.actor))
    return webhook


@require_POST
def webhook_test(request: PortalRequest, public_id: UUID) -> HttpResponse:
    verbs.try_out(_kept(request, public_id), by=request.actor, at=clock.now())
    messages.success(request, _("Đã gửi thử. Kết quả hiện ở các lượt gửi gần nhất sau ít phút."))
    return redirect("webhooks")


@require_POST
def webhook_secret(request: PortalRequest, public_id: UUID) -> HttpResponse:
    webhook = verbs.renew_secret(_kept(request, public_id), by=request.actor, at=clock.now())
    messages.success(request, _("Đã đổi khóa. Khóa cũ không còn dùng được."))
    return _shown_once(request, webhook)


@require_POST
def webhook_switch(request: PortalRequest, public_id: UUID) -> HttpResponse:
    webhook = _kept(request, public_id)
    on = request.POST.get("on") == "1"
    try:
        verbs.switch(webhook, on=on, by=request.actor, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã bật webhook.") if on else _("Đã tắt webhook. Lượt đang chờ không gửi nữa."))
    return redirect("webhooks")
