"""What an officer types about a dossier: a judgement, a decision on an event, a return, a conclusion, a question."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from antt_portal.core.formats import number_vn
from directives.models import Obligation
from enterprises.models import Organisation, OrganisationKind
from reports.barring import allows_exception
from reports.forms.answers import TypedText
from reports.forms.evidence import DayField
from reports.models import AnswerReview, BarringDecision, Conclusion, OpinionStatus, Report, ReportKind, ReviewResult
from reports.reviewing import Judgement

COMMENT_LENGTH = 5_000
DAY_HELP = _("Ngày/tháng/năm.")
REGISTRATION_CONCLUSIONS = [
    (Conclusion.QUALIFIED.value, _("Ghi nhận đăng ký")),
    (Conclusion.NOT_QUALIFIED.value, _("Không ghi nhận")),
]


def day_input() -> forms.TextInput:
    return forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})


def words(rows: int = 3) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class JudgementForm(forms.Form):
    """One's own result and comment on one answer. No result yet is a note to come back to."""

    use_required_attribute = False

    result = forms.ChoiceField(
        label=_("Kết quả thẩm định"), choices=ReviewResult.choices, required=False, widget=forms.RadioSelect
    )
    to_mend = forms.BooleanField(label=_("Ghi vào danh sách cần bổ sung"), required=False)
    comment = TypedText(
        label=_("Nhận xét gửi doanh nghiệp"), required=False, max_length=COMMENT_LENGTH, widget=words(4)
    )

    def __init__(self, *args: Any, obligation: Obligation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if obligation.points is not None:
            self.fields["points"] = forms.DecimalField(
                label=_("Điểm"),
                required=False,
                min_value=0,
                max_value=obligation.points,
                max_digits=5,
                decimal_places=1,
                localize=True,
                help_text=_("Tối đa %(most)s điểm.") % {"most": number_vn(obligation.points.normalize())},
            )

    @classmethod
    def of(cls, review: AnswerReview | None, *, obligation: Obligation) -> "JudgementForm":
        said = review or AnswerReview()
        names = ("result", "to_mend", "points", "comment")
        return cls(obligation=obligation, initial={name: getattr(said, name) for name in names})

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("to_mend") and not typed.get("comment"):
            self.add_error("comment", _("Ghi rõ cần bổ sung gì."))
        return typed

    def judgement(self) -> Judgement:
        typed = self.cleaned_data
        return Judgement(typed["result"], typed["comment"], typed["to_mend"], typed.get("points"))


class EventForm(forms.Form):
    """Whether one barring event occurred, and why one says so."""

    use_required_attribute = False
    NO, YES, EXCUSED = "no", "yes", "excused"

    decision = forms.ChoiceField(label=_("Kết luận"), widget=forms.RadioSelect)
    reason = TypedText(label=_("Lý do"), max_length=COMMENT_LENGTH, widget=words(2))

    def __init__(self, *args: Any, event: Obligation, decided: BarringDecision | None, **kwargs: Any) -> None:
        if decided:
            said = self.EXCUSED if decided.force_majeure else self.YES if decided.occurred else self.NO
            kwargs.setdefault("initial", {"decision": said, "reason": decided.reason})
        kwargs["auto_id"] = f"id_{event.code}_%s"
        super().__init__(*args, **kwargs)
        choices = [(self.NO, _("Không xảy ra")), (self.YES, _("Có xảy ra"))]
        if allows_exception(event):
            choices.append((self.EXCUSED, _("Có, nhưng bất khả kháng hoặc chủ động phát hiện, báo kịp thời")))
        self.fields["decision"].choices = choices  # type: ignore[attr-defined]

    @property
    def occurred(self) -> bool:
        return bool(self.cleaned_data["decision"] != self.NO)

    @property
    def force_majeure(self) -> bool:
        return bool(self.cleaned_data["decision"] == self.EXCUSED)


class ReturnForm(forms.Form):
    """Until when to mend, and a word with it. The items are those marked on the answers."""

    use_required_attribute = False

    mend_by = DayField(label=_("Bổ sung trước ngày"), widget=day_input(), help_text=DAY_HELP)
    note = TypedText(label=_("Lời nhắn"), required=False, max_length=COMMENT_LENGTH, widget=words())


class AcceptForm(forms.Form):
    """The conclusion on a dossier; one that is not met says why. An answer to a directive is only taken."""

    use_required_attribute = False

    conclusion = forms.ChoiceField(label=_("Kết luận"), choices=Conclusion.choices, widget=forms.RadioSelect)
    note = TypedText(
        label=_("Nhận xét chung"),
        required=False,
        max_length=COMMENT_LENGTH,
        widget=words(),
        help_text=_("Gửi doanh nghiệp. Kết luận chưa đạt thì phải ghi lý do."),
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if report.kind == ReportKind.REGISTRATION:
            self.fields["conclusion"].choices = REGISTRATION_CONCLUSIONS  # type: ignore[attr-defined]
        if not report.is_yearly:
            del self.fields["conclusion"]
            self.fields["note"].help_text = _("Gửi nơi báo cáo.")

    @property
    def concluded(self) -> Conclusion | None:
        typed = self.cleaned_data.get("conclusion")
        return Conclusion(typed) if typed else None

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("conclusion") == Conclusion.NOT_QUALIFIED and not typed.get("note"):
            self.add_error("note", _("Ghi lý do chưa đạt."))
        return typed


class OpinionRequestForm(forms.Form):
    """Which agency is asked, what, and until when."""

    use_required_attribute = False

    agency = forms.ModelChoiceField(
        label=_("Cơ quan"),
        queryset=Organisation.objects.none(),
        to_field_name="public_id",
        empty_label=_("Chọn cơ quan"),
    )
    due_on = DayField(label=_("Trả lời trước ngày"), widget=day_input(), help_text=DAY_HELP)
    question = TypedText(label=_("Nội dung hỏi"), required=False, max_length=COMMENT_LENGTH, widget=words())

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        kwargs["auto_id"] = "id_opinion_%s"
        super().__init__(*args, **kwargs)
        agencies = Organisation.objects.filter(board=report.board_id, kind=OrganisationKind.AGENCY)
        asked = report.opinions.filter(status=OpinionStatus.ASKED).values("agency")
        self.fields["agency"].queryset = agencies.exclude(pk__in=asked).for_list()  # type: ignore[attr-defined]
