"""What runs in the background works for the portal as a whole, until it names a board."""

from typing import Any

from celery import Task

from antt_portal.core import wall


class PortalTask(Task):
    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        with wall.narrow():
            return super().__call__(*args, **kwargs)
