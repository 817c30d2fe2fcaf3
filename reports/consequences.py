"""What the issue of a letter does to a row of the yearly filing. Found at start-up by ``directives``."""

from datetime import datetime
from uuid import UUID

from antt_portal.core import audit
from antt_portal.core.clock import local_date
from directives import consequences
from directives.models import LetterKind, OfficialLetter
from directives.signatures import official_file
from enterprises.actor import Actor
from reports import notices
from reports.deciding import Decision, record_decision
from reports.models import Recognition, RecognitionBatch, Report


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


consequences.register(RecognitionBatch._meta.label_lower, batch_letter_issued)
consequences.register(Recognition._meta.label_lower, certificate_issued)
consequences.register(Report._meta.label_lower, request_issued)
