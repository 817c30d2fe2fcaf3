"""Shapes of what a board types about its instruments and their obligations."""

import json
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from antt_portal.core.figures.schema import SchemaFault, parse_schema
from antt_portal.core.figures.shape import FieldType
from antt_portal.core.folding import ascii_name
from directives.models import Instrument, Obligation, ObligationKind
from enterprises.forms import day_field, untagged

FIELD_ROWS = 12
OWN_GROUP = "figures"
SIMPLE_TYPES = [
    (FieldType.INTEGER, _("Số nguyên")),
    (FieldType.DECIMAL, _("Số thập phân")),
    (FieldType.PERCENT, _("Tỷ lệ %")),
    (FieldType.MONEY, _("Số tiền")),
    (FieldType.DATE, _("Ngày")),
    (FieldType.TEXT, _("Chữ, một dòng")),
    (FieldType.LONG_TEXT, _("Chữ, nhiều dòng")),
    (FieldType.YES_NO, _("Có hay không")),
]


class InstrumentForm(forms.ModelForm):
    """A new instrument of the board's own."""

    valid_from = day_field(_("Áp dụng từ"))

    class Meta:
        model = Instrument
        fields = ("code", "title", "title_en", "citation", "valid_from")
        help_texts = {"code": _("Chữ thường không dấu và gạch nối, ví dụ quy-dinh-2026")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = untagged(self)


class EditionForm(forms.Form):
    valid_from = day_field(_("Áp dụng từ"))


class RetireForm(forms.Form):
    last_day = day_field(_("Ngày áp dụng cuối cùng"))


class ObligationForm(forms.ModelForm):
    """One obligation of a draft, without its figures."""

    class Meta:
        model = Obligation
        fields = (
            *("kind", "number", "position", "title", "title_en", "short_title", "short_title_en"),
            *("text", "text_en", "citation", "help", "help_en", "evidence_hint", "evidence_wanted", "points"),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            kind for kind in ObligationKind if kind != ObligationKind.BARRING_EVENT or self.instance.kind == kind
        ]
        self.fields["kind"] = forms.ChoiceField(label=_("Loại"), choices=[(kind.value, kind.label) for kind in choices])
        for name in ("text", "text_en", "help", "help_en", "evidence_hint"):
            self.fields[name].widget.attrs["rows"] = 3
        self.helper = untagged(self)


class FieldRow(forms.Form):
    """One figure asked for, in its simple form."""

    label = forms.CharField(label=_("Tên số liệu"), max_length=120, required=False)
    label_en = forms.CharField(label=_("Tên tiếng Anh"), max_length=120, required=False)
    type = forms.ChoiceField(label=_("Kiểu"), choices=SIMPLE_TYPES, initial=FieldType.INTEGER)
    unit = forms.CharField(label=_("Đơn vị"), max_length=20, required=False)
    required = forms.BooleanField(label=_("Bắt buộc"), required=False)
    key = forms.SlugField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True


FieldRows = forms.formset_factory(FieldRow, extra=3, max_num=FIELD_ROWS, validate_max=True, can_delete=False)


class SchemaForm(forms.Form):
    """The whole field schema as JSON: for schemas with groups, rows and bounds that the simple rows cannot hold."""

    schema = forms.CharField(
        label=_("Số liệu (JSON)"), widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = untagged(self)

    def clean_schema(self) -> dict[str, Any]:
        try:
            data: dict[str, Any] = json.loads(self.cleaned_data["schema"])
            parse_schema(data)
        except json.JSONDecodeError as error:
            raise forms.ValidationError(_("Không phải JSON: dòng %(line)s.") % {"line": error.lineno}) from error
        except SchemaFault as fault:
            raise forms.ValidationError([f"{one.path}: {one.message}" for one in fault.faults]) from fault
        return data


def is_simple(schema: dict[str, Any]) -> bool:
    """Whether the simple rows can show every bit of the schema, so that saving them loses nothing."""
    groups = schema.get("groups", [])
    if not groups:
        return True
    return bool(groups == schema_of_rows(rows_of_schema(schema))["groups"])


def rows_of_schema(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Initial values of the simple rows."""
    return [
        {
            "key": field["key"],
            "label": _word(field.get("label"), "vi"),
            "label_en": _word(field.get("label"), "en"),
            "type": field["type"],
            "unit": _word(field.get("unit"), "vi"),
            "required": field.get("required", False),
        }
        for group in schema.get("groups", [])[:1]
        for field in group["fields"]
    ]


def _word(value: Any, language: str) -> str:
    if isinstance(value, dict):
        return str(value.get(language, ""))
    return str(value or "") if language == "vi" else ""


def schema_of_rows(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The field schema that the filled rows describe. A field keeps its key when its words change."""
    fields: list[dict[str, Any]] = []
    for row in rows:
        if not row.get("label", "").strip():
            continue
        taken = {field["key"] for field in fields}
        field = {"key": row.get("key") or _new_key(row["label"], taken), "type": str(row["type"]), "label": _words(row)}
        if row.get("unit"):
            field["unit"] = row["unit"]
        if row.get("required"):
            field["required"] = True
        fields.append(field)
    title = {"vi": "Số liệu", "en": "Figures"}
    return {"version": 1, "groups": [{"key": OWN_GROUP, "title": title, "fields": fields}] if fields else []}


def _words(row: dict[str, Any]) -> Any:
    return {"vi": row["label"], "en": row["label_en"]} if row.get("label_en") else row["label"]


def _new_key(label: str, taken: set[str]) -> str:
    """A key made of the label's letters; numbered where two labels give the same."""
    base = "f_" + slugify(ascii_name(label, limit=30)).replace("-", "_")
    return next(key for n in range(1, FIELD_ROWS + 2) if (key := base if n == 1 else f"{base}_{n}") not in taken)
