"""Many at once, as people are."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from antt_portal.core.refusal import Refused

PARALLEL = 50


def at_once(act, count=PARALLEL):
    """Run ``act(n)`` from ``count`` threads that start together; returns results and Refused codes."""
    barrier = Barrier(count)

    def run(number):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=60)
            return act(number)
        except Refused as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))
