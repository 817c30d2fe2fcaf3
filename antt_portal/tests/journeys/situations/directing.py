"""What those meet who make a directive of a letter: nothing chosen yet, everything in it, a letter that recalls."""

from datetime import timedelta

from antt_portal.tests.journeys.scene import YEAR
from antt_portal.tests.journeys.situations.sight import Sight, Situation
from directives.asking import directing
from directives.asking.directing import Asked, Line
from directives.incoming import Columns, enter
from directives.models import Campaign, CampaignStatus, Directive, Group, ObligationKind, OfficialLetter, Way
from directives.states import LetterStatus
from directives.tests.office import DRAFTED, Office, a_draft, a_letter, delegated
from enterprises.tests.factories import OrganisationFactory

FIRST = "Ban Quản lý đề nghị các doanh nghiệp trong khu công nghiệp rà soát hệ thống camera."
LAST = "Ban Quản lý đề nghị các doanh nghiệp nghiêm túc thực hiện./."
GONE = "Báo cáo trước ngày 15 hằng tháng."


def letter(one: "Directing") -> list[object]:
    return [one.directive.letter.public_id]


def reach(who: str):
    return lambda one: [one.directive.letter.public_id, who]


class Directing(Situation):
    """A draft with classes, a zone, somebody left out; an item whose words are gone; a superior's document without its
    file; copied from another campaign. Beside it a draft of which nothing is chosen, and one that recalls."""

    def make(self):
        scene, by = self.scene, self.scene.officer
        scene.clock.set(YEAR, 3, 10)
        own, people = scene.place.office, scene.office
        office = Office(own, by, people.unit_head, people.leader, people.clerk, delegated(own, people.leader))
        self.zone = scene.enterprise.organisation.tenancies.get().zone
        OrganisationFactory(board=own.board, name="Công ty TNHH Thử Nghiệm Ở Ngoài Khu Có Tên Rất Dài Để Xuống Dòng")
        self.blank = a_draft(office, "an ninh cuối tuần")
        self.directive = self._directed(office)
        self.figured = self.directive.instrument.obligations.get(title="Camera")
        out = a_letter(office, LetterStatus.ISSUED, subject="an ninh mùa mưa")
        self.recall = a_draft(office, "thu hồi", relation="recalls", related=out)

    def _directed(self, office: Office) -> Directive:
        act = {"by": office.officer, "at": DRAFTED}
        body = [{"text": FIRST}, {"text": GONE}, {"text": LAST}]
        directive = directing.make_directive(a_draft(office, "an ninh dịp lễ", body=body), **act)
        lines = [
            Line(group=Group.INVESTORS),
            Line(group=Group.TENANTS, zone=self.zone, way=Way.FORWARDED),
            Line(group=Group.ENTERPRISES, duty="know"),
            Line(group=Group.ORGANISATION, organisation=self.scene.enterprise.organisation, excluded=True),
        ]
        directing.address(directive, lines, **act)
        for one in (
            Asked(text=FIRST, title="Camera", due_kind="tet", due_offset=-30, evidence_wanted=True),
            Asked(text=GONE, title="Báo cáo hằng tháng", due_kind="workdays", due_offset=5),
            Asked(
                text=LAST, title="Hóa chất", kind=ObligationKind.EMPHASIS, audience={"traits": ["handles_chemicals"]}
            ),
        ):
            directing.ask(directive, one, **act)
        named = {"number": "12", "symbol": "KH-UBND", "answer_due_on": DRAFTED.date() + timedelta(days=70)}
        columns = Columns(DRAFTED.date(), "Ủy ban nhân dân thử nghiệm", "Kế hoạch thử", **named)
        arrived = enter(office.own, columns, by=office.clerk, at=DRAFTED)
        directing.pass_on(directive, arrived, **act)
        campaign = Campaign.objects.create(
            board=office.own.board,
            status=CampaignStatus.PLANNED,
            name="Cao điểm thử nghiệm",
            tet_year=YEAR + 1,
            starts_on=DRAFTED.date(),
            ends_on=DRAFTED.date(),
        )
        directing.join(directive, campaign, acknowledge_workdays=3, **act)
        Directive.objects.filter(pk=directive.pk).update(to_confirm=True)
        gone = {**directive.letter.data, "body": [body[0], body[2]]}
        OfficialLetter.objects.filter(pk=directive.letter_id).update(data=gone)
        return Directive.objects.select_related("letter", "instrument").get(pk=directive.pk)

    sights = (
        Sight("officer", "directives:direct", lambda one: [one.blank.public_id]),
        Sight("officer", "directives:direct", letter),
        Sight("officer", "directives:direct", letter, query="?name=thu+nghiem&document=khong-co"),
        Sight("officer", "directives:direct-reach", reach("everybody")),
        Sight("unit_head", "directives:direct-reach", reach("in-nobodys-zone")),
        Sight("officer", "directives:direct-figures", lambda one: [*letter(one), one.figured.public_id]),
        Sight("officer", "directives:letter", letter),
        Sight("officer", "directives:letter-edit", letter),
        Sight("officer", "directives:letter", lambda one: [one.recall.public_id]),
    )


class DirectingInEnglish(Directing):
    language = "en"
    sights = (Sight("officer", "directives:direct", letter),)
