from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class EnterprisesConfig(AppConfig):
    """Who: organisations, people, zones, deadlines."""

    name = "enterprises"
    verbose_name = "Tổ chức"

    def ready(self) -> None:
        """Apps above say which rows show a day due as their own, what counts working days, what people have in hand,
        what follows when one organisation takes the place of another."""
        autodiscover_modules("day_copies")
        autodiscover_modules("recounting")
        autodiscover_modules("handing_over")
        autodiscover_modules("succeeding")
        import_module("enterprises.duties.recounting")
        import_module("enterprises.people.accounts")  # what a sign-in proves
        import_module("enterprises.people.sign_in_log")
