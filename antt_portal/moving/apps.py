from django.apps import AppConfig


class MovingConfig(AppConfig):
    """The roof: what is taken in from files touches every app below."""

    name = "antt_portal.moving"
    label = "moving"
