"""Several processes that plan at the same moments, each with a connection of its own, like schedulers started twice."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime

import django
from django.conf import settings

from antt_portal.core.tests.this_database import database_url


class Planners:
    """Processes that are ready to plan."""

    def __init__(self, processes: list[subprocess.Popen[str]]) -> None:
        self._processes = processes

    def plan(self, at: datetime) -> None:
        """All of them plan at ``at`` at once. Raises AssertionError when one fails."""
        for process in self._processes:
            print(at.isoformat(), file=process.stdin, flush=True)
        for process in self._processes:
            assert process.stdout
            assert process.stdout.readline() == "planned\n"


@contextmanager
def planners(count: int) -> Iterator[Planners]:
    """``count`` of them, on the database of the test."""
    with ExitStack() as running:
        started = [
            subprocess.Popen(
                [sys.executable, "-m", __name__],
                env=os.environ | {"DATABASE_URL": database_url()},
                cwd=settings.ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _number in range(count)
        ]
        for process in started:
            running.enter_context(process)  # waits for its end, which comes with the end of what it reads
        yield Planners(started)


def main() -> None:
    """Plan at each moment that is read and say so, until there are no more."""
    django.setup()
    from enterprises.reminding.planning import plan  # its models need the apps

    for line in sys.stdin:
        plan(at=datetime.fromisoformat(line.strip()))
        sys.stdout.write("planned\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
