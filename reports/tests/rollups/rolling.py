"""A directive half on its way: answered in time and late, still waited for, and not forwarded to some."""

from datetime import UTC, datetime, timedelta
from typing import Any

from antt_portal.core.canonical import digest
from directives.models import Delivery, Directive
from directives.tests.audiences import Scene, issued, scene
from directives.tests.forwardings import forwarded
from enterprises.actor import Actor
from enterprises.models import Organisation, Role
from enterprises.tests.factories import actor
from reports.answering import Content, save_answer
from reports.filing import submit
from reports.implementing import open_for
from reports.models import AnswerResult, Report, ReviewResult, RollUp, RollUpScope, Submission
from reports.reviewing import Judgement, accept, return_report, review_answer
from reports.rollups.figures import figures_of
from reports.rollups.preparing import Scope, begin, freeze

IN_TIME = datetime(2026, 3, 12, 2, tzinfo=UTC)
TOO_LATE = datetime(2026, 3, 26, 2, tzinfo=UTC)  # three working days after 23 March
MOMENT = datetime(2026, 3, 27, 10, tzinfo=UTC)
AFTERWARDS = MOMENT + timedelta(days=3)
WORDS = "Đã rà soát 48 camera, lắp thêm 6 camera ở cổng số 2."


class Rolling:
    """``first`` answers in time, ``second`` late, ``third`` (in both zones) not yet; the second investor forwards
    nothing."""

    def __init__(self, **changes: Any) -> None:
        self.made: Scene = scene()
        self.board = self.made.office.own.board
        self.directive: Directive = issued(self.made, **changes)
        forwarded(self.made, self.directive)
        self.first, self.second, self.third = *self.made.tenants[0], self.made.both
        self.heads: dict[int, Actor] = {}
        self.answer(self.first, at=IN_TIME)
        self.answer(self.second, AnswerResult.PARTLY, at=TOO_LATE)

    @property
    def officer(self) -> Actor:
        return self.made.office.officer

    def head(self, organisation: Organisation) -> Actor:
        if organisation.pk not in self.heads:
            self.heads[organisation.pk] = actor(Role.HEAD, organisation)
        return self.heads[organisation.pk]

    def delivery(self, organisation: Organisation) -> Delivery:
        return Delivery.objects.get(directive=self.directive, organisation=organisation)

    def report(self, organisation: Organisation) -> Report:
        return Report.objects.select_related("organisation", "assignee").get(organisation=organisation)

    def answer(
        self, organisation: Organisation, result: str = AnswerResult.DONE, *, at: datetime, words: str = WORDS
    ) -> Submission:
        delivery, head = self.delivery(organisation), self.head(organisation)
        Delivery.objects.filter(pk=delivery.pk, acknowledged_at=None).update(acknowledged_at=at)
        report = open_for(delivery.requests.get(), by=head, at=at)
        for one in report.answers.select_related("obligation", "report"):
            reason = "" if result == AnswerResult.DONE else "Thiếu thiết bị."
            save_answer(one, Content(result, reason, words), by=head, at=at, seen=one.version)
        report = self.report(organisation)
        return submit(report, by=head, at=at, seen=report.version)

    def judge(self, organisation: Organisation, *, to_mend: bool, at: datetime) -> None:
        report = self.report(organisation)
        for one in report.answers.all():
            judgement = Judgement(ReviewResult.MET, "Ghi rõ vị trí." if to_mend else "", to_mend)
            review_answer(one, judgement, by=self.officer, at=at, seen=report.version, read=0)
        report = self.report(organisation)
        said: dict[str, Any] = {"by": self.officer, "at": at, "seen": report.version}
        if to_mend:
            return_report(report, note="", mend_by=(at + timedelta(days=7)).date(), **said)
        else:
            accept(report, conclusion="", note="", **said)

    def begin(self, moment: datetime = MOMENT) -> RollUp:
        scope = Scope(RollUpScope.DIRECTIVE, directive=self.directive)
        return begin(scope, moment=moment, by=self.officer, at=max(moment, MOMENT))

    def frozen(self) -> RollUp:
        rollup = self.begin()
        shown = digest(figures_of(rollup))
        return freeze(rollup, shown=shown, by=self.officer, at=AFTERWARDS, seen=rollup.version)
