"""A program: processes that take a number and are killed before they commit. Nothing of them runs after.

It forks from a process of its own, which has neither the threads nor the event loop that other tests leave behind.
Arguments: the letter, the clerk's membership, how many. It says "ready" when all wait, begins when its input ends, and
prints the signals that ended them.
"""

import json
import os
import signal
import sys

import django
from django.db import connection, transaction


def main(letter_id: int, membership_id: int, count: int) -> None:
    django.setup()
    from directives.models import OfficialLetter
    from directives.tests.office import DRAFTED, TODAY
    from directives.writing.numbering import take
    from enterprises.actor import Actor
    from enterprises.models import Membership

    letter = OfficialLetter.objects.select_related("issuer").get(pk=letter_id)
    clerk = Actor.of(Membership.objects.select_related("user", "organisation").get(pk=membership_id))
    connection.close()
    starting, gun = os.pipe()

    def die() -> None:
        os.close(gun)
        connection.ensure_connection()
        os.read(starting, 1)
        with transaction.atomic():
            take(letter, on=TODAY, by=clerk, at=DRAFTED)
            os.kill(os.getpid(), signal.SIGKILL)

    children = [_forked(die) for _each in range(count)]
    print("ready", flush=True)
    sys.stdin.read()
    os.close(gun)
    print(json.dumps([os.WTERMSIG(os.waitpid(child, 0)[1]) for child in children]))


def _forked(act) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        act()
    finally:
        os._exit(1)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
