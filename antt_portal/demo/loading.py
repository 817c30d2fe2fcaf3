"""Loading the demonstration: all of it in one transaction, or nothing."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Max

from antt_portal.core.clock import local_date
from antt_portal.core.models import CalendarDay, Notice, NoticeState
from antt_portal.demo.companies import Company, Story
from antt_portal.demo.evidence import stock
from antt_portal.demo.filings import Enterprise
from antt_portal.demo.incidents import Happenings
from antt_portal.demo.instruments import give_hai_phong, give_thai_binh
from antt_portal.demo.moments import Moments
from antt_portal.demo.people import FORMER, FORMER_EDITOR, Cast, Office
from antt_portal.demo.places import SINCE, Place, found_hai_phong, found_thai_binh
from antt_portal.demo.roster import COMPANIES
from antt_portal.demo.years import Chronicle
from enterprises.actor import Actor
from enterprises.models import ApplicabilityStatus, Board, Capacity, Organisation, OrganisationKind
from enterprises.organisations import decide_applicability, place, register
from reports.opening import open_year

# Companies that are in a second zone as well.
ALSO_IN = {"song-xanh": "cua-bien", "khanh-an": "song-xanh"}
INVITATION = "Doanh nghiệp nhỏ, được mời tham gia theo đề nghị của Ban Quản lý"
EXEMPTION = "Doanh nghiệp siêu nhỏ, chỉ có tám người lao động"
EXEMPT_BY_DECISION = "yen-binh"
UNREAD_FOR = timedelta(days=14)


def is_loaded() -> bool:
    """The boards come and go with everything else: loading is one transaction."""
    return Board.objects.filter(code__in=COMPANIES).exists()


def load(*, now: datetime) -> bool:
    """Fill an installation with the demonstration as it looks at ``now``. False when it is there already."""
    if is_loaded():
        return False
    with transaction.atomic():
        Loading(Moments(now, CalendarDay.objects.calendar_for(None))).run()
    return True


class Loading:
    def __init__(self, moments: Moments) -> None:
        self.moments = moments
        self.founded_at = moments.on(moments.first - 1, 9, 1)
        self.cast = Cast(at=self.founded_at)

    def run(self) -> None:
        chronicles = [self._found(place) for place in self._places()]
        for joins, year in enumerate((self.moments.first, self.moments.last, self.moments.present)):
            for chronicle in chronicles:
                self.settle_newcomers(chronicle, joins)
            open_year(year, at=self.moments.opening(year))
            for chronicle in chronicles:
                (chronicle.first_year, chronicle.last_year, chronicle.present_year)[joins]()
        for chronicle in chronicles:
            Happenings(chronicle.enterprises, self.moments).tell()
        consider_sent([chronicle.place.board.pk for chronicle in chronicles])

    def _places(self) -> tuple[Place, Place]:
        thai_binh = found_thai_binh(at=self.founded_at, today=self.moments.today)
        give_thai_binh(thai_binh, at=self.founded_at)
        hai_phong = found_hai_phong(at=self.founded_at)
        give_hai_phong(hai_phong, at=self.founded_at)
        return thai_binh, hai_phong

    def _found(self, of: Place) -> Chronicle:
        office = self.cast.staff_of(of)
        if of.board.code == "thai-binh":
            self.cast.join(FORMER, of, of.office, until=date(self.moments.last, 6, 30))
        return Chronicle(of, office, [], self.moments)

    def settle_newcomers(self, chronicle: Chronicle, joins: int) -> None:
        """Who is outside the circular was never asked to file, and has no account."""
        of, office = chronicle.place, chronicle.office
        for company in COMPANIES[of.board.code]:
            if company.joins != joins:
                continue
            if company.story == Story.EXEMPT:
                self._register(company, of, office)
            else:
                chronicle.enterprises.append(self.settle(company, of, office))

    def settle(self, company: Company, of: Place, office: Office) -> Enterprise:
        """Register a company, give it people and a library."""
        at = self._joined_at(company)
        organisation = self._register(company, of, office)
        team = self.cast.team_of(company, of, organisation, since=_since(company, at))
        if company.key == "an-phu":
            self.cast.join(FORMER_EDITOR, of, organisation, until=date(self.moments.last, 3, 31))
        enterprise = Enterprise(company, organisation, team, of, office, self.moments.first)
        self._stock(enterprise, at=at)
        return enterprise

    def _joined_at(self, company: Company) -> datetime:
        return self.moments.on(self.moments.first - 1 + company.joins, 9, 1, hour=10)

    def _register(self, company: Company, of: Place, office: Office) -> Organisation:
        """Enter a company and place it in its zones."""
        by, at = office.unit_head, self._joined_at(company)
        since = _since(company, at)
        organisation = register(
            of.board,
            company.kind,
            company.name,
            by=by,
            at=at,
            since=since,
            tax_code=company.tax_code,
            address=f"Lô {company.number % 40 + 1}, {of.zones[company.zone].name}",
            size=company.size,
            handles_chemicals=company.handles_chemicals,
            fire_hazard=company.is_fire_hazard,
            foreign_invested=company.is_foreign,
            recogniser=of.recogniser,
        )
        for zone in filter(None, (company.zone, ALSO_IN.get(company.key))):
            place(organisation, of.zones[zone], _capacity(company), by=by, at=at, since=since)
        self._decide_applicability(company, organisation, by=by, at=at)
        return organisation

    def _stock(self, enterprise: Enterprise, *, at: datetime) -> None:
        facts = enterprise.facts(at.year, local_date(at))
        until = self._tested_until(enterprise.company)
        enterprise.shelf = stock(facts, until=until, by=enterprise.team.editor, at=at)

    def _decide_applicability(self, company: Company, organisation: Organisation, *, by: Actor, at: datetime) -> None:
        """Somebody decides on three; what holds for the others follows from their size."""
        if company.invited:
            status, reason = ApplicabilityStatus.INVITED, INVITATION
        elif company.key == EXEMPT_BY_DECISION:
            status, reason = ApplicabilityStatus.NOT_APPLICABLE, EXEMPTION
        else:
            return
        year = self.moments.first + company.joins
        decide_applicability(organisation, year, status, by=by, at=at, reason=reason)

    def _tested_until(self, company: Company) -> date:
        """The fire test: run out in some libraries, about to in others, good for years in most."""
        if company.story == Story.CARRIED or (company.story == Story.RECOGNISED and company.number % 2):
            return self.moments.today - timedelta(days=15)
        if company.story == Story.RETURNED:
            return self.moments.today + timedelta(days=20)
        return date(self.moments.present + 1, 12, 31)


def _capacity(company: Company) -> Capacity:
    return Capacity.INVESTOR if company.kind == OrganisationKind.INVESTOR else Capacity.TENANT


def _since(company: Company, at: datetime) -> date:
    """Tenants that joined later came then; everybody else was always there."""
    return local_date(at) if company.joins and _capacity(company) == Capacity.TENANT else SINCE


def consider_sent(boards: list[int], until: datetime | None = None) -> None:
    """The notices of the past went out in their time: what is sent from now on is what a visitor causes. Those of the
    last days are still unread. What is due after ``until`` stays to be sent."""
    pending = Notice.objects.filter(board_id__in=boards, state=NoticeState.PENDING)
    if until is not None:
        pending = pending.filter(due_at__lte=until)
    if latest := pending.aggregate(latest=Max("due_at"))["latest"]:
        pending.filter(due_at__lt=latest - UNREAD_FOR).update(read_at=F("due_at"))
    pending.update(state=NoticeState.SENT, sent_at=F("due_at"), prepared_at=F("due_at"))
