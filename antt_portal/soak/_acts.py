"""What can be done next with the directives of a soak: issue, forward, recall, and the work of every night."""

from functools import partial

from antt_portal.core import clock, outbox, papers
from antt_portal.core.models import Notice, NoticeState
from antt_portal.core.refusal import Refused
from directives.forwarding import passing_on, preparing
from directives.forwarding.covering import Covering
from directives.forwarding.deadlines import waiting_through
from directives.models import Delivery, LetterStatus, OfficialLetter, Relation
from directives.writing import issuing
from enterprises.actor import Actor
from enterprises.models import Membership, OrganisationKind, Role
from enterprises.tasks import refresh_names
from reports.tasks import open_year

BATCHES_IN_A_ROW = 3


def acts() -> list[partial[None]]:
    """Empty when nothing is left; a recall comes only after somebody had the letter and somebody has not."""
    sealed = OfficialLetter.objects.filter(status=LetterStatus.SEALED)
    todo = [partial(issue, letter.pk) for letter in sealed.exclude(relation=Relation.RECALLS)[:1]]
    todo += [partial(recall, letter.pk) for letter in sealed.filter(relation=Relation.RECALLS) if _is_half_way(letter)]
    todo += [partial(forward, delivery.pk) for delivery in _to_be_forwarded()[:2]]
    if Notice.objects.filter(state=NoticeState.PENDING).exists():
        todo += [partial(send), partial(send)]
    return [*todo, partial(night)] if todo else []


def _is_half_way(recall: OfficialLetter) -> bool:
    """Or nobody is left to forward to: then it is time, too."""
    deliveries = Delivery.objects.filter(directive__letter=recall.related_id)
    tenants = deliveries.filter(kind=OrganisationKind.TENANT)
    sent = tenants.filter(sent_at__isnull=False).count()
    return bool(deliveries) and sent * 2 >= tenants.count()


def _to_be_forwarded() -> list[Delivery]:
    own = Delivery.objects.filter(
        kind=OrganisationKind.INVESTOR, directive__letter__status=LetterStatus.ISSUED, sent_at__isnull=False
    ).select_related("directive__letter", "organisation")
    return [one for one in own if waiting_through(one.directive, one.organisation).exists()]


def issue(pk: int) -> None:
    letter = OfficialLetter.objects.get(pk=pk)
    clerk = Membership.objects.filter(organisation=letter.issuer_id, role=Role.CLERK)
    issuing.issue(letter, by=_actor(clerk), at=clock.now(), seen=letter.version)


def _actor(memberships: object) -> Actor:
    found = memberships.select_related("user", "organisation__board").order_by("pk").first()  # type: ignore[attr-defined]
    return Actor.of(found)


def recall(pk: int) -> None:
    issue(pk)


def forward(pk: int) -> None:
    """One that a recall or a colleague came before is refused, and that is that."""
    delivery = Delivery.objects.select_related("directive__letter", "organisation").get(pk=pk)
    by, at = _actor(Membership.objects.filter(organisation=delivery.organisation_id)), clock.now()
    covering = Covering(
        note="Đề nghị Quý công ty thực hiện",
        number=1,
        symbol="CV",
        dated_on=clock.today(),
        office="Giám đốc",
        signer="A",
    )
    try:
        begun = preparing.prepare(delivery, by=by, at=at)
        if begun.sent_at is None:
            begun = preparing.save_covering(begun, covering, by=by, at=at, seen=begun.version)
        waiting = waiting_through(delivery.directive, delivery.organisation)
        to = list(waiting.values_list("delivery__organisation", flat=True))
        passing_on.forward(begun, to=to, by=by, at=at, seen=begun.version)
    except Refused as refused:
        if refused.code not in {"recalled", "sent-already", "stale"}:
            raise


def send() -> None:
    """As the task does, a little at a time."""
    for _batch in range(BATCHES_IN_A_ROW):
        if outbox.send_batch(at=clock.now()) is None:
            return


def night() -> None:
    refresh_names()
    open_year()
    papers.render_missing(at=clock.now())
