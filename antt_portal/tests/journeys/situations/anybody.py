"""What everybody may meet: the way in, one's own account, a code to check, closed doors, the other language."""

from antt_portal.tests.journeys.situations.authority import UnderReview
from antt_portal.tests.journeys.situations.enterprise import Returned
from antt_portal.tests.journeys.situations.sight import NOBODY, STRANGER, Sight, Situation, answer, report

WRITTEN, MISTYPED = "7K4M-Q2XD-9RTB", "7K4M-Q2XD-9RTA"
NOWHERE = "00000000-0000-4000-8000-000000000000"


class Outside(Situation):
    sights = (
        Sight(STRANGER, "account_login"),
        Sight(STRANGER, "account_signup"),
        Sight(STRANGER, "account_inactive"),
        Sight(STRANGER, "account_email_verification_sent"),
        Sight(STRANGER, "account_confirm_email", lambda _one: ["abc"]),
        Sight(STRANGER, "account_reset_password"),
        Sight(STRANGER, "account_reset_password_done"),
        Sight(STRANGER, "account_reset_password_from_key", lambda _one: ["x", "set-password"]),
        Sight(STRANGER, "account_reset_password_from_key_done"),
        Sight(STRANGER, "verify"),
        Sight(STRANGER, "verify", query="?code=7K4M", status=400),
        Sight(STRANGER, "verify-code", lambda _one: [WRITTEN], status=404),
        Sight(STRANGER, "verify-code", lambda _one: [MISTYPED], status=404),
        Sight(STRANGER, "verify-file", lambda _one: ["0" * 64], status=404),
    )


class OwnAccount(Situation):
    """Of somebody with a password, of somebody without one, of somebody who acts for nobody; and closed doors."""

    def make(self):
        user = self.scene.head.user
        user.set_unusable_password()
        user.save()

    sights = (
        Sight("editor", "account_email"),
        Sight("editor", "account_change_password"),
        Sight("editor", "account_reauthenticate"),
        Sight("editor", "account_logout"),
        Sight("editor", "mfa_index"),
        Sight("editor", "mfa_list_webauthn"),
        Sight("editor", "mfa_add_webauthn"),
        Sight("editor", "enterprises:second-factor"),
        Sight("editor", "enterprises:people", lambda one: [one.scene.head.organisation.public_id]),
        Sight("administrator", "enterprises:membership-end", lambda one: [one.scene.editor.membership.public_id]),
        Sight("administrator", "enterprises:second-factor-reset", lambda one: [one.scene.editor.membership.public_id]),
        Sight(
            "administrator",
            "enterprises:membership-sessions-end",
            lambda one: [one.scene.editor.membership.public_id],
        ),
        Sight("editor", "enterprises:sessions"),
        Sight("head", "account_set_password"),
        Sight(NOBODY, "no-organisation", status=403),
        Sight("editor", "reports:check", lambda _one: [NOWHERE], status=404),
        Sight("editor", "reports:queue", status=403),
    )


class ReturnedInEnglish(Returned):
    language = "en"


class ReviewInEnglish(UnderReview):
    language = "en"
    sights = (
        Sight("unit_head", "reports:queue"),
        Sight("officer", "reports:review", report),
        Sight("officer", "reports:review-answer", answer(4)),
    )
