"""Every page of the portal in the situations in which people meet it."""

from antt_portal.tests.journeys.situations import anybody, authority, composing, enterprise, outgoing
from antt_portal.tests.journeys.situations.sight import NOBODY, STRANGER, Sight, Situation

SITUATIONS: tuple[type[Situation], ...] = (
    enterprise.Blank,
    enterprise.Drafting,
    enterprise.Checking,
    enterprise.CarriedForward,
    enterprise.Returned,
    enterprise.Resubmitted,
    authority.UnderReview,
    authority.Concluding,
    authority.Recognising,
    authority.Recognised,
    authority.Office,
    composing.Composing,
    outgoing.Outgoing,
    outgoing.Registering,
    anybody.Outside,
    anybody.OwnAccount,
    anybody.ReturnedInEnglish,
    anybody.ReviewInEnglish,
)
__all__ = ["NOBODY", "SITUATIONS", "STRANGER", "Sight", "Situation"]
