"""What the papers of a recognition say: submission or decision with the list, and a certificate per enterprise.

The data is that of ``directives.letters``; once issued it never changes.
"""

import re
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.urls import reverse

from antt_portal.core.clock import local_date
from antt_portal.core.documents import lines
from directives.models import Instrument, LetterKind, Source
from directives.writing.composing import blank_letter
from enterprises.models import Organisation, OrganisationKind, OrganisationName, Tenancy
from reports.models import Recognition, RecognitionBatch, Submission

STANDARD = "đạt tiêu chuẩn “An toàn về an ninh, trật tự”"
# "118/QĐ-UBND": digits, a slash, a symbol.
WRITTEN_NUMBER = re.compile(r"\s*(\d{1,6})\s*/\s*(\S.*?)\s*")


def entries_of(batch: RecognitionBatch, on: date) -> QuerySet[Recognition]:
    """The list in its order, each with ``name_then`` and ``zones_then`` as of ``on``; in two queries."""
    names = OrganisationName.objects.valid_on(on).filter(organisation=OuterRef("organisation"))
    zones = Tenancy.objects.on(on).select_related("zone").order_by("zone__sort_key")
    entries = batch.recognitions.select_related("organisation", "report").annotate(
        name_then=Subquery(names.values("name")[:1])
    )
    prefetched = entries.prefetch_related(Prefetch("organisation__tenancies", zones, to_attr="zones_then"))
    return prefetched.order_by("organisation__sort_key", "pk")


def submission_data(batch: RecognitionBatch, board: Organisation, *, at: datetime) -> dict[str, Any]:
    """Tờ trình to the authority that recognises. Number and day come with the number."""
    on = local_date(at)
    name, to = board.name_on(on).name, batch.recogniser.name_on(on).name
    listed = _listed(batch, on, refused=())
    return {
        **blank_letter(board, LetterKind.SUBMISSION, on=on),
        "subject": f"Về việc đề nghị công nhận doanh nghiệp {STANDARD} năm {batch.year}",
        "recipients": [to],
        "bases": _bases(batch),
        "body": [
            {
                "text": f"{name} đã thẩm định hồ sơ tự kiểm tra, đánh giá thực hiện tiêu chuẩn “An toàn về an ninh, "
                f"trật tự” năm {batch.year} của các doanh nghiệp. Kết quả: {len(listed):02d} doanh nghiệp đủ "
                "điều kiện đề nghị công nhận (có danh sách kèm theo)."
            },
            {"text": f"{name} kính trình {to} xem xét, quyết định./."},
        ],
        "listed": {"title": "DANH SÁCH DOANH NGHIỆP ĐỀ NGHỊ CÔNG NHẬN", "enterprises": listed},
    }


def decision_data(
    batch: RecognitionBatch, board: Organisation, refused: Collection[int], *, at: datetime
) -> dict[str, Any]:
    """Quyết định of a board that recognises itself, for everybody but ``refused`` (primary keys)."""
    on = local_date(at)
    name = board.name_on(on).name
    listed = _listed(batch, on, refused=refused)
    return {
        **blank_letter(board, LetterKind.DECISION, on=on),
        "subject": f"Về việc công nhận doanh nghiệp {STANDARD} năm {batch.year}",
        "decider": _head_of(name),
        "bases": _bases(batch),
        "body": [
            {
                "label": "Điều 1.",
                "text": f"Công nhận {len(listed):02d} doanh nghiệp {STANDARD} năm {batch.year} "
                "(có danh sách kèm theo).",
            },
            {"label": "Điều 2.", "text": "Quyết định này có hiệu lực kể từ ngày ký."},
            {
                "label": "Điều 3.",
                "text": f"Các đơn vị thuộc {name}, cơ quan liên quan và người đứng đầu các doanh nghiệp có tên trong "
                "danh sách chịu trách nhiệm thi hành Quyết định này./.",
            },
        ],
        "copies_to": ["Như Điều 3"],
        "listed": {
            "title": f"DANH SÁCH DOANH NGHIỆP {STANDARD.upper()} NĂM {batch.year}",
            "enterprises": listed,
        },
    }


def _head_of(name: str) -> str:
    """The line above the bases: "TRƯỞNG BAN QUẢN LÝ …", without saying "BAN" twice."""
    return f"TRƯỞNG {name}".upper() if name.lower().startswith("ban ") else f"TRƯỞNG BAN {name}".upper()


def certificate_data(
    recognition: Recognition, batch: RecognitionBatch, recogniser: OrganisationName, on: date
) -> dict[str, Any]:
    """``recognition`` comes from ``entries_of``; names and places are those of ``on``, the day of the decision.

    A certificate of another authority has its number within the decision's; the board's own is numbered when issued.
    """
    decision = written_number(batch.decision_number)
    if decision is None:
        raise ValueError(f"not a number: {batch.decision_number!r}")
    own, in_series = written_number(recognition.certificate_number) or (None, _certificate_symbol(recogniser))
    return {
        "kind": LetterKind.CERTIFICATE,
        "superior_agency": list(lines(recogniser.superior)),
        "agency": list(lines(recogniser.lines)) or [recogniser.name.upper()],
        "issuer": recogniser.name,
        "number": own,
        "symbol": in_series,
        "place": recogniser.place,
        "date": {"day": on.day, "month": on.month, "year": on.year} if own else _undated(on),
        "subject": f"Đ{STANDARD[1:]} năm {recognition.year}",
        "holder": _holder(recognition),
        "decision": {
            "type_name": "Quyết định",
            "number": decision[0],
            "symbol": decision[1],
            "date": {"day": on.day, "month": on.month, "year": on.year},
            "agency": recogniser.name,
        },
        "verification": {
            "code": recognition.code,
            "url": settings.SITE_ORIGIN + reverse("verify-code", args=[recognition.code]),
        },
        "signature": {"authority": None, "office": batch.decision_office.upper(), "name": batch.decision_signer},
        "attachments": [],
    }


def _undated(on: date) -> dict[str, Any]:
    return {"day": None, "month": None, "year": on.year}


def _certificate_symbol(recogniser: OrganisationName) -> str:
    return "-".join(filter(None, ["GCN", recogniser.abbreviation]))


def written_number(written: str) -> tuple[int, str] | None:
    """The number and the symbol of ``118/QĐ-UBND``; None where it is not written so."""
    found = WRITTEN_NUMBER.fullmatch(written)
    return (int(found[1]), found[2]) if found and int(found[1]) else None


def board_of(board_id: int) -> Organisation:
    return Organisation.objects.get(board_id=board_id, kind=OrganisationKind.BOARD)


def _bases(batch: RecognitionBatch) -> list[str]:
    """The State's texts that the dossiers on the list answer."""
    laws = Instrument.objects.filter(source=Source.LAW, reports__recognition__batch=batch)
    return [f"Căn cứ {title}" for title in laws.order_by("title").values_list("title", flat=True).distinct()]


def _listed(batch: RecognitionBatch, on: date, *, refused: Collection[int]) -> list[dict[str, Any]]:
    receipts = _receipts_of(batch)
    return [
        {**_holder(one), "receipt": receipts[one.report_id], "accepted_on": _accepted(one)}
        for one in entries_of(batch, on)
        if one.pk not in refused
    ]


def _receipts_of(batch: RecognitionBatch) -> dict[int, str]:
    """Of each report the receipt of its last version."""
    handed_in = Submission.objects.filter(report__recognition__batch=batch).order_by("number")
    return dict(handed_in.values_list("report_id", "receipt"))


def _accepted(entry: Recognition) -> dict[str, int] | None:
    if entry.report.accepted_at is None:
        return None
    on = local_date(entry.report.accepted_at)
    return {"day": on.day, "month": on.month, "year": on.year}


def _holder(entry: Any) -> dict[str, Any]:
    """A holder without a name on that day (a decision of before it was entered here) prints its present one."""
    organisation = entry.organisation
    return {
        "name": entry.name_then or organisation.name,
        "tax_code": organisation.tax_code,
        "address": organisation.address,
        "zones": [tenancy.zone.name for tenancy in organisation.zones_then],
    }
