"""Of the test suite alone: what migrations ship is there for every test."""

from importlib import import_module

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class TestsConfig(AppConfig):
    """A test with transactions of its own empties all tables when it ends, which the signal says, too."""

    name = "antt_portal.tests"
    label = "portal_tests"

    def ready(self) -> None:
        kept = import_module("antt_portal.tests.kept_rows")
        emptied = import_module("antt_portal.tests.emptied_tables")
        post_migrate.connect(emptied.allow, sender=apps.get_app_config("core"))
        post_migrate.connect(kept.put_back, sender=apps.get_app_config("reports"))
        # Nobody has Django's own permissions (decision 2), and writing them takes half of the time to empty all tables.
        post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
