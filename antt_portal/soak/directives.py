"""``script/soak directives``: a process that issues, forwards and recalls directives is killed again and again.

After each SIGKILL every directive is out for its whole audience or for nobody. At the end every delivery is there once,
every route was taken or its directive recalled, every mail was accepted, and none twice but where a kill came between
its acceptance and the commit that says so: at most one a kill.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Timer
from typing import IO

from django.conf import settings
from django.db.models import Count, F

from antt_portal.bench import Figure
from antt_portal.bench._directive import recall_of, sealed
from antt_portal.bench._tenants import Town, found
from antt_portal.core import clock
from antt_portal.core.mail_message import message_id
from antt_portal.core.models import CalendarDay, Notice, NoticeState
from antt_portal.core.retrying import CLAIM_EXPIRES
from antt_portal.core.tests.this_database import database_url
from antt_portal.demo.loading import Loading
from antt_portal.demo.moments import Moments
from antt_portal.soak._mailbox import Mailbox, mailbox
from directives.models import Delivery, Directive, LetterStatus, Route, Way

KILLS, TENANTS, DIRECTIVES = 20, 1_000, 12
# Every third directive has a recall waiting.
EACH_RECALLED = 3
# In turn: the kill comes while one of these is being done, if there is one left to do.
ACTS = ("issue", "forward", "recall", "send", "night")
# Of an act that has begun; long enough to come in its middle, or shortly after it.
LONGEST_PAUSE = 0.4
LONGEST_RUN = 900  # seconds of the last worker, which nobody kills


def run(kills: int = KILLS, tenants: int = TENANTS, directives: int = DIRECTIVES) -> Iterator[Figure]:
    town = found(Loading(Moments(clock.now(), CalendarDay.objects.calendar_for(None))))
    town.grow(tenants)
    _lay_out(town, directives)
    with mailbox() as taken:
        halves, died_in = 0, Counter[str]()
        for number in range(kills):
            died_in[_killed(taken, ACTS[number % len(ACTS)])] += 1
            halves += _is_half_done()
        _finish(taken)
    for act, count in sorted(died_in.items()):
        yield Figure(f"killed during or right after: {act}", count, "kills")
    yield Figure("directives that were out for a part of their audience after a kill", halves, "directives", 0)
    yield from _what_is_there()
    yield from _what_was_sent(taken, kills)


def _lay_out(town: Town, directives: int) -> None:
    """Letters that only wait to be issued, some with a recall that waits too."""
    for position in range(directives):
        directive = sealed(town, at=clock.now(), on=clock.today(), way=Way.FORWARDED)
        if position % EACH_RECALLED == 0:
            recall_of(town, directive, at=clock.now(), on=clock.today())


@contextmanager
def _worker(taken: Mailbox) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    """The process, ready to begin, and where it says what it begins."""
    database = database_url()
    mail = f"smtp://127.0.0.1:{taken.port}"
    with subprocess.Popen(
        [sys.executable, "-m", "antt_portal.soak._work"],
        env=os.environ
        | {"DATABASE_URL": database, "EMAIL_URL": mail, "DJANGO_SETTINGS_MODULE": "antt_portal.settings.soak"},
        cwd=settings.ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        if program.stdout is None or program.stdout.readline() != "ready\n":
            raise AssertionError("the worker did not start")
        yield program, program.stdout


def _killed(taken: Mailbox, act: str) -> str:
    """Kill a worker at a random moment after it began ``act``; returns what it had begun last."""
    begun = "nothing left"
    with _worker(taken) as (program, begins):
        for line in begins:
            begun = line.strip()
            if begun == act:
                break
        time.sleep(random.uniform(0, LONGEST_PAUSE))  # noqa: S311 - a moment, not a secret
        program.send_signal(signal.SIGKILL)
        program.wait(timeout=60)
        _let_claims_expire()
        return [begun, *begins.read().splitlines()][-1]


def _let_claims_expire() -> None:
    """What the killed one had claimed is free again after ten minutes, which nobody waits for here."""
    claimed = Notice.objects.filter(claimed_at__isnull=False)
    claimed.update(claimed_at=F("claimed_at") - CLAIM_EXPIRES - timedelta(seconds=1))


def _is_half_done() -> bool:
    """Whether any directive has deliveries without being out, or is out with others than it counted."""
    counted = Directive.objects.annotate(there=Count("deliveries"))
    return any(one.there != one.audience_count or bool(one.there) != bool(one.issued_at) for one in counted)


def _finish(taken: Mailbox) -> None:
    with _worker(taken) as (program, begins):
        patience = Timer(LONGEST_RUN, program.kill)
        patience.start()
        last = list(begins)[-1:]
        patience.cancel()
        if program.wait(timeout=60) != 0:
            raise AssertionError(f"the last worker did not finish its work; it began last: {last}")


def _what_is_there() -> Iterator[Figure]:
    standing = Directive.objects.filter(letter__status=LetterStatus.ISSUED)
    deliveries = Delivery.objects.filter(directive__in=standing)
    doubled = Delivery.objects.values("directive", "organisation").annotate(times=Count("pk")).filter(times__gt=1)
    yield Figure("deliveries", Delivery.objects.count(), "deliveries")
    yield Figure("deliveries that are there twice", doubled.count(), "deliveries", 0)
    yield Figure(
        "deliveries of standing directives that nobody sent", deliveries.filter(sent_at=None).count(), "deliveries", 0
    )
    waiting = Route.objects.filter(delivery__in=deliveries, via__isnull=False, sent_at=None)
    yield Figure("routes of standing directives not taken", waiting.count(), "routes", 0)
    recalled = Delivery.objects.filter(directive__letter__status=LetterStatus.RECALLED)
    yield Figure("recalled bundles that stand as valid", recalled.filter(ended_at=None).count(), "deliveries", 0)


def _what_was_sent(taken: Mailbox, kills: int) -> Iterator[Figure]:
    notices = list(Notice.objects.select_related("leader"))
    sent = [message_id(one.leader or one) for one in notices if one.state == NoticeState.SENT]
    unsaid = sum(one.state not in {NoticeState.SENT, NoticeState.CANCELLED} for one in notices)
    yield Figure("notices", len(notices), "notices")
    yield Figure("notices neither sent nor cancelled by a recall", unsaid, "notices", 0)
    yield Figure("notices said to be sent that no server took", sum(not taken.taken[one] for one in sent), "notices", 0)
    doubles = sum(times - 1 for times in taken.taken.values())
    yield Figure("mails taken twice", doubles, "mails", kills)
