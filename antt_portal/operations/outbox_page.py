"""Thư đi: what waits, what failed and why, what came back; and sending again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from antt_portal.core import clock
from antt_portal.core.clock import local_date
from antt_portal.core.list_files import ListColumn, list_file, wants_file
from antt_portal.core.models import Notice, NoticeState
from antt_portal.core.notice_kinds import kind_of
from antt_portal.core.refusal import Refused
from antt_portal.core.resending import can_go_again, send_again
from antt_portal.core.viewing import shows_people
from antt_portal.core.web import require
from antt_portal.operations.mail_reasons import reason, servers_words
from antt_portal.operations.outbox_filter import STANDINGS, OutboxFilter
from antt_portal.operations.permissions import can_see_outbox, can_send_again, own_pages
from enterprises.middleware import PortalRequest
from enterprises.models import Organisation

PAGE_SIZE = 50


@dataclass(frozen=True)
class Row:
    notice: Notice
    organisation: Organisation | None
    group: Any
    tone: str
    word: str
    reason: str
    answer: str
    may_go_again: bool


COLUMNS: list[ListColumn[Row]] = [
    ListColumn(gettext_lazy("Người nhận"), 28, lambda row: _whom(row.notice)),
    ListColumn(gettext_lazy("Địa chỉ"), 32, lambda row: row.notice.to_address),
    ListColumn(gettext_lazy("Tổ chức"), 50, lambda row: row.organisation.name if row.organisation else ""),
    ListColumn(gettext_lazy("Loại"), 24, lambda row: str(row.group)),
    ListColumn(gettext_lazy("Lập lúc"), 18, lambda row: row.notice.created_at),
    ListColumn(gettext_lazy("Tình trạng"), 18, lambda row: row.word),
    ListColumn(gettext_lazy("Gửi lúc"), 18, lambda row: row.notice.sent_at),
    ListColumn(gettext_lazy("Lý do"), 50, lambda row: row.reason),
]


def _whom(notice: Notice) -> str:
    return notice.recipient.full_name if notice.recipient else notice.name


@require_safe
def outbox(request: PortalRequest) -> HttpResponseBase:
    """The board's own; never what a mail says, for some open doors."""
    require(can_see_outbox(request.actor))
    at = clock.now()
    chosen = OutboxFilter(request.GET, board_id=request.actor.board_id, on=local_date(at))
    if wants_file(request):
        file = list_file(request, _("Thư đi"), COLUMNS, _rows(request, list(chosen.rows), at))
        return shows_people(file, request.actor.organisation)
    page = Paginator(chosen.rows, PAGE_SIZE).get_page(request.GET.get("page"))
    counts = chosen.counts()
    context = {
        "filter": chosen,
        "page": page,
        "rows": _rows(request, list(page.object_list), at),
        "standings": [
            (name, words, _address(request, name), counts[name]) for name, (words, _condition) in STANDINGS.items()
        ],
        "own_pages": own_pages(request.actor),
        "is_narrowed": bool(chosen.group or chosen.typed),
    }
    return shows_people(render(request, "operations/outbox.html", context), request.actor.organisation)


def _address(request: PortalRequest, standing: str) -> str:
    """The first page of another standing, narrowed as this one is."""
    asked = request.GET.copy()
    asked.pop("page", None)
    asked["standing"] = standing
    return f"?{asked.urlencode()}"


def _rows(request: PortalRequest, notices: list[Notice], at: datetime) -> list[Row]:
    keys = {notice.organisation_id for notice in notices if notice.organisation_id}
    organisations = Organisation.objects.filter(board_id=request.actor.board_id).in_bulk(keys)
    may = can_send_again(request.actor)
    return [
        Row(
            notice,
            organisations.get(notice.organisation_id or 0),
            kind_of(notice.kind).group.label,
            *_standing(notice, at),
            reason(notice),
            servers_words(notice),
            may and can_go_again(notice),
        )
        for notice in notices
    ]


def _standing(notice: Notice, at: datetime) -> tuple[str, str]:
    """Tone and word."""
    if notice.bounced_at:
        return "back", _("Bị trả lại")
    if notice.state == NoticeState.FAILED:
        return "late", _("Không gửi được")
    if notice.state == NoticeState.SENT:
        return "done", _("Đã gửi")
    if notice.attempts and notice.error:
        return "soon", _("Chờ thử lại")
    return ("todo", _("Chờ gửi")) if notice.due_at <= at else ("none", _("Gửi sau"))


@require_POST
def notice_again(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Back to the list as it was narrowed, whatever becomes of it."""
    own = Notice.objects.filter(board_id=request.actor.board_id)
    notice = get_object_or_404(own if can_see_outbox(request.actor) else own.none(), public_id=public_id)
    require(can_send_again(request.actor))
    try:
        send_again(notice, by=request.actor, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Thư được gửi lại trong ít phút."))
    back = QueryDict(request.POST.get("back", "")[:500]).urlencode()
    return redirect(reverse("outbox") + (f"?{back}" if back else ""))
