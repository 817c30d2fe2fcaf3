from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The search page, and the indexes that help it on PostgreSQL; it has no rows of its own."""

    name = "antt_portal.search"
    label = "search"
