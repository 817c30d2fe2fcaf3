"""The demonstration: fictitious data, printed accounts, a page of sent mails. Production refuses to start with it."""

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class DemoConfig(AppConfig):
    name = "antt_portal.demo"
    label = "demo"

    def ready(self) -> None:
        if settings.PRODUCTION:
            raise ImproperlyConfigured("antt_portal.demo: ứng dụng minh họa không chạy trong môi trường chính thức.")
