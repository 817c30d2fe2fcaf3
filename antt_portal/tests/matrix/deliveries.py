"""Who reads what a tenant received, acknowledges it and says who sees to it. It came to the owner by its landlord."""

from typing import Any

from antt_portal.core import papers
from antt_portal.core.models import Paper
from antt_portal.tests.matrix.letters import BOARDS
from antt_portal.tests.matrix.row import GET, POST, Row
from antt_portal.tests.matrix.world import ACTING, BOARD, OWNER, World
from directives.arriving.acknowledging import acknowledge
from directives.models import Delivery, Proof
from directives.tests.forwardings import FORWARDED

RECEIVERS = tuple(name for name in ACTING if name not in BOARDS)


def _own(world: World) -> Delivery:
    return Delivery.objects.get(directive=world.directive, organisation=world.organisation)


def _delivery(world: World) -> list[Any]:
    return [_own(world).public_id]


def _file(world: World) -> list[Any]:
    return [_own(world).public_id, "letter"]


def _acknowledged(world: World) -> list[Any]:
    """Its proof rendered beforehand: rendering takes a second, and each person's visit is undone."""
    own, by = _own(world), world.filing.editor
    digest = world.directive.bundle_sha256
    person = by.user.full_name
    acknowledge(own, bundle_sha256=digest, by=by, person=person, office="", proof=Proof.PORTAL, at=FORWARDED)
    papers.render(Paper.objects.get(kind="acknowledgement_proof"), at=FORWARDED)
    return [own.public_id]


DELIVERIES = [
    Row("directives:inbox", GET, ok=RECEIVERS, forbidden=BOARDS),
    Row("directives:delivery", GET, ok=(*OWNER, *BOARD), args=_delivery),
    Row("directives:delivery-file", GET, ok=(*OWNER, *BOARD), args=_file),
    Row("directives:delivery-file-signatures", GET, ok=(*OWNER, *BOARD), args=_file),
    Row("directives:acknowledge", GET, ok=OWNER, forbidden=BOARD, args=_delivery),
    Row(
        "directives:acknowledge",
        POST,
        ok=OWNER,
        forbidden=BOARD,
        args=_delivery,
        data=lambda world: {"bundle_sha256": world.directive.bundle_sha256},
    ),
    Row("directives:assign-delivery", POST, ok=OWNER, forbidden=BOARD, args=_delivery),
    Row("directives:acknowledgement-proof", GET, ok=(*OWNER, *BOARD), args=_acknowledged),
]
