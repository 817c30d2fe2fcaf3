"""Mail that did not arrive: one row for all of it, for those who can do something about it."""

from datetime import date, datetime, time

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.translation import gettext as _

from antt_portal.core.clock import VIETNAM, local_date
from antt_portal.core.models import Notice
from antt_portal.home.rows import Row
from antt_portal.operations.outbox_filter import BOUNCED, FAILED, SHOWN_DAYS
from antt_portal.operations.permissions import can_see_outbox, can_send_again
from enterprises.actor import Actor
from enterprises.models import Contact, Role


def undelivered(actor: Actor, on: date) -> list[Row]:
    """For a board its mail, for the head of an organisation whom the portal can write to no more."""
    if can_see_outbox(actor) and can_send_again(actor):
        return _mails(actor, on)
    return _contacts(actor, on) if actor.role == Role.HEAD else []


def _contacts(actor: Actor, on: date) -> list[Row]:
    found = Contact.objects.on(on).filter(organisation=actor.organisation, bounced_at__isnull=False)
    told = found.aggregate(count=Count("pk"), last=Max("bounced_at"))
    if not told["count"]:
        return []
    label = _("%(count)s đầu mối") % {"count": told["count"]}
    title = _("Sửa địa chỉ đầu mối có thư bị trả lại")
    return [Row(reverse("enterprises:own-contacts"), title, local_date(told["last"]), "", "back", label)]


def _mails(actor: Actor, on: date) -> list[Row]:
    """Of the days that the page of outgoing mail shows."""
    since = datetime.combine(on - SHOWN_DAYS, time(), tzinfo=VIETNAM)
    lately = Notice.objects.filter(board_id=actor.board_id, created_at__gte=since).undelivered()
    found = lately.aggregate(count=Count("pk"), bounced=Count("bounced_at"), last=Max("created_at"))
    if not found["count"]:
        return []
    standing = BOUNCED if found["bounced"] == found["count"] else FAILED
    label = _("%(count)s thư không đến") % {"count": found["count"]}
    url = f"{reverse('outbox')}?standing={standing}"
    return [Row(url, _("Xem thư không gửi được hoặc bị trả lại"), local_date(found["last"]), "", "back", label)]
