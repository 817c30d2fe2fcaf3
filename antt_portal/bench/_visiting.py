"""Many signed-in people at work for two minutes against gunicorn: everybody opens a page, reads, opens the next.

Unlike ``_rush`` nobody comes at a moment of its own: who waits for a page opens the next one later, as people do.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter

import aiohttp

from antt_portal.bench import Figure
from antt_portal.bench._gunicorn import FORWARDED, SESSION_COOKIE, THREADS, WORKERS, portal
from antt_portal.bench._pages import p95
from antt_portal.bench._sessions import sessions_of
from enterprises.models import User

READING = (2.0, 8.0)  # seconds
MOST_MILLISECONDS = 500


@dataclass(frozen=True)
class Visitor:
    """Somebody and the pages that are theirs."""

    person: User
    addresses: Sequence[str]


@dataclass
class Seen:
    seconds: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)


def visiting_figures(visitors: Sequence[Visitor], *, lasting: float) -> Iterator[Figure]:
    seen = Seen()
    keys = sessions_of([visitor.person for visitor in visitors])
    with portal() as address:
        asyncio.run(_all(address, list(zip(keys, visitors, strict=True)), seen, lasting))
    who = f"{len(visitors)} people for {lasting:.0f} s, gunicorn with {WORKERS} workers"
    yield Figure(f"{who}: pages", len(seen.seconds), "pages")
    worst = "".join(f" (most: {what})" for what, _count in seen.faults.most_common(1))
    yield Figure(f"{who}: errors{worst}", seen.faults.total(), "errors", 0)
    yield Figure(f"{who}: median", median(seen.seconds) * 1000, "ms")
    yield Figure(f"{who}: p95", p95(seen.seconds) * 1000, "ms", MOST_MILLISECONDS)


async def _all(address: str, people: list[tuple[str, Visitor]], seen: Seen, lasting: float) -> None:
    """They arrive one after the other in the time that it takes to read a page."""
    connector = aiohttp.TCPConnector(limit=0, force_close=True)  # as nginx does
    async with aiohttp.ClientSession(address, connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as web:
        await _warm_up(web, people)
        until = perf_counter() + lasting
        await asyncio.gather(*(_one(web, key, visitor, seen, until) for key, visitor in people))


async def _warm_up(web: aiohttp.ClientSession, people: list[tuple[str, Visitor]]) -> None:
    """Every worker reads every template and knows its way, as it does an hour after it was started."""
    different = {address: key for key, visitor in people for address in visitor.addresses}
    for _turn in range(WORKERS * THREADS):
        await asyncio.gather(*(_get(web, key, address) for address, key in different.items()))


async def _get(web: aiohttp.ClientSession, key: str, address: str) -> int:
    headers = FORWARDED | {"Cookie": f"{SESSION_COOKIE}={key}"}
    async with web.get(address, headers=headers, allow_redirects=False) as answer:
        await answer.read()
        return answer.status


async def _one(web: aiohttp.ClientSession, key: str, visitor: Visitor, seen: Seen, until: float) -> None:
    await asyncio.sleep(random.uniform(0, READING[1]))  # noqa: S311
    while perf_counter() < until:
        began = perf_counter()
        page = random.choice(visitor.addresses)  # noqa: S311
        try:
            status = await _get(web, key, page)
            if status != 200:
                seen.faults[f"{page}: {status}"] += 1
        except aiohttp.ClientError as fault:
            seen.faults[type(fault).__name__] += 1
        seen.seconds.append(perf_counter() - began)
        await asyncio.sleep(random.uniform(*READING))  # noqa: S311
