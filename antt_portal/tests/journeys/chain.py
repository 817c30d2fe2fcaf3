"""The letter of Hải Phòng before Tết Giáp Thìn 2024 and everybody it is for: three investors, forty tenants, two units.

What a test is not about is done by the verbs that the pages use, at the moment where the clock stands.
"""

import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property

from antt_portal.core.clock import local_date
from antt_portal.core.inspection import inspect
from antt_portal.core.tests.inspection.corpus import pdf
from antt_portal.demo.people import Cast
from antt_portal.demo.places import found_hai_phong
from antt_portal.tests.journeys.moment import Clock
from directives import incoming
from directives.arriving.acknowledging import acknowledge
from directives.asking import directing
from directives.asking.directing import Asked, Line
from directives.asking.loading import shipped
from directives.forwarding.passing_on import forward
from directives.forwarding.preparing import prepare, save_covering
from directives.incoming import Columns
from directives.models import (
    Delivery,
    Directive,
    DueKind,
    Forwarding,
    Group,
    IncomingDocument,
    ObligationKind,
    OfficialLetter,
    Proof,
    ReportRequest,
    Way,
)
from directives.tests.forwardings import COVERING
from directives.tests.office import WAY, Office, carry, delegated
from directives.writing.composing import blank_letter, draft, save_text
from enterprises.actor import Actor
from enterprises.models import Capacity, Organisation, OrganisationKind, Role
from enterprises.tests.factories import OrganisationFactory, actor, place
from reports.answering import Content, save_answer
from reports.filing import submit
from reports.implementing import answer_nothing, open_for
from reports.models import AnswerResult, Report

CITY = "Văn phòng Ủy ban nhân dân thành phố Hải Phòng"
DATED, REPORT_BY = date(2023, 11, 29), date(2024, 2, 23)
SUPERIOR = Columns(
    arrived_on=date(2023, 12, 4),
    agency=CITY,
    title="Văn bản về việc phối hợp thực hiện cao điểm, bảo đảm ANTT Tết Nguyên đán Giáp Thìn 2024",
    number="8184",
    symbol="VP-NCKTGS",
    dated_on=DATED,
    answer_due_on=REPORT_BY,
)
TENANTS = {"hoa-phuong": 14, "ben-cang": 13, "dao-ngoc": 13}
LINES = (
    Line(group=Group.INVESTORS),
    Line(group=Group.TENANTS, way=Way.FORWARDED),
    Line(group=Group.UNITS, duty="know"),
)
TITLES = (
    "Bảo vệ an toàn các sự kiện dịp Tết",
    "Tuyên truyền; giải quyết mâu thuẫn",
    "Quản lý nhà nước, Đề án 06",
    "Phòng cháy, chữa cháy dịp Tết",
)


def asked_of(body: list[str]) -> Iterable[Asked]:
    """What decision 60 reads in the letter: four items for all, and a sentence for investors."""
    for title, text in zip(TITLES, body[2:6], strict=True):
        yield Asked(text=text, title=title, due_kind=DueKind.TET, due_offset=-1, evidence_wanted=text == body[5])
    yield Asked(
        text=body[6],
        title="Gửi văn bản đến chủ đầu tư thứ cấp",
        kind=ObligationKind.FORWARDING,
        audience={"kinds": [OrganisationKind.INVESTOR]},
        due_kind=DueKind.WORKDAYS,
        due_offset=5,
    )


class Chain:
    """``tenants`` are by zone; each has a head, the first of each zone an editor too; ``silent`` have nobody."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        at = clock.set(2023, 12, 4)
        self.place = found_hai_phong(at=at)
        own, people = self.place.office, Cast(at=at).staff_of(self.place)
        officer = people.officer_of("hoa-phuong")
        signs = delegated(own, people.leader)
        self.office = Office(own, officer, people.unit_head, people.leader, people.clerk, signs)
        self.people: dict[int, list[Actor]] = {}
        for code, name in (("VP", "Văn phòng"), ("QHXD", "Phòng Quy hoạch xây dựng")):
            self.settle(name, OrganisationKind.UNIT, roles=(Role.AGENT,), parent=own, code=code)
        self.investors = [self._investor(zone, key) for key, zone in self.place.zones.items()]
        self.tenants = {key: [self.tenant(key, number) for number in range(1, TENANTS[key] + 1)] for key in TENANTS}
        self.both = self.tenants["hoa-phuong"][-1]
        place(self.both, self.place.zones["ben-cang"])

    def settle(self, name: str, kind: OrganisationKind, *, roles: Iterable[Role] = (), **more: object) -> Organisation:
        made = OrganisationFactory(board=self.place.board, kind=kind, name=name, **more)
        self.people[made.pk] = [actor(role, made) for role in roles]
        return made

    def _investor(self, zone, key: str) -> Organisation:
        name = f"Công ty CP Hạ tầng {zone.name.removeprefix('KCN ').removeprefix('Khu kinh tế ')}"
        made = self.settle(name, OrganisationKind.INVESTOR, roles=(Role.HEAD, Role.EDITOR))
        place(made, zone, Capacity.INVESTOR)
        return made

    def tenant(self, key: str, number: int) -> Organisation:
        """The second, third and fourth of the first zone have no account."""
        zone = self.place.zones[key]
        name = f"Công ty TNHH Thử Nghiệm {zone.name.rpartition('Ví Dụ ')[2]} {number:02d}"
        roles = (Role.HEAD, Role.EDITOR) if number == 1 else (Role.HEAD,)
        is_silent = key == "hoa-phuong" and number in {2, 3, 4}
        made = self.settle(name, OrganisationKind.TENANT, roles=() if is_silent else roles)
        place(made, zone)
        return made

    @property
    def silent(self) -> list[Organisation]:
        return self.tenants["hoa-phuong"][1:4]

    @property
    def everybody(self) -> list[Organisation]:
        return [one for group in self.tenants.values() for one in group]

    def head(self, organisation: Organisation) -> Actor:
        return self.people[organisation.pk][0]

    def editor(self, organisation: Organisation) -> Actor:
        return self.people[organisation.pk][-1]

    # ---- the board ----

    @cached_property
    def superior(self) -> IncomingDocument:
        found = incoming.enter(self.place.office, SUPERIOR, by=self.office.clerk, at=self.clock.now())
        content = io.BytesIO(pdf())
        incoming.keep_file(found, content, inspect(content, "8184.pdf"), by=self.office.clerk, at=self.clock.now())
        return found

    def draft(self) -> OfficialLetter:
        """The letter word by word; what the portal prints of the office by itself is the office's of today."""
        at, own = self.clock.set(2023, 12, 5), self.place.office
        text = shipped("letters/hai-phong-tet-2024")
        blank = blank_letter(own, "official_letter", on=local_date(at), unit_code="QHXD")
        head = {name: blank[name] for name in ("superior_agency", "agency", "issuer", "date", "symbol")}
        return draft(own, {**text, **head}, by=self.office.officer, at=at, delegation=self.office.delegation)

    def directed(self, letter: OfficialLetter) -> Directive:
        act = {"by": self.office.officer, "at": self.clock.now()}
        directive = directing.make_directive(letter, **act)
        directing.address(directive, LINES, **act)
        for one in asked_of([part["text"] for part in letter.data["body"]]):
            directing.ask(directive, one, **act)
        directing.pass_on(directive, self.superior, **act)
        return directive

    def carry(self, letter: OfficialLetter, *acts: str) -> None:
        for act in acts:
            carry(self.office, letter, act, at=self.clock.now())

    def issue(self, letter: OfficialLetter) -> None:
        """A draft nobody has signed for yet, from desk to desk."""
        by, seen = self.office.officer, letter.text_version
        save_text(letter, letter.data, by=by, at=self.clock.now(), seen=seen, delegation=self.office.delegation)
        self.carry(letter, *WAY)

    @cached_property
    def directive(self) -> Directive:
        """Out since the afternoon of 6 December."""
        directive = self.directed(self.draft())
        self.clock.set(2023, 12, 6, 14)
        self.carry(directive.letter, *WAY)
        directive.refresh_from_db()
        return directive

    # ---- those it is for ----

    def delivery(self, organisation: Organisation, directive: Directive | None = None) -> Delivery:
        found = Delivery.objects.select_related("directive__letter", "organisation")
        return found.get(directive=directive or self.directive, organisation=organisation)

    def forwarded(self, number: int) -> Forwarding:
        """By the head of one investor to everybody in its zone."""
        investor, at = self.investors[number], self.clock.now()
        by, zone = self.head(investor), list(TENANTS)[number]
        own = self.delivery(investor)
        row = prepare(own, by=by, at=at)
        row = save_covering(row, replace(COVERING, dated_on=local_date(at)), by=by, at=at, seen=row.version)
        to = {one.pk for one in self.tenants[zone]} | ({self.both.pk} if number == 1 else set())
        forward(row, to=to, by=by, at=at, seen=row.version)
        row.refresh_from_db()
        return row

    def acknowledge(self, *organisations: Organisation) -> None:
        digest = self.directive.bundle_sha256
        for one in organisations:
            by = self.head(one)
            acknowledge(
                self.delivery(one),
                bundle_sha256=digest,
                by=by,
                person=by.user.full_name,
                office="Người đứng đầu",
                proof=Proof.PORTAL,
                at=self.clock.now(),
            )

    def report(self, organisation: Organisation) -> Report:
        """Opened now, or before."""
        wanted = ReportRequest.objects.get(delivery=self.delivery(organisation))
        opened = open_for(wanted, by=self.editor(organisation), at=self.clock.now())
        return Report.objects.select_related("organisation").get(pk=opened.pk)

    def write(self, organisation: Organisation, *, but: int = 0) -> Report:
        """Every answer done, except the last ``but``."""
        report = self.report(organisation)
        answers = report.answers.select_related("obligation", "report").order_by("position")
        for answer in answers[: len(TITLES) - but]:
            content = Content(AnswerResult.DONE, narrative="Đã thực hiện theo kế hoạch.")
            save_answer(answer, content, by=self.editor(organisation), at=self.clock.now(), seen=answer.version)
        return report

    def hand_in(self, organisation: Organisation) -> None:
        """Without evidence: the item that asks for it is answered by "nothing to report"."""
        answer_nothing(self.write(organisation, but=1), by=self.editor(organisation), at=self.clock.now())
        report = self.report(organisation)
        submit(report, by=self.head(organisation), at=self.clock.now(), seen=report.version)
