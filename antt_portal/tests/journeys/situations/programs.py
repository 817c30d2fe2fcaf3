"""What a board's administrator, the head of an enterprise, an agency and whoever writes programs meet of the API."""

from datetime import timedelta

from antt_portal.api.limiting import note_use
from antt_portal.api.models import ApiToken, Scope
from antt_portal.api.tokens import make, revoke
from antt_portal.tests.journeys.situations.sight import STRANGER, Sight, Situation


class Programs(Situation):
    """Of the board one token is in use, one was revoked and one has run out; the enterprise has none yet."""

    def make(self) -> None:
        by, at = self.scene.somebody("administrator"), self.scene.clock.now()
        until = at.date() + timedelta(days=180)
        used, ended, over = (
            make(name, list(Scope)[:count], expires_on=until, by=by, at=at).token
            for name, count in (("Phần mềm quản lý văn bản", 5), ("Bảng số liệu của Văn phòng", 2), ("Dùng thử", 1))
        )
        note_use(used, at=at)
        revoke(ended, by=by, at=at)
        ApiToken.objects.filter(pk=over.pk).update(expires_on=at.date() - timedelta(days=1))

    sights = (
        Sight("administrator", "api-tokens"),
        Sight("head", "api-tokens"),
        Sight("agent", "api-tokens"),
        Sight(STRANGER, "api-docs"),
    )
