"""``manage.py plan_reminders [--at ISO]``: plan the reminders of the steps reached by then, once."""

from datetime import datetime

from antt_portal.core.one_round import RoundCommand
from enterprises.reminding.planning import plan


class Command(RoundCommand):
    help = "Lập một lượt lời nhắc cho các mốc đã tới; in số đã lập và còn chờ gửi (JSON)."

    @staticmethod
    def act(at: datetime) -> dict[str, int]:
        return {"planned": plan(at=at)}
