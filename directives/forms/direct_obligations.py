"""What a directive asks: a row for every paragraph of the letter, and for every sentence that was chosen."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from antt_portal.core.refusal import Refused
from directives.asking.applying import TRAIT_LABELS
from directives.asking.assigning import place_of
from directives.asking.directing import Asked, passages, require_sound, says
from directives.forms.letter import TEXT_LENGTH, one_line
from directives.models import Directive, DueKind, Obligation, ObligationKind, OfficialLetter
from enterprises.forms import day_field
from enterprises.models import OrganisationKind

ROW = re.compile(r"^item-(\d{1,5})-passage$")
MOST_ROWS = 400
KINDS = [
    (ObligationKind.DIRECTIVE, _("Nội dung phải thực hiện")),
    (ObligationKind.FORWARDING, _("Chuyển tiếp văn bản")),
    (ObligationKind.EMPHASIS, _("Nhấn mạnh với một nhóm")),
]
ASKED_KINDS = [
    (kind.value, kind.label)
    for kind in (OrganisationKind.INVESTOR, OrganisationKind.TENANT, OrganisationKind.UNIT, OrganisationKind.AGENCY)
]
DUE_RULES = [
    (DueKind.NONE.value, _("Không có hạn")),
    (DueKind.FIXED.value, _("Ngày cố định")),
    (DueKind.WORKDAYS.value, _("Ngày làm việc sau ban hành")),
    (DueKind.TET.value, _("Ngày so với mùng một Tết")),
]


def _select() -> forms.Select:
    return forms.Select({"class": "form-select"})


def _line(**attrs: Any) -> forms.TextInput:
    return forms.TextInput({"class": "form-control", "autocomplete": "off", **attrs})


def _box() -> forms.CheckboxInput:
    return forms.CheckboxInput({"class": "form-check-input"})


def _boxes() -> forms.CheckboxSelectMultiple:
    return forms.CheckboxSelectMultiple({"class": "form-check-input"})


class GivenForm(forms.Form):
    """One row; nothing of it counts while it is not ``given``. ``passage`` is the paragraph it was shown with."""

    use_required_attribute = False

    given = forms.BooleanField(label=_("Giao việc"), required=False, widget=_box())
    obligation = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    passage = forms.CharField(required=False, max_length=TEXT_LENGTH, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Chỉ giao câu này (để trống là cả đoạn)"),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea({"class": "form-control serif", "rows": 2}),
    )
    title = forms.CharField(label=_("Tên ngắn"), required=False, max_length=120, widget=_line(maxlength=120))
    kind = forms.ChoiceField(label=_("Loại"), choices=KINDS, required=False, widget=_select())
    kinds = forms.MultipleChoiceField(label=_("Giao cho"), choices=ASKED_KINDS, required=False, widget=_boxes())
    traits = forms.MultipleChoiceField(
        label=_("Chỉ nơi"), choices=list(TRAIT_LABELS.items()), required=False, widget=_boxes()
    )
    due_kind = forms.ChoiceField(label=_("Hạn"), choices=DUE_RULES, required=False, widget=_select())
    due_offset = forms.IntegerField(
        label=_("Số ngày (trước Tết ghi số âm)"),
        required=False,
        min_value=-365,
        max_value=365,
        widget=_line(inputmode="text", size="6"),
    )
    due_on = day_field(_("Ngày"), required=False, help_text="")
    answer_wanted = forms.BooleanField(label=_("Phải báo cáo kết quả"), required=False, widget=_box())
    evidence_wanted = forms.BooleanField(label=_("Cần minh chứng"), required=False, widget=_box())
    evidence_hint = forms.CharField(label=_("Minh chứng nên có"), required=False, max_length=500, widget=_line())

    def __init__(self, *args: Any, letter: OfficialLetter, item: Obligation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.letter, self.item = letter, item
        self.due_today: date | None = None
        self.is_gone = item is not None and place_of(letter, item.text) is None
        self.fields["due_on"].widget.attrs["class"] = "form-control"

    @property
    def said(self) -> str:
        """The paragraph on the page; empty for the row of a sentence still to be chosen."""
        return str(self["passage"].value() or "")

    @property
    def is_given(self) -> bool:
        return bool(self["given"].value())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("given"):
            self.errors.clear()
            return cleaned
        if not one_line(cleaned.get("title")):
            self.add_error("title", _("Đặt tên ngắn cho nội dung này."))
        if not says(self.letter, self._text(cleaned)):
            self.add_error("words", _("Câu này không có nguyên văn trong văn bản. Chép đúng một câu của văn bản."))
        elif not self.errors:
            self._require_sound(cleaned)
        return cleaned

    def _require_sound(self, cleaned: dict[str, Any]) -> None:
        try:
            require_sound(self.letter, self._asked(cleaned))
        except Refused as refused:
            self.add_error("due_kind" if refused.code == "due" else None, str(refused))

    def _text(self, cleaned: dict[str, Any]) -> str:
        return " ".join((cleaned.get("words") or cleaned.get("passage") or "").split())

    def _asked(self, cleaned: dict[str, Any]) -> Asked:
        kind, due_kind = cleaned["kind"] or ObligationKind.DIRECTIVE, cleaned["due_kind"]
        is_asked = kind == ObligationKind.DIRECTIVE
        audience = {name: cleaned[name] for name in ("kinds", "traits") if cleaned[name]}
        kept = {"fields": self.item.fields} if self.item else {}
        return Asked(
            text=self._text(cleaned),
            title=one_line(cleaned["title"]),
            kind=kind,
            audience=audience,
            due_kind=due_kind,
            due_offset=cleaned["due_offset"] if due_kind in {DueKind.WORKDAYS, DueKind.TET} else None,
            due_on=cleaned["due_on"] if due_kind == DueKind.FIXED else None,
            answer_wanted=is_asked and cleaned["answer_wanted"],
            evidence_wanted=is_asked and cleaned["evidence_wanted"],
            evidence_hint=one_line(cleaned["evidence_hint"]),
            **kept,
        )

    def asked(self) -> Asked:
        """Call when valid and given."""
        return self._asked(self.cleaned_data)


@dataclass
class ObligationForms:
    rows: list[GivenForm]

    @classmethod
    def stored(cls, letter: OfficialLetter, directive: Directive | None) -> "ObligationForms":
        """What lost its words first, then the letter from top to bottom, then a row for one more sentence."""
        items = _items(directive)
        places = {one.pk: place_of(letter, one.text) for one in items}
        found: list[tuple[dict[str, Any], Obligation | None]] = [
            (_initial(one, one.text), one) for one in items if places[one.pk] is None
        ]
        for number, passage in enumerate(passages(letter)):
            here = [one for one in items if (place := places[one.pk]) and place[0] == number]
            found += [(_initial(one, passage), one) for one in sorted(here, key=lambda one: places[one.pk] or (0, 0))]
            if not here and passage:
                found.append((_blank(passage), None))
        found.append((_blank(""), None))
        rows = [
            GivenForm(initial=initial, letter=letter, item=item, prefix=f"item-{number}")
            for number, (initial, item) in enumerate(found)
        ]
        return cls(rows)

    @classmethod
    def posted(cls, data: QueryDict, letter: OfficialLetter, directive: Directive | None) -> "ObligationForms":
        """An obligation belongs to the first row that names it."""
        taken = {str(one.public_id): one for one in _items(directive)}
        numbers = list(dict.fromkeys(match[1] for name in data if (match := ROW.match(name))))[:MOST_ROWS]
        rows = [
            GivenForm(data, letter=letter, item=taken.pop(data.get(_key(number), ""), None), prefix=f"item-{number}")
            for number in numbers
        ]
        return cls(rows)

    def is_valid(self) -> bool:
        """Looks at every row, so that all faults are shown at once."""
        return not [row for row in self.rows if not row.is_valid()]

    def wanted(self) -> list[tuple[Asked, Obligation | None]]:
        """Call when valid."""
        return [(row.asked(), row.item) for row in self.rows if row.cleaned_data["given"]]


def _items(directive: Directive | None) -> list[Obligation]:
    if directive is None:
        return []
    return list(Obligation.objects.filter(instrument__directive=directive).order_by("position", "pk"))


def _key(number: str) -> str:
    return f"item-{number}-obligation"


def _blank(passage: str) -> dict[str, Any]:
    return {"passage": passage, "answer_wanted": True, "kind": ObligationKind.DIRECTIVE}


def _initial(item: Obligation, passage: str) -> dict[str, Any]:
    names = ("title", "kind", "due_kind", "due_offset", "due_on", "answer_wanted", "evidence_wanted", "evidence_hint")
    chosen = {name: getattr(item, name) for name in names}
    whole = " ".join(item.text.split()) == passage
    return {
        **chosen,
        "given": True,
        "obligation": str(item.public_id),
        "passage": passage,
        "words": "" if whole else item.text,
        "kinds": item.audience.get("kinds", []),
        "traits": item.audience.get("traits", []),
    }
