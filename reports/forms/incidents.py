"""What is typed about an incident. Four fields are wanted, so that a report takes less than a minute on a phone."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from antt_portal.core.clock import VIETNAM
from antt_portal.core.figures.notation import read_number
from antt_portal.core.refusal import Refused
from directives.models import Obligation
from enterprises.forms.times import TimeOfDay
from enterprises.models import Zone
from reports.forms.answers import TypedText
from reports.forms.evidence import DayField
from reports.forms.review import day_input, words
from reports.incidents.personal_data import refuse_in
from reports.incidents.reporting import Facts
from reports.models import IncidentDecision, IncidentType, IncidentVersion, Severity, Told

TEXT_LENGTH = 5_000
ONE_DAY = timedelta(days=1)
LARGEST_COUNT, LARGEST_SUM = 100_000, 10**15
COUNTS = ("involved", "injured", "dead", "stopped")


class WholeNumber(forms.CharField):
    """A count or a sum of đồng: 1.840 is 1840. Empty is unknown, and not nothing."""

    default_error_messages = {"invalid": _("Ghi số nguyên, không âm, ví dụ 1.840.")}

    def __init__(self, *args: Any, largest: int, **kwargs: Any) -> None:
        self.largest = largest
        widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(*args, required=False, widget=widget, max_length=30, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        number = read_number(text, whole=True)
        if number is None or not 0 <= number <= self.largest:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return int(number)


class PlainWords(TypedText):
    """Text without the numbers of identity cards and telephones."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            refuse_in(text)
        except Refused as refused:
            raise forms.ValidationError(str(refused), code=refused.code) from None
        return text


def _told_at(receiver: str) -> str:
    return f"told_{receiver}"


class IncidentForm(forms.Form):
    """Type, when, where, what and whom one told; counts and the loss where they are known already."""

    use_required_attribute = False

    type = forms.ChoiceField(label=_("Loại vụ việc"), choices=[("", _("Chọn loại")), *IncidentType.choices])
    is_sign = forms.BooleanField(label=_("Mới là dấu hiệu, chưa xảy ra"), required=False)
    day = DayField(label=_("Ngày xảy ra"), widget=day_input())
    time = TimeOfDay(label=_("Giờ xảy ra"), widget=day_input())
    zone = forms.ModelChoiceField(
        label=_("Khu"), queryset=Zone.objects.none(), to_field_name="public_id", empty_label=_("Chọn khu")
    )
    place = PlainWords(
        label=_("Địa điểm"),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("Ví dụ: cổng số 2, xưởng dập, kho sơn."),
    )
    text = PlainWords(
        label=_("Diễn biến"),
        max_length=TEXT_LENGTH,
        widget=words(4),
        help_text=_("Việc gì, bao nhiêu người, đã xử lý thế nào. Không ghi họ tên, số giấy tờ, số điện thoại của ai."),
    )
    told = forms.MultipleChoiceField(
        label=_("Đã báo cho"),
        choices=Told.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ban Quản lý và công an nhận ngay khi gửi. Không chọn nếu chưa báo ai."),
    )
    involved = WholeNumber(label=_("Số người liên quan"), largest=LARGEST_COUNT)
    injured = WholeNumber(label=_("Số người bị thương"), largest=LARGEST_COUNT)
    dead = WholeNumber(label=_("Số người chết"), largest=LARGEST_COUNT)
    stopped = WholeNumber(label=_("Số người ngừng việc"), largest=LARGEST_COUNT)
    loss = WholeNumber(label=_("Thiệt hại ước tính, đồng"), largest=LARGEST_SUM)

    def __init__(self, *args: Any, zones: list[Zone], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zones = zones
        if len(zones) > 1:
            one_of = Zone.objects.filter(pk__in=[zone.pk for zone in zones])
            self.fields["zone"].queryset = one_of  # type: ignore[attr-defined]
        else:
            del self.fields["zone"]
        for receiver, label in Told.choices:
            name = _("%(who)s: báo lúc") % {"who": label}
            self.fields[_told_at(receiver)] = TimeOfDay(label=name, required=False, widget=day_input())

    @staticmethod
    def at(now: datetime) -> dict[str, str]:
        """What stands in an empty form: it happened just now."""
        here = now.astimezone(VIETNAM)
        return {"day": f"{here:%d/%m/%Y}", "time": f"{here:%H:%M}"}

    @classmethod
    def of(cls, facts: IncidentVersion, zones: list[Zone]) -> "IncidentForm":
        plain = {name: getattr(facts, name) for name in ("type", "is_sign", "place", "text", *COUNTS, "loss")}
        times = {
            _told_at(receiver): f"{datetime.fromisoformat(at).astimezone(VIETNAM):%H:%M}"
            for receiver, at in facts.told.items()
            if at
        }
        zone = facts.zone.public_id if facts.zone else None
        moment = cls.at(facts.happened_at)
        return cls(initial={**plain, **times, **moment, "told": list(facts.told), "zone": zone}, zones=zones)

    @property
    def told_times(self) -> list[Any]:
        return [self[_told_at(receiver)] for receiver in Told.values]

    @property
    def counts(self) -> list[Any]:
        return [self[name] for name in (*COUNTS, "loss")]

    @property
    def has_more(self) -> bool:
        """Whether anything stands in the fields that are folded away."""
        return any(field.errors or field.value() not in {None, ""} for field in [*self.told_times, *self.counts])

    def facts(self) -> Facts:
        typed = self.cleaned_data
        happened_at = datetime.combine(typed["day"], typed["time"], tzinfo=VIETNAM)
        only = self.zones[0] if len(self.zones) == 1 else None
        return Facts(
            happened_at=happened_at,
            zone=typed.get("zone") or only,
            told={one: self._told(one, happened_at) for one in Told.values if self._was_told(one)},
            **{name: typed[name] for name in ("type", "is_sign", "place", "text", *COUNTS, "loss")},
        )

    def _was_told(self, receiver: str) -> bool:
        """A time says it as well as the tick does."""
        return receiver in self.cleaned_data["told"] or self.cleaned_data[_told_at(receiver)] is not None

    def _told(self, receiver: str, happened_at: datetime) -> str:
        """An hour long before it happened is one of the day after: told at 0:10 of what happened at 23:50."""
        hour = self.cleaned_data[_told_at(receiver)]
        if hour is None:
            return ""
        at = datetime.combine(happened_at.date(), hour, tzinfo=VIETNAM)
        return (at + ONE_DAY if happened_at - at > ONE_DAY / 2 else at).isoformat()


class CorrectionReasonForm(forms.Form):
    use_required_attribute = False

    reason = PlainWords(label=_("Lý do sửa"), max_length=500, widget=words(2))


class NoteForm(forms.Form):
    """An entry of the thread."""

    use_required_attribute = False

    text = PlainWords(
        label=_("Nội dung"),
        max_length=TEXT_LENGTH,
        widget=words(3),
        help_text=_("Không ghi họ tên, số giấy tờ, số điện thoại của người liên quan."),
    )


class AuthorityNoteForm(NoteForm):
    wants_answer = forms.BooleanField(label=_("Đề nghị doanh nghiệp trả lời trong 24 giờ"), required=False)


class DecisionForm(forms.Form):
    """How severe it is, and which barring event it amounts to."""

    use_required_attribute = False

    severity = forms.ChoiceField(label=_("Mức độ"), choices=Severity.choices, widget=forms.RadioSelect)
    event = forms.ModelChoiceField(
        label=_("Sự việc không được công nhận"),
        queryset=Obligation.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("Không thuộc sự việc nào"),
    )
    force_majeure = forms.BooleanField(label=_("Bất khả kháng, hoặc chủ động phát hiện, báo kịp thời"), required=False)
    reason = PlainWords(label=_("Lý do kết luận"), max_length=TEXT_LENGTH, widget=words(3))

    def __init__(self, *args: Any, events: Any, decided: IncidentDecision | None = None, **kwargs: Any) -> None:
        if decided:
            said = {name: getattr(decided, name) for name in ("severity", "force_majeure", "reason")}
            kwargs.setdefault("initial", {**said, "event": decided.event.public_id if decided.event else None})
        super().__init__(*args, **kwargs)
        field: Any = self.fields["event"]
        field.queryset = events
        field.label_from_instance = lambda event: f"{event.number}) {event.in_language('title')}"


class EndForm(forms.Form):
    """How it ended, or why it is opened again."""

    use_required_attribute = False

    note = PlainWords(label=_("Kết quả xử lý"), max_length=TEXT_LENGTH, widget=words(2))


class ReopenForm(EndForm):
    note = PlainWords(label=_("Lý do mở lại"), max_length=TEXT_LENGTH, widget=words(2))
