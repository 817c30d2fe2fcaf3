"""Writing answers: autosave without loss, conflicts told, last year's answers carried forward unconfirmed."""

from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.refusal import Refused
from enterprises.actor import Actor
from reports.models import Answer, AnswerResult, EvidenceUse, KeptText, Report
from reports.states import AWAITING_ENTERPRISE

SITTING = timedelta(minutes=15)


@dataclass(frozen=True)
class Content:
    """What a person typed into the page of one obligation. ``kept_raw`` holds figures that could not be read."""

    result: str = ""
    reason: str = ""
    narrative: str = ""
    figures: dict[str, Any] = field(default_factory=dict)
    kept_raw: dict[str, Any] = field(default_factory=dict)


class Conflict(Refused):
    """A colleague saved first. What was typed is kept in ``kept`` and nothing saved is overwritten."""

    def __init__(self, answer: Answer, kept: KeptText) -> None:
        super().__init__(
            "conflict",
            _("Nội dung này vừa được lưu từ nơi khác. Phần đang gõ được giữ riêng, chưa mất; xem hai bản ở dưới."),
        )
        self.answer = answer
        self.kept = kept


def lock(report: Report) -> Report:
    """The report's row, locked until the transaction ends: saving an answer and submitting exclude each other."""
    rows = Report.objects.select_for_update(of=("self",)).select_related("organisation", "assignee")
    return rows.get(pk=report.pk)


def require_editable(report: Report) -> None:
    if report.status not in AWAITING_ENTERPRISE:
        raise Refused("not-editable", _("Hồ sơ đã nộp, không sửa được nữa. Nội dung đang gõ vẫn ở trên trang này."))


def save_answer(
    answer: Answer, content: Content, *, by: Actor, at: datetime, seen: int, settles: bool = False
) -> Answer:
    """Save what was typed over version ``seen`` of the answer; the same words again change nothing.

    ``settles`` says that the person was shown both texts of a conflict and this is what shall stand. Whether an answer
    carried from last year is confirmed stays as it was.

    Raises Refused("not-editable") when the report is with the board, Refused("not-offered") for "nothing to report" in
    a yearly filing, Conflict when the answer has another version by now; the text of the conflict is kept in a row of
    its own, also when this raises.
    """
    with transaction.atomic():
        report = lock(answer.report)
        require_editable(report)
        if content.result == AnswerResult.NOTHING and report.is_yearly:
            raise Refused("not-offered", _("Hồ sơ năm không có kết quả này. Chọn một kết quả khác."))
        before = Answer.objects.select_related("obligation", "updated_by", "report").get(pk=answer.pk)
        if before.version != seen and not _says_the_same(before, content):
            kept = _keep(before, content, by=by, at=at)
        else:
            return _write(before, content, by=by, at=at, settles=settles)
    raise Conflict(before, kept)


def _write(before: Answer, content: Content, *, by: Actor, at: datetime, settles: bool) -> Answer:
    """Under the report's lock nobody else writes the answer between reading it and this."""
    kept = KeptText.objects.filter(answer=before, author=by.user)
    (kept if settles else kept.filter(content=asdict(content))).delete()
    if _says_the_same(before, content):
        return before
    if _begins_a_sitting(before, by=by, at=at):
        code = before.obligation.code
        audit.record(before.report, "report.save_answer", by=by, at=at, after={"obligation": code})
    Answer.objects.filter(pk=before.pk).update(
        **asdict(content), version=F("version") + 1, updated_at=at, updated_by=by.user
    )
    return Answer.objects.select_related("obligation", "updated_by", "report").get(pk=before.pk)


def _begins_a_sitting(before: Answer, *, by: Actor, at: datetime) -> bool:
    """Autosave writes every few seconds: the record gets one row per person and sitting, not one per pause."""
    if before.updated_by_id != by.user_id or before.updated_at is None:
        return True
    return at - before.updated_at > SITTING


def _says_the_same(answer: Answer, content: Content) -> bool:
    """A double click, a repeated request, or a page left as it was: nothing to save, nobody to disturb."""
    return all(getattr(answer, name) == value for name, value in asdict(content).items())


def _keep(answer: Answer, content: Content, *, by: Actor, at: datetime) -> KeptText:
    kept, _created = KeptText.objects.update_or_create(
        answer=answer,
        author=by.user,
        defaults={
            "board_id": answer.board_id,
            "organisation_id": answer.organisation_id,
            "content": asdict(content),
            "kept_at": at,
        },
    )
    return kept


@transaction.atomic
def drop_kept_text(answer: Answer, *, by: Actor) -> None:
    """The author has taken what was needed from the kept text."""
    KeptText.objects.filter(answer=answer, author=by.user).delete()


@transaction.atomic
def carry_forward(report: Report, *, by: Actor, at: datetime) -> int:
    """Fill answers nobody has touched with last year's, unconfirmed; returns how many were filled.

    Evidence comes along unconfirmed too. Raises Refused("nothing-to-carry") when last year has nothing.
    """
    require_editable(lock(report))
    last_year = Answer.objects.filter(report__in=Report.objects.a_year_before(report))
    by_code = {old.obligation.code: old for old in last_year.exclude(result="").select_related("obligation")}
    carried = 0
    for answer in report.answers.filter(result="", updated_at__isnull=True).select_related("obligation"):
        if old := by_code.get(answer.obligation.code):
            _copy(old, answer, from_year=report.year - 1, by=by, at=at)
            carried += 1
    if not carried:
        raise Refused(
            "nothing-to-carry",
            _("Năm trước không có nội dung nào để mang sang, hoặc các mục đã có nội dung."),
        )
    audit.record(report, "report.carry_forward", by=by, at=at, after={"answers": carried})
    return carried


def _copy(old: Answer, answer: Answer, *, from_year: int, by: Actor, at: datetime) -> None:
    Answer.objects.filter(pk=answer.pk).update(
        result=old.result,
        reason=old.reason,
        narrative=old.narrative,
        figures=old.figures,
        confirmed=False,
        carried_from=from_year,
        version=F("version") + 1,
        updated_at=at,
        updated_by=by.user,
    )
    EvidenceUse.objects.bulk_create(
        [
            EvidenceUse(
                board_id=answer.board_id,
                organisation_id=answer.organisation_id,
                evidence_id=use.evidence_id,
                answer=answer,
                carried_from=from_year,
                added_at=at,
                added_by=by.user,
            )
            for use in old.evidence_uses.all()
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def confirm_answer(answer: Answer, *, by: Actor, at: datetime, seen: int) -> None:
    """Say that what was carried from last year holds this year too. Confirmed already is fine.

    Raises Refused("not-editable"), Refused("stale").
    """
    require_editable(lock(answer.report))
    if Answer.objects.filter(pk=answer.pk, confirmed=True).exists():
        return
    confirmed = Answer.objects.filter(pk=answer.pk, version=seen, confirmed=False).update(
        confirmed=True, version=F("version") + 1, updated_at=at, updated_by=by.user
    )
    if not confirmed:
        raise Refused("stale", _("Nội dung này đã thay đổi. Tải lại trang rồi xác nhận."))
    audit.record(answer.report, "report.confirm_answer", by=by, at=at, after={"obligation": answer.obligation.code})


def needs_reason(result: str) -> bool:
    return result in {AnswerResult.NOT_DONE, AnswerResult.NOT_APPLICABLE}
