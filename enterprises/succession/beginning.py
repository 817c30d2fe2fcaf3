"""What can be begun about an organisation."""

from enterprises.models import Organisation, OrganisationKind, SuccessionKind


def kinds_for(organisation: Organisation) -> list[SuccessionKind]:
    """What can be begun about it, in the order of the page."""
    kinds = [SuccessionKind.RENAME, SuccessionKind.LEAVE, SuccessionKind.MERGE]
    return [*kinds, SuccessionKind.INVESTOR] if organisation.kind == OrganisationKind.INVESTOR else kinds
