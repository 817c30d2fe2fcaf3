"""Truy cập bằng API: the tokens of an organisation, made and revoked by those who answer for it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
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

from antt_portal.api import tokens as verbs
from antt_portal.api.models import ApiToken, Scope
from antt_portal.api.permissions import can_keep_tokens, scopes_for
from antt_portal.core import clock
from antt_portal.core.list_files import ListColumn, list_file, wants_file
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require
from enterprises.actor import Actor
from enterprises.forms import day_field
from enterprises.middleware import PortalRequest
from enterprises.proving import asks_who

SHOW_ONCE = "api_token_secret"
USUAL_LIFE = timedelta(days=180)
FIELD_OF = {"date": "expires_on", "scopes": "scopes"}
UNPROCESSABLE = 422


class TokenForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Dùng cho"), max_length=80, help_text=gettext_lazy("Ví dụ: phần mềm quản lý văn bản")
    )
    scopes = forms.MultipleChoiceField(label=gettext_lazy("Được đọc"), widget=forms.CheckboxSelectMultiple)
    expires_on = day_field(
        gettext_lazy("Dùng đến hết ngày"),
        help_text=gettext_lazy("Ngày/tháng/năm, ví dụ 01/07/2025. Nhiều nhất một năm."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["scopes"]
        offered.choices = [(scope.value, scope.label) for scope in scopes_for(actor)]


@dataclass(frozen=True)
class Row:
    """``tone`` and ``words`` say whether it opens anything ``today``."""

    token: ApiToken
    scopes: list[str | Promise]
    tone: str
    words: str


COLUMNS: list[ListColumn[Row]] = [
    ListColumn(gettext_lazy("Dùng cho"), 40, lambda row: row.token.name),
    ListColumn(gettext_lazy("Đầu khóa"), 14, lambda row: row.token.prefix),
    ListColumn(gettext_lazy("Được đọc"), 50, lambda row: ", ".join(map(str, row.scopes))),
    ListColumn(gettext_lazy("Trạng thái"), 16, lambda row: row.words),
    ListColumn(gettext_lazy("Dùng đến hết ngày"), 12, lambda row: row.token.expires_on),
    ListColumn(gettext_lazy("Người tạo"), 28, lambda row: row.token.made_by.full_name),
    ListColumn(gettext_lazy("Tạo lúc"), 18, lambda row: row.token.made_at),
    ListColumn(gettext_lazy("Dùng lần cuối"), 18, lambda row: row.token.last_used_at),
    ListColumn(gettext_lazy("Số yêu cầu"), 12, lambda row: row.token.request_count),
    ListColumn(gettext_lazy("Thu hồi lúc"), 18, lambda row: row.token.revoked_at),
    ListColumn(
        gettext_lazy("Người thu hồi"), 28, lambda row: row.token.revoked_by.full_name if row.token.revoked_by else ""
    ),
]


@require_safe
@never_cache
def tokens(request: PortalRequest) -> HttpResponseBase:
    """The secret of one just made stands here once, and in no file: asking for one leaves it to be read."""
    require(can_keep_tokens(request.actor))
    if wants_file(request):
        return list_file(request, _("Truy cập bằng API"), COLUMNS, _rows(request))
    form = TokenForm(initial={"expires_on": clock.today() + USUAL_LIFE}, actor=request.actor)
    return _page(request, form, shown=request.session.pop(SHOW_ONCE, None))


def _page(request: PortalRequest, form: TokenForm, *, shown: dict[str, str] | None, status: int = 200) -> HttpResponse:
    context = {
        "organisation": request.actor.organisation,
        "rows": _rows(request),
        "form": form,
        "shown": shown,
    }
    return render(request, "api/tokens.html", context, status=status)


def _rows(request: PortalRequest) -> list[Row]:
    """Those that still open something first."""
    today, own = clock.today(), ApiToken.objects.of(request.actor)
    standing = own.standing(today)
    tokens = [*standing.for_list(), *own.exclude(pk__in=standing.values("pk")).for_list()]
    return [
        Row(token, [scope.label for scope in Scope if scope in token.scopes], *_standing(token, today))
        for token in tokens
    ]


def _standing(token: ApiToken, today: date) -> tuple[str, str]:
    """Tone and word."""
    if token.revoked_at:
        return "void", _("Đã thu hồi")
    return ("none", _("Đã hết hạn")) if token.expires_on < today else ("done", _("Còn hiệu lực"))


@require_POST
@asks_who(gettext_lazy("Tạo khóa API"))
def make(request: PortalRequest) -> HttpResponse:
    require(can_keep_tokens(request.actor))
    form = TokenForm(request.POST, actor=request.actor)
    if form.is_valid():
        try:
            made = verbs.make(**form.cleaned_data, by=request.actor, at=clock.now())
        except Refused as refused:
            form.add_error(FIELD_OF.get(refused.code), str(refused))
        else:
            request.session[SHOW_ONCE] = {"name": made.token.name, "secret": made.secret}
            messages.success(request, _("Đã tạo khóa."))
            return redirect("api-tokens")
    return _page(request, form, shown=None, status=UNPROCESSABLE)


@require_POST
@asks_who(gettext_lazy("Thu hồi khóa API"))
def revoke(request: PortalRequest, public_id: UUID) -> HttpResponse:
    own = ApiToken.objects.of(request.actor)
    token = get_object_or_404(own, public_id=public_id)
    require(can_keep_tokens(request.actor))
    try:
        verbs.revoke(token, by=request.actor, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã thu hồi khóa %(name)s. Khóa không đọc được gì nữa.") % {"name": token})
    return redirect("api-tokens")
