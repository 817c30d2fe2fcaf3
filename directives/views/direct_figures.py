"""The figures that the answer to one obligation of a draft asks for."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from antt_portal.core import clock
from antt_portal.core.web import explain_refusal
from directives.asking import directing
from directives.asking.assigning import asked_of
from directives.forms.instruments import FieldRows, rows_of_schema, schema_of_rows
from directives.models import Obligation, ObligationKind
from directives.views.letter_loading import own_letter
from enterprises.middleware import PortalRequest

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@explain_refusal("directives:direct-figures")
def figures(request: PortalRequest, public_id: UUID, obligation_id: UUID) -> HttpResponse:
    letter = own_letter(request, public_id)
    asked = Obligation.objects.filter(instrument__directive__letter=letter, kind=ObligationKind.DIRECTIVE)
    item = get_object_or_404(asked.select_related("instrument__directive"), public_id=obligation_id)
    rows = FieldRows(
        request.POST if request.method == "POST" else None, initial=rows_of_schema(item.fields), prefix="fields"
    )
    if request.method == "POST" and rows.is_valid():
        fields = schema_of_rows([row.cleaned_data for row in rows.forms if row.cleaned_data])
        changed = {**vars(asked_of(item)), "fields": fields}
        directing.ask(
            item.instrument.directive, directing.Asked(**changed), by=request.actor, at=clock.now(), obligation=item
        )
        messages.success(request, _("Đã lưu số liệu phải khai."))
        return redirect(reverse("directives:direct", args=[public_id]) + "#obligations")
    context = {"letter": letter, "item": item, "rows": rows}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "directives/direct/figures.html", context, status=status)
