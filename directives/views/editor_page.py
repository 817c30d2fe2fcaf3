"""The editor's page: everything it shows besides the form."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from antt_portal.core import clock
from antt_portal.core.formats import filesize_vn
from directives.asking.directing import DIRECTED_KINDS
from directives.forms.letter import LetterForms
from directives.letters.rules.enclosures import names
from directives.models import Attachment, IncomingDocument, OfficialLetter
from directives.permissions import can_keep_templates
from directives.writing import addressees
from directives.writing.checking import passed_on_with
from directives.writing.differences import Pair, pairs
from directives.writing.remarks import Remark, remarks_of
from enterprises.middleware import PortalRequest
from enterprises.models import Delegation


@dataclass(frozen=True)
class TwoTexts:
    """A conflict. ``saved_by`` is empty when the same person saved from another window."""

    pairs: list[Pair]
    saved_by: str
    saved_at: datetime | None
    version: int


def two_texts(letter: OfficialLetter, typed: dict[str, Any], *, by_id: int) -> TwoTexts:
    """``letter`` as it is saved, and what was typed meanwhile."""
    other = letter.changed_by if letter.changed_by_id != by_id else None
    saved_by = other.full_name if other else ""
    return TwoTexts(pairs(letter.data, typed), saved_by, letter.changed_at, letter.text_version)


def signers_of(letter: OfficialLetter) -> QuerySet[Delegation]:
    """Who may sign this kind today; the drafter may not sign what they wrote."""
    found = Delegation.objects.of(letter.issuer).on(clock.today()).exclude(user=letter.drafted_by_id)
    return found.filter(pk__in=[one.pk for one in found if one.may_sign(letter.kind)])


def show_editor(
    request: PortalRequest, letter: OfficialLetter, forms: LetterForms, *, version: int, status: int = 200, **more: Any
) -> HttpResponse:
    """``version`` is the text version the form was read with. ``more`` adds to what the template is given."""
    today = clock.today()
    remarks = remarks_of(letter, on=today)
    if focus := more.pop("focus", ""):
        _stand_in(forms, focus)
    context = {
        "letter": letter,
        "forms": forms,
        "words": forms.words,
        "version": str(version),
        "today": today,
        "remarks": remarks,
        "missing": missing(remarks),
        **counted(remarks),
        "bundle": bundle_of(letter),
        "groups": addressees.groups_of(letter.issuer.name, letter.board, on=today),
        "version_count": letter.versions.count(),
        "can_direct": letter.kind in DIRECTED_KINDS,
        "can_keep_templates": can_keep_templates(request.actor),
        **more,
    }
    return render(request, "directives/compose/page.html", context, status=status)


def _stand_in(forms: LetterForms, field_id: str) -> None:
    for form in (forms.words, *forms.items):
        for field in form:
            if field.id_for_label == field_id:
                field.field.widget.attrs["autofocus"] = True


def counted(remarks: list[Remark]) -> dict[str, int]:
    stops = sum(one.blocks for one in remarks)
    return {"stop_count": stops, "advice_count": len(remarks) - stops}


def missing(remarks: list[Remark]) -> dict[str, str] | None:
    """The link in the act bar."""
    stops = counted(remarks)["stop_count"]
    if not stops:
        return None
    text = ngettext("%(count)s chỗ phải sửa trước khi ký", "%(count)s chỗ phải sửa trước khi ký", stops)
    return {"text": text % {"count": stops}, "href": "#h-find"}


@dataclass(frozen=True)
class Enclosed:
    """An enclosure of the letter: a file of its own, or the ``superior`` document; neither while a file is missing."""

    title: str
    attachment: Attachment | None
    superior: IncomingDocument | None = None

    @property
    def kind(self) -> str:
        if self.superior:
            return self.superior.file_kind
        return self.attachment.file_name.rpartition(".")[2][:4].upper() if self.attachment else "…"

    @property
    def note(self) -> str:
        if self.superior and self.superior.file:
            return f"{self.superior.agency} · {filesize_vn(self.superior.file.size)}"
        return f"{self.attachment.file_name} · {filesize_vn(self.attachment.blob.size)}" if self.attachment else ""


def bundle_of(letter: OfficialLetter) -> list[Enclosed]:
    files = {one.file_name: one for one in letter.enclosures.select_related("blob")}
    superior = passed_on_with(letter)
    number = str(superior or "")
    enclosed = [
        Enclosed(one["title"], files.get(one.get("file") or ""))
        for one in letter.data.get("attachments") or []
        if one.get("file") or not names(one["title"], number)
    ]
    return [*enclosed, Enclosed(number, None, superior)] if superior else enclosed
