"""The sections of the portal, per role. A page an app adds here must exist: the table is resolved on every page."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from antt_portal.core.navigation import Section, entries

SECTIONS = (Section(_("Việc cần làm"), "home", "home"),)


def sections(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the rows of the person acting for an organisation; nobody else has sections."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {}
    return {"sections": entries(SECTIONS, role=actor.role, at=request.resolver_match)}
