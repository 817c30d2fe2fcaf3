"""Who may open what the portal tells one person, and what that person chose about it."""

from typing import Any

from antt_portal.core.models import Notice
from antt_portal.core.unsubscribing import token_for
from antt_portal.tests.matrix.row import GET, POST, Row
from antt_portal.tests.matrix.world import ACTING, EVERYBODY, NOBODY, World


def _to_the_editor(world: World) -> list[Any]:
    own = Notice.objects.filter(recipient=world.filing.editor.user, kind="report_submitted")
    return [own.values_list("public_id", flat=True)[0]]


def _token(world: World) -> list[Any]:
    return [token_for(world.filing.editor.user_id, ["filing"])]


NOTICES = [
    Row("notices", GET, ok=ACTING),
    Row("notices-read", POST, ok=ACTING),
    Row("notice", GET, ok=("editor",), args=_to_the_editor),
    Row("notification-settings", GET, ok=(*ACTING, *NOBODY)),
    Row("notification-settings", POST, ok=(*ACTING, *NOBODY)),
    # Whoever holds the mail holds the link.
    Row("unsubscribe", GET, ok=EVERYBODY, public=True, args=_token),
    Row("unsubscribe", POST, ok=EVERYBODY, public=True, args=_token),
]
