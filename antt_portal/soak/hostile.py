"""``script/soak hostile``: requests that mean harm, on every address, form, filter, upload and feed, as everybody.

None may break the portal, come back unescaped, change a row although it was refused, tell what belongs to others, or
keep the database busy for a second. The same seed sends the same requests.
"""

import logging
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from random import Random

from django.db import transaction
from django.test import Client, override_settings

from antt_portal.bench import Figure
from antt_portal.soak._doors import Door, all_doors
from antt_portal.soak._harm import Seen, Witness
from antt_portal.soak._shots import shots
from antt_portal.tests.matrix.row import Row
from antt_portal.tests.matrix.table import ROWS
from antt_portal.tests.matrix.world import EVERYBODY, World

REQUESTS, SEED = 3_000, 9
STRANGERS = ("other_board", "other_board_tenant", "without_organisation", "anonymous")


def run(requests: int = REQUESTS, rows: int | None = None, seed: int = SEED) -> Iterator[Figure]:
    """``rows``: of so many addresses only, drawn by the seed."""
    chosen = ROWS if rows is None else Random(seed).sample(ROWS, rows)  # noqa: S311 - to be repeated
    with quiet(), override_settings(ALLOWED_HOSTS=["testserver"]), transaction.atomic():
        seen, doors = _fired(chosen, requests, seed)
        transaction.set_rollback(True)
    for one in seen:
        if one.harm:
            print(one, file=sys.stderr)  # noqa: T201 - which one it was
    yield Figure("hostile requests", len(seen), "requests")
    yield Figure("addresses and forms they went to", len(doors), "doors")
    yield Figure("kinds of answers", len({one.status for one in seen}), "statuses")
    for harm in ("raised", "server error", "wrote", "led to", "said", "reflected", "changed", "told"):
        count = sum(any(word.startswith(harm) for word in one.harm) for one in seen)
        yield Figure(f"requests that {harm}" if harm != "server error" else "server errors", count, "requests", 0)
    slowest = max(seen, key=lambda one: one.slowest.seconds)
    yield Figure("slowest query", slowest.slowest.seconds, "s", 1)
    for status, count in sorted(Counter(one.status for one in seen).items()):
        yield Figure(f"answered {status}", count, "requests")


def _fired(rows: Sequence[Row], requests: int, seed: int) -> tuple[list[Seen], list[Door]]:
    world = World()
    clients = {who: _entered(world, who) for who in EVERYBODY}
    doors = all_doors(rows, world, clients)
    owner = world.evidence.organisation
    secret = (owner.name, str(owner.public_id), world.evidence.blob.sha256)
    witness = Witness(clients, dict.fromkeys(STRANGERS, secret))
    return [witness.fire(shot) for shot in shots(doors, requests, seed)], doors


def _entered(world: World, who: str) -> Client:
    client = Client(raise_request_exception=False)
    world.enter(client, who)
    return client


@contextmanager
def quiet() -> Iterator[None]:
    """Thousands of refusals, each with a line in the log, would bury what matters."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
