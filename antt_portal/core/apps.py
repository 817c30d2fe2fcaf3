from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    """The ground floor: it knows no other app."""

    name = "antt_portal.core"
    label = "core"

    def ready(self) -> None:
        import_module("antt_portal.core.log_lines").configure()
        autodiscover_modules("verbs", "documents", "notices", "tasks", "walls")
        import_module("antt_portal.core.signing.checks")
        import_module("antt_portal.core.breached_passwords")
        import_module("antt_portal.core.walling.checks")
        post_migrate.connect(_build_wall, sender=self)


def _build_wall(**told: Any) -> None:
    """After migrations; the signal is also sent when all tables were emptied, which changes none."""
    if "plan" in told and import_module("antt_portal.core.walling.roles").is_on():
        import_module("antt_portal.core.walling.building").build()
