"""Webhooks of a board: set up, tried out, given a new secret, switched off."""

import base64
from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.models import DeliveryState, NoticeGroup, Webhook, WebhookDelivery
from antt_portal.core.refusal import Refused
from antt_portal.core.waking import wake
from antt_portal.operations.guarded_post import NotAllowed, checked
from enterprises.actor import Actor

SEND_TASK = "antt_portal.operations.tasks.send_webhooks"
# Mails about accounts open doors and are between the portal and one mailbox.
GROUPS = tuple(group for group in NoticeGroup if group != NoticeGroup.ACCOUNT)


def secret_of(webhook: Webhook) -> str:
    """43 characters that only the installation's own key can make."""
    named = f"{webhook.public_id}:{webhook.secret_number}"
    made = salted_hmac("antt_portal.operations.webhooks", named, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def add(name: str, url: str, groups: Collection[str], *, by: Actor, at: datetime) -> Webhook:
    """Raises Refused("address") for one the portal does not send to, "known"."""
    refuse_address(url)
    given = {"name": name.strip(), "url": url, "groups": sorted(groups)}
    try:
        with transaction.atomic():
            webhook = Webhook.objects.create(board_id=by.board_id, on_since=at, created_at=at, **given)
            audit.record(webhook, "webhook.add", by=by, at=at, after=given)
    except IntegrityError as error:
        raise Refused("known", _("Địa chỉ này đã có trong danh sách. Chưa ghi gì.")) from error
    return webhook


def refuse_address(url: str) -> None:
    """Raises Refused("address")."""
    try:
        checked(url)
    except NotAllowed as wrong:
        text = _("Địa chỉ phải bắt đầu bằng https:// và không nằm trong mạng riêng. Chưa ghi gì.")
        raise Refused("address", text) from wrong


@transaction.atomic
def renew_secret(webhook: Webhook, *, by: Actor, at: datetime) -> Webhook:
    """From now on everything is signed with another secret; the old one signs nothing more."""
    row = Webhook.objects.select_for_update().get(pk=webhook.pk)
    row.secret_number += 1
    row.save(update_fields=["secret_number"])
    audit.record(row, "webhook.renew_secret", by=by, at=at)
    return row


@transaction.atomic
def switch(webhook: Webhook, *, on: bool, by: Actor, at: datetime) -> None:
    """What waits when it is switched off is not told later; switched on it tells what is new from then. Raises
    Refused("switched")."""
    row = Webhook.objects.select_for_update().get(pk=webhook.pk)
    if row.is_on == on:
        raise Refused("switched", _("Webhook này vừa được người khác bật hoặc tắt."))
    row.is_on = on
    if on:
        row.on_since = at
    row.save(update_fields=["is_on", "on_since"])
    if not on:
        row.deliveries.filter(state=DeliveryState.PENDING).update(state=DeliveryState.SKIPPED)
    audit.record(row, "webhook.switch_on" if on else "webhook.switch_off", by=by, at=at)


@transaction.atomic
def try_out(webhook: Webhook, *, by: Actor, at: datetime) -> None:
    """Send a delivery about nothing, also while it is off; what became of it stands among its deliveries."""
    WebhookDelivery.objects.create(board_id=webhook.board_id, webhook=webhook, created_at=at, due_at=at)
    audit.record(webhook, "webhook.try_out", by=by, at=at)
    transaction.on_commit(lambda: wake(SEND_TASK), robust=True)
