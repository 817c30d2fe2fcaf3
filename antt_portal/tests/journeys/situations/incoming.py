"""What those meet who keep the register of incoming documents, and those who answer one."""

import io
from datetime import date, timedelta

from antt_portal.core.inspection import inspect
from antt_portal.core.tests.inspection.corpus import pdf
from antt_portal.tests.journeys.scene import YEAR
from antt_portal.tests.journeys.situations.sight import Sight, Situation
from directives import incoming
from directives.incoming import Columns
from directives.models import LetterKind
from directives.writing import starting
from directives.writing.composing import draft

CITY = "Văn phòng Ủy ban nhân dân thành phố Thử Nghiệm"


def waiting(one: "Incoming") -> list[object]:
    return [one.waiting.public_id]


def late(one: "Incoming") -> list[object]:
    return [one.late.public_id]


def closed(one: "Incoming") -> list[object]:
    return [one.closed.public_id]


class Incoming(Situation):
    """One that waits, corrected and with its file; one entered twice and late; one answered elsewhere."""

    def make(self) -> None:
        scene = self.scene
        at = scene.clock.set(YEAR, 3, 20)
        clerk, on = scene.office.clerk, date(YEAR, 3, 9)
        asked = Columns(on, CITY, "Công văn về việc phối hợp thực hiện cao điểm", "8184", "VP-NCKTGS", on)
        self.waiting = self._enter(asked, answer_due_on=on + timedelta(days=30))
        content = io.BytesIO(pdf())
        found = inspect(content, "Văn bản 8184.pdf")
        incoming.keep_file(self.waiting, content, found, by=clerk, at=at)
        text = starting.answering(self.waiting, LetterKind.REPORT, on=on, unit_code="VP")
        draft(scene.place.office, text, by=scene.officer, at=at, about=self.waiting)
        again = Columns(on, "Công an tỉnh Thử Nghiệm", "Kế hoạch tuần tra", "12", "KH-CAT")
        self._enter(again)
        self.late = self._enter(again, answer_due_on=on + timedelta(days=3), although_known=again.key)
        self.closed = self._enter(Columns(on, CITY, "Giấy mời họp giao ban"))
        incoming.close_otherwise(self.closed, "Báo cáo tại cuộc họp ngày 12/03", by=clerk, at=at)

    def _enter(self, columns: Columns, **more: object) -> incoming.IncomingDocument:
        told = str(more.pop("although_known", ""))
        given = Columns(**(vars(columns) | more))
        at, office = self.scene.clock.now(), self.scene.place.office
        return incoming.enter(office, given, by=self.scene.office.clerk, at=at, although_known=told)

    sights = (
        Sight("officer", "home"),
        Sight("officer", "directives:incoming-documents"),
        Sight("clerk", "directives:incoming-documents", query="?q=khong-co"),
        Sight("clerk", "directives:incoming-new"),
        Sight("officer", "directives:incoming-document", waiting),
        Sight("clerk", "directives:incoming-document", waiting),
        Sight("clerk", "directives:incoming-document", late),
        Sight("leader", "directives:incoming-document", closed),
        Sight("clerk", "directives:incoming-edit", waiting),
        Sight("unit_head", "directives:incoming-answer", waiting),
        Sight("officer", "directives:incoming-file-signatures", waiting),
    )
