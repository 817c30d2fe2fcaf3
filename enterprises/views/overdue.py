"""What is overdue, for the board over its whole wall and for an investor over its tenants."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from antt_portal.core import clock
from antt_portal.core.formats import number_vn, vn_date
from antt_portal.core.list_files import sheets_file
from antt_portal.core.web import require
from enterprises.documents.overdue_workbook import overdue_sheet
from enterprises.due.overdue import By, counts_by_band, for_list, groups, rows_of
from enterprises.filters import OverdueFilter
from enterprises.middleware import PortalRequest
from enterprises.models import Ladder
from enterprises.permissions import can_see_overdue
from enterprises.reminding.wording import step_words

PAGE_SIZE = 50
CHUNK = 500
# Rows: the file is written while somebody waits.
LONGEST_FILE = 10_000
TITLES = {
    By.KIND: gettext_lazy("Theo loại"),
    By.ZONE: gettext_lazy("Theo khu"),
    By.INVESTOR: gettext_lazy("Theo chủ đầu tư hạ tầng"),
    By.ORGANISATION: gettext_lazy("Theo tổ chức"),
}


def _chosen(request: PortalRequest) -> OverdueFilter:
    require(can_see_overdue(request.actor))
    return OverdueFilter(request.GET, actor=request.actor, on=clock.today())


@require_GET
def overdue(request: PortalRequest) -> HttpResponse:
    chosen = _chosen(request)
    actor, at = request.actor, clock.now()
    late = chosen.qs
    counts = counts_by_band(late, chosen.on)
    page = Paginator(for_list(late, chosen.on), PAGE_SIZE).get_page(request.GET.get("page"))
    shown = rows_of(page.object_list, Ladder.objects.in_force_for(actor.board_id), at=at, on=chosen.on)
    by = _by(request)
    context: dict[str, Any] = {
        "filter": chosen,
        "page": page,
        "rows": [
            (row, step_words(row.told.code) if row.told else "", step_words(row.ahead.code) if row.ahead else "")
            for row in shown
        ],
        "bands": [(value, label, counts[value]) for value, label in chosen.BANDS],
        "count": counts["all"],
        "by": by,
        "groups": groups(late, by, chosen.on),
        "ways": [(way.value, title) for way, title in TITLES.items() if actor.is_board or way != By.INVESTOR],
        "today": chosen.on,
    }
    return render(request, "enterprises/overdue.html", context)


def _by(request: PortalRequest) -> By:
    asked = request.GET.get("by", "")
    return By(asked) if asked in set(By) and (request.actor.is_board or asked != By.INVESTOR) else By.KIND


@require_GET
def excel(request: PortalRequest) -> HttpResponseBase:
    """All that was chosen, not a page of it."""
    chosen = _chosen(request)
    if chosen.qs.count() > LONGEST_FILE:
        text = _("Bảng này dài hơn %(count)s dòng. Chưa tạo tệp; lọc theo khu, loại hoặc số ngày rồi tải từng phần.")
        messages.error(request, text % {"count": number_vn(LONGEST_FILE)})
        return redirect(f"{reverse('enterprises:overdue')}?{chosen.query[1:]}")
    found = for_list(chosen.qs, chosen.on).iterator(chunk_size=CHUNK)
    ladders = Ladder.objects.in_force_for(request.actor.board_id)
    rows = rows_of(found, ladders, at=clock.now(), on=chosen.on)
    name = _("Quá hạn %(day)s") % {"day": vn_date(chosen.on).replace("/", "-")}
    return sheets_file(request, [overdue_sheet(rows, chosen.on)], name)
