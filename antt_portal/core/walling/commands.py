"""Commands that work for the portal as a whole, as its jobs do. Any other works as the login that runs it."""

from typing import Any

from django.core.management.base import BaseCommand

from antt_portal.core import wall


class PortalCommand(BaseCommand):
    def execute(self, *args: Any, **options: Any) -> str | None:
        with wall.narrow():
            return super().execute(*args, **options)
