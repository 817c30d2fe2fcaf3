"""Signing in through an office's own account: proving it again there, what is linked, and what goes wrong."""

from allauth.socialaccount.models import SocialAccount

from antt_portal.tests.journeys.situations.sight import STRANGER, Sight, Situation

PROVIDER = "co-quan"


class Linked(Situation):
    def make(self):
        SocialAccount.objects.create(user=self.scene.editor.user, provider=PROVIDER, uid="s-1")

    sights = (
        Sight("editor", "openid_connect_again", lambda _one: [PROVIDER]),
        Sight("editor", "socialaccount_connections"),
        Sight(STRANGER, "socialaccount_login_cancelled"),
        Sight(STRANGER, "openid_connect_callback", lambda _one: [PROVIDER], status=401),
    )
