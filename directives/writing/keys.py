"""Which key of the settings makes whose signature, and what the signature looks like on the page."""

from datetime import datetime
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit, blobs
from antt_portal.core.inspection import inspect
from antt_portal.core.models import Blob
from antt_portal.core.refusal import Refused
from antt_portal.core.signing import image_page
from directives.models import SigningKey
from enterprises.actor import Actor
from enterprises.models import Organisation, User

PNG = "png"


def keep_image(stream: BinaryIO, file_name: str, *, by: Actor, at: datetime) -> Blob:
    """The picture of a signature or a seal, as it came. Raises Refused: not a PNG, or one that cannot be drawn."""
    inspected = inspect(stream, file_name)
    if inspected.extension != PNG:
        raise Refused("not-png", _("Hình chữ ký, con dấu phải là ảnh PNG nền trong suốt. Chưa lưu gì."))
    image_page(stream.read())
    return blobs.keep_inspected(stream, inspected, board_id=by.board_id, at=at)


@transaction.atomic
def assign(key_name: str, holder: User | Organisation, *, image: Blob | None, by: Actor, at: datetime) -> SigningKey:
    """From now on ``holder`` (a person, or the agency for its seal) signs with this key. The key before it rests.

    Without ``image`` the picture used so far stays. Raises Refused("key-unknown") for a name the settings do not have.
    """
    if key_name not in settings.SIGNING_KEYS:
        raise Refused("key-unknown", _("Cấu hình của cổng không có khóa tên này. Báo quản trị hệ thống."))
    owner = {"user": holder} if isinstance(holder, User) else {"organisation": holder}
    before = SigningKey.objects.select_for_update().filter(board_id=by.board_id, is_active=True, **owner).first()
    if before is not None:
        SigningKey.objects.filter(pk=before.pk).update(is_active=False)
    picture = image or (before.image if before else None)
    new = SigningKey.objects.create(board_id=by.board_id, key_name=key_name, image=picture, **owner)
    said = {"key": key_name, "name": str(holder), "image": picture.sha256 if picture else None}
    audit.record(
        new, "signingkey.assign", by=by, at=at, before={"key": before.key_name} if before else None, after=said
    )
    return new


@transaction.atomic
def retire(key: SigningKey, *, by: Actor, at: datetime) -> None:
    """Nobody signs with it any more. Raises Refused("retired")."""
    if not SigningKey.objects.filter(pk=key.pk, is_active=True).update(is_active=False):
        raise Refused("retired", _("Khóa này đã ngừng dùng."))
    audit.record(key, "signingkey.retire", by=by, at=at, before={"key": key.key_name})
