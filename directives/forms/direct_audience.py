"""Whom a directive addresses, line by line: classes of organisations, of one zone or of all, and single ones."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from directives.asking.directing import Line
from directives.models import Directive, Duty, Group, Way
from enterprises.models import Board, Organisation, OrganisationKind, Zone

ROW = re.compile(r"^line-(\d{1,5})-duty$")
MOST_ROWS = 300
CLASSES = [("", _("Chọn nhóm")), *((group.value, group.label) for group in Group if group != Group.ORGANISATION)]


def _select() -> forms.Select:
    return forms.Select({"class": "form-select"})


class LineForm(forms.Form):
    """One line. With an ``organisation`` it is that one, otherwise the class; without either it is no line."""

    use_required_attribute = False

    group = forms.ChoiceField(label=_("Nhóm"), choices=CLASSES, required=False, widget=_select())
    zone = forms.ChoiceField(label=_("Khu"), required=False, widget=_select())
    organisation = forms.UUIDField(required=False, widget=forms.HiddenInput)
    duty = forms.ChoiceField(label=_("Để làm gì"), choices=Duty.choices, required=False, widget=_select())
    way = forms.ChoiceField(label=_("Cách gửi"), choices=Way.choices, required=False, widget=_select())
    excluded = forms.BooleanField(
        label=_("Trừ ra"), required=False, widget=forms.CheckboxInput({"class": "form-check-input"})
    )

    def __init__(self, *args: Any, zones: list[Zone], named: Organisation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Mọi khu")), *((str(zone.public_id), zone.name) for zone in zones)]
        self.fields["zone"].choices = choices  # type: ignore[attr-defined]
        self.zones = {str(zone.public_id): zone for zone in zones}
        self.named = named

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("organisation") and self.named is None:
            raise forms.ValidationError(_("Tổ chức này không còn trong danh sách của Ban Quản lý. Bỏ dòng này."))
        if cleaned.get("zone") and not cleaned.get("group") and self.named is None:
            self.add_error("group", _("Chọn nhóm của khu này, hoặc bỏ khu."))
        return cleaned

    def line(self) -> Line | None:
        """Call when valid; None for a row left empty."""
        chosen = self.cleaned_data
        if self.named is None and not chosen["group"]:
            return None
        return Line(
            group=Group.ORGANISATION if self.named else chosen["group"],
            zone=None if self.named else self.zones.get(chosen["zone"]),
            organisation=self.named,
            duty=chosen["duty"] or Duty.ACT,
            way=chosen["way"] or Way.DIRECT,
            excluded=chosen["excluded"],
        )


@dataclass
class AudienceForms:
    """All lines, in a constant number of queries; the last row of a stored audience is empty."""

    rows: list[LineForm]
    zones: list[Zone]

    @classmethod
    def stored(cls, directive: Directive | None, board: Board) -> "AudienceForms":
        zones = list(board.zones.all())
        lines = directive.audience.select_related("zone", "organisation") if directive else ()
        rows = [
            LineForm(initial=_initial(line), zones=zones, named=line.organisation, prefix=f"line-{number}")
            for number, line in enumerate(lines)
        ]
        return cls([*rows, LineForm(zones=zones, prefix=f"line-{len(rows)}")], zones)

    @classmethod
    def posted(cls, data: QueryDict, board: Board) -> "AudienceForms":
        """Rows in the order in which they stand on the page, whatever their numbers."""
        zones = list(board.zones.all())
        numbers = list(dict.fromkeys(match[1] for name in data if (match := ROW.match(name))))[:MOST_ROWS]
        wanted = {number: _uuid(data.get(f"line-{number}-organisation", "")) for number in numbers}
        named = _organisations(board, wanted.values())
        rows = [
            LineForm(data, zones=zones, named=named.get(wanted[number]), prefix=f"line-{number}") for number in numbers
        ]
        return cls(rows, zones)

    def is_valid(self) -> bool:
        """Looks at every row, so that all faults are shown at once."""
        return not [row for row in self.rows if not row.is_valid()]

    def lines(self) -> list[Line]:
        """Call when valid."""
        return [line for row in self.rows if (line := row.line())]

    @property
    def next_row(self) -> int:
        """A number no row has yet."""
        return 1 + max((int(str(row.prefix).rpartition("-")[2]) for row in self.rows), default=-1)

    @property
    def blank_row(self) -> LineForm:
        """What js/rows.js makes new rows of."""
        return LineForm(zones=self.zones, prefix="line-__index__")

    def with_row(self, organisation: Organisation | None = None) -> None:
        """Add an empty row, or one for this organisation unless it has one."""
        if organisation is not None and any(row.named == organisation for row in self.rows):
            return
        initial = {"organisation": organisation.public_id} if organisation else {}
        row = LineForm(initial=initial, zones=self.zones, named=organisation, prefix=f"line-{self.next_row}")
        self.rows.append(row)

    def without_row(self, number: str) -> None:
        self.rows = [row for row in self.rows if row.prefix != f"line-{number}"]


def _initial(line: Any) -> dict[str, Any]:
    chosen: dict[str, Any] = {name: getattr(line, name) for name in ("group", "duty", "way", "excluded")}
    if line.zone:
        chosen["zone"] = str(line.zone.public_id)
    if line.organisation:
        chosen |= {"organisation": line.organisation.public_id, "group": ""}
    return chosen


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _organisations(board: Board, wanted: Iterable[UUID | None]) -> dict[UUID | None, Organisation]:
    """By public id; those of the board only, and not the board itself."""
    ours = Organisation.objects.filter(board=board).exclude(kind=OrganisationKind.BOARD)
    return {one.public_id: one for one in ours.filter(public_id__in=[one for one in wanted if one])}
