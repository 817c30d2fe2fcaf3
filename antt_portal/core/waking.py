"""Waking a worker for what somebody waits for. A run by the clock does the same later, and does it in any case."""

import logging

from celery import current_app
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def wake(task: str, *args: str) -> None:
    """Without a broker the work waits for its run by the clock, and the act that asked for it stands."""
    try:
        current_app.send_task(task, args=args, retry=False, ignore_result=True)
    except OperationalError:
        log.warning("broker unreachable: %s waits for its next run", task)
