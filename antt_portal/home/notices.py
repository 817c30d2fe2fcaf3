"""The notices of one person in the portal: what happened, newest first, and the way to each act."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from antt_portal.core import clock
from antt_portal.core.list_files import CHUNK, ListColumn, list_file, wants_file
from antt_portal.core.mail_message import path_of, words_of
from antt_portal.core.models import Notice
from antt_portal.core.models.notice import NoticeQuerySet
from antt_portal.core.notice_kinds import kind_of
from antt_portal.core.outcomes import Facts, facts_of
from enterprises.middleware import PortalRequest
from enterprises.notice_centre import readable

PAGE_SIZE = 25


@dataclass(frozen=True)
class Row:
    public_id: UUID
    title: str
    group: str
    at: datetime
    is_unread: bool


COLUMNS: list[ListColumn[Row]] = [
    ListColumn(gettext_lazy("Thông báo"), 70, lambda row: row.title),
    ListColumn(gettext_lazy("Loại thông báo"), 30, lambda row: row.group),
    ListColumn(gettext_lazy("Lập lúc"), 18, lambda row: row.at),
    ListColumn(gettext_lazy("Chưa đọc"), 12, lambda row: row.is_unread),
]


def _mine(request: PortalRequest) -> NoticeQuerySet:
    return readable(request.actor, request.memberships, at=clock.now())


@require_GET
def notices(request: PortalRequest) -> HttpResponseBase:
    only_unread = request.GET.get("show") == "unread"
    mine = _mine(request).select_related("recipient").order_by("-created_at", "-pk")
    listed = mine.unread() if only_unread else mine
    if wants_file(request):
        return list_file(request, _("Thông báo"), COLUMNS, _all_rows(listed))
    page = Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": list(_rows(page.object_list)),
        "only_unread": only_unread,
        "unread": request.unread_notices(),
    }
    return render(request, "home/notices.html", context)


def _all_rows(found: NoticeQuerySet) -> Iterator[Row]:
    rows = found.iterator(chunk_size=CHUNK)
    while some := list(islice(rows, CHUNK)):
        yield from _rows(some)


def _rows(found: Iterable[Notice]) -> Iterator[Row]:
    """Each with the subject of its mail, in the language of the page, and as things stand now."""
    shown = list(found)
    facts = facts_of(shown, clock.now())
    for one in shown:
        group = str(kind_of(one.kind).group.label)
        yield Row(one.public_id, _title(one, facts[one.pk]) or group, group, one.created_at, one.read_at is None)


def _title(notice: Notice, facts: Facts) -> str:
    """Empty where what it was about cannot be looked up any more."""
    is_unknown = facts.error or (facts.withdrawn and not facts.shown)
    return "" if is_unknown else words_of(notice, facts.shown).subject


@require_GET
def notice(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """On the way to the act it is marked as read; nothing else comes of it, and it is the person's own."""
    found = get_object_or_404(_mine(request), public_id=public_id)
    if found.read_at is None:
        Notice.objects.filter(pk=found.pk).update(read_at=clock.now())
    return redirect(path_of(found, facts_of([found], clock.now())[found.pk].shown))


@require_POST
def notices_read(request: PortalRequest) -> HttpResponse:
    _mine(request).unread().update(read_at=clock.now())
    messages.success(request, _("Đã đánh dấu mọi thông báo là đã đọc."))
    return redirect("notices")
