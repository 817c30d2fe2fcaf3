"""Who may see how the portal runs, and look after its mail."""

from typing import Any

from antt_portal.core.models import Notice, Webhook
from antt_portal.tests.matrix.row import GET, POST, Row
from antt_portal.tests.matrix.world import ACTING, BOARD, EVERYBODY, World
from reports.tests.factories import OPENED

WATCHERS = ("unit_head", "leader", "administrator", "other_board")
BOARDS = (*BOARD, "other_board")
KEEPER = ("administrator",)
SENDERS = ("officer", "unit_head", "clerk", "administrator")


def _others(*allowed: str) -> tuple[str, ...]:
    return tuple(name for name in ACTING if name not in allowed)


def _notice(world: World) -> list[Any]:
    """The mail of an invitation: somebody of the organisation itself must not see that it is there."""
    return [Notice.objects.get(subject_id=world.invitation.public_id).public_id]


def _webhook(world: World) -> list[Any]:
    address = {"url": "https://sms.vidu.example/", "on_since": OPENED, "created_at": OPENED}
    return [Webhook.objects.create(board_id=world.board.pk, name="Cổng tin nhắn thử", **address).public_id]


RUNNING = [
    Row("healthz", GET, ok=EVERYBODY, public=True),
    # Without a token in the settings nobody finds it; with one, whoever has it (operations/tests/test_metrics.py).
    Row("metrics", GET, ok=(), public=True),
    # Likewise without a secret; who may sign is tested in operations/tests/test_bounces.py.
    Row("bounces", POST, ok=(), public=True),
    Row("system-status", GET, ok=WATCHERS, forbidden=_others(*WATCHERS)),
    Row("outbox", GET, ok=BOARDS, forbidden=_others(*BOARDS)),
    Row("notice-again", POST, ok=SENDERS, forbidden=("leader",), args=_notice),
    Row("webhooks", GET, ok=KEEPER, forbidden=_others(*KEEPER)),
    Row("webhook-add", POST, ok=KEEPER, forbidden=_others(*KEEPER)),
    *[
        Row(f"webhook-{act}", POST, ok=KEEPER, forbidden=("officer", "unit_head", "leader", "clerk"), args=_webhook)
        for act in ("test", "secret", "switch")
    ],
]
