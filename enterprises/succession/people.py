"""Who answers for what a merged enterprise left open: whoever heads the one it merged into (decision 119)."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from antt_portal.core.clock import local_date
from enterprises import organisations
from enterprises.models import Membership, Role, Succession, SuccessionKind
from enterprises.succession.parts import Deed, Fate, Line, Named, Part


def heads_of_successor(succession: Succession) -> QuerySet[Membership]:
    """Those who do not head the merged enterprise as well."""
    heads = Membership.objects.filter(role=Role.HEAD, user__is_active=True, valid_to=None)
    both = heads.filter(organisation=succession.organisation_id)
    its = heads.filter(organisation=succession.successor_id).exclude(user__in=both.values("user"))
    return its.select_related("user").order_by("user__full_name", "pk")


def examine(succession: Succession) -> Iterator[Line]:
    if succession.kind == SuccessionKind.RENAME:
        return
    own = Membership.objects.filter(organisation=succession.organisation_id, user__is_active=True)
    own = own.on(succession.effective_on).select_related("user").order_by("user__full_name", "pk")
    named = [Named(f"{one.user}, {one.get_role_display()}") for one in own]
    yield Line(Fate.STAYS, "people", _("Người dùng, để trả lời phần còn mở và xem lại hồ sơ cũ"), len(named), named)
    if succession.kind == SuccessionKind.MERGE:
        heads = [Named(str(one.user)) for one in heads_of_successor(succession)]
        said = _("Người đứng đầu của %(to)s được làm việc thay %(name)s, để trả lời phần còn mở và xem hồ sơ cũ")
        text = said % {"to": succession.successor, "name": succession.organisation}
        yield Line(Fate.MOVES, "heads", text, len(heads), heads)


def carry_out(deed: Deed) -> None:
    if deed.succession.kind != SuccessionKind.MERGE:
        return
    for head in heads_of_successor(deed.succession):
        organisations.grant(
            head.user,
            deed.succession.organisation,
            Role.HEAD,
            by=deed.by,
            at=deed.at,
            since=local_date(deed.at),
        )


PEOPLE = Part(examine, carry_out)
