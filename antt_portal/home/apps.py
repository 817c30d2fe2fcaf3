from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The roof: the home page, choosing an organisation, public pages and errors."""

    name = "antt_portal.home"
    label = "home"
