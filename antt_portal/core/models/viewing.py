"""Who looked at a stored file, or at a page about people, and when."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

# The database refuses to delete what is younger (migration 0009), and to change any.
KEPT = timedelta(days=730)


class ViewingKind(models.TextChoices):
    FILE = "file", _("Mở tệp")
    PEOPLE = "people", _("Xem trang về người")


class Viewing(models.Model):
    """``thing`` is a file's SHA-256 or the public id of whose people were shown; ``page`` the address, as in the log.

    Somebody who came by a personal link has no account: ``user`` is empty, and ``page`` is the link's.
    """

    at = models.DateTimeField(_("lúc"), db_index=True)
    board_id = models.BigIntegerField(db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người xem"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    acting_organisation_id = models.BigIntegerField(_("thay mặt tổ chức"), null=True)
    role = models.CharField(_("vai trò"), max_length=20, blank=True)
    kind = models.CharField(_("loại"), max_length=10, choices=ViewingKind)
    thing = models.CharField(max_length=64)
    page = models.CharField(_("trang"), max_length=300)
    ip = models.GenericIPAddressField(_("từ địa chỉ"), null=True)

    class Meta:
        verbose_name = _("lượt xem")
        indexes = [models.Index(fields=["thing", "at"], name="viewing_of_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}"
