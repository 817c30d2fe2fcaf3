"""The person behind an account of a provider that is seen for the first time."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.db import transaction
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from antt_portal.core import audit, wall
from antt_portal.core.client_address import client_address
from antt_portal.core.clock import local_date
from antt_portal.core.refusal import Refused
from enterprises.actor import Actor
from enterprises.models import Invitation, Membership, User
from enterprises.people import accepting

INVITATION = "enterprises:invitation"


@transaction.atomic
def person_of(request: HttpRequest, login: SocialLogin, *, at: datetime) -> User:
    """Link the account to whom the portal knows by the address that the provider has verified; the user.

    Somebody invited gets an account on the way back to the invitation they came from. Raises Refused("unverified"),
    "unknown", "suspended", "linked" where the person has another account of this provider.
    """
    email = _verified_address(login.claims)
    user = User.objects.select_for_update().filter(email=email).first()
    if user is None:
        user = _invited(request, login, email, at=at)
    if not user.is_active:
        raise Refused("suspended", _("Tài khoản này đã ngừng. Liên hệ tổ chức của tài khoản."))
    account = login.account
    others = SocialAccount.objects.filter(user=user, provider=account.provider)
    if others.exclude(uid=account.uid).exists():
        text = _(
            "Địa chỉ này đã liên kết với một tài khoản khác của nhà cung cấp. Đăng nhập bằng mật khẩu hoặc khóa truy "
            "cập rồi gỡ liên kết cũ."
        )
        raise Refused("linked", text)
    login.account = others.first() or _link(account, user, ip=client_address(request), at=at)
    return user


def _verified_address(claims: dict[str, Any]) -> str:
    email, verified = claims.get("email"), claims.get("email_verified")
    if not isinstance(email, str) or not email or verified not in (True, "true"):
        text = _("Nhà cung cấp chưa xác nhận địa chỉ thư của tài khoản này. Xác nhận ở đó rồi thử lại.")
        raise Refused("unverified", text)
    return email.strip().lower()


def _invited(request: HttpRequest, login: SocialLogin, email: str, *, at: datetime) -> User:
    token = _token_of(login.get_redirect_url(request))
    invitation: Invitation | None = accepting.by_token(token, at=at) if token else None
    if invitation is None or invitation.email.lower() != email:
        text = _(
            "Chưa có tài khoản nào của %(email)s. Cổng chỉ mở tài khoản cho người được mời: mở liên kết trong thư mời, "
            "hoặc đề nghị Ban Quản lý hay người đứng đầu tổ chức mời địa chỉ này."
        )
        raise Refused("unknown", text % {"email": email})
    with wall.within([invitation.board_id]):
        membership = accepting.open_account(
            token,
            full_name=str(login.claims.get("name") or email)[:120],
            password=None,
            language=get_language() or "",
            ip=client_address(request),
            at=at,
        )
    return membership.user


def _token_of(path: str | None) -> str:
    """Of the invitation's page that the person set out from."""
    try:
        found = resolve(urlsplit(path or "").path)
    except Resolver404:
        return ""
    return str(found.kwargs["token"]) if found.view_name == INVITATION else ""


def _link(account: SocialAccount, user: User, *, ip: str | None, at: datetime) -> SocialAccount:
    account.user = user
    account.save()
    acting = Membership.objects.filter(user=user).on(local_date(at)).select_related("user", "organisation")
    for membership in acting:
        by = Actor.of(membership, ip=ip)
        with wall.within([membership.board_id]):
            audit.record(membership, "account.link", by=by, at=at, after={"provider": account.provider})
    return account
