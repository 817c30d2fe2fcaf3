"""The letter an address names, for those who may have it: not visible 404, not allowed 403."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from antt_portal.core.web import require
from directives.models import OfficialLetter
from directives.permissions import can_edit_letter, can_see_letters
from enterprises.middleware import PortalRequest


def seen_letter(request: PortalRequest, public_id: UUID) -> OfficialLetter:
    """For everybody of the board."""
    people = ("issuer", "drafted_by", "changed_by", "delegation__user", "related")
    visible = OfficialLetter.objects.visible_to(request.actor).select_related(*people)
    found = get_object_or_404(visible, public_id=public_id)
    require(can_see_letters(request.actor))
    return found


def own_letter(request: PortalRequest, public_id: UUID) -> OfficialLetter:
    """For its drafter. Whether it is still a draft is for the verbs to say."""
    found = seen_letter(request, public_id)
    require(can_edit_letter(request.actor, found), _("Chỉ người soạn sửa được dự thảo này."))
    return found
