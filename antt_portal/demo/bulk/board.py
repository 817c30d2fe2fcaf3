"""One board of the demonstration, with as many years as wanted, that grows by copies of its enterprises."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.db import connection, transaction

from antt_portal.bench._directive import issue, sealed
from antt_portal.bench._tenants import Town, found
from antt_portal.core.clock import local_date
from antt_portal.core.folding import sort_key
from antt_portal.core.models import CalendarDay
from antt_portal.demo.bulk import plans
from antt_portal.demo.bulk.rows import multiply
from antt_portal.demo.companies import tax_code
from antt_portal.demo.loading import Loading, consider_sent
from antt_portal.demo.moments import Moments
from antt_portal.demo.people import Cast, Staff
from antt_portal.demo.places import SINCE
from antt_portal.demo.years import Chronicle
from directives.models import Directive
from enterprises.models import Capacity, Membership, Organisation, OrganisationKind, Role, Zone, ZoneKind
from enterprises.organisations import place, register
from reports.models import RecognitionBatch
from reports.opening import open_year

TOLD_YEARS = 3  # by the demonstration: one complete, one in every status, one just opened
FIRST_TAX_NUMBER = 1_000_000
ZONE, INVESTOR = "KCN Ví Dụ Số {number}", "Công ty CP Hạ tầng Ví Dụ Số {number}"
ZONES_OF_AN_OFFICER = 5

# What was asked in earlier years is answered; of the latest one tenth each stands on every rung.
_ANSWERED = """
    UPDATE directives_delivery SET delivered_at = sent_at, opened_at = sent_at, acknowledged_at = sent_at,
        reported_at = sent_at WHERE directive_id = ANY(%(answered)s)
"""
_ON_THE_WAY = """
    UPDATE directives_delivery SET
        delivered_at = CASE WHEN id %% 10 > 1 THEN sent_at END,
        opened_at = CASE WHEN id %% 10 > 3 THEN sent_at END,
        acknowledged_at = CASE WHEN id %% 10 > 4 THEN sent_at END
    WHERE directive_id = %(latest)s
"""
_REQUESTS_ANSWERED = """
    UPDATE directives_reportrequest request SET reported_at = delivery.reported_at, accepted_at = delivery.reported_at
    FROM directives_delivery delivery WHERE delivery.id = request.delivery_id AND delivery.reported_at IS NOT NULL
"""
_NOTHING_DUE = """
    UPDATE enterprises_deadline deadline SET closed_at = delivery.acknowledged_at FROM directives_delivery delivery
    WHERE deadline.closed_at IS NULL AND delivery.directive_id = ANY(%(all)s)
        AND (deadline.subject_id = delivery.public_id AND delivery.acknowledged_at IS NOT NULL
            OR delivery.reported_at IS NOT NULL AND deadline.subject_id IN (
                SELECT public_id FROM directives_reportrequest WHERE delivery_id = delivery.id))
"""
_AUDIENCE = """
    UPDATE directives_directive SET audience_count =
        (SELECT count(*) FROM directives_delivery WHERE directive_id = directives_directive.id)
    WHERE board_id = %(board)s
"""
_TAX_CODES = """
    UPDATE enterprises_organisation SET tax_code = codes.code
    FROM unnest(%(keys)s::bigint[], %(codes)s::text[]) AS codes (id, code)
    WHERE enterprises_organisation.id = codes.id
"""


@dataclass
class Grown:
    """``copies`` is how many times everybody of the demonstration is there besides themselves."""

    town: Town
    moments: Moments
    templates: list[int]
    people: list[int]
    batches: list[int]
    cast: Cast
    copies: int = 0
    zones: list[Zone] = field(default_factory=list)
    officers: list[Membership] = field(default_factory=list)

    def grow(self, organisations: int) -> None:
        """At least so many enterprises, as few more as there are templates."""
        wanted = -(-organisations // len(self.templates)) - 1
        if wanted > self.copies:
            with transaction.atomic():
                self._open_zones(wanted)
                board_id = self.town.place.board.pk
                plan = plans.enterprises(self.templates, self.people, self.batches, board_id=board_id)
                multiply(plan, self.copies + 1, wanted)
                self._register()
                _run(_AUDIENCE, board=board_id)
            self.copies = wanted
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")

    def _open_zones(self, copies: int) -> None:
        """Each with an investor of its own; five have an officer in charge of them."""
        each = max(1, plans.ENTERPRISES_OF_A_ZONE // len(self.templates))
        board, numbers = self.town.place.board, range(len(self.zones) + 1, -(-copies // each) + 1)
        for number in numbers:
            name, investor = ZONE.format(number=number), INVESTOR.format(number=number)
            zone = Zone.objects.create(
                board=board, kind=ZoneKind.INDUSTRIAL, name=name, sort_key=sort_key(name), valid_from=SINCE
            )
            by = self.town.office.unit_head
            at = self.town.founded_at
            place(
                register(board, OrganisationKind.INVESTOR, investor, by=by, at=at, since=SINCE),
                zone,
                Capacity.INVESTOR,
                by=by,
                at=at,
                since=SINCE,
            )
            if len(self.zones) % ZONES_OF_AN_OFFICER == 0:
                staff = Staff(f"chuyenvien.so-{number}", "Nguyễn Văn Mẫu", Role.OFFICER)
                self.officers.append(self.cast.hire(staff, self.town.place.office))
            self.officers[-1].zones.add(zone)
            self.zones.append(zone)

    def _register(self) -> None:
        new = Organisation.objects.enterprises().filter(board=self.town.place.board, tax_code="")
        keys = list(new.order_by("pk").values_list("pk", flat=True))
        _run(_TAX_CODES, keys=keys, codes=[tax_code(FIRST_TAX_NUMBER + key) for key in keys])


@transaction.atomic
def told(years: int, *, now: datetime) -> Grown:
    """The demonstration's enterprises of one board over ``years`` (at least three) evaluation years.

    Each year with its filings, its lists for recognition, and a directive to everybody.
    """
    loading = Loading(Moments(now, CalendarDay.objects.calendar_for(None)))
    moments, town = loading.moments, found(loading)
    chronicle = Chronicle(town.place, town.office, [], moments)
    for joins, year in enumerate((moments.first, moments.last, moments.present)):
        loading.settle_newcomers(chronicle, joins)
        open_year(year, at=moments.opening(year))
        (chronicle.first_year, chronicle.last_year, chronicle.present_year)[joins]()
    board = town.place.board
    multiply(plans.earlier_years(board.pk, moments.first), 1, years - TOLD_YEARS, years_back=True)
    _direct(town, moments, years)
    consider_sent([board.pk])
    tenants = Organisation.objects.filter(board=board, kind=OrganisationKind.TENANT).values_list("pk", flat=True)
    people = Membership.objects.filter(organisation__in=tenants).values_list("user_id", flat=True).distinct()
    batches = RecognitionBatch.objects.filter(board=board).values_list("pk", flat=True)
    return Grown(town, moments, list(tenants), list(people), list(batches), loading.cast)


def _direct(town: Town, moments: Moments, years: int) -> None:
    made: list[Directive] = []
    for year in range(moments.present - years + 1, moments.present + 1):
        at = partial(moments.on, year - 1, 12, 1) if year < moments.present else partial(moments.ago, 3, year=year)
        directive = sealed(town, at=at(hour=9), on=local_date(at(hour=9)))
        issue(town, directive, at=at(hour=10))
        made.append(directive)
    keys = [one.pk for one in made]
    _run(_ANSWERED, answered=keys[:-1])
    _run(_ON_THE_WAY, latest=keys[-1])
    _run(_REQUESTS_ANSWERED)
    _run(_NOTHING_DUE, all=keys)


def _run(statement: str, **values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
