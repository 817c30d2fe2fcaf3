"""How far each receiver came with the letter of the campaign, and what the board said of its reports."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from antt_portal.core.clock import local_date
from antt_portal.demo.chain.parties import Parties, Party
from antt_portal.demo.chain.receiving import confirm, look
from antt_portal.demo.files import Letterhead, scan
from antt_portal.demo.letters.desk import Desk
from directives.models import Directive, Obligation, ReportRequest
from enterprises.actor import Actor
from reports.answering import Content, save_answer
from reports.filing import submit
from reports.implementing import answer_nothing, open_for
from reports.library import add_file, use
from reports.models import Answer, AnswerResult, Evidence, Report, ReportStatus, ReviewResult
from reports.reviewing import Judgement, accept, assign, return_report, review_answer

R, S = AnswerResult, ReportStatus
SAID = {
    R.DONE: "Đã phân công trực 24/24 giờ, mỗi ca có người tại cổng, kho và bãi xe; rà soát xong phương án bảo vệ.",
    R.PARTLY: "Đã phân công trực tại cổng và kho; bãi xe còn thiếu người, sẽ bổ sung trong tuần tới.",
}
CHECKED = "Đã kiểm tra hệ thống điện, bình chữa cháy, lối thoát nạn; thay hai bình hết hạn, dọn một lối thoát nạn."
DRILLED = "Đã kiểm kê kho hóa chất, diễn tập xử lý rò rỉ dung môi, 18 người tham gia."
TO_MEND = "Bảng phân công mới có ca ngày; bổ sung ca đêm và ngày nghỉ."
GUARDS = 4


@dataclass(frozen=True)
class Course:
    """Working days ago; 0 for what did not happen. ``rounds`` reports were handed in, the first where it is 1."""

    key: str
    opened: int
    acknowledged: int = 0
    reported: int = 0
    result: AnswerResult = R.DONE
    became: ReportStatus = S.SUBMITTED
    rounds: int = 1


COURSES = (
    Course("binh-minh", 7, 7, 5, became=S.ACCEPTED, rounds=2),
    Course("cat-tuong", 7, 6, 5, R.PARTLY),
    Course("det-soi-dong-a", 6, 6, 4, R.NOTHING, rounds=2),
    Course("gia-hung", 6, 5, 5, became=S.RETURNED),
    Course("hai-dang", 6, 4, 2),
    Course("hoa-binh", 6, 5),
    Course("an-phu", 5),
    Course("khanh-an", 5, 5),
    Course("phuong-dong", 6, 6, 4, became=S.ACCEPTED),
    Course("quang-trung", 5, 4, 2, became=S.DRAFT),
    Course("sao-mai", 4),
    Course("vinh-phuc", 5, 5, 4, became=S.ACCEPTED, rounds=2),
    Course("viet-tien", 5),
    Course("loc-phat", 3, 3),
    Course("song-xanh", 8, 8, 5, became=S.ACCEPTED, rounds=2),
)


def answer(desk: Desk, directive: Directive, parties: Parties) -> None:
    for minute, course in enumerate(COURSES):
        party = parties[course.key]
        look(party, directive, at=desk.ago(course.opened, hour=14, minute=minute))
        if course.acknowledged:
            confirm(party, directive, at=desk.ago(course.acknowledged, hour=15, minute=minute))
        if course.reported:
            requests = party.delivery_of(directive).requests.all()[: course.rounds]
            for request in requests:
                _Response(desk, party, course, request, minute).tell()


class _Response:
    """One report of one receiver, and what became of it."""

    def __init__(self, desk: Desk, party: Party, course: Course, request: ReportRequest, minute: int) -> None:
        self.desk, self.party, self.course, self.minute = desk, party, course, minute
        self.report = open_for(request, by=party.editor, at=self._reported_at(16))

    def _reported_at(self, hour: int) -> datetime:
        return self.desk.ago(self.course.reported, hour=hour, minute=self.minute)

    @property
    def officer(self) -> Actor:
        return self.desk.officer

    def tell(self) -> None:
        self._write()
        if self.course.became == S.DRAFT:
            return
        at, head = self._reported_at(17), self.party.head
        submit(self.report, by=head, at=at, seen=self._fresh().version)
        if self.course.became == S.ACCEPTED:
            self._judge()
            accept(self.report, conclusion=None, note="", by=self.officer, at=self._judged_at(10), seen=self._seen)
        elif self.course.became == S.RETURNED:
            self._judge(to_mend=TO_MEND)
            mend_by, at = self.desk.moments.ahead(2), self._judged_at(10)
            return_report(self.report, note="", mend_by=mend_by, by=self.officer, at=at, seen=self._seen)

    def _fresh(self) -> Report:
        self.report = Report.objects.select_related("organisation", "assignee").get(pk=self.report.pk)
        return self.report

    @property
    def _seen(self) -> int:
        return self._fresh().version

    def _judged_at(self, hour: int) -> datetime:
        return self.desk.ago(3, hour=hour, minute=self.minute)

    def _write(self) -> None:
        by, at = self.party.editor, self._reported_at(16)
        if self.course.result == R.NOTHING:
            answer_nothing(self.report, by=by, at=at)
            return
        for one in self.report.answers.select_related("obligation", "report"):
            save_answer(one, _content(one.obligation, self.course.result), by=by, at=at, seen=one.version)
            if one.obligation.evidence_wanted:
                use(self._evidence(one), one, by=by, at=at)

    def _evidence(self, one: Answer) -> Evidence:
        at, party = self._reported_at(16), self.party
        head = Letterhead(party.organisation.name, local_date(at), party.head.user.full_name)
        title = str(one.obligation.evidence_hint)
        paper = scan(title, [_content(one.obligation, self.course.result).narrative], number="03/BB-ANTT", head=head)
        return add_file(BytesIO(paper.content), paper.inspected, by=party.editor, at=at, title=title)

    def _judge(self, *, to_mend: str = "") -> None:
        """Of an answer to a directive the officer judges what there is to say about."""
        assign(self.report, self.officer.user, by=self.desk.office.unit_head, at=self._judged_at(8), seen=None)
        said = Judgement("", to_mend, to_mend=True) if to_mend else Judgement(ReviewResult.MET)
        first = self.report.answers.select_related("obligation", "report").order_by("position")[0]
        review_answer(first, said, by=self.officer, at=self._judged_at(9), seen=self._seen, read=0)


def _content(obligation: Obligation, result: AnswerResult) -> Content:
    if obligation.fields["groups"]:
        guards = GUARDS if result == R.PARTLY else 2 * GUARDS
        return Content(result=result, narrative=SAID[result], figures={"duty": {"guards": guards}})
    narrative = DRILLED if obligation.audience else CHECKED
    return Content(result=result, narrative=narrative)
