"""Many tenants acknowledge one directive within a minute, each as a browser does: the page, the press, where it leads.

They were signed in beforehand. Each begins at a moment of its own, whether or not those before were answered, so that
a portal that falls behind shows in what the later ones wait.
"""

import asyncio
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter

import aiohttp
from django.db import transaction
from django.urls import reverse

from antt_portal.bench import Figure
from antt_portal.bench._directive import issue, sealed
from antt_portal.bench._gunicorn import CSRF_COOKIE, FORWARDED, ORIGIN, SESSION_COOKIE, portal
from antt_portal.bench._pages import p95
from antt_portal.bench._sessions import sessions_of
from antt_portal.bench._tenants import Town
from antt_portal.core import clock
from directives.coverage.figures import figures_now, stamp_of
from directives.models import Acknowledgement, Delivery, Directive
from enterprises.models import Membership, OrganisationKind

WITHIN = 60.0  # seconds
THINKING = (0.5, 3.0)  # seconds between the page and the press
MOST_MILLISECONDS = 500
ATTRIBUTE = re.compile(r'name="(csrfmiddlewaretoken|bundle_sha256)" value="([^"]+)"')


@dataclass(frozen=True)
class Person:
    session: str
    address: str  # of the page that acknowledges


@dataclass
class Taken:
    """Seconds of each request by what it was, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    faults: Counter[str] = field(default_factory=Counter)

    def note(self, what: str, began: float, status: int, wanted: int) -> None:
        self.seconds.setdefault(what, []).append(perf_counter() - began)
        if status != wanted:
            self.faults[f"{what}: {status}"] += 1


def rush_figures(town: Town, *, within: float = WITHIN) -> Iterator[Figure]:
    directive = sealed(town, at=clock.now(), on=clock.today())
    with transaction.atomic():
        issue(town, directive, at=clock.now())
    people = _signed_in(directive)
    with portal() as address:
        taken = Taken()
        began = perf_counter()
        asyncio.run(_all(address, people, taken, within))
        lasted = perf_counter() - began
        who = f"{len(people)} tenants acknowledging, gunicorn with 2 workers"
        yield Figure(f"{who}: from the first to the last", lasted, "s")
        yield Figure(f"{who}: errors", taken.faults.total(), "errors", 0)
        for what, seconds in taken.seconds.items():
            yield Figure(f"{who}: {what}, median", median(seconds) * 1000, "ms")
            yield Figure(f"{who}: {what}, p95", p95(seconds) * 1000, "ms", MOST_MILLISECONDS)
        yield Figure(f"{who}: not in the coverage", _missing(directive, len(people)), "tenants", 0)


def _signed_in(directive: Directive) -> list[Person]:
    """One head of each tenant, as after signing in."""
    tenants = Delivery.objects.filter(directive=directive, organisation__kind=OrganisationKind.TENANT)
    by_organisation = dict(tenants.values_list("organisation_id", "public_id"))
    heads = Membership.objects.filter(organisation_id__in=by_organisation).select_related("user")
    keys = sessions_of([head.user for head in heads])
    addresses = [reverse("directives:acknowledge", args=[by_organisation[head.organisation_id]]) for head in heads]
    return [Person(*one) for one in zip(keys, addresses, strict=True)]


async def _all(address: str, people: list[Person], taken: Taken, within: float) -> None:
    """Spread at random over the minute; as many connections as nginx would keep."""
    connector = aiohttp.TCPConnector(limit=0, force_close=True)
    async with aiohttp.ClientSession(address, connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as web:
        latest = max(0.0, within - THINKING[1])
        await asyncio.gather(*(_one(web, person, random.uniform(0, latest), taken) for person in people))  # noqa: S311


async def _one(web: aiohttp.ClientSession, person: Person, after: float, taken: Taken) -> None:
    await asyncio.sleep(after)
    cookie = {SESSION_COOKIE: person.session}
    try:
        began = perf_counter()
        async with web.get(person.address, headers=_headers(cookie)) as page:
            form = dict(ATTRIBUTE.findall(await page.text()))
            cookie[CSRF_COOKIE] = page.cookies[CSRF_COOKIE].value
        taken.note("the page", began, page.status, 200)
        await asyncio.sleep(random.uniform(*THINKING))  # noqa: S311
        began = perf_counter()
        async with web.post(person.address, data=form, headers=_headers(cookie), allow_redirects=False) as pressed:
            await pressed.read()
        taken.note("the press", began, pressed.status, 302)
        began = perf_counter()
        async with web.get(pressed.headers["Location"], headers=_headers(cookie)) as after_it:
            await after_it.read()
        taken.note("where it leads", began, after_it.status, 200)
    except (aiohttp.ClientError, KeyError) as fault:
        taken.faults[type(fault).__name__] += 1


def _headers(cookies: dict[str, str]) -> dict[str, str]:
    crumbs = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return FORWARDED | {"Origin": ORIGIN, "Referer": f"{ORIGIN}/", "Cookie": crumbs}


def _missing(directive: Directive, people: int) -> int:
    """How many of those who pressed the coverage page lacks, and how many have no proof of their own."""
    at = clock.now()
    directive = Directive.objects.select_related("letter").get(pk=directive.pk)
    counted = figures_now(directive, stamp_of(directive, at=at), at=at).coverage.total.acknowledged
    proved = Acknowledgement.objects.filter(delivery__directive=directive).count()
    return abs(people - counted) + abs(people - proved)
