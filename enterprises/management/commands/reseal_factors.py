"""``manage.py reseal_factors``: after a change of SECRET_KEY, and once for seeds from before there were seals."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from antt_portal.core.at_rest import Unreadable, open_sealed, seal

SEEDS = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


class Command(BaseCommand):
    help = "Niêm phong lại hạt giống của xác thực hai lớp bằng SECRET_KEY hiện tại; khóa cũ đọc từ OLD_SECRET_KEYS."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Everything that can be read, one by one; what cannot is counted and left as it is."""
        sealed = unreadable = 0
        kept = Authenticator.objects.filter(type__in=SEEDS).select_for_update().order_by("pk")
        for one in kept.iterator():
            field = SEEDS[Authenticator.Type(one.type)]
            try:
                one.data[field] = seal(open_sealed(one.data[field]))
            except Unreadable:
                unreadable += 1
            else:
                one.save(update_fields=["data"])
                sealed += 1
        self.stdout.write(f"Đã niêm phong {sealed}.")
        if unreadable:
            raise CommandError(f"{unreadable} không đọc được: thiếu khóa cũ trong OLD_SECRET_KEYS.")
