"""Whose turn a letter is: the same rules as ``directives.permissions``, asked of the whole table at once."""

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from directives.models import LetterStatus, OfficialLetter
from enterprises.actor import Actor
from enterprises.models import Role

S = LetterStatus
OF_CLERK = (S.LAYOUT_CHECK, S.SIGNED, S.NUMBERED, S.SEALED)


def turn_of(actor: Actor) -> Q:
    """Letters that stand still until ``actor`` acts."""
    me = actor.user
    turn = Q(status=S.DRAFT, drafted_by=me)
    turn |= Q(status=S.TO_SIGN, delegation__user=me) & ~Q(drafted_by=me) & ~Q(reviewed_by=me) & ~Q(checked_by=me)
    not_mine = ~Q(drafted_by=me) & ~Q(delegation__user=me)
    if actor.role == Role.UNIT_HEAD:
        turn |= Q(status=S.CONTENT_REVIEW) & not_mine
    if actor.role == Role.CLERK:
        turn |= Q(status__in=OF_CLERK) & not_mine & ~Q(reviewed_by=me)
    return turn


def awaiting(actor: Actor) -> QuerySet[OfficialLetter]:
    """Longest waiting first."""
    behind_the_wall = OfficialLetter.objects.visible_to(actor).filter(turn_of(actor))
    return behind_the_wall.for_list().order_by("changed_at", "pk")


def mine_first(letters: QuerySet[OfficialLetter], actor: Actor) -> QuerySet[OfficialLetter]:
    """Each with ``is_mine``; those that wait for ``actor`` first, then the latest."""
    is_mine = Case(When(turn_of(actor), then=Value(1)), default=Value(0), output_field=IntegerField())
    return letters.annotate(is_mine=is_mine).order_by("-is_mine", "-changed_at", "-pk")
