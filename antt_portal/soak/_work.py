"""A process that does everything still to be done with the directives of a soak, and may be killed at any moment.

What is next it reads from the database alone, as people do from their pages: whoever comes after a killed one goes on
where that one was. It prints "ready" before the first act, and the name of each act before it begins.
"""

import logging
import random
from collections.abc import Callable, Iterator
from functools import partial

import django
import structlog


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    logging.disable(logging.WARNING)
    django.setup()
    from antt_portal.soak._acts import acts  # noqa: PLC0415 - its models need the apps

    print("ready", flush=True)
    for act in _one_after_the_other(acts):
        print(act.func.__name__, flush=True)
        act()


def _one_after_the_other(acts: Callable[[], list[partial[None]]]) -> Iterator[partial[None]]:
    """Any of the acts that are possible now, until there are none."""
    while possible := acts():
        yield random.choice(possible)  # noqa: S311 - the order is to differ, nothing more


if __name__ == "__main__":
    main()
