"""Shapes of what is asked of the register of incoming documents, and written into it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from directives.forms.letter import one_line
from directives.incoming import NOTE_LENGTH, Columns, columns_of
from directives.models import IncomingDocument
from directives.models.incoming import IncomingQuerySet
from enterprises.forms import day_field, untagged

ACCEPTED = ".pdf,.jpg,.jpeg,.png,.heic,.docx,.xlsx"
WAITING, ANSWERED = "waiting", "answered"
STATES = [("", _("Mọi văn bản")), (WAITING, _("Còn phải báo cáo lại")), (ANSWERED, _("Đã báo cáo lại"))]
DAYS = ("arrived_on", "dated_on", "passed_on", "answer_due_on")


def _file_field(*, required: bool) -> forms.FileField:
    return forms.FileField(
        label=_("Tệp văn bản"),
        required=required,
        help_text=_("PDF, ảnh, Word đến 50 MB, giữ nguyên như tải lên"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )


class IncomingFilter(forms.Form):
    """What the list holds, kept in the address. What makes no sense narrows nothing."""

    q = forms.CharField(label=_("Số, ký hiệu, tác giả, trích yếu"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("Tình trạng"), choices=STATES, required=False)
    year = forms.TypedChoiceField(label=_("Năm"), required=False, coerce=int, empty_value=None)

    def __init__(self, data: QueryDict, *, years: Iterable[int]) -> None:
        super().__init__(data)
        self.fields["year"].choices = [("", _("Mọi năm")), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]
        self.is_narrowed = any(data.get(name) for name in self.fields)
        self.is_valid()
        self.chosen_year: int | None = self.cleaned_data.get("year")
        self.helper = untagged(self)

    def rows(self, documents: IncomingQuerySet) -> IncomingQuerySet:
        typed = self.cleaned_data
        found = documents.with_words(typed.get("q", ""))
        if self.chosen_year:
            found = found.filter(year=self.chosen_year)
        if typed.get("state") == WAITING:
            return found.filter(closed_at=None).exclude(answer_due_on=None)
        return found.exclude(closed_at=None) if typed.get("state") == ANSWERED else found


class ColumnsForm(forms.Form):
    """The columns of the register. Whether the days agree is for the verbs to say."""

    use_required_attribute = False

    agency = forms.CharField(label=_("Tác giả"), max_length=300, help_text=_("Cơ quan, tổ chức ban hành văn bản"))
    number = forms.CharField(
        label=_("Số"), max_length=20, required=False, help_text=_("Để trống nếu văn bản không có số")
    )
    symbol = forms.CharField(label=_("Ký hiệu"), max_length=80, required=False)
    dated_on = day_field(_("Ngày tháng văn bản"), required=False)
    title = forms.CharField(
        label=_("Tên loại và trích yếu nội dung"),
        max_length=2000,
        help_text=_("Như in trên văn bản, ví dụ: Công văn về việc …"),
        widget=forms.Textarea({"rows": 3}),
    )
    arrived_on = day_field(_("Ngày đến"))
    receiver = forms.CharField(
        label=_("Đơn vị hoặc người nhận"), max_length=300, required=False, help_text=_("Nơi được giao xử lý")
    )
    passed_on = day_field(_("Ngày chuyển"), required=False)
    receipt_note = forms.CharField(label=_("Ký nhận"), max_length=160, required=False)
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)
    answer_due_on = day_field(
        _("Hạn báo cáo lại"), required=False, help_text=_("Ngày/tháng/năm mà tác giả yêu cầu; mở một thời hạn của Ban")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = untagged(self)

    def columns(self) -> Columns:
        """Call when valid."""
        named: dict[str, Any] = {name: self.cleaned_data[name] for name in Columns.__dataclass_fields__}
        words = {name: one_line(value) for name, value in named.items() if name not in DAYS}
        return Columns(**(named | words))


class ArrivalForm(ColumnsForm):
    """A new entry, perhaps with its file."""

    file = _file_field(required=False)


def amending(document: IncomingDocument) -> ColumnsForm:
    return ColumnsForm(initial=vars(columns_of(document)))


class FileForm(forms.Form):
    use_required_attribute = False

    file = _file_field(required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = untagged(self)


class CloseForm(forms.Form):
    use_required_attribute = False

    note = forms.CharField(
        label=_("Đã báo cáo lại bằng cách khác"),
        max_length=NOTE_LENGTH,
        help_text=_("Số, ngày văn bản phát hành ngoài cổng, hoặc cuộc họp"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = untagged(self)
