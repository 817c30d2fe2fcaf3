"""What people meet of deadlines: their list and month, one of them with its history, what waits and what is late."""

from datetime import timedelta

from antt_portal.core.clock import local_date
from antt_portal.tests.journeys.scene import YEAR
from antt_portal.tests.journeys.situations.receiving import Received
from antt_portal.tests.journeys.situations.sight import Sight
from enterprises.due import extending, feeds, pausing
from enterprises.models import Deadline, DeadlineKind
from enterprises.reminding import planning as reminding


def of_answer(one):
    return [one.answer.public_id]


def acknowledging(one):
    return [one.acknowledging.public_id]


class Due(Received):
    """A report that is asked more time for, after a request that was refused; an acknowledgement that is late, told
    again and again, and then held back."""

    def make(self):
        super().make()
        scene = self.scene
        own = Deadline.objects.open().filter(organisation=scene.enterprise.organisation)
        self.answer = own.filter(kind=DeadlineKind.ANSWER).latest("due_on")
        self.acknowledging = own.filter(kind=DeadlineKind.ACKNOWLEDGEMENT).latest("due_on")
        reminding.plan(at=scene.clock.set(YEAR, 3, 10))
        at = scene.clock.set(YEAR, 4, 14)
        reminding.plan(at=at)
        until = local_date(at) + timedelta(days=20)
        reason = "Đang thay đầu ghi của 12 camera, nhà thầu hẹn xong trong tháng."
        by, officer = scene.editor, scene.office.unit_head
        first = extending.ask(self.answer, until=until + timedelta(days=60), reason=reason, by=by, at=at)
        extending.refuse(first, note="Quá xa; đề nghị lại với ngày gần hơn.", by=officer, at=at)
        extending.ask(self.answer, until=until, reason=reason, by=by, at=at)
        pausing.pause(self.acknowledging, until=until, reason="Doanh nghiệp đang di dời.", by=officer, at=at)
        feeds.make(by=scene.head, at=at)

    sights = (
        Sight("editor", "home"),
        Sight("editor", "enterprises:deadlines"),
        Sight("editor", "enterprises:deadlines", query="?state=done"),
        Sight("editor", "enterprises:deadlines", query="?q=khong-co"),
        Sight("editor", "enterprises:deadlines-month", query=f"?month={YEAR}-03"),
        Sight("agent", "enterprises:deadlines-month", query=f"?month={YEAR + 1}-02"),
        Sight("editor", "enterprises:deadline", of_answer),
        Sight("editor", "enterprises:deadline", acknowledging),
        Sight("investor", "enterprises:deadline", of_answer),
        Sight("unit_head", "enterprises:deadline", of_answer),
        Sight("unit_head", "enterprises:deadline", acknowledging),
        Sight("unit_head", "home"),
        Sight("unit_head", "enterprises:deadlines"),
        Sight("unit_head", "enterprises:extensions"),
        Sight("unit_head", "enterprises:overdue"),
        Sight("unit_head", "enterprises:overdue", query="?by=zone&band=week"),
        Sight("leader", "enterprises:overdue", query="?q=khong-co"),
        Sight("investor", "enterprises:overdue"),
        Sight("editor", "enterprises:calendar-feed-settings"),
        Sight("head", "enterprises:calendar-feed-settings"),
    )


class DueInEnglish(Due):
    language = "en"
    sights = (
        Sight("editor", "enterprises:deadlines-month", query=f"?month={YEAR}-03"),
        Sight("unit_head", "enterprises:deadline", of_answer),
        Sight("unit_head", "enterprises:overdue"),
    )
