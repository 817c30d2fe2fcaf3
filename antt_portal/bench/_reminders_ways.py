"""Two ways of mailing what waits in the outbox: as a worker does, and with nothing but building and sending."""

from collections.abc import Callable
from datetime import datetime

from django.core.mail import get_connection

from antt_portal.core import outbox, outcomes
from antt_portal.core.models import Notice

AT_A_TIME = 100


def worker(at: datetime) -> int:
    return outbox.send_pending(at=at)


def bare(at: datetime) -> int:
    """Nothing is claimed and nothing marked; what the mails show is read as a worker reads it, for many at once."""
    notices = list(Notice.objects.select_related("recipient").order_by("due_at", "pk"))
    mail = get_connection()
    mail.open()
    for first in range(0, len(notices), AT_A_TIME):
        some = notices[first : first + AT_A_TIME]
        facts = outcomes.facts_of(some, at)
        for notice in some:
            outbox.message(notice, mail, facts[notice.pk].shown).send()
    mail.close()
    return len(notices)


WAYS: dict[str, Callable[[datetime], int]] = {"worker": worker, "bare": bare}
