"""Pages about who one is: the second factor to be set up, an act that waits for a proof, the sessions one has open."""

import re
from typing import NamedTuple

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from enterprises.middleware import PersonRequest, VisitorRequest, actor_optional, before_second_factor
from enterprises.people.sessions import end_others, open_sessions
from enterprises.proving import drop, held_act

# Browsers and systems by a word of the user agent, the more particular first.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


class OpenSession(NamedTuple):
    row: UserSession
    device: str
    is_current: bool


@require_GET
@actor_optional
@before_second_factor
def second_factor(request: VisitorRequest) -> HttpResponse:
    """Where people of boards and agencies stand until they have one."""
    return render(request, "enterprises/identity/second_factor.html")


@require_GET
@never_cache
@actor_optional
def held(request: VisitorRequest) -> HttpResponse:
    """The act that was held for a proof, to be sent again with everything typed."""
    act = held_act(request.session)
    if act is None:
        return redirect("home")
    return render(request, "enterprises/identity/held_act.html", {"act": act})


@require_POST
@actor_optional
def held_drop(request: VisitorRequest) -> HttpResponse:
    act = held_act(request.session)
    drop(request.session)
    messages.info(request, _("Đã bỏ việc đang chờ. Chưa có gì được thực hiện."))
    return redirect(act.back if act else "home")


@require_GET
@never_cache
@actor_optional
def sessions(request: PersonRequest) -> HttpResponse:
    current = request.session.session_key
    rows = [
        OpenSession(row, device(row.user_agent), row.session_key == current)
        for row in open_sessions(request.user, current)
    ]
    return render(request, "enterprises/identity/sessions.html", {"rows": rows})


@require_POST
@actor_optional
def sessions_end(request: PersonRequest) -> HttpResponse:
    """One of them, or without a number all but this."""
    wanted = request.POST.get("session", "")
    only = int(wanted) if re.fullmatch(r"[0-9]{1,12}", wanted) else None
    count = 0 if wanted and only is None else end_others(request.user, request.session.session_key, only=only)
    if count:
        text = ngettext("Đã đăng xuất %(count)s phiên.", "Đã đăng xuất %(count)s phiên.", count)
        messages.success(request, text % {"count": count})
    else:
        messages.info(request, _("Phiên này đã kết thúc trước đó."))
    return redirect("enterprises:sessions")


def device(user_agent: str) -> str:
    """ "Chrome, Windows"; what a browser says of itself may be anything."""
    browser = next((name for word, name in BROWSERS if word in user_agent), "")
    system = next((name for word, name in SYSTEMS if word in user_agent), "")
    return ", ".join(filter(None, [browser, system])) or _("Thiết bị không rõ")
