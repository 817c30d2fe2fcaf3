"""The verbs of templates: the texts that a board starts its letters from."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.refusal import Refused
from directives.letters import MalformedLetter, read_letter
from directives.models import LetterTemplate, OfficialLetter
from enterprises.actor import Actor

# What belongs to one letter and to no template.
NOBODY: dict[str, Any] = {"authority": None, "office": "", "name": ""}


def text_of(letter: OfficialLetter) -> dict[str, Any]:
    """The text of a letter as the beginning of a template: without number, day, signer and files."""
    undated = {"day": None, "month": None, "year": letter.data["date"]["year"]}
    return {**letter.data, "number": None, "date": undated, "signature": NOBODY, "attachments": []}


@transaction.atomic
def write(template: LetterTemplate, *, name: str, data: Mapping[str, Any], by: Actor, at: datetime) -> LetterTemplate:
    """Save a template, new or not. Raises Refused("malformed"), Refused("name-taken")."""
    try:
        read_letter(data)
    except MalformedLetter as malformed:
        text = _("Mẫu chưa lưu được. %(faults)s")
        raise Refused("malformed", text % {"faults": "; ".join(map(str, malformed.faults[:5]))}) from malformed
    template.name, template.kind, template.data = name, data["kind"], dict(data)
    template.changed_at, template.changed_by = at, by.user
    try:
        with transaction.atomic():
            template.save()
    except IntegrityError as taken:
        raise Refused("name-taken", _("Đã có mẫu tên này; đặt tên khác.")) from taken
    audit.record(template, "lettertemplate.write", by=by, at=at, after={"name": name})
    return template


@transaction.atomic
def put_to_use(template: LetterTemplate, in_use: bool, *, by: Actor, at: datetime) -> None:
    """A template out of use begins no letter; those begun from it stay."""
    template.is_active, template.changed_at, template.changed_by = in_use, at, by.user
    template.save(update_fields=["is_active", "changed_at", "changed_by"])
    audit.record(template, "lettertemplate.revive" if in_use else "lettertemplate.retire", by=by, at=at)
