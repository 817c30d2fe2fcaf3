"""The sections of the portal. A page an app adds here must exist: the table is resolved on every page."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from antt_portal.core.navigation import Section, entries
from antt_portal.operations.permissions import can_see_outbox
from directives.permissions import can_receive, can_see_letters
from enterprises.actor import Actor
from enterprises.permissions import (
    can_do_duties,
    can_keep_own_contacts,
    can_list_organisations,
    can_list_tenants,
    can_see_rules,
)
from reports.permissions import can_file, can_see_campaigns, can_see_incidents, can_see_queue, can_see_rollups


def _everyone(_actor: Actor) -> bool:
    return True


def _an_agency(actor: Actor) -> bool:
    return actor.is_agency


def _the_board(actor: Actor) -> bool:
    return actor.is_board


SECTIONS = (
    Section(_("Việc cần làm"), "home", "home", _everyone),
    Section(
        pgettext_lazy("what is due", "Thời hạn"),
        "calendar",
        "enterprises:deadlines",
        _everyone,
        within=("enterprises:deadline", "enterprises:extension"),
    ),
    Section(_("Quá hạn"), "warning", "enterprises:overdue", _the_board),
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
    Section(
        _("Văn bản đến"),
        "mail",
        "directives:inbox",
        can_receive,
        within=("directives:delivery", "directives:acknowledge", "directives:forward"),
    ),
    Section(_("Minh chứng"), "folder", "reports:evidence", can_file, within=("reports:evidence",)),
    Section(_("Vụ việc"), "warning", "reports:incidents", can_see_incidents, within=("reports:incident",)),
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
        within=("directives:letter", "directives:direct", "directives:register", "directives:delegation"),
    ),
    Section(
        _("Văn bản đến"),
        "folder",
        "directives:incoming-documents",
        can_see_letters,
        within=("directives:incoming",),
    ),
    Section(
        _("Đợt cao điểm"),
        "chart",
        "reports:campaigns",
        can_see_campaigns,
        within=("reports:campaign", "directives:coverage"),
    ),
    Section(_("Báo cáo tổng hợp"), "document", "reports:rollups", can_see_rollups, within=("reports:rollup",)),
    Section(
        _("Tổ chức"),
        "people",
        "enterprises:organisations",
        can_list_organisations,
        within=("enterprises:organisation", "enterprises:contact", "enterprises:invitation"),
    ),
    Section(_("Doanh nghiệp trong khu"), "people", "enterprises:tenants", can_list_tenants),
    Section(
        _("Đầu mối liên hệ"),
        "person",
        "enterprises:own-contacts",
        can_keep_own_contacts,
        within=("enterprises:contacts", "api-token"),
    ),
    Section(
        _("Nghĩa vụ định kỳ"),
        "list",
        "enterprises:duty-terms",
        can_do_duties,
        within=("enterprises:duty-term", "enterprises:duty-event"),
    ),
    Section(
        _("Thiết lập"),
        "clipboard",
        "enterprises:setup",
        can_see_rules,
        within=(
            *("enterprises:setup", "enterprises:calendar", "enterprises:ladder", "enterprises:dut"),
            *("import", "api-token", "enterprises:succession", "enterprises:board-transfer"),
        ),
    ),
    Section(
        _("Nội dung yêu cầu"),
        "document",
        "directives:instruments",
        _the_board,
        within=("directives:instrument", "directives:obligation"),
    ),
    Section(_("Vận hành"), "send", "outbox", can_see_outbox, within=("outbox", "system-status", "webhook")),
)


# As many as fit beside each other at 1280 px, in Vietnamese; the rest opens from the last place.
MOST_BESIDE_EACH_OTHER = 9


def sections(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the rows of the person acting for an organisation; nobody else has sections."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {}
    beside: str = getattr(request, "beside", "")
    found = entries(SECTIONS, actor=actor, at=request.resolver_match, beside=beside)
    if len(found) <= MOST_BESIDE_EACH_OTHER:
        return {"sections": found}
    first, others = found[: MOST_BESIDE_EACH_OTHER - 1], found[MOST_BESIDE_EACH_OTHER - 1 :]
    return {"sections": first, "more_sections": others, "is_in_more": any(one.current for one in others)}
