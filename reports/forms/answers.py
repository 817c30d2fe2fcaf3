"""What a person types into the page of one obligation: result, reason, narrative, and the obligation's figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from antt_portal.core.figures.forms import FiguresForm
from antt_portal.core.figures.schema import stored_schema
from antt_portal.core.figures.values import storable
from reports.answering import Content
from reports.models import Answer, AnswerResult, Report
from reports.wording import narrative_label

NARRATIVE_LENGTH = 20_000
REASON_LENGTH = 2_000


class TypedText(forms.CharField):
    """Text as a database can store it: NFC, plain line ends, nothing invisible."""

    def to_python(self, value: Any) -> str:
        return storable(str(super().to_python(value) or "")).strip()


class AnswerForm(forms.Form):
    """Nothing is required to save: what is missing is a matter of handing in. A year always has something to report."""

    use_required_attribute = False

    result = forms.ChoiceField(
        label=_("Kết quả thực hiện"),
        required=False,
        widget=forms.RadioSelect({"class": "form-check-input"}),
    )
    reason = TypedText(
        label=_("Lý do"),
        widget=forms.Textarea({"rows": 2, "class": "form-control"}),
        required=False,
        max_length=REASON_LENGTH,
    )
    narrative = TypedText(
        widget=forms.Textarea({"rows": 4, "class": "form-control", "aria-describedby": "narrative-help"}),
        required=False,
        max_length=NARRATIVE_LENGTH,
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left_out = {AnswerResult.NOTHING} if report.is_yearly else set()
        offered = [(value, label) for value, label in AnswerResult.choices if value not in left_out]
        self.fields["result"].choices = offered  # type: ignore[attr-defined]
        self.fields["narrative"].label = narrative_label(report)


@dataclass(frozen=True)
class AnswerForms:
    """The two halves of the page: the same fields for every obligation, and the obligation's own figures."""

    words: AnswerForm
    figures: FiguresForm

    @classmethod
    def posted(cls, answer: Answer, data: Mapping[str, Any], last_year: Answer | None = None) -> "AnswerForms":
        return cls(AnswerForm(data, report=answer.report), _figures(answer, last_year, data=data))

    @classmethod
    def stored(cls, answer: Answer, last_year: Answer | None = None) -> "AnswerForms":
        words = {"result": answer.result, "reason": answer.reason, "narrative": answer.narrative}
        figures = _figures(answer, last_year, figures=answer.figures, kept_raw=answer.kept_raw)
        return cls(AnswerForm(initial=words, report=answer.report), figures)

    @classmethod
    def kept(cls, answer: Answer, content: Mapping[str, Any], last_year: Answer | None = None) -> "AnswerForms":
        """The text of a conflict, put back into the form."""
        figures = _figures(answer, last_year, figures=content["figures"], kept_raw=content["kept_raw"])
        return cls(AnswerForm(initial=dict(content), report=answer.report), figures)

    def content(self) -> Content:
        """Call after ``words.is_valid()``; figures that cannot be read are kept as they were typed."""
        words = self.words.cleaned_data
        return Content(
            result=words["result"],
            reason=words["reason"],
            narrative=words["narrative"],
            figures=self.figures.canonical(),
            kept_raw=self.figures.kept_raw(),
        )


def _figures(answer: Answer, last_year: Answer | None, **given: Any) -> FiguresForm:
    name = str(_("Năm %(year)s")) % {"year": answer.report.year - 1}
    return FiguresForm(
        stored_schema(answer.obligation.fields),
        last_year=last_year.figures if last_year else None,
        last_year_name=name,
        **given,
    )
