"""What the issue of a letter does to a row of this app. Found at start-up by ``directives``."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from antt_portal.core import audit
from antt_portal.core.clock import local_date
from directives import consequences
from directives.models import Delivery, LetterKind, OfficialLetter
from directives.writing.signatures import official_file
from enterprises.actor import Actor
from enterprises.due import deadlines
from enterprises.models import Deadline, DeadlineKind
from reports import notices
from reports.campaigns import owing
from reports.deciding import Decision, record_decision
from reports.models import Recognition, RecognitionBatch, Report, RollUp
from reports.rollups.reporting import report_issued


def about(letter: OfficialLetter) -> UUID:
    """The row the letter is about; a consequence is only asked for one that is about something."""
    if letter.about_id is None:
        raise ValueError(f"a letter about nothing: {letter}")
    return letter.about_id


def batch_letter_issued(letter: OfficialLetter, by: Actor, at: datetime) -> None:
    """The board's own decision decides its list; a submission only goes out."""
    if letter.kind != LetterKind.DECISION:
        return
    batch = RecognitionBatch.objects.get(public_id=about(letter))
    paper = official_file(letter)
    decision = Decision(
        number=str(letter),
        decided_on=letter.issued_on or local_date(at),
        signer=letter.letter.signature.name,
        office=letter.letter.signature.office,
        file=paper.blob if paper else None,
        file_name=f"quyet-dinh-{letter.number_text}-{letter.year}.pdf",
    )
    refused = {int(pk): reason for pk, reason in batch.refusals.items()}
    record_decision(batch, decision, refused=refused, by=by, at=at, seen=batch.version)


def certificate_issued(letter: OfficialLetter, by: Actor, at: datetime) -> None:
    """The enterprise's certificate has its number."""
    recognition = Recognition.objects.get(public_id=about(letter))
    Recognition.objects.filter(pk=recognition.pk).update(certificate_number=str(letter))
    audit.record(recognition, "recognition.certificate", by=by, at=at, after={"number": str(letter)})
    notices.certificate_issued(recognition, str(letter), at=at)


def request_issued(letter: OfficialLetter, _by: Actor, at: datetime) -> None:
    """The enterprise is told of the board's letter about its dossier."""
    report = Report.objects.select_related("organisation").get(public_id=about(letter))
    notices.request_issued(report, letter, at=at)


def roll_up_issued(letter: OfficialLetter, by: Actor, at: datetime) -> None:
    report_issued(about(letter), letter, by=by, at=at)


def deliveries_ended(deliveries: QuerySet[Delivery], at: datetime) -> None:
    """Nothing is to be mended any more in a report that answers a directive which is over, and no day reported that
    only it asked for."""
    reports = Report.objects.filter(request__delivery__in=deliveries).values("public_id")
    mending = Deadline.objects.open().filter(subject_kind=Report._meta.label_lower, kind=DeadlineKind.MENDING)
    deadlines.close_all(mending.filter(subject_id__in=reports), at=at)
    owing.close_days(deliveries, at=at)


consequences.register(RecognitionBatch._meta.label_lower, batch_letter_issued)
consequences.register(Recognition._meta.label_lower, certificate_issued)
consequences.register(Report._meta.label_lower, request_issued)
consequences.register(RollUp._meta.label_lower, roll_up_issued)
consequences.register_ending(deliveries_ended)
