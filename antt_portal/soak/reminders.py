"""``script/soak reminders``: worker, beat and Redis are killed at random moments while reminders go out.

A real scheduler plans them, a real worker mails them through a real Redis to a real SMTP server. At the end each is
planned once and sent; a mail went out twice only where a kill came between its acceptance and the commit that says so,
under the same Message-ID: at most once for a kill of whoever sends (a worker that loses Redis ends its process, too).
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db.models import F

from antt_portal.bench import Figure
from antt_portal.bench._reminders_due import DAYS_BEFORE, KIND, grow
from antt_portal.bench._tenants import found
from antt_portal.core import clock
from antt_portal.core.mail_message import message_id
from antt_portal.core.models import CalendarDay, Notice, NoticeState
from antt_portal.core.retrying import CLAIM_EXPIRES
from antt_portal.demo.loading import Loading
from antt_portal.demo.moments import Moments
from antt_portal.soak._crew import Crew, crew
from antt_portal.soak._mailbox import Mailbox, mailbox
from enterprises.models import LadderStep, PlanningMark

KILLS, NOTICES = 50, 5_000
# In turn. Redis comes back with what it had written down, or with nothing.
VICTIMS = ("worker", "redis", "worker", "beat", "worker", "redis, emptied")
LONGEST_PAUSE = 0.4  # seconds after the mail that was waited for
NOBODY_SENDS = 8  # seconds without a mail: whatever is claimed is in dead hands
LONGEST_RUN = 1_800  # seconds


def run(kills: int = KILLS, notices: int = NOTICES) -> Iterator[Figure]:
    _lay_out(notices)
    killed = Counter[str]()
    with mailbox() as taken, crew(taken.port) as hands:
        watch = _Watch(taken, hands)
        for number in range(kills):
            watch.wait_for(notices * (number + 1) // (kills + 1))
            time.sleep(random.uniform(0, LONGEST_PAUSE))  # noqa: S311 - a moment, not a secret
            victim = VICTIMS[number % len(VICTIMS)]
            _kill(hands, victim)
            killed[victim] += 1
        watch.wait_for_the_end(notices)
    for victim, count in sorted(killed.items()):
        yield Figure(f"killed: {victim}", count, "kills")
    yield from _what_was_sent(taken, notices, most_doubles=kills - killed["beat"])


def _lay_out(notices: int) -> None:
    """So many people are to be reminded today of a deadline each, at any hour."""
    now = clock.now()
    town = found(Loading(Moments(now, CalendarDay.objects.calendar_for(None))))
    town.grow(notices)
    grow(town, wanted=notices * 10, at=now)
    LadderStep.objects.filter(ladder__kind=KIND, days=-DAYS_BEFORE).update(is_urgent=True)
    PlanningMark.objects.update_or_create(pk=1, defaults={"planned_to": now - timedelta(days=1)})


def _kill(hands: Crew, victim: str) -> None:
    if victim == "worker":
        hands.worker.kill()
        let_claims_expire()
    elif victim == "beat":
        hands.beat.kill()
    else:
        hands.redis.kill()
        if victim.endswith("emptied"):
            hands.empty_redis()


def let_claims_expire() -> None:
    """What a dead one had claimed is free again after ten minutes, which nobody waits for here."""
    claimed = Notice.objects.filter(claimed_at__isnull=False)
    claimed.update(claimed_at=F("claimed_at") - CLAIM_EXPIRES - timedelta(seconds=1))


class _Watch:
    """Keeps the crew at work until so many mails were taken, or until nothing waits to be sent."""

    def __init__(self, taken: Mailbox, hands: Crew) -> None:
        self.taken, self.hands = taken, hands
        self.give_up_at = time.monotonic() + LONGEST_RUN

    def wait_for(self, mails: int) -> None:
        self._wait_until(lambda: len(self.taken.taken) >= mails)

    def wait_for_the_end(self, mails: int) -> None:
        self.wait_for(mails)
        self._wait_until(lambda: not Notice.objects.filter(state=NoticeState.PENDING).exists())

    def _wait_until(self, done: Callable[[], bool]) -> None:
        seen, since = -1, time.monotonic()
        while not done():
            self.hands.see_to()
            if (now := self.taken.taken.total()) != seen:
                seen, since = now, time.monotonic()
            elif time.monotonic() > since + NOBODY_SENDS:
                let_claims_expire()
                since = time.monotonic()
            if time.monotonic() > self.give_up_at:
                raise AssertionError(f"after {LONGEST_RUN} seconds {now} mails were taken")
            time.sleep(0.05)


def _what_was_sent(taken: Mailbox, expected: int, most_doubles: int) -> Iterator[Figure]:
    notices = list(Notice.objects.filter(kind="deadline_soon").only("public_id", "state"))
    unsent = sum(one.state != NoticeState.SENT for one in notices)
    lost = sum(not taken.taken[message_id(one)] for one in notices)
    yield Figure("reminders planned more or less than once", abs(len(notices) - expected), "notices", 0)
    yield Figure("reminders", len(notices), "notices")
    yield Figure("reminders not sent in the end", unsent, "notices", 0)
    yield Figure("reminders said to be sent that no server took", lost, "notices", 0)
    doubles = sum(times - 1 for times in taken.taken.values())
    yield Figure("mails taken twice", doubles, "mails", most_doubles)
