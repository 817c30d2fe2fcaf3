"""Pages about what is asked: instruments and their obligations."""

import json
from itertools import count
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from antt_portal.core import clock
from antt_portal.core.list_files import list_file, wants_file
from antt_portal.core.refusal import Refused
from antt_portal.core.web import explain_refusal, require, seen_version
from directives.asking import instruments as verbs
from directives.documents.lists import INSTRUMENTS
from directives.forms.instruments import (
    EditionForm,
    FieldRows,
    InstrumentForm,
    ObligationForm,
    RetireForm,
    SchemaForm,
    is_simple,
    rows_of_schema,
    schema_of_rows,
)
from directives.models import Instrument, InstrumentStatus, Obligation, Source
from directives.permissions import can_draft, can_keep
from enterprises.middleware import PortalRequest

NO_FIGURES: dict[str, Any] = {"version": 1, "groups": []}


def _instrument(request: PortalRequest, public_id: UUID) -> Instrument:
    visible = Instrument.objects.visible_to(request.actor).standing().select_related("letter", "supersedes")
    return get_object_or_404(visible, public_id=public_id)


def _kept(request: PortalRequest, public_id: UUID) -> Instrument:
    instrument = _instrument(request, public_id)
    require(can_keep(request.actor, instrument))
    return instrument


def instruments(request: PortalRequest) -> HttpResponseBase:
    rows = Instrument.objects.visible_to(request.actor).standing().for_list()
    if not can_draft(request.actor):
        rows = rows.exclude(status=InstrumentStatus.DRAFT)
    if wants_file(request):
        return list_file(request, _("Nội dung phải thực hiện"), INSTRUMENTS, rows)
    return render(request, "directives/instruments.html", {"instruments": rows, "can_draft": can_draft(request.actor)})


def instrument(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """What a directive asks stands on the page of its letter."""
    asked = Instrument.objects.visible_to(request.actor).filter(public_id=public_id, source=Source.DIRECTIVE)
    if of_directive := asked.select_related("letter").first():
        return redirect(of_directive.letter or "directives:instruments")
    found = _instrument(request, public_id)
    keeps = can_keep(request.actor, found)
    if found.status == InstrumentStatus.DRAFT:
        require(keeps)
    context = {
        "instrument": found,
        "obligations": found.obligations.prefetch_related("criteria").order_by("position"),
        "is_draft": found.status == InstrumentStatus.DRAFT,
        "in_force": found.status == InstrumentStatus.IN_FORCE,
        "can_keep": keeps,
        "edition_form": EditionForm(),
        "retire_form": RetireForm(),
    }
    return render(request, "directives/instrument.html", context)


def instrument_new(request: PortalRequest) -> HttpResponse:
    require(can_draft(request.actor))
    form = InstrumentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        board, by = request.actor.organisation.board, request.actor
        try:
            new = verbs.draft(board, by=by, at=clock.now(), source=Source.BOARD, **form.cleaned_data)
        except Refused as refused:
            form.add_error("code", str(refused))
        else:
            return redirect("directives:instrument", new.public_id)
    return render(request, "directives/instrument_new.html", {"form": form}, status=400 if form.errors else 200)


@require_POST
@explain_refusal(back_to="directives:instrument")
def instrument_publish(request: PortalRequest, public_id: UUID) -> HttpResponse:
    verbs.publish(_kept(request, public_id), by=request.actor, at=clock.now(), seen=seen_version(request))
    messages.success(request, _("Đã công bố. Hồ sơ đã mở trước đó giữ nguyên bộ nội dung cũ."))
    return redirect("directives:instrument", public_id)


@require_POST
@explain_refusal(back_to="directives:instrument")
def instrument_edition(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = _kept(request, public_id)
    form = EditionForm(request.POST)
    if not form.is_valid():
        raise Refused("dates", _("Ghi ngày áp dụng theo dạng ngày/tháng/năm."))
    edition = verbs.new_edition(found, by=request.actor, at=clock.now(), valid_from=form.cleaned_data["valid_from"])
    return redirect("directives:instrument", edition.public_id)


@require_POST
@explain_refusal(back_to="directives:instrument")
def instrument_retire(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = _kept(request, public_id)
    form = RetireForm(request.POST)
    if not form.is_valid():
        raise Refused("dates", _("Ghi ngày cuối cùng theo dạng ngày/tháng/năm."))
    last_day, seen = form.cleaned_data["last_day"], seen_version(request)
    verbs.retire(found, by=request.actor, at=clock.now(), last_day=last_day, seen=seen)
    messages.success(request, _("Đã ngừng áp dụng."))
    return redirect("directives:instrument", public_id)


def obligation_new(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = _kept(request, public_id)
    blank = Obligation(instrument=found, position=found.obligations.count() + 1, fields=NO_FIGURES)
    return _edit(request, found, blank)


def obligation(request: PortalRequest, public_id: UUID, obligation_id: UUID) -> HttpResponse:
    found = _kept(request, public_id)
    return _edit(request, found, get_object_or_404(found.obligations, public_id=obligation_id))


def _edit(request: PortalRequest, found: Instrument, item: Obligation) -> HttpResponse:
    """Write one obligation; its figures as simple rows where they can hold them, else as JSON."""
    schema, code = item.fields, item.code or _new_code(found)
    posted = request.POST if request.method == "POST" else None
    simple = is_simple(schema)
    form = ObligationForm(posted, instance=item)
    if simple:
        figures: Any = FieldRows(posted, initial=rows_of_schema(schema), prefix="fields")
    else:
        figures = SchemaForm(posted, initial={"schema": json.dumps(schema, ensure_ascii=False, indent=2)})
    if posted is not None and form.is_valid() and figures.is_valid():
        fields = schema_of_rows(_rows(figures)) if simple else figures.cleaned_data["schema"]
        try:
            verbs.write_obligation(
                found, by=request.actor, at=clock.now(), code=code, fields=fields, **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã lưu nội dung."))
            return redirect("directives:instrument", found.public_id)
    context = {"instrument": found, "form": form, "figures": figures, "simple": simple, "is_new": item.pk is None}
    return render(request, "directives/obligation.html", context, status=200 if posted is None else 400)


def _new_code(found: Instrument) -> str:
    taken = set(found.obligations.values_list("code", flat=True))
    return next(code for n in count(1) if (code := f"{found.code[:30]}-{n}") not in taken)


def _rows(rows: BaseFormSet) -> list[dict[str, Any]]:
    return [row.cleaned_data for row in rows.forms if row.cleaned_data]


@require_POST
@explain_refusal(back_to="directives:obligation")
def obligation_drop(request: PortalRequest, public_id: UUID, obligation_id: UUID) -> HttpResponse:
    found = _kept(request, public_id)
    verbs.drop_obligation(
        get_object_or_404(found.obligations, public_id=obligation_id), by=request.actor, at=clock.now()
    )
    messages.success(request, _("Đã bỏ nội dung khỏi bản đang soạn."))
    return redirect("directives:instrument", public_id)
