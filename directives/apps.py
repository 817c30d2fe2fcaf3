from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DirectivesConfig(AppConfig):
    """Asked: letters, instruments and the obligations they impose."""

    name = "directives"
    verbose_name = "Văn bản"

    def ready(self) -> None:
        """Apps above say what the issue of a letter does to their rows."""
        autodiscover_modules("consequences")
