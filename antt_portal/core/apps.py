from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    """The ground floor: it knows no other app."""

    name = "antt_portal.core"
    label = "core"

    def ready(self) -> None:
        autodiscover_modules("verbs", "documents")
        import_module("antt_portal.core.signing.checks")
