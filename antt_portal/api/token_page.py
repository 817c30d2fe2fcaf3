"""Truy cập bằng API: the tokens of an organisation, made and revoked by its head or its board's administrator."""

from datetime import timedelta
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from antt_portal.api import tokens as verbs
from antt_portal.api.models import ApiToken, Scope
from antt_portal.api.permissions import can_keep_tokens
from antt_portal.core import clock
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require
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
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("Được đọc"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    expires_on = forms.DateField(
        label=gettext_lazy("Dùng đến hết ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Nhiều nhất một năm."),
    )


@require_safe
@never_cache
def tokens(request: PortalRequest) -> HttpResponse:
    """The secret of one just made stands here once."""
    require(can_keep_tokens(request.actor))
    form = TokenForm(initial={"expires_on": clock.today() + USUAL_LIFE})
    return _page(request, form, shown=request.session.pop(SHOW_ONCE, None))


def _page(request: PortalRequest, form: TokenForm, *, shown: dict[str, str] | None, status: int = 200) -> HttpResponse:
    today, own = clock.today(), ApiToken.objects.of(request.actor)
    standing = own.standing(today)
    rows = [*standing.for_list(), *own.exclude(pk__in=standing.values("pk")).for_list()]
    context = {
        "organisation": request.actor.organisation,
        "rows": [(token, [scope.label for scope in Scope if scope in token.scopes]) for token in rows],
        "today": today,
        "form": form,
        "shown": shown,
    }
    return render(request, "api/tokens.html", context, status=status)


@require_POST
@asks_who(gettext_lazy("Tạo khóa API"))
def make(request: PortalRequest) -> HttpResponse:
    require(can_keep_tokens(request.actor))
    form = TokenForm(request.POST)
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
