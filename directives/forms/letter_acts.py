"""Shapes of what is asked of the list of letters, and typed with an act on one."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from antt_portal.core.folding import search_key
from directives.awaiting import turn_of
from directives.models import LetterKind, LetterStatus, OfficialLetter, RegisterEntry
from directives.states import BEFORE_ISSUE
from enterprises.actor import Actor
from enterprises.forms import untagged

MINE, UNDER_WAY = "mine", "under_way"
CHOSEN = ("q", "status", "kind", "year")
REASON_LENGTH = 2_000
# "05/BQL-VP", "5": the number, and what may follow it of the symbol.
NUMBERED = re.compile(r"0*(\d{1,6})(?:\s*/(.*))?")


class LetterFilter(forms.Form):
    """What the list holds, kept in the address. What makes no sense narrows nothing."""

    q = forms.CharField(label=_("Số, ký hiệu, trích yếu"), required=False, max_length=100)
    status = forms.ChoiceField(label=_("Trạng thái"), required=False)
    kind = forms.ChoiceField(
        label=_("Loại văn bản"), required=False, choices=[("", _("Mọi loại")), *LetterKind.choices]
    )
    year = forms.TypedChoiceField(label=_("Năm"), required=False, coerce=int, empty_value=None)

    def __init__(self, data: QueryDict, *, years: Iterable[int]) -> None:
        super().__init__(data)
        self.fields["status"].choices = [  # type: ignore[attr-defined]
            ("", _("Mọi trạng thái")),
            (MINE, _("Chờ tôi")),
            (UNDER_WAY, _("Đang xử lý")),
            *LetterStatus.choices,
        ]
        self.fields["year"].choices = [("", _("Mọi năm")), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]
        self.is_narrowed = any(data.get(name) for name in CHOSEN)
        self.is_valid()
        self.helper = untagged(self)

    def rows(self, letters: QuerySet[OfficialLetter], actor: Actor) -> QuerySet[OfficialLetter]:
        typed = self.cleaned_data
        found = letters.filter(_in_status(typed.get("status", ""), actor))
        if kind := typed.get("kind"):
            found = found.filter(kind=kind)
        if year := typed.get("year"):
            found = found.filter(year=year)
        return found.filter(_called(typed["q"])) if typed.get("q") else found


def _in_status(status: str, actor: Actor) -> Q:
    if status == MINE:
        return turn_of(actor)
    if status == UNDER_WAY:
        return Q(status__in=[*BEFORE_ISSUE, LetterStatus.DRAFT])
    return Q(status=status) if status else ~Q(status=LetterStatus.DISCARDED)


def _called(typed: str) -> Q:
    """Accent-free over symbol and subject; digits first are also a number."""
    words = Q(search_key__contains=search_key(typed))
    numbered = NUMBERED.fullmatch(typed.strip())
    if numbered is None:
        return words
    number, symbol = numbered.groups()
    return words | Q(number=int(number), search_key__contains=search_key(symbol or ""))


class SendBackForm(forms.Form):
    use_required_attribute = False

    reason = forms.CharField(
        label=_("Lý do trả lại"), max_length=REASON_LENGTH, widget=forms.Textarea({"rows": 3}), strip=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = untagged(self)


class ScanForm(forms.Form):
    use_required_attribute = False

    file = forms.FileField(
        label=_("Bản chụp văn bản đã ký và đóng dấu"),
        help_text=_("PDF đến 50 MB, giữ nguyên như tải lên"),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = untagged(self)


class NumberForm(forms.Form):
    """The next number, unless one that was kept is chosen."""

    use_required_attribute = False

    reserved = forms.ModelChoiceField(
        RegisterEntry.objects.none(),
        label=_("Số giữ trước"),
        required=False,
        to_field_name="public_id",
        empty_label=_("Không dùng, lấy số tiếp theo"),
    )

    def __init__(self, *args: Any, kept: QuerySet[RegisterEntry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["reserved"]
        field.queryset = kept
        field.label_from_instance = lambda entry: f"{entry.number:02d} · {entry.reason}"
        self.helper = untagged(self)
