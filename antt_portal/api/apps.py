from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The roof: it reads every app below."""

    name = "antt_portal.api"
    label = "api"
