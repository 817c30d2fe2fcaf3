"""A board with very many tenants, written by the database itself: zones, investors, tenants, one person each."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from antt_portal.demo.instruments import give_thai_binh
from antt_portal.demo.loading import Loading
from antt_portal.demo.people import Office
from antt_portal.demo.places import Place, found_hai_phong, found_thai_binh

SINCE = date(2020, 1, 1)
TENANTS_OF_AN_INVESTOR = 250

# Each statement adds what the numbers from %(first)s to %(last)s still lack; zone and investor come round every 250.
_ORGANISATIONS = """
    INSERT INTO enterprises_organisation
        (board_id, kind, code, tax_code, address, name, sort_key, search_key, size,
         handles_chemicals, fire_hazard, foreign_invested)
    SELECT %(board)s, %(kind)s, '', '', '', %(name)s || n, %(name)s || n, %(name)s || n, 'large',
           n %% 10 = 0, false, n %% 3 = 0
    FROM generate_series(%(first)s, %(last)s) AS n
"""
_NAMES = """
    INSERT INTO enterprises_organisationname
        (board_id, organisation_id, name, lines, superior, abbreviation, place, valid_from, verified, source)
    SELECT board_id, id, name, '', '', '', 'Thử', %(since)s, true, ''
    FROM enterprises_organisation organisation
    WHERE board_id = %(board)s AND name LIKE 'Công ty %% Thử Nghiệm %%'
        AND NOT EXISTS (SELECT FROM enterprises_organisationname WHERE organisation_id = organisation.id)
"""
_ZONES = """
    INSERT INTO enterprises_zone (board_id, kind, name, sort_key, valid_from)
    SELECT %(board)s, 'industrial', 'KCN Thử Nghiệm ' || n, 'kcn ' || lpad(n::text, 6, '0'), %(since)s
    FROM generate_series(%(first)s, %(last)s) AS n
"""
_INVESTORS_IN_ZONES = """
    INSERT INTO enterprises_tenancy (board_id, zone_id, organisation_id, capacity, valid_from)
    SELECT zone.board_id, zone.id, organisation.id, 'investor', %(since)s
    FROM enterprises_zone zone
    JOIN enterprises_organisation organisation
        ON organisation.name = replace(zone.name, 'KCN Thử Nghiệm ', 'Công ty CP Hạ tầng Thử Nghiệm ')
    WHERE zone.board_id = %(board)s AND organisation.board_id = %(board)s
    ON CONFLICT DO NOTHING
"""
_TENANTS_IN_ZONES = """
    INSERT INTO enterprises_tenancy (board_id, zone_id, organisation_id, capacity, valid_from)
    SELECT zone.board_id, zone.id, organisation.id, 'tenant', %(since)s
    FROM generate_series(%(first)s, %(last)s) AS n
    JOIN enterprises_organisation organisation
        ON organisation.name = 'Công ty TNHH Thử Nghiệm ' || n AND organisation.board_id = %(board)s
    JOIN enterprises_zone zone
        ON zone.name = 'KCN Thử Nghiệm ' || (1 + (n - 1) / %(each)s) AND zone.board_id = %(board)s
"""
_PEOPLE = """
    WITH person AS (
        INSERT INTO enterprises_user (password, email, full_name, language, is_active, date_joined)
        SELECT '!', 'nguoi-' || id || '@vidu.example', 'Nguyễn Văn Mẫu', 'vi', true, %(at)s
        FROM enterprises_organisation
        WHERE board_id = %(board)s AND name LIKE 'Công ty %% Thử Nghiệm %%'
        ON CONFLICT DO NOTHING
        RETURNING id, email
    )
    INSERT INTO enterprises_membership (board_id, user_id, organisation_id, role, valid_from)
    SELECT %(board)s, id, split_part(split_part(email, '@', 1), '-', 2)::bigint, 'head', %(since)s FROM person
"""


@dataclass
class Town:
    """A board of the demo with its office; ``tenants`` says how many enterprises it has by now."""

    place: Place
    office: Office
    founded_at: datetime
    tenants: int = 0

    def grow(self, wanted: int) -> None:
        """Until there are ``wanted`` tenants in zones of 250, each zone with an investor, and everybody has a head."""
        first_zone, last_zone = _zones(self.tenants) + 1, _zones(wanted)
        self._run(_ZONES, first=first_zone, last=last_zone)
        self._run(
            _ORGANISATIONS, kind="investor", name="Công ty CP Hạ tầng Thử Nghiệm ", first=first_zone, last=last_zone
        )
        self._run(_INVESTORS_IN_ZONES)
        self._run(_ORGANISATIONS, kind="tenant", name="Công ty TNHH Thử Nghiệm ", first=self.tenants + 1, last=wanted)
        self._run(_TENANTS_IN_ZONES, first=self.tenants + 1, last=wanted)
        self._run(_NAMES)
        self._run(_PEOPLE)
        self.tenants = wanted
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")

    def _run(self, statement: str, **values: str | int) -> None:
        common: dict[str, str | int | datetime | date] = {
            "board": self.place.board.pk,
            "since": SINCE,
            "at": self.founded_at,
            "each": TENANTS_OF_AN_INVESTOR,
        }
        with connection.cursor() as cursor:
            cursor.execute(statement, {**common, **values})


def _zones(tenants: int) -> int:
    return -(-tenants // TENANTS_OF_AN_INVESTOR)


def found(loading: Loading) -> Town:
    """The board, its people and its obligations, with nobody to govern."""
    place = found_thai_binh(at=loading.founded_at, today=loading.moments.today)
    give_thai_binh(place, at=loading.founded_at)
    return Town(place, loading.cast.staff_of(place), loading.founded_at)


def neighbour(loading: Loading) -> Town:
    """Another board in the same database, with nobody to govern either."""
    place = found_hai_phong(at=loading.founded_at)
    return Town(place, loading.cast.staff_of(place), loading.founded_at)
