"""What the board says about the figures: its own words, words of those who answered, and whom to commend.

All of it can change until a letter is drafted from it, and again when that draft was given up.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.refusal import Refused
from antt_portal.core.workflow import stale
from directives.models import OfficialLetter
from directives.writing.composing import SITTING
from enterprises.actor import Actor
from enterprises.models import ENTERPRISE_KINDS, Organisation
from reports.freezing import frozen_answers
from reports.models import (
    YEARLY_KINDS,
    Evidence,
    Nomination,
    Quotation,
    Recognition,
    RecognitionStatus,
    Report,
    RollUp,
    RollUpStatus,
    Submission,
)
from reports.rollups.handed_in import accepted_by, latest
from reports.rollups.preparing import locked_rollup

SECTIONS = ("situation", "results", "shortcomings", "proposals")
TEXT_LENGTH = 20_000
REASON_LENGTH = 500


def letter_of(rollup: RollUp) -> OfficialLetter | None:
    """The report as a letter; None while there is none, or its draft was given up."""
    return OfficialLetter.objects.about(rollup._meta.label_lower, rollup.public_id).defer("data").first()


def lock_open(rollup: RollUp) -> RollUp:
    """Raises Refused("letter-drafted")."""
    locked = locked_rollup(rollup)
    if letter_of(locked) is not None:
        text = _("Dự thảo báo cáo đã lập từ nội dung này; sửa ở trang soạn, hoặc bỏ dự thảo rồi sửa lại. Chưa ghi gì.")
        raise Refused("letter-drafted", text)
    return locked


@transaction.atomic
def save_narrative(rollup: RollUp, words: Mapping[str, str], *, by: Actor, at: datetime, seen: int) -> RollUp:
    """Keep the board's words; ``seen`` is the text version that was read. Raises Refused("letter-drafted"), "stale"."""
    locked = lock_open(rollup)
    if locked.text_version != seen:
        raise stale()
    narrative = {name: words.get(name, "").strip()[:TEXT_LENGTH] for name in SECTIONS}
    if narrative == {name: locked.narrative.get(name, "") for name in SECTIONS}:
        return locked
    if locked.changed_by_id != by.user_id or locked.changed_at is None or at - locked.changed_at > SITTING:
        audit.record(locked, "rollup.write", by=by, at=at)
    locked.narrative, locked.text_version = narrative, seen + 1
    locked.changed_at, locked.changed_by = at, by.user
    locked.save(update_fields=["narrative", "text_version", "changed_at", "changed_by"])
    return locked


def _lock_frozen(rollup: RollUp) -> RollUp:
    locked = lock_open(rollup)
    if locked.status != RollUpStatus.FROZEN:
        raise Refused("not-frozen", _("Chốt số liệu trước, rồi mới chọn lời trích và đề nghị khen thưởng."))
    return locked


def reports_in(rollup: RollUp) -> QuerySet[Report]:
    """The reports whose answers it counts."""
    if rollup.year is not None:
        return Report.objects.filter(board_id=rollup.board_id, year=rollup.year, kind__in=YEARLY_KINDS)
    return Report.objects.filter(request__delivery__directive__in=rollup.directives.all())


def counted(rollup: RollUp) -> QuerySet[Submission]:
    """The versions that its figures come from."""
    return latest(reports_in(rollup), rollup.moment)


@transaction.atomic
def quote(
    rollup: RollUp,
    submission: Submission,
    code: str,
    excerpt: str,
    *,
    evidence: Iterable[Evidence] = (),
    by: Actor,
    at: datetime,
) -> Quotation:
    """Repeat words of one answer as they were handed in; the same answer again changes the excerpt.

    Raises Refused("not-frozen"), Refused("not-counted") for a version the figures do not come from, and
    Refused("not-their-words") for what does not stand in it.
    """
    locked = _lock_frozen(rollup)
    if not counted(locked).filter(pk=submission.pk).exists():
        raise Refused("not-counted", _("Lần nộp này không nằm trong số liệu đã chốt. Chưa trích gì."))
    said = " ".join(excerpt.split())
    answer = frozen_answers(submission.frozen).get(code, {})
    if not said or said not in " ".join(answer.get("narrative", "").split()):
        raise Refused("not-their-words", _("Lời trích phải nguyên văn một đoạn đơn vị đã viết. Chưa trích gì."))
    chosen, _created = Quotation.objects.update_or_create(
        rollup=locked,
        submission=submission,
        code=code,
        defaults={
            "board_id": locked.board_id,
            "organisation_id": submission.organisation_id,
            "excerpt": said,
            "chosen_at": at,
            "chosen_by": by.user,
        },
    )
    files = {file["id"] for file in answer.get("evidence", ())}
    chosen.evidence.set([one for one in evidence if str(one.public_id) in files])
    audit.record(locked, "rollup.quote", by=by, at=at, after={"receipt": submission.receipt, "code": code})
    return chosen


@transaction.atomic
def unquote(quotation: Quotation, *, by: Actor, at: datetime) -> None:
    """Raises Refused("letter-drafted")."""
    locked = lock_open(quotation.rollup)
    before = {"receipt": quotation.submission.receipt, "code": quotation.code}
    Quotation.objects.filter(pk=quotation.pk).delete()
    audit.record(locked, "rollup.unquote", by=by, at=at, before=before)


def candidates(rollup: RollUp) -> QuerySet[Organisation]:
    """Suggested for commendation: reports accepted by the moment, or recognised for the year; not yet nominated."""
    year = rollup.year if rollup.year is not None else rollup.moment.year
    recognised = Recognition.objects.filter(board_id=rollup.board_id, year=year, status=RecognitionStatus.RECOGNISED)
    accepted = accepted_by(reports_in(rollup), rollup.moment)
    suggested = Q(pk__in=accepted.values("organisation")) | Q(pk__in=recognised.values("organisation"))
    named = Nomination.objects.filter(rollup=rollup).values("organisation")
    return Organisation.objects.filter(suggested, board_id=rollup.board_id).exclude(pk__in=named).for_list()


@transaction.atomic
def nominate(rollup: RollUp, organisation: Organisation, reason: str, *, by: Actor, at: datetime) -> Nomination:
    """Propose to commend an enterprise; the same one again changes the reason.

    Raises Refused("not-frozen"), Refused("not-an-enterprise"), Refused("reason-missing").
    """
    locked = _lock_frozen(rollup)
    if organisation.board_id != locked.board_id or organisation.kind not in ENTERPRISE_KINDS:
        raise Refused("not-an-enterprise", _("Chỉ đề nghị khen thưởng doanh nghiệp trong khu. Chưa ghi gì."))
    said = " ".join(reason.split())[:REASON_LENGTH]
    if not said:
        raise Refused("reason-missing", _("Ghi thành tích đề nghị khen thưởng."))
    nomination, _created = Nomination.objects.update_or_create(
        rollup=locked,
        organisation=organisation,
        defaults={"board_id": locked.board_id, "reason": said, "nominated_at": at, "nominated_by": by.user},
    )
    audit.record(locked, "rollup.nominate", by=by, at=at, after={"organisation": organisation.name}, note=said)
    return nomination


@transaction.atomic
def withdraw(nomination: Nomination, *, by: Actor, at: datetime) -> None:
    """Raises Refused("letter-drafted")."""
    locked = lock_open(nomination.rollup)
    Nomination.objects.filter(pk=nomination.pk).delete()
    before = {"organisation": nomination.organisation.name}
    audit.record(locked, "rollup.withdraw_nomination", by=by, at=at, before=before)
