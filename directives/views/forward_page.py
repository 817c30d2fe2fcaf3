"""The page on which an investor forwards a directive, before and after."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from antt_portal.core import clock
from antt_portal.core.examining import is_examinable
from antt_portal.core.web import require
from directives.arriving.sending import forward_by_of
from directives.forms.forward import CoveringForm, SignedForm
from directives.forwarding.covering import Covering
from directives.forwarding.listing import Choice, ForwardList, InZone, Place, forward_list
from directives.forwarding.preparing import drafted
from directives.models import Delivery, Forwarding, ForwardingStatus, LetterStatus, Obligation, ObligationKind
from directives.permissions import can_forward
from directives.views.delivery_files import bundle_of
from directives.views.own_coverage import own_coverage
from enterprises.middleware import PortalRequest
from enterprises.models import Deadline, DeadlineKind, Delegation

SHOWN = 10  # tenants of a zone, before "Xem thêm"


def own_delivery(request: PortalRequest, public_id: UUID) -> Delivery:
    """The investor's own: not visible 404, not an investor's 403."""
    visible = Delivery.objects.visible_to(request.actor).select_related("directive__letter", "organisation")
    found = get_object_or_404(visible, public_id=public_id)
    require(can_forward(request.actor, found))
    return found


@dataclass(frozen=True)
class Row:
    """A tenant that can be chosen."""

    place: Place
    checked: bool
    reason: str


@dataclass(frozen=True)
class Group:
    """The tenants of one zone: those that can be chosen, and the others as they are."""

    zone: InZone
    rows: list[Row]

    @property
    def first(self) -> list[Row]:
        return self.rows[:SHOWN]

    @property
    def more(self) -> list[Row]:
        return self.rows[SHOWN:]

    @property
    def checked_count(self) -> int:
        return sum(row.checked for row in self.rows)


def covering_form(request: PortalRequest, forwarding: Forwarding, data: Any = None) -> CoveringForm:
    """With what was typed (``data``), or with what is kept."""
    delegations = list(Delegation.objects.of(request.actor.organisation).on(clock.today()))
    if data is not None:
        return CoveringForm(data, delegations=delegations)
    covering = Covering.stored(forwarding.covering)
    suggested: dict[str, Any] = {}
    if forwarding._state.adding:
        suggested["dated_on"] = clock.today()
        if delegations:
            suggested["delegation"] = str(delegations[0].public_id)
    return CoveringForm(initial=vars(covering) | suggested, delegations=delegations)


def forward_page(
    request: PortalRequest,
    delivery: Delivery,
    *,
    status: int = 200,
    form: CoveringForm | None = None,
    choice: Choice | None = None,
    **more: Any,
) -> HttpResponse:
    """``form`` and ``choice`` are shown again with what was typed."""
    forwarding = drafted(delivery)
    places = forward_list(delivery, on=clock.today())
    is_draft = forwarding.status == ForwardingStatus.DRAFT
    kept = Choice.stored(forwarding.covering, places.places) if is_draft else Choice()
    chosen = choice or kept
    directive = delivery.directive
    context = {
        "delivery": delivery,
        "directive": directive,
        "letter": directive.letter,
        "is_out": directive.letter.status == LetterStatus.ISSUED,
        "forwarding": forwarding,
        "is_draft": is_draft,
        "version": forwarding.version,
        "bundle": bundle_of(delivery),
        "places": places,
        "groups": [Group(zone, _rows(zone.waiting, chosen)) for zone in places.zones],
        "newcomers": _newcomer_rows(places, chosen, preselected=not is_draft),
        "form": form or covering_form(request, forwarding),
        "signed_form": SignedForm(),
        "examines": forwarding.signed is not None and is_examinable(forwarding.signed),
        "sentences": Obligation.objects.filter(
            instrument__directive=directive, kind=ObligationKind.FORWARDING
        ).values_list("text", flat=True),
        "due_on": _due_on(delivery),
        "today": clock.today(),
        "invite_url": reverse("directives:forward-invite", args=[delivery.public_id]) if is_draft else "",
        **({} if is_draft else own_coverage(delivery)),
        **more,
    }
    return render(request, "directives/forward/page.html", context, status=status)


def _rows(places: list[Place], choice: Choice) -> list[Row]:
    return [Row(one, one.is_chosen(choice), one.reason(choice)) for one in places]


def _newcomer_rows(places: ForwardList, choice: Choice, *, preselected: bool) -> list[Row]:
    """Offered, never added silently: before the first forwarding one has to choose them."""
    return [Row(one, preselected if choice.to is None else one.key in choice.to, "") for one in places.newcomers]


def _due_on(delivery: Delivery) -> Any:
    """The open deadline, or the day that the directive sets where it has been met."""
    about = Deadline.objects.open().filter(subject_id=delivery.public_id, kind=DeadlineKind.FORWARDING)
    return about.values_list("due_on", flat=True).first() or forward_by_of(delivery.directive)
