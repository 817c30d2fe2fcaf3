from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    """Who: organisations, people, zones, deadlines."""

    name = "enterprises"
    verbose_name = "Tổ chức"
