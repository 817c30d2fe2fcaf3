from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    """Asked: letters, instruments and the obligations they impose."""

    name = "directives"
    verbose_name = "Văn bản"
