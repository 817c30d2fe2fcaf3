from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """The roof: whether everything runs, what is on its way, what is deleted in time."""

    name = "antt_portal.operations"
    label = "operations"
