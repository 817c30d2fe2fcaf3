"""What is typed about a roll-up: its scope and moment, the board's words, quotations, nominations."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from antt_portal.core.clock import VIETNAM
from antt_portal.core.workdays import evaluation_year
from directives.models import Campaign, Directive
from enterprises.actor import Actor
from enterprises.forms import day_field, untagged
from enterprises.forms.times import TimeOfDay
from enterprises.models import Organisation
from reports.forms.answers import TypedText
from reports.forms.review import words
from reports.models import RollUp, RollUpScope
from reports.rollups.preparing import Scope
from reports.rollups.writing import REASON_LENGTH, SECTIONS, TEXT_LENGTH

NOW, THEN = "now", "then"
YEARS_BACK = 4


class MomentForm(forms.Form):
    """This very moment, or one that has passed."""

    use_required_attribute = False

    when = forms.ChoiceField(
        label=_("Thời điểm chốt"),
        choices=[(NOW, _("Lúc này")), (THEN, _("Một thời điểm đã qua"))],
        initial=NOW,
        widget=forms.RadioSelect,
    )
    day = day_field(_("Ngày"), required=False)
    time = TimeOfDay(label=_("Giờ"), required=False, help_text=_("Giờ:phút, ví dụ 17:00."))

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.helper = untagged(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("when") == THEN:
            for name in ("day", "time"):
                if name not in self.errors and cleaned.get(name) is None:
                    self.add_error(name, _("Ghi ngày và giờ chốt số liệu."))
        return cleaned

    @property
    def moment(self) -> datetime:
        """Call when valid."""
        typed = self.cleaned_data
        if typed["when"] == NOW:
            return self.at
        return datetime.combine(typed["day"], typed["time"], tzinfo=VIETNAM)


class ScopeForm(MomentForm):
    """What is rolled up: a directive, a campaign, or the eight obligations over half a year or a whole one."""

    scope = forms.ChoiceField(label=_("Phạm vi"), choices=RollUpScope.choices, widget=forms.RadioSelect)
    directive = forms.ModelChoiceField(
        Directive.objects.none(), label=_("Văn bản chỉ đạo"), to_field_name="public_id", required=False
    )
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label=pgettext_lazy("one", "Đợt cao điểm"), to_field_name="public_id", required=False
    )
    year = forms.TypedChoiceField(label=_("Năm đánh giá"), required=False, coerce=int, empty_value=None)

    field_order = ("scope", "directive", "campaign", "year", "when", "day", "time")
    NAMED = {RollUpScope.DIRECTIVE: "directive", RollUpScope.CAMPAIGN: "campaign"}

    def __init__(self, *args: Any, actor: Actor, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        out = Directive.objects.visible_to(actor).issued().select_related("letter").defer("letter__data", "manifest")
        fields["directive"].queryset = out.order_by("-issued_at", "-pk")
        fields["directive"].label_from_instance = lambda one: f"{one.letter}: {one.letter.subject}"[:120]
        fields["campaign"].queryset = Campaign.objects.visible_to(actor).order_by("-starts_on", "pk")
        last = evaluation_year(on)
        fields["year"].choices = [(year, str(year)) for year in range(last, last - YEARS_BACK, -1)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        name = self.NAMED.get(cleaned.get("scope", ""), "year")
        if "scope" in cleaned and name not in self.errors and not cleaned.get(name):
            self.add_error(name, _("Chọn một mục trong danh sách."))
        return cleaned

    def chosen(self) -> Scope:
        """Call when valid. What other scopes name is left aside."""
        typed = self.cleaned_data
        kind = RollUpScope(typed["scope"])
        name = self.NAMED.get(kind, "year")
        return Scope(kind, **{name: typed[name]})


class NarrativeForm(forms.Form):
    """The board's words, section by section; a line is a paragraph of the report."""

    use_required_attribute = False

    situation = TypedText(label=_("Tình hình chung"), required=False, max_length=TEXT_LENGTH, widget=words(5))
    results = TypedText(label=_("Kết quả thực hiện"), required=False, max_length=TEXT_LENGTH, widget=words(8))
    shortcomings = TypedText(label=_("Tồn tại, hạn chế"), required=False, max_length=TEXT_LENGTH, widget=words(5))
    proposals = TypedText(label=_("Đề xuất, kiến nghị"), required=False, max_length=TEXT_LENGTH, widget=words(5))

    @classmethod
    def of(cls, rollup: RollUp) -> "NarrativeForm":
        return cls(initial={name: rollup.narrative.get(name, "") for name in SECTIONS})


class QuoteForm(forms.Form):
    """Words of one answer, and which of its files to name. ``submission`` and ``code`` come with the page."""

    use_required_attribute = False

    submission = forms.UUIDField(widget=forms.HiddenInput)
    code = forms.SlugField(max_length=40, widget=forms.HiddenInput)
    excerpt = TypedText(label=_("Lời trích"), max_length=TEXT_LENGTH, widget=words(3))
    evidence = forms.MultipleChoiceField(label=_("Minh chứng nêu cùng"), required=False)

    def __init__(self, *args: Any, files: tuple[tuple[str, str], ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        evidence: Any = self.fields["evidence"]
        evidence.choices, evidence.widget = files, forms.CheckboxSelectMultiple(choices=files)


class NominationForm(forms.Form):
    use_required_attribute = False

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Doanh nghiệp"), to_field_name="public_id", empty_label=_("Chọn")
    )
    reason = TypedText(label=_("Thành tích"), max_length=REASON_LENGTH, widget=words(2))

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
