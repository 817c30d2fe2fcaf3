"""What an organisation received: each directive with how far it got and what is still due of it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from antt_portal.core import clock
from antt_portal.core.list_files import CHUNK, list_file, wants_file
from antt_portal.core.web import require
from directives.documents.lists import INBOX
from directives.forms.deliveries import Shown
from directives.models import Delivery, Duty, LetterStatus, ReportRequest
from directives.permissions import can_receive
from enterprises.middleware import PortalRequest
from enterprises.models import Deadline, DeadlineKind

PAGE_SIZE = 25


@dataclass(frozen=True)
class Due:
    """Something to be done. ``on`` None: without a day."""

    words: str
    on: date | None


@dataclass(frozen=True)
class Row:
    delivery: Delivery
    dues: list[Due]

    @property
    def word_of_end(self) -> str:
        """“Đã thu hồi”, “Đã thay thế”; empty while it stands."""
        return str(self.delivery.directive.letter.get_status_display()) if self.delivery.ended_at else ""

    @property
    def is_for_knowledge(self) -> bool:
        return self.delivery.duty != Duty.ACT

    @property
    def is_replaced(self) -> bool:
        return self.delivery.directive.letter.status == LetterStatus.REPLACED


@require_safe
def inbox(request: PortalRequest) -> HttpResponseBase:
    require(can_receive(request.actor))
    shown = Shown.asked(request.GET.get("show", ""))
    own = Delivery.objects.visible_to(request.actor)
    found = shown.rows(own).for_list().defer("directive__letter__data")
    if wants_file(request):
        return list_file(request, _("Văn bản đến"), INBOX, found.iterator(chunk_size=CHUNK))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": _rows(list(page.object_list)),
        "shown": shown,
        "choices": [(one, one.rows(own).count()) for one in Shown],
        "today": clock.today(),
    }
    return render(request, "directives/inbox/list.html", context)


def _rows(deliveries: list[Delivery]) -> list[Row]:
    """Two queries beside that of the list: the reports wanted, and what is due."""
    requests = ReportRequest.objects.filter(delivery__in=deliveries, reported_at__isnull=True)
    subjects: dict[UUID, int] = {one.public_id: one.pk for one in deliveries}
    dues: defaultdict[int, list[Due]] = defaultdict(list)
    standing = {one.pk for one in deliveries if one.ended_at is None}
    for request in requests:
        subjects[request.public_id] = request.delivery_id
        if request.due_on is None and request.delivery_id in standing:
            dues[request.delivery_id].append(Due(str(DeadlineKind.ANSWER.label), None))
    # Said by kind as well: an index of open deadlines is entered by it, and read from end to end without.
    kinds = [model._meta.label_lower for model in (Delivery, ReportRequest)]
    due = Deadline.objects.open().filter(subject_kind__in=kinds, subject_id__in=subjects)
    for deadline in due.order_by("due_on", "pk"):
        dues[subjects[deadline.subject_id]].append(Due(deadline.get_kind_display(), deadline.due_on))
    return [Row(one, dues[one.pk]) for one in deliveries]
