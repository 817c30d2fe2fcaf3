"""The sections of the portal. A page an app adds here must exist: the table is resolved on every page."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from antt_portal.core.navigation import Section, entries
from directives.permissions import can_see_letters
from enterprises.actor import Actor
from enterprises.permissions import can_list_organisations
from reports.permissions import can_file, can_see_queue


def _everyone(_actor: Actor) -> bool:
    return True


def _an_agency(actor: Actor) -> bool:
    return actor.is_agency


def _the_board(actor: Actor) -> bool:
    return actor.is_board


SECTIONS = (
    Section(_("Việc cần làm"), "home", "home", _everyone),
    Section(
        _("Hồ sơ năm"),
        "list",
        "reports:current-year",
        can_file,
        within=(
            "reports:year",
            "reports:report",
            "reports:answer",
            "reports:check",
            "reports:receipt",
            "reports:version",
        ),
    ),
    Section(_("Minh chứng"), "folder", "reports:evidence", can_file, within=("reports:evidence",)),
    Section(
        _("Thẩm định"),
        "list",
        "reports:queue",
        can_see_queue,
        within=("reports:review", "reports:return", "reports:accept", "reports:decide-event", "reports:ask-opinion"),
    ),
    Section(
        _("Công nhận"),
        "seal",
        "reports:recognition",
        can_see_queue,
        within=("reports:recognition", "reports:batch"),
    ),
    Section(
        pgettext_lazy("section of an agency", "Hỏi ý kiến"),
        "mail",
        "reports:opinions",
        _an_agency,
        within=("reports:opinion",),
    ),
    Section(
        _("Văn bản đi"),
        "mail",
        "directives:letters",
        can_see_letters,
        within=("directives:letter", "directives:register", "directives:delegation"),
    ),
    Section(_("Tổ chức"), "people", "enterprises:organisations", can_list_organisations, within=("enterprises:",)),
    Section(
        _("Nội dung yêu cầu"),
        "document",
        "directives:instruments",
        _the_board,
        within=("directives:instrument", "directives:obligation"),
    ),
)


def sections(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the rows of the person acting for an organisation; nobody else has sections."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {}
    return {"sections": entries(SECTIONS, actor=actor, at=request.resolver_match)}
