"""How a person wants to get mail, per group of notices."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeGroup(models.TextChoices):
    DEADLINES = "deadlines", _("Nhắc hạn")
    FILING = "filing", _("Hồ sơ năm")
    DIRECTIVES = "directives", _("Văn bản")
    INCIDENTS = "incidents", _("Vụ việc")
    RECOGNITION = "recognition", _("Công nhận")
    ACCOUNT = "account", _("Tài khoản")


class NoticeMode(models.TextChoices):
    AT_ONCE = "at_once", _("Gửi ngay")
    DIGEST = "digest", _("Mỗi ngày một thư")
    OFF = "off", _("Không gửi thư")


class NotificationPreference(models.Model):
    """Of a person, whatever boards they work for. Without a row mail comes at once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    group = models.CharField(_("loại thông báo"), max_length=20, choices=NoticeGroup.choices)
    mode = models.CharField(_("cách nhận thư"), max_length=10, choices=NoticeMode.choices)

    class Meta:
        verbose_name = _("cách nhận thông báo")
        constraints = [models.UniqueConstraint(fields=["user", "group"], name="preference_once_per_group")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.group} = {self.mode}"
