"""Erasing a person: what tells of the person goes, what the office must keep stays under a name that tells nothing."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from antt_portal.core.actor import System
from antt_portal.core.clock import local_date
from antt_portal.core.models import AuditDetail, AuditEntry, Notice, NoticeState
from antt_portal.core.refusal import Refused
from antt_portal.core.sealing import erasing
from antt_portal.operations.personal_data.about import LINKED, Person, boards_of, named_in, told_of
from directives.models import AccessLink
from enterprises.models import CalendarFeed, Contact, Delegation, Invitation, Membership, User

# Needed for signing in and for nothing else.
DELETED = frozenset(
    {
        *("account.emailaddress", "mfa.authenticator", "usersessions.usersession", "core.notificationpreference"),
        LINKED,  # where people sign in through a provider
    }
)
# What was said of these in the record was said of the person.
TELLING = (
    "enterprises.user",
    "enterprises.membership",
    "enterprises.contact",
    "enterprises.invitation",
    "directives.accesslink",
)


@dataclass(frozen=True)
class Erased:
    """Rows by the label of their model: without the person now, and still naming the account that has no name."""

    gone: dict[str, int]
    kept: dict[str, int]


def erase(user: User, *, reason: str, at: datetime) -> Erased:
    """Raises Refused("still-acts") for somebody who acts, or signs, for an organisation today."""
    with transaction.atomic():
        person = User.objects.select_for_update().get(pk=user.pk)
        _require_gone(person, at)
        rows = dict(told_of(person))
        gone = _erase_record(person, rows, reason=reason, at=at)
        for label in DELETED & rows.keys():
            gone[label] = rows[label].delete()[0]
        gone |= _erase_addresses(person, at)
        _rename(person)
        gone["enterprises.user"] = 1
        return Erased({label: count for label, count in gone.items() if count}, _kept(person))


def _require_gone(user: User, at: datetime) -> None:
    on = local_date(at)
    acts = Membership.objects.filter(user=user).on(on).exists()
    if acts or Delegation.objects.filter(user=user).on(on).exists():
        text = _("Người này còn tư cách hoặc thẩm quyền ký trong một tổ chức. Kết thúc và bàn giao trước. Chưa xóa gì.")
        raise Refused("still-acts", text)


def _erase_record(user: User, rows: dict[str, QuerySet[Any]], *, reason: str, at: datetime) -> dict[str, int]:
    """What was said of the person, and the addresses the person acted from. What the person said stays with its act."""
    ids = [one for label in TELLING for one in rows[label].values_list("public_id", flat=True)]
    parts: dict[int, dict[str, list[int]]] = defaultdict(lambda: {"addresses": [], "said": []})
    parts.update({board_id: {"addresses": [], "said": []} for board_id in boards_of(user)})
    said = AuditDetail.objects.filter(entry__subject_id__in=ids, said_salt__isnull=False)
    addresses = AuditDetail.objects.filter(entry__user=user, address_salt__isnull=False)
    for name, details in (("said", said), ("addresses", addresses)):
        for board_id, entry_id in details.values_list("board_id", "entry_id"):
            parts[board_id][name].append(entry_id)
    count = 0
    for board_id, found in parts.items():
        subject = Person(user.public_id, board_id)
        count += erasing.erase(subject, **found, reason=reason, by=System(board_id), at=at)
    return {"core.auditdetail": count}


def _erase_addresses(user: User, at: datetime) -> dict[str, int]:
    on, unknown = local_date(at), _unknown(user)
    contacts = Contact.objects.filter(email__iexact=user.email)
    invitations = Invitation.objects.filter(email__iexact=user.email)
    links = AccessLink.objects.filter(address__iexact=user.email)
    notices = Notice.objects.filter(address__iexact=user.email) | Notice.objects.filter(recipient=user)
    contacts.filter(ended_on=None).update(ended_on=Greatest(F("valid_from"), on))
    links.filter(revoked_at=None).update(revoked_at=at)
    invitations.unanswered().update(revoked_at=at)
    notices.filter(state=NoticeState.PENDING).update(state=NoticeState.CANCELLED)
    CalendarFeed.objects.filter(membership__user=user, revoked_at=None).update(revoked_at=at)
    nobody = {"name": _("Người đã xóa"), "office": ""}
    return {
        "core.notice": notices.exclude(address="").update(address=unknown, name="")
        + Notice.objects.filter(recipient=user).exclude(name="").update(name=""),
        "enterprises.contact": contacts.update(**nobody, email=unknown, phone="", bounce_reason=""),
        "enterprises.invitation": invitations.update(email=unknown, token_digest=""),
        "directives.accesslink": links.update(**nobody, address=unknown, code_digest=""),
    }


def _unknown(user: User) -> str:
    """An address that leads nowhere (RFC 2606), the same in every row of one person."""
    return f"{user.public_id}@da-xoa.invalid"


def _rename(user: User) -> None:
    user.email, user.full_name = _unknown(user), _("Người dùng đã xóa %(code)s") % {"code": str(user.public_id)[:8]}
    user.password, user.is_active = make_password(None), False
    user.save(update_fields=["email", "full_name", "password", "is_active"])


def _kept(user: User) -> dict[str, int]:
    found = {f"{one.model._meta.label_lower}.{one.field}": one.rows.count() for one in named_in(user)}
    found["core.auditentry.user"] = AuditEntry.objects.filter(user=user).count()
    return {name: count for name, count in found.items() if count}
