"""Shapes of what a board's officer types about organisations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from antt_portal.core.tax_code import TaxCodeError, check_tax_code
from enterprises.forms import day_field, untagged
from enterprises.models import (
    ENTERPRISE_KINDS,
    Applicability,
    ApplicabilityStatus,
    Board,
    Capacity,
    Organisation,
    OrganisationKind,
    Zone,
)

CLASSIFIED = ("size", "handles_chemicals", "fire_hazard", "foreign_invested")


class OrganisationForm(forms.ModelForm):
    """An enterprise, a unit or an agency to be entered behind the board's wall."""

    since = day_field(_("Tên có hiệu lực từ"))
    zone = forms.ModelChoiceField(
        Zone.objects.none(), label=_("Khu"), required=False, empty_label=_("Không trong khu nào")
    )

    class Meta:
        model = Organisation
        fields = ("kind", "name", "tax_code", "address", *CLASSIFIED)

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.board = board
        kinds = [kind for kind in OrganisationKind if kind not in {OrganisationKind.BOARD, OrganisationKind.UNIT}]
        self.fields["kind"] = forms.ChoiceField(label=_("Loại"), choices=[(kind.value, kind.label) for kind in kinds])
        self.fields["zone"].queryset = board.zones.all()  # type: ignore[attr-defined]
        self.helper = untagged(self)

    def clean_tax_code(self) -> str:
        typed = self.cleaned_data["tax_code"]
        if not typed:
            return ""
        try:
            code = check_tax_code(typed)
        except TaxCodeError as error:
            raise forms.ValidationError(str(error)) from error
        if Organisation.objects.filter(board=self.board, tax_code=code).exists():
            raise forms.ValidationError(_("Mã số thuế này đã có trong danh sách của Ban Quản lý."))
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") in ENTERPRISE_KINDS and "tax_code" not in self.errors and not cleaned.get("tax_code"):
            self.add_error("tax_code", _("Doanh nghiệp phải có mã số thuế."))
        return cleaned


class RenameForm(forms.Form):
    name = forms.CharField(label=_("Tên mới"), max_length=250)
    since = day_field(_("Có hiệu lực từ"))
    source = forms.CharField(
        label=_("Căn cứ"), max_length=300, required=False, help_text=_("Số, ngày của văn bản đổi tên")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "auto_id": "rename_%s"})
        self.helper = untagged(self)


class ClassifyForm(forms.ModelForm):
    """What decides to whom a duty applies."""

    class Meta:
        model = Organisation
        fields = ("address", *CLASSIFIED)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "auto_id": "classify_%s"})
        self.helper = untagged(self)


class PlaceForm(forms.Form):
    zone = forms.ModelChoiceField(Zone.objects.none(), label=_("Khu"))
    capacity = forms.ChoiceField(label=_("Tư cách"), choices=Capacity.choices)
    since = day_field(_("Từ ngày"))

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "auto_id": "place_%s"})
        self.fields["zone"].queryset = board.zones.all()  # type: ignore[attr-defined]
        self.helper = untagged(self)


class ApplicabilityForm(forms.ModelForm):
    year = forms.IntegerField(label=_("Năm đánh giá"), min_value=2020, max_value=2100, localize=False)

    class Meta:
        model = Applicability
        fields = ("year", "status", "reason", "recogniser")

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "auto_id": "applicability_%s"})
        recognisers = Organisation.objects.filter(
            board=board, kind__in=[OrganisationKind.AGENCY, OrganisationKind.BOARD]
        )
        self.fields["recogniser"].queryset = recognisers.order_by("sort_key")  # type: ignore[attr-defined]
        self.fields["recogniser"].required = False
        self.fields["reason"].help_text = _("Bắt buộc khi không áp dụng")
        self.helper = untagged(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("status") == ApplicabilityStatus.NOT_APPLICABLE and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Ghi lý do không áp dụng."))
        return cleaned
