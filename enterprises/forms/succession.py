"""Shapes of what is typed about a succession: to whom, from which day, by which document."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from antt_portal.core.tax_code import TaxCodeError, check_tax_code
from enterprises.forms import day_field, untagged
from enterprises.models import ENTERPRISE_KINDS, Capacity, Organisation, OrganisationKind, SuccessionKind, Zone

ACCEPTED = ".pdf,.jpg,.jpeg,.png,.heic,.docx"


class SuccessionForm(forms.Form):
    """Page one. ``result`` of a valid form is what ``deciding.begin`` and ``deciding.ground`` are given."""

    use_required_attribute = False
    since_help: ClassVar[Any] = _("Ngày/tháng/năm, ví dụ 01/07/2025. Ngày đã qua được ghi theo đúng ngày đó.")

    effective_on = day_field(_("Có hiệu lực từ ngày"))
    document = forms.CharField(
        label=_("Số, ký hiệu văn bản căn cứ"), max_length=120, help_text=_("Ví dụ: 125/QĐ-UBND, hoặc giấy chứng nhận")
    )
    documented_on = day_field(_("Ngày văn bản"))
    file = forms.FileField(
        label=_("Tệp văn bản"),
        required=False,
        help_text=_("PDF, ảnh, Word đến 50 MB, giữ nguyên như tải lên"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        self.fields["effective_on"].help_text = self.since_help
        self.helper = untagged(self)

    @property
    def result(self) -> dict[str, Any]:
        """What goes to ``begin`` beside the day and the document."""
        return {name: self.cleaned_data[name] for name in self.chosen}

    chosen: ClassVar[tuple[str, ...]] = ()


class RenameForm(SuccessionForm):
    chosen = ("new_name",)
    field_order = ("new_name",)

    new_name = forms.CharField(label=_("Tên mới"), max_length=250)


class LeaveForm(SuccessionForm):
    since_help = _("Ngày đầu tiên không còn ở khu: ngày/tháng/năm, ví dụ 01/07/2025")
    chosen = ("zone",)
    field_order = ("zone",)

    zone = forms.ModelChoiceField(
        Zone.objects.none(), label=_("Khu"), to_field_name="public_id", required=False, empty_label=_("Mọi khu")
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, organisation=organisation, **kwargs)
        where: Any = self.fields["zone"]
        where.queryset = zones_of(organisation)


class MergeForm(SuccessionForm):
    chosen = ("successor",)
    field_order = ("successor",)

    successor = forms.CharField(
        label=_("Mã số thuế của doanh nghiệp kế thừa"), max_length=20, help_text=_("Đã ghi danh tại Ban Quản lý")
    )

    def clean_successor(self) -> Organisation:
        """A select of 25,000 would help nobody; the tax code names one legal person."""
        try:
            code = check_tax_code(self.cleaned_data["successor"])
        except TaxCodeError as error:
            raise forms.ValidationError(str(error)) from error
        found = Organisation.objects.filter(board=self.organisation.board_id, kind__in=ENTERPRISE_KINDS, tax_code=code)
        if (one := found.exclude(pk=self.organisation.pk).first()) is None:
            text = _("Không có doanh nghiệp nào khác mang mã số thuế này: ghi danh doanh nghiệp kế thừa trước.")
            raise forms.ValidationError(text)
        return one


class InvestorForm(SuccessionForm):
    chosen = ("zone", "successor")
    field_order = ("zone", "successor")

    zone = forms.ModelChoiceField(
        Zone.objects.none(), label=_("Khu"), to_field_name="public_id", empty_label=_("Chọn khu")
    )
    successor = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Chủ đầu tư hạ tầng mới"),
        to_field_name="public_id",
        empty_label=_("Chọn chủ đầu tư"),
        help_text=_("Ghi danh trước nếu chưa có trong danh sách"),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, organisation=organisation, **kwargs)
        where: Any = self.fields["zone"]
        where.queryset = zones_of(organisation, Capacity.INVESTOR)
        who: Any = self.fields["successor"]
        investors = Organisation.objects.filter(board=organisation.board_id, kind=OrganisationKind.INVESTOR)
        who.queryset = investors.exclude(pk=organisation.pk).order_by("sort_key")


class TransferForm(SuccessionForm):
    """Of the board itself: ``organisation`` is its office; ``boards`` are codes and names of the others."""

    chosen = ("zone", "with_people")
    field_order = ("to", "zone", "effective_on", "document", "documented_on", "file", "with_people")

    to = forms.ChoiceField(label=_("Ban Quản lý kế thừa"))
    zone = forms.ModelChoiceField(
        Zone.objects.none(),
        label=_("Phần chuyển đi"),
        to_field_name="public_id",
        required=False,
        empty_label=_("Cả Ban Quản lý: sáp nhập vào Ban kế thừa"),
        help_text=_("Chuyển một khu thì hai Ban vẫn hoạt động"),
    )
    with_people = forms.BooleanField(
        label=_("Giao vai trò tại Ban kế thừa cho người của Ban này"),
        required=False,
        initial=True,
        help_text=_("Chỉ khi sáp nhập cả Ban"),
    )

    def __init__(self, *args: Any, organisation: Organisation, boards: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, organisation=organisation, **kwargs)
        to: Any = self.fields["to"]
        to.choices = [("", _("Chọn Ban Quản lý")), *boards]
        where: Any = self.fields["zone"]
        where.queryset = Zone.objects.filter(board=organisation.board_id, valid_to=None).order_by("sort_key")


def zones_of(organisation: Organisation, *capacities: Capacity) -> Any:
    """Where it is on record, whatever the days."""
    there = organisation.tenancies.filter(capacity__in=capacities) if capacities else organisation.tenancies.all()
    return Zone.objects.filter(pk__in=there.values("zone")).order_by("sort_key")


FORMS: dict[str, type[SuccessionForm]] = {
    SuccessionKind.RENAME: RenameForm,
    SuccessionKind.LEAVE: LeaveForm,
    SuccessionKind.MERGE: MergeForm,
    SuccessionKind.INVESTOR: InvestorForm,
}
