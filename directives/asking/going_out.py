"""What the issue of a letter does to deliveries: a directive goes out, a recalled or replaced one stops.

Called by ``issuing.issue`` inside its transaction.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from antt_portal.core.models import Notice, NoticeState
from antt_portal.core.refusal import Refused
from directives import consequences
from directives.arriving import delivering
from directives.models import Delivery, Directive, LetterKind, OfficialLetter, Relation, ReportRequest
from enterprises.actor import Actor
from enterprises.due import deadlines
from enterprises.models import Deadline

ENDS = frozenset({Relation.RECALLS, Relation.REPLACES})
# A correction leaves the letter standing and goes to everybody who has it.
REACHES_ITS_READERS = ENDS | {Relation.CORRECTS}


def go_out(letter: OfficialLetter, *, by: Actor, at: datetime) -> None:
    """Raises Refused("audience-empty") for one that would reach nobody, and what ``bundles.files_of`` raises."""
    directive = Directive.objects.select_related("letter", "instrument", "campaign").filter(letter=letter).first()
    earlier = _earlier(letter)
    if earlier is None and directive is None:
        return
    if directive is None:
        directive = Directive.objects.create(board_id=letter.board_id, letter=letter)
    directive.letter = letter
    taken_over = Delivery.objects.filter(directive=earlier) if earlier else None
    count = delivering.fan_out(directive, by=by, at=at, taken_over=taken_over)
    if not count and letter.kind != LetterKind.RECALL_NOTICE:
        raise Refused("audience-empty", _("Phạm vi nơi nhận chưa có tổ chức nào; chưa phát hành."))
    if earlier is not None and letter.relation in ENDS:
        end(Delivery.objects.filter(directive=earlier), at=at)


def _earlier(letter: OfficialLetter) -> Directive | None:
    """The issued directive that this letter recalls, replaces or corrects."""
    if letter.related_id is None or letter.relation not in REACHES_ITS_READERS:
        return None
    return Directive.objects.issued().filter(letter=letter.related_id).first()


def end(deliveries: QuerySet[Delivery], *, at: datetime) -> None:
    """Nothing more is due of these, and nobody is told of them any more; what was acknowledged stays.

    Locks are taken as everywhere: a mail goes from its notice to the delivery, an act from the delivery to what is due.
    """
    standing = deliveries.filter(ended_at__isnull=True)
    for about in _subjects(standing):
        Notice.objects.filter(about, state=NoticeState.PENDING).update(state=NoticeState.CANCELLED)
    standing.update(ended_at=at)
    ended = deliveries.filter(ended_at=at)
    for about in _subjects(ended):
        deadlines.close_all(Deadline.objects.open().filter(about), at=at)
    # After the rows are locked: whoever acted on one a moment before has finished, and nobody begins any more.
    consequences.end(ended, at=at)


def _subjects(deliveries: QuerySet[Delivery]) -> Iterator[Q]:
    """What names one of these, or a report wanted of one, as its subject."""
    for rows in (deliveries, ReportRequest.objects.filter(delivery__in=deliveries)):
        yield Q(subject_kind=rows.model._meta.label_lower, subject_id__in=rows.values("public_id"))
