"""A process that mails what waits in the outbox in one of the ways of ``_reminders_ways``.

It prints "ready", begins when it is told to, and prints how many notices it told of and the seconds it took.
"""

import logging
import sys
from datetime import datetime
from time import perf_counter

import django
import structlog
from django.urls import reverse


def main(way: str, at: datetime) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    django.setup()
    from antt_portal.bench._reminders_ways import WAYS  # noqa: PLC0415 - its models need the apps

    reverse("home")  # a worker that has run for a while knows the addresses of the portal
    print("ready", flush=True)
    sys.stdin.readline()
    began = perf_counter()
    sent = WAYS[way](at)
    print(sent, perf_counter() - began, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], datetime.fromisoformat(sys.argv[2]))
