"""A directive and one organisation that answers it, made by the verbs."""

from datetime import UTC, datetime

from directives.asking.directing import Asked, Line
from directives.models import Delivery, Directive, Group, ReportRequest
from directives.tests.audiences import CLOSING, ISSUED, ITEM, Scene, issued, scene
from enterprises.actor import Actor
from enterprises.models import Organisation, OrganisationKind, Role
from enterprises.tests.factories import OrganisationFactory, actor
from reports.answering import Content, save_answer
from reports.filing import submit
from reports.implementing import open_for
from reports.models import AnswerResult, Report, Submission

WRITTEN = datetime(2026, 3, 12, 2, tzinfo=UTC)
DUE_ON = "2026-03-23"  # ten working days after 9 March
ASKED = [
    Asked(text=ITEM, title="Rà soát camera", due_kind="workdays", due_offset=10),
    Asked(text=CLOSING, title="Tổ chức thực hiện", due_kind="workdays", due_offset=10),
]


class Answering:
    """One organisation with its people, a delivery it acknowledged, and the report that is wanted."""

    def __init__(self, kind: OrganisationKind = OrganisationKind.TENANT, **changes: object) -> None:
        self.made: Scene = scene(1)
        self.board = self.made.office.own.board
        parent = self.made.office.own if kind == OrganisationKind.UNIT else None
        self.organisation: Organisation = OrganisationFactory(board=self.board, kind=kind, parent=parent)
        roles = (Role.AGENT, Role.AGENT) if kind == OrganisationKind.AGENCY else (Role.EDITOR, Role.HEAD)
        self.editor, self.head = (actor(role, self.organisation) for role in roles)
        lines = [Line(group=Group.ORGANISATION, organisation=self.organisation)]
        self.directive: Directive = issued(self.made, **{"lines": lines, "asked": ASKED, **changes})
        self.delivery = Delivery.objects.get(directive=self.directive)
        self.request: ReportRequest = self.delivery.requests.order_by("round")[0]
        self.acknowledge()

    @property
    def officer(self) -> Actor:
        return self.made.office.officer

    def acknowledge(self, at: datetime | None = ISSUED) -> None:
        Delivery.objects.filter(pk=self.delivery.pk).update(acknowledged_at=at)

    def open(self, request: ReportRequest | None = None) -> Report:
        opened = open_for(request or self.request, by=self.editor, at=WRITTEN)
        return Report.objects.select_related("organisation", "assignee").get(pk=opened.pk)

    def write(self, result: str = AnswerResult.DONE) -> Report:
        report = self.open()
        words = "Đã rà soát 48 camera." if result == AnswerResult.DONE else ""
        for answer in report.answers.select_related("obligation", "report"):
            save_answer(answer, Content(result, narrative=words), by=self.editor, at=WRITTEN, seen=answer.version)
        return self.open()

    def hand_in(self, at: datetime = WRITTEN) -> Submission:
        report = self.open()
        return submit(report, by=self.head, at=at, seen=report.version)
