from allauth.socialaccount.providers import registry
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SingleSignOnConfig(AppConfig):
    name = "antt_portal.single_sign_on"
    verbose_name = _("Đăng nhập qua tài khoản cơ quan")

    def ready(self) -> None:
        """allauth finds providers with its own addresses, which are not ours."""
        registry.load()
