"""A report as canonical data: what a submission freezes, hashes and shows for ever."""

from datetime import date, datetime
from typing import Any, cast

from django.db.models import Prefetch

from antt_portal.core.canonical import canonical_bytes
from antt_portal.core.clock import local_date
from enterprises.models import Organisation, OrganisationKind
from reports.implementing import asking
from reports.models import Answer, EvidenceUse, Report

FORMAT = 1


def answers_of(report: Report) -> list[Answer]:
    """The answers with everything a frozen version says about them, in a fixed number of queries."""
    uses = EvidenceUse.objects.select_related("evidence__blob", "evidence__uploaded_by")
    answers = report.answers.select_related("obligation__instrument", "updated_by")
    return list(answers.prefetch_related(Prefetch("evidence_uses", uses)).order_by("position"))


def freeze(report: Report, *, at: datetime) -> dict[str, Any]:
    """The report as it stands at ``at``, as JSON-ready data (``FORMAT`` 1). Says nothing about a submission yet."""
    return {
        "format": FORMAT,
        "kind": str(report.kind),
        "year": report.year,
        "organisation": _organisation(report.organisation, local_date(at)),
        "instruments": [
            {"code": one.code, "edition": one.edition, "title": one.title, "citation": one.citation}
            for one in report.instruments.order_by("code", "edition")
        ],
        "answers": [freeze_answer(answer) for answer in answers_of(report)],
        **_directive(report),
    }


def _directive(report: Report) -> dict[str, Any]:
    """What a report answers; nothing of a yearly filing. How late it came is known once it was handed in."""
    asked = asking(report)
    if asked is None:
        return {}
    manifest = asked.delivery.directive.manifest
    directive = {
        "cited": report.answers_to,
        "number": str(asked.letter),
        "agency": manifest["agency"],
        "issued_on": manifest["issued_on"],
        "subject": manifest["subject"],
        "bundle_sha256": asked.delivery.directive.bundle_sha256,
        "due_on": asked.due_on.isoformat() if asked.due_on else None,
        "workdays_late": asked.request.workdays_late,
    }
    return {"directive": directive}


def _organisation(organisation: Organisation, on: date) -> dict[str, Any]:
    board = Organisation.objects.get(board_id=organisation.board_id, kind=OrganisationKind.BOARD)
    tenancies = organisation.tenancies.on(on).select_related("zone").order_by("zone__sort_key")
    board_name = board.name_on(on)
    return {
        "public_id": str(organisation.public_id),
        "name": organisation.name_on(on).name,
        "tax_code": organisation.tax_code,
        "address": organisation.address,
        "zones": [tenancy.zone.name for tenancy in tenancies],
        "board": {
            "name": board_name.name,
            "lines": board_name.lines,
            "superior": board_name.superior,
            "place": board_name.place,
        },
    }


def freeze_answer(answer: Answer) -> dict[str, Any]:
    asked = answer.obligation
    return {
        "code": asked.code,
        "kind": asked.kind,
        "number": asked.number,
        "position": answer.position,
        "title": asked.title,
        "short_title": asked.short_title,
        "text": asked.text,
        "citation": asked.citation,
        "instrument": asked.instrument.code,
        "fields": asked.fields,
        "points": None if asked.points is None else str(asked.points),
        "result": answer.result,
        "reason": answer.reason,
        "narrative": answer.narrative,
        "figures": answer.figures,
        "carried_from": answer.carried_from,
        "evidence": [_evidence(use) for use in answer.evidence_uses.all()],
    }


def _evidence(use: EvidenceUse) -> dict[str, Any]:
    file = use.evidence
    return {
        "id": str(file.public_id),
        "title": file.title,
        "file_name": file.file_name,
        "kind": file.kind,
        "sha256": file.blob.sha256,
        "size": file.blob.size,
        "expires_on": file.expires_on.isoformat() if file.expires_on else None,
    }


def substance(answer: dict[str, Any]) -> bytes:
    """What of a frozen answer an officer judges: while the bytes are equal, the last judgement still holds."""
    judged = ("result", "reason", "narrative", "figures")
    files = sorted(file["sha256"] for file in answer["evidence"])
    return canonical_bytes({"files": files, **{key: answer[key] for key in judged}})


def frozen_answers(frozen: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The answers of a frozen version by obligation code."""
    return {answer["code"]: answer for answer in cast("list[dict[str, Any]]", frozen["answers"])}
