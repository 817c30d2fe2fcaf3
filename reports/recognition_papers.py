"""What the papers of a recognition say: the board's submission with its list, and a certificate per enterprise.

The data has the keys that ``reports.documents`` reads; once ordered it never changes.
"""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.urls import reverse

from antt_portal.core.clock import local_date
from antt_portal.core.documents import lines
from directives.models import Instrument, Source
from enterprises.models import Organisation, OrganisationKind, OrganisationName, Tenancy
from reports.models import Recognition, RecognitionBatch, Submission


def entries_of(batch: RecognitionBatch, on: date) -> QuerySet[Recognition]:
    """The list in its order, each with ``name_then`` and ``zones_then`` as of ``on``; in two queries."""
    names = OrganisationName.objects.valid_on(on).filter(organisation=OuterRef("organisation"))
    zones = Tenancy.objects.on(on).select_related("zone").order_by("zone__sort_key")
    entries = batch.recognitions.select_related("organisation", "report").annotate(
        name_then=Subquery(names.values("name")[:1])
    )
    prefetched = entries.prefetch_related(Prefetch("organisation__tenancies", zones, to_attr="zones_then"))
    return prefetched.order_by("organisation__sort_key", "pk")


def list_data(batch: RecognitionBatch, board: Organisation, *, at: datetime) -> dict[str, Any]:
    """Number and day stay blank: the office fills them in when the paper goes out."""
    on = local_date(at)
    own = board.name_on(on)
    receipts = _receipts_of(batch)
    return {
        **_letterhead(own),
        "date": {"day": None, "month": None, "year": on.year},
        "number": None,
        "symbol": "-".join(filter(None, ["TTr", own.abbreviation])),
        "year": batch.year,
        "board": own.name,
        "recipient": batch.recogniser.name_on(on).name,
        "bases": list(_laws_of(batch)),
        "enterprises": [_listed(entry, receipts) for entry in entries_of(batch, on)],
        "copies_to": ["Như trên"],
        "archive": "Lưu: VT",
        "signature": {"office": "LÃNH ĐẠO BAN", "name": batch.approved_by.full_name if batch.approved_by else ""},
    }


def certificate_data(
    recognition: Recognition, batch: RecognitionBatch, recogniser: OrganisationName, on: date
) -> dict[str, Any]:
    """``recognition`` comes from ``entries_of``; names and places are those of ``on``, the day of the decision."""
    return {
        **_letterhead(recogniser),
        "date": {"day": on.day, "month": on.month, "year": on.year},
        "year": recognition.year,
        "agency_name": recogniser.name,
        "certificate_number": recognition.certificate_number,
        "decision": {"number": batch.decision_number, "on": on.isoformat()},
        "holder": _holder(recognition),
        "code": recognition.code,
        "verify_url": settings.SITE_ORIGIN + reverse("verify-code", args=[recognition.code]),
        "signature": {"office": batch.decision_office.upper(), "name": batch.decision_signer},
    }


def board_of(board_id: int) -> Organisation:
    return Organisation.objects.get(board_id=board_id, kind=OrganisationKind.BOARD)


def _letterhead(name: OrganisationName) -> dict[str, Any]:
    return {
        "superior_agency": list(lines(name.superior)),
        "agency": list(lines(name.lines)) or [name.name.upper()],
        "place": name.place,
    }


def _laws_of(batch: RecognitionBatch) -> QuerySet[Instrument, str]:
    """The State's texts the dossiers on the list answer."""
    laws = Instrument.objects.filter(source=Source.LAW, reports__recognition__batch=batch)
    return laws.order_by("title").values_list("title", flat=True).distinct()


def _receipts_of(batch: RecognitionBatch) -> dict[int, str]:
    """Of each report the receipt of its last version."""
    handed_in = Submission.objects.filter(report__recognition__batch=batch).order_by("number")
    return dict(handed_in.values_list("report_id", "receipt"))


def _listed(entry: Recognition, receipts: dict[int, str]) -> dict[str, Any]:
    accepted_at = entry.report.accepted_at
    return {
        **_holder(entry),
        "receipt": receipts[entry.report_id],
        "accepted_on": local_date(accepted_at).isoformat() if accepted_at else None,
    }


def _holder(entry: Any) -> dict[str, Any]:
    """A holder without a name on that day (a decision of before it was entered here) prints its present one."""
    organisation = entry.organisation
    return {
        "name": entry.name_then or organisation.name,
        "tax_code": organisation.tax_code,
        "address": organisation.address,
        "zones": [tenancy.zone.name for tenancy in organisation.zones_then],
    }
