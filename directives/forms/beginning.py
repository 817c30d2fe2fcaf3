"""What is asked before a letter begins."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directives.forms.letter import one_line
from directives.models import LetterKind, Relation
from directives.writing.starting import BY_HAND
from enterprises.forms import untagged


def unit_field(codes: list[str]) -> forms.ChoiceField:
    choices = [("", _("Không ghi đơn vị")), *((code, code) for code in codes)]
    return forms.ChoiceField(label=_("Đơn vị soạn thảo, trong ký hiệu"), choices=choices, required=False)


class BlankForm(forms.Form):
    """A blank letter of a kind; with ``relations``, one that does something to another letter instead."""

    def __init__(
        self,
        *args: Any,
        codes: list[str],
        kinds: Sequence[LetterKind] = BY_HAND,
        relations: list[Relation] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if relations is None:
            choices = [(kind.value, kind.label) for kind in kinds]
            self.fields["kind"] = forms.ChoiceField(label=_("Loại văn bản"), choices=choices)
        else:
            doings = [(one.value, one.label) for one in relations]
            self.fields["relation"] = forms.ChoiceField(label=_("Văn bản mới"), choices=doings)
        self.fields["unit_code"] = unit_field(codes)
        self.helper = untagged(self)


class PlaceholderForm(forms.Form):
    """One field per placeholder; one left empty stays in the letter, where it is shown until it is filled."""

    def __init__(self, *args: Any, names: tuple[str, ...], codes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        for number, name in enumerate(names):
            self.fields[f"value-{number}"] = forms.CharField(label=name, max_length=500, required=False)
        self.fields["unit_code"] = unit_field(codes)
        self.helper = untagged(self)

    def values(self) -> dict[str, str]:
        """Call when valid."""
        return {name: one_line(self.cleaned_data[f"value-{number}"]) for number, name in enumerate(self.names)}
