"""What a person types into the editor of a letter: fields of one line, lists, and the rows of the body."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from antt_portal.core.figures.values import storable
from directives.letters import KINDS
from directives.letters.copying import Copy
from directives.letters.named import Form, NamedLetter
from enterprises.models import Delegation

URGENCIES = [("", _("Không")), ("khan", _("Khẩn")), ("thuong_khan", _("Thượng khẩn")), ("hoa_toc", _("Hỏa tốc"))]
STYLES = [("", _("Thường")), ("italic", _("Nghiêng")), ("bold", _("Đậm"))]
LEVELS = [("1", _("Cấp 1")), ("2", _("Cấp 2")), ("3", _("Cấp 3"))]
ROW = re.compile(r"^body-(\d{1,5})-text$")
# The layout prints these marks itself.
MARK_BEFORE = re.compile(r"^[-–•]\s+")
MARK_AFTER = re.compile(r"\s*;$")
TEXT_LENGTH = 200_000
LISTS = ("recipients", "also_to", "bases", "copies_to")
LINES = ("symbol", "place", "subject", "archive")


def typed(raw: Any) -> str:
    """Without what nobody sees and no paper prints: zero-width signs that come with text pasted from elsewhere."""
    text = storable(str(raw or "")).replace("\t", " ")
    return "".join(character for character in text if unicodedata.category(character) != "Cf").strip()


def one_line(raw: Any) -> str:
    return " ".join(typed(raw).split("\n"))


def lines_of(raw: Any) -> list[str]:
    """One a line, without the marks around it that the layout adds."""
    lines = (MARK_AFTER.sub("", MARK_BEFORE.sub("", line.strip())) for line in typed(raw).splitlines())
    return [line for line in lines if line]


def _words(rows: int = 0, **attrs: Any) -> forms.Widget:
    widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput()
    widget.attrs |= {"class": "form-control" + (" serif" if rows else ""), "autocomplete": "off", **attrs}
    return widget


def parts_of(kind: str) -> frozenset[str]:
    """The parts that a paper of this kind has and a person may write; what other kinds say, their fields make."""
    if issubclass(KINDS[kind], Form):
        return frozenset({"symbol", "place"})
    if issubclass(KINDS[kind], Copy):
        return frozenset({"symbol", "place", "urgency", "copies_to", "archive"})
    return frozenset({"urgency", "body", *LISTS, *LINES})


class LetterForm(forms.Form):
    """All but the body. Nothing is required to save: what is missing is a finding of the check."""

    use_required_attribute = False

    symbol = forms.CharField(label=_("Ký hiệu"), max_length=80, required=False, widget=_words())
    place = forms.CharField(label=_("Địa danh"), max_length=80, required=False, widget=_words())
    urgency = forms.ChoiceField(
        label=_("Độ khẩn"), choices=URGENCIES, required=False, widget=forms.Select({"class": "form-select"})
    )
    recipients = forms.CharField(
        label=_("Kính gửi, mỗi dòng một nơi"), max_length=TEXT_LENGTH, required=False, widget=_words(3)
    )
    also_to = forms.CharField(
        label=_("Đồng kính gửi, mỗi dòng một nơi"), max_length=TEXT_LENGTH, required=False, widget=_words(1)
    )
    subject = forms.CharField(label=_("Trích yếu (sau V/v)"), max_length=2000, required=False, widget=_words(2))
    bases = forms.CharField(
        label=_("Căn cứ, mỗi dòng một căn cứ"), max_length=TEXT_LENGTH, required=False, widget=_words(1)
    )
    copies_to = forms.CharField(
        label=_("Nơi nhận, mỗi dòng một nơi"), max_length=TEXT_LENGTH, required=False, widget=_words(3)
    )
    archive = forms.CharField(label=_("Dòng Lưu"), max_length=200, required=False, widget=_words())
    delegation = forms.ModelChoiceField(
        Delegation.objects.none(),
        label=_("Người ký"),
        to_field_name="public_id",
        required=False,
        empty_label=_("Chưa chọn người ký"),
        widget=forms.Select({"class": "form-select"}),
        error_messages={"invalid_choice": _("Người này hôm nay không có thẩm quyền ký. Chọn lại người ký.")},
    )

    def __init__(self, *args: Any, kind: str, signers: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - parts_of(kind) - {"delegation"}:
            del self.fields[name]
        if signers is None:
            del self.fields["delegation"]
        else:
            self.fields["delegation"].queryset = signers  # type: ignore[attr-defined]
        if "subject" in self.fields and issubclass(KINDS[kind], NamedLetter):
            self.fields["subject"].label = _("Trích yếu")


class ItemForm(forms.Form):
    """A paragraph of the body."""

    use_required_attribute = False

    text = forms.CharField(label=_("Lời văn"), max_length=TEXT_LENGTH, required=False, widget=_words(2))
    label = forms.CharField(label=_("Nhãn"), max_length=30, required=False, widget=_words(size="6"))
    level = forms.ChoiceField(
        label=_("Cấp"), choices=LEVELS, initial="1", required=False, widget=forms.Select({"class": "form-select"})
    )
    style = forms.ChoiceField(
        label=_("Kiểu chữ"), choices=STYLES, required=False, widget=forms.Select({"class": "form-select"})
    )

    def paragraphs(self) -> list[dict[str, Any]]:
        """Call when valid. Text pasted with line breaks is as many paragraphs; a row without words is none."""
        cleaned, label = self.cleaned_data, one_line(self.cleaned_data["label"])
        texts = [text for line in typed(cleaned["text"]).splitlines() if (text := line.strip())]
        if not texts and not label:
            return []
        shared = {"style": cleaned["style"], "level": int(cleaned["level"] or 1)}
        first, *others = texts or [""]
        return [{"text": first, "label": label, **shared}, *({"text": one, "label": "", **shared} for one in others)]


@dataclass
class LetterForms:
    """The whole editor."""

    words: LetterForm
    items: list[ItemForm]
    has_body: bool = True

    @classmethod
    def stored(
        cls, data: Mapping[str, Any], *, signers: Any = None, delegation: Delegation | None = None
    ) -> "LetterForms":
        """Without ``signers`` to choose from, nobody is asked who signs."""
        initial = {name: data.get(name) or "" for name in ("urgency", *LINES)}
        initial |= {name: "\n".join(data.get(name) or []) for name in LISTS}
        initial |= {"delegation": delegation.public_id if delegation else None}
        items = [item(index, one) for index, one in enumerate(data.get("body") or [])]
        words = LetterForm(initial=initial, kind=data["kind"], signers=signers)
        return cls(words, items, "body" in parts_of(data["kind"]))

    @classmethod
    def posted(cls, data: QueryDict, *, kind: str, signers: Any = None) -> "LetterForms":
        """Rows in the order in which they stand on the page, whatever their numbers."""
        numbers = dict.fromkeys(match[1] for name in data if (match := ROW.match(name)))
        items = [ItemForm(data, prefix=f"body-{number}") for number in numbers]
        return cls(LetterForm(data, kind=kind, signers=signers), items, "body" in parts_of(kind))

    def is_valid(self) -> bool:
        return all([self.words.is_valid(), *(one.is_valid() for one in self.items)])

    def errors(self) -> Iterator[str]:
        for form in (self.words, *self.items):
            for name, errors in form.errors.items():
                yield from (f"{form[name].label}: {error}" for error in errors)

    def text(self) -> dict[str, Any]:
        """Call when valid: the parts of a letter as data that this editor writes."""
        words = self.words.cleaned_data
        text: dict[str, Any] = {name: one_line(words[name]) for name in LINES if name in words}
        text |= {name: lines_of(words[name]) for name in LISTS if name in words}
        if "urgency" in words:
            text["urgency"] = words["urgency"] or None
        if self.has_body:
            text["body"] = [one for form in self.items for one in form.paragraphs()]
        return text

    @property
    def has_row_errors(self) -> bool:
        return any(form.errors for form in self.items)

    @property
    def delegation(self) -> Delegation | None:
        chosen: Delegation | None = self.words.cleaned_data.get("delegation")
        return chosen

    @property
    def next_row(self) -> int:
        """A number no row has yet."""
        return 1 + max((int(str(one.prefix).rpartition("-")[2]) for one in self.items), default=-1)

    @property
    def blank_row(self) -> ItemForm:
        """What js/rows.js makes new rows of."""
        return ItemForm(prefix="body-__index__")

    def moved(self, act: str, number: str) -> str:
        """Add a row, or move or remove row ``number`` ("0", "1" … its place), as a browser without script asks.

        The id of the field to stand in.
        """
        place = int(number) if number.isascii() and number.isdigit() else -1
        if act == "add":
            self.items.append(item(self.next_row, {}))
            place = len(self.items) - 1
        elif 0 <= place < len(self.items):
            row = self.items.pop(place)
            place += {"up": -1, "down": 1}.get(act, 0)
            place = min(max(place, 0), len(self.items))
            if act in {"up", "down"}:
                self.items.insert(place, row)
        at = min(max(place, 0), len(self.items) - 1)
        return str(self.items[at]["text"].id_for_label) if self.items else "id_subject"


def item(number: int, paragraph: Mapping[str, Any]) -> ItemForm:
    return ItemForm(initial={**paragraph, "level": str(paragraph.get("level") or 1)}, prefix=f"body-{number}")
