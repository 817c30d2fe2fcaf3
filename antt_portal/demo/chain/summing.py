"""Roll-ups: what came of the letter, frozen last night and being written up; and last year's review, issued."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from antt_portal.core.canonical import digest
from antt_portal.demo.chain.parties import Parties
from antt_portal.demo.letters.desk import Desk
from antt_portal.demo.letters.way import Hours, Way
from directives.models import Directive, LetterStatus
from directives.writing.composing import save_text
from reports.models import RollUp, RollUpScope, Submission
from reports.rollups.figures import figures_of
from reports.rollups.preparing import Scope, begin, freeze
from reports.rollups.reporting import compose
from reports.rollups.writing import letter_of, nominate, quote, save_narrative

OF_THE_LETTER = {
    "situation": "Tình hình trong các khu cơ bản ổn định, không để hình thành điểm nóng.",
    "shortcomings": "Hai chủ đầu tư hạ tầng chuyển chậm hoặc chưa chuyển, một số doanh nghiệp chưa nhận được văn bản.",
    "proposals": "Tiếp tục đôn đốc chủ đầu tư chưa chuyển văn bản; kiểm tra thực tế tại doanh nghiệp chưa báo cáo.",
}
OF_THE_YEAR = {
    "situation": "Trong năm không xảy ra vụ việc đặc biệt nghiêm trọng tại các khu.",
    "proposals": "Duy trì giao ban hằng quý với Công an tỉnh và chủ đầu tư hạ tầng.",
}
COMMENDED = "Chuyển văn bản ngay trong ngày làm việc tiếp theo, theo dõi đủ từng doanh nghiệp trong khu."
COMMENDED_OF_YEAR = "Tự kiểm tra, đánh giá đầy đủ, giữ an ninh, trật tự tốt trong cả năm."
REVIEW_NUMBERED = 3  # working days ago


@transaction.atomic
def sum_up(desk: Desk, directive: Directive, parties: Parties) -> None:
    """Figures of last evening, with words around them, not yet a letter."""
    if RollUp.objects.filter(board=desk.own.board, scope=RollUpScope.DIRECTIVE).exists():
        return
    at = desk.ago(1, hour=17, minute=30)
    scope = Scope(RollUpScope.DIRECTIVE, directive=directive)
    rollup = _frozen(scope, desk, OF_THE_LETTER, moment=desk.ago(1, hour=17), at=at)
    said = Submission.objects.filter(
        report__request__delivery__directive=directive, organisation=parties["binh-minh"].organisation
    ).order_by("pk")[0]
    (first, *_others) = said.frozen["answers"]
    quote(rollup, said, first["code"], first["narrative"], by=desk.officer, at=at)
    nominate(rollup, parties["song-xanh"].organisation, COMMENDED, by=desk.officer, at=at)


def review_year(desk: Desk, parties: Parties, minute: int) -> None:
    """Last year's, carried on from where it is."""
    hours = Hours.before(desk, REVIEW_NUMBERED, minute)
    rollup = RollUp.objects.filter(board=desk.own.board, scope=RollUpScope.YEAR).first() or _reviewed(
        desk, parties, at=hours.drafted
    )
    letter = letter_of(rollup) or compose(
        rollup, answers_superior=False, by=desk.officer, at=hours.drafted, seen=rollup.version
    )
    if letter.status == LetterStatus.DRAFT and letter.delegation_id is None:
        signer = desk.authority_of(desk.office.leader)
        seen = letter.text_version
        save_text(letter, letter.data, by=desk.officer, at=hours.drafted, seen=seen, delegation=signer)
    Way(desk, letter, hours).go(LetterStatus.ISSUED)


@transaction.atomic
def _reviewed(desk: Desk, parties: Parties, *, at: datetime) -> RollUp:
    scope = Scope(RollUpScope.YEAR, year=desk.moments.last)
    rollup = _frozen(scope, desk, OF_THE_YEAR, moment=desk.ago(REVIEW_NUMBERED + 3, hour=17), at=at)
    for key in ("binh-minh", "song-xanh"):
        nominate(rollup, parties[key].organisation, COMMENDED_OF_YEAR, by=desk.officer, at=at)
    return RollUp.objects.get(pk=rollup.pk)


def _frozen(scope: Scope, desk: Desk, words: Mapping[str, str], *, moment: datetime, at: datetime) -> RollUp:
    rollup = begin(scope, moment=moment, by=desk.officer, at=at)
    shown = digest(figures_of(rollup))
    frozen = freeze(rollup, shown=shown, by=desk.officer, at=at, seen=rollup.version)
    return save_narrative(frozen, words, by=desk.officer, at=at, seen=frozen.text_version)
