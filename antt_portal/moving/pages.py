"""Nhập dữ liệu: the template, what was taken in and by whom, and one run from upload to the last row."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from antt_portal.core import clock
from antt_portal.core.list_files import CHUNK, ListColumn, list_file, wants_file
from antt_portal.core.refusal import Refused
from antt_portal.core.web import explain_refusal, require, seen_version
from antt_portal.core.workbook_responses import workbook_response
from antt_portal.moving import progress, runs
from antt_portal.moving.columns import FORMS
from antt_portal.moving.models import ImportFinding, ImportRun
from antt_portal.moving.permissions import can_move_in
from antt_portal.moving.planning.plan import CHANGED, NEW, SAME
from antt_portal.moving.states import ImportStatus
from antt_portal.moving.template import template
from enterprises.middleware import PortalRequest
from enterprises.proving import asks_who

PAGE_SIZE = 50
STOP_POLLING = 286  # htmx: the figures are the last ones


@dataclass(frozen=True)
class Tally:
    """What one sheet does to the record."""

    title: str
    new: int
    changed: int
    same: int


COLUMNS: list[ListColumn[ImportRun]] = [
    ListColumn(gettext_lazy("Tệp"), 40, lambda run: run.file_name),
    ListColumn(gettext_lazy("Tải lên lúc"), 18, lambda run: run.uploaded_at),
    ListColumn(gettext_lazy("Người tải lên"), 28, lambda run: run.uploaded_by.full_name),
    ListColumn(gettext_lazy("Xác nhận"), 28, lambda run: run.confirmed_by.user.full_name if run.confirmed_by else ""),
    ListColumn(gettext_lazy("Mới"), 10, lambda run: _sums(run).new),
    ListColumn(gettext_lazy("Thay đổi"), 10, lambda run: _sums(run).changed),
    ListColumn(gettext_lazy("Trạng thái"), 20, lambda run: run.get_status_display()),
]
PROBLEMS: list[ListColumn[ImportFinding]] = [
    ListColumn(gettext_lazy("Trang"), 24, lambda found: found.sheet),
    ListColumn(gettext_lazy("Ô"), 10, lambda found: found.cell),
    ListColumn(gettext_lazy("Lý do"), 90, lambda found: found.text),
]
CHANGES: list[ListColumn[ImportFinding]] = [
    ListColumn(gettext_lazy("Của"), 50, lambda found: found.whose),
    ListColumn(gettext_lazy("Mục"), 24, lambda found: found.field),
    ListColumn(gettext_lazy("Đang ghi"), 40, lambda found: found.before),
    ListColumn(gettext_lazy("Tệp ghi"), 40, lambda found: found.after),
    *PROBLEMS[:2],
]


@require_safe
def imports(request: PortalRequest) -> HttpResponseBase:
    require(can_move_in(request.actor))
    rows = ImportRun.objects.visible_to(request.actor).for_list()
    if wants_file(request):
        return list_file(request, _("Nhập dữ liệu"), COLUMNS, rows)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "moving/imports.html", {"page": page, "rows": [(run, _sums(run)) for run in page]})


@require_safe
def import_template(request: PortalRequest) -> HttpResponseBase:
    require(can_move_in(request.actor))
    return workbook_response(template(), _("Mẫu nhập dữ liệu"))


@require_POST
@explain_refusal(back_to="imports")
def import_upload(request: PortalRequest) -> HttpResponse:
    require(can_move_in(request.actor))
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused("no-file", _("Chưa chọn tệp nào."))
    stream = cast("BinaryIO", upload)  # a Django File is one in all but name
    return redirect(runs.take_in(stream, upload.name or "", by=request.actor, at=clock.now()))


def _run(request: PortalRequest, public_id: UUID) -> ImportRun:
    """Whoever else is of the board may know that such pages exist, and no more."""
    require(can_move_in(request.actor) or not request.actor.is_board)
    visible = ImportRun.objects.visible_to(request.actor).select_related("uploaded_by", "confirmed_by__user")
    return get_object_or_404(visible, public_id=public_id)


@require_safe
def import_run(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """The whole page; for a page that is open its progress alone, until there is something else to show."""
    run = _run(request, public_id)
    is_refused = run.status == ImportStatus.REFUSED
    shown = run.findings.filter(is_problem=is_refused).order_by("pk")
    if wants_file(request):
        name = _("Chỗ phải sửa %(file)s") if is_refused else _("Chỗ thay đổi %(file)s")
        columns = PROBLEMS if is_refused else CHANGES
        return list_file(request, name % {"file": Path(run.file_name).stem}, columns, shown.iterator(CHUNK))
    context = {"run": run, "progress": progress.told(run)}
    if getattr(request, "htmx", False) and run.is_at_work:
        return render(request, "moving/progress.html", context)
    if getattr(request, "htmx", False):
        return HttpResponse(status=STOP_POLLING, headers={"HX-Refresh": "true"})
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "moving/run.html", {**context, "tallies": _tallies(run), "sums": _sums(run), "page": page})


def _tallies(run: ImportRun) -> list[Tally]:
    """In the order of the sheets; those that the file leaves empty are left out."""
    return [
        Tally(form.title, counts.get(NEW, 0), counts.get(CHANGED, 0), counts.get(SAME, 0))
        for form in FORMS
        if (counts := run.counts.get(form.key))
    ]


def _sums(run: ImportRun) -> Tally:
    each = _tallies(run)
    return Tally("", sum(one.new for one in each), sum(one.changed for one in each), sum(one.same for one in each))


@require_POST
@asks_who(gettext_lazy("Nhập dữ liệu"))
@explain_refusal(back_to="import-run")
def import_confirm(request: PortalRequest, public_id: UUID) -> HttpResponse:
    run = _run(request, public_id)
    runs.confirm(run, by=request.actor, at=clock.now(), seen=seen_version(request))
    return redirect(run)


@require_POST
@explain_refusal(back_to="import-run")
def import_drop(request: PortalRequest, public_id: UUID) -> HttpResponse:
    runs.drop(_run(request, public_id), by=request.actor, at=clock.now(), seen=seen_version(request))
    messages.info(request, _("Đã bỏ tệp này. Chưa nhập gì từ tệp."))
    return redirect("imports")
