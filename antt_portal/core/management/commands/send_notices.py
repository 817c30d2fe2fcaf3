"""``manage.py send_notices [--at ISO]``: send what is due, once."""

from datetime import datetime

from antt_portal.core import outbox
from antt_portal.core.one_round import RoundCommand


class Command(RoundCommand):
    help = "Gửi một lượt các thông báo đến giờ gửi; in số đã gửi, hỏng và còn chờ (JSON)."

    @staticmethod
    def act(at: datetime) -> dict[str, int]:
        return {"sent": outbox.send_pending(at=at)}
