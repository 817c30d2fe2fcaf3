from django.apps import AppConfig


class BreachesConfig(AppConfig):
    name = "antt_portal.breaches"
    label = "breaches"
