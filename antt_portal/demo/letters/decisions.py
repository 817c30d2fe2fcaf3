"""Letters that lists of enterprises lead to: submissions to who recognises, and the decision of a board that does."""

from datetime import timedelta

from antt_portal.core.clock import local_date
from antt_portal.demo.letters.desk import Desk
from antt_portal.demo.letters.way import Hours, Way
from directives.models import LetterStatus, OfficialLetter
from directives.writing.composing import save_text
from reports.deciding import draft_decision, letter_of
from reports.models import BatchStatus, Recognition, RecognitionBatch, RecognitionStatus

S = LetterStatus
HOUR = timedelta(hours=1)
CERTIFIED = 1  # the other certificates wait for the clerk, who takes several at once


def decide(desk: Desk) -> None:
    """Of each list with its leader's approval, in the order of the approvals."""
    listed = RecognitionBatch.objects.filter(board=desk.own.board).select_related("recogniser")
    for batch in listed.filter(approved_at__isnull=False).order_by("approved_at"):
        if batch.decided_by_board:
            _decide(desk, batch)
        elif letter := letter_of(batch):
            _walk(desk, letter, batch, until=S.ISSUED if batch.status == BatchStatus.DECIDED else S.TO_SIGN)


def _decide(desk: Desk, batch: RecognitionBatch) -> None:
    """A list of the last days waits for its decision to be signed; one of the first year was decided before."""
    letter = letter_of(batch)
    drafted_at = _hours(desk, batch).drafted
    if letter is None:
        if batch.status != BatchStatus.APPROVED:
            return
        letter = draft_decision(batch, refused={}, by=desk.office.leader, at=drafted_at, seen=batch.version)
    is_recent = local_date(drafted_at) >= local_date(desk.ago(4))
    _walk(desk, letter, batch, until=S.TO_SIGN if is_recent else S.ISSUED)
    listed = batch.recognitions.filter(status=RecognitionStatus.RECOGNISED).values_list("public_id", flat=True)
    certificates = OfficialLetter.objects.about(Recognition._meta.label_lower, *listed).order_by("pk")
    for certificate in certificates[:CERTIFIED]:
        Way(desk, certificate, _hours(desk, batch, days=2)).go(S.ISSUED)


def _walk(desk: Desk, letter: OfficialLetter, batch: RecognitionBatch, *, until: LetterStatus) -> None:
    """The unit head drafted it; who signs is chosen first."""
    hours = _hours(desk, batch)
    if letter.status == S.DRAFT and letter.delegation_id is None:
        signer = desk.authority_of(desk.office.leader)
        by = desk.office.unit_head
        save_text(letter, letter.data, by=by, at=hours.drafted, seen=letter.text_version, delegation=signer)
    Way(desk, letter, hours).go(until)


def _hours(desk: Desk, batch: RecognitionBatch, *, days: int = 0) -> Hours:
    """On the working day of the approval, or ``days`` later, and on the next."""
    at = batch.approved_at or desk.moments.now
    calendar, on = desk.moments.calendar, local_date(at)
    first = calendar.add(on, days)
    at += first - on
    morning = at + (calendar.add(first, 1) - first)
    steps = [*(at + hours * HOUR for hours in range(1, 5)), *(morning + hours * HOUR for hours in range(4))]
    return Hours(*(min(one, desk.moments.now) for one in steps))
