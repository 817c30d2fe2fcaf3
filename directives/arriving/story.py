"""What happened to one delivery, for its timeline: how it came, what proves that it arrived, what became of it."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from antt_portal.core.formats import vn_datetime
from directives.models import Delivery, LetterStatus, Nudge, Relation, Rung
from directives.timeline import Act, acts_about

ASSIGNED = "delivery.assign"
ENDED_BY: dict[str, str] = {LetterStatus.RECALLED: Relation.RECALLS, LetterStatus.REPLACED: Relation.REPLACES}


def story_of(delivery: Delivery) -> list[Act]:
    """The latest first; a constant number of queries. ``delivery`` comes with its directive, letter and issuer.

    Steps, routes and requests that are at hand (``rungs.ladder_of``) are not asked for again.
    """
    kinds = (_ways, _proofs, _nudges, _reports, _entrusted, _ends)
    acts = [act for kind in kinds for act in kind(delivery)]
    return sorted(acts, key=lambda act: act.at)[::-1]  # of one moment, the higher rung above the lower


def _ways(delivery: Delivery) -> Iterator[Act]:
    """Only those it came by: who else was to forward it concerns the board."""
    for route in delivery.routes.all():
        if route.sent_at is None:
            continue
        title = _("Chuyển tiếp văn bản") if route.via else _("Gửi văn bản")
        sender = route.via or delivery.directive.letter.issuer
        person = route.sent_by.full_name if route.sent_by and route.via else ""
        yield Act(title, ", ".join(filter(None, [person, str(sender)])), route.sent_at)


def _proofs(delivery: Delivery) -> Iterator[Act]:
    for step in delivery.steps.all():
        tone = "done" if step.rung >= Rung.ACKNOWLEDGED else ""
        who = ", ".join(filter(None, [step.person, str(step.organisation or "")]))
        written = "" if step.at == step.recorded_at else _("ghi lúc %(at)s") % {"at": vn_datetime(step.recorded_at)}
        detail = " · ".join(filter(None, [step.get_proof_display(), step.note, written]))
        yield Act(str(step.get_rung_display()), who, step.at, tone, detail)
    if delivery.bounced_at:
        yield Act(_("Thư bị trả lại"), "", delivery.bounced_at, "back", delivery.bounce_reason)


def _nudges(delivery: Delivery) -> Iterator[Act]:
    sent = Nudge.objects.filter(directive=delivery.directive_id, organisation=delivery.organisation_id)
    for nudge in sent.select_related("sender", "sent_by"):
        yield Act(_("Nhắc thực hiện"), f"{nudge.sent_by}, {nudge.sender}", nudge.at, "back")


def _reports(delivery: Delivery) -> Iterator[Act]:
    for request in delivery.requests.all():
        if request.accepted_at:
            yield Act(_("Tiếp nhận báo cáo"), str(delivery.directive.letter.issuer), request.accepted_at, "done")


def _entrusted(delivery: Delivery) -> Iterator[Act]:
    about = Q(subject_kind=delivery._meta.label_lower, subject_id=delivery.public_id, verb=ASSIGNED)
    yield from acts_about(about, lambda entry: entry.detail.note)


def _ends(delivery: Delivery) -> Iterator[Act]:
    if delivery.ended_at:
        replaced = delivery.directive.letter.status == LetterStatus.REPLACED
        title = _("Thay thế văn bản") if replaced else _("Thu hồi văn bản")
        yield Act(title, str(delivery.directive.letter.issuer), delivery.ended_at, "late")


def successor_of(delivery: Delivery) -> Delivery | None:
    """What the same organisation got when this letter was recalled or replaced."""
    relation = ENDED_BY.get(delivery.directive.letter.status)
    if relation is None:
        return None
    later = _of_same(delivery).filter(directive__letter__related=delivery.directive.letter_id)
    return later.filter(directive__letter__relation=relation).first()


def predecessor_of(delivery: Delivery) -> Delivery | None:
    """What the same organisation got of the letter that this one recalls, replaces or corrects."""
    related = delivery.directive.letter.related_id
    return _of_same(delivery).filter(directive__letter=related).first() if related else None


def _of_same(delivery: Delivery) -> QuerySet[Delivery]:
    sent = Delivery.objects.filter(organisation=delivery.organisation_id, sent_at__isnull=False)
    return sent.select_related("directive__letter").order_by("-pk")
