"""Many reports quickly: copies of one that was handed in through the verbs, with names and numbers of their own."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, TypeVar

from django.db import models, transaction

from antt_portal.core.canonical import digest
from antt_portal.core.folding import search_key, sort_key
from antt_portal.demo.companies import tax_code
from enterprises.models import Deadline, Organisation, OrganisationName, Tenancy
from reports.filing import RECEIPT
from reports.models import Answer, Report, Submission

FIRST_TAX_NUMBER = 100_000
FIRST_RECEIPT = 10_000
M = TypeVar("M", bound=models.Model)


def copied(row: M, **changes: Any) -> M:
    """An unsaved row like ``row`` but for ``changes``, with a public id of its own."""
    kept = [field for field in row._meta.concrete_fields if not field.primary_key and field.name != "public_id"]
    return type(row)(**{field.attname: getattr(row, field.attname) for field in kept} | changes)


@transaction.atomic
def multiply(report: Report, numbers: Iterable[int]) -> None:
    """A copy of ``report`` for each number: enterprise, names, zones, answers, frozen version, receipt and deadlines.

    All wait for review as ``report`` does, each handed in a minute before the one of the number below it.
    """
    wanted, handed_in = list(numbers), report.submissions.get().submitted_at
    enterprises = Organisation.objects.bulk_create(_enterprise(report.organisation, number) for number in wanted)
    reports = Report.objects.bulk_create(
        copied(report, organisation_id=enterprise.pk, submitted_at=handed_in - timedelta(minutes=number))
        for enterprise, number in zip(enterprises, wanted, strict=True)
    )
    name, tenancies = report.organisation.names.get(), list(report.organisation.tenancies.all())
    OrganisationName.objects.bulk_create(copied(name, organisation_id=one.pk, name=one.name) for one in enterprises)
    Tenancy.objects.bulk_create(copied(row, organisation_id=one.pk) for one in enterprises for row in tenancies)
    answers = list(report.answers.all())
    Answer.objects.bulk_create(
        copied(answer, report_id=one.pk, organisation_id=one.organisation_id) for one in reports for answer in answers
    )
    _hand_in(report, reports, enterprises, wanted)
    _await_review(report, reports)


def _enterprise(original: Organisation, number: int) -> Organisation:
    name = f"Công ty TNHH Thử Nghiệm Số {number}"
    code = tax_code(FIRST_TAX_NUMBER + number)
    return copied(original, name=name, sort_key=sort_key(name), search_key=search_key(name), tax_code=code)


def _hand_in(original: Report, reports: list[Report], enterprises: list[Organisation], numbers: list[int]) -> None:
    """Each frozen version names its own enterprise and receipt, and has the hash of exactly that."""
    submission = original.submissions.get()
    made = []
    for report, enterprise, number in zip(reports, enterprises, numbers, strict=True):
        receipt = RECEIPT.format(year=report.year, number=FIRST_RECEIPT + number)
        owner = submission.frozen["organisation"] | {
            "public_id": str(enterprise.public_id),
            "name": enterprise.name,
            "tax_code": enterprise.tax_code,
        }
        told = submission.frozen["submitted"] | {"receipt": receipt}
        frozen = submission.frozen | {"organisation": owner, "submitted": told}
        changes = {"report_id": report.pk, "organisation_id": enterprise.pk, "submitted_at": report.submitted_at}
        made.append(copied(submission, receipt=receipt, frozen=frozen, sha256=digest(frozen), **changes))
    Submission.objects.bulk_create(made, batch_size=200)


def _await_review(original: Report, reports: list[Report]) -> None:
    """The enterprise's own deadline is closed, the board's is open: both as of ``original``."""
    deadlines = list(Deadline.objects.filter(subject_id=original.public_id))
    made = []
    for report in reports:
        for deadline in deadlines:
            is_own = deadline.organisation_id == original.organisation_id
            owner = report.organisation_id if is_own else deadline.organisation_id
            made.append(copied(deadline, subject_id=report.public_id, organisation_id=owner))
    Deadline.objects.bulk_create(made)
