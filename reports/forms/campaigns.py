"""What is typed about a campaign: when it runs, its steps, who is on duty, and the days of it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from antt_portal.core.clock import VIETNAM
from antt_portal.core.formats import vn_date
from antt_portal.core.refusal import Refused
from antt_portal.core.workdays import tet, tet_name
from directives.campaigns.campaigning import DAILY_AROUND_TET, Shift, Window
from directives.models import Campaign, CampaignStep
from enterprises.forms import day_field, untagged
from enterprises.forms.times import TimeOfDay
from enterprises.models import Organisation, OrganisationKind
from reports.campaigns.daily import NOTE_LENGTH
from reports.forms.incidents import PlainWords
from reports.forms.review import day_input, words

AROUND_TET, FIXED = "tet", "fixed"
FARTHEST = 200  # days
WINDOW_AROUND_TET = (-57, 15)
YEARS_BACK, YEARS_AHEAD = 1, 3
DUTY_KINDS = (OrganisationKind.BOARD, OrganisationKind.UNIT, OrganisationKind.AGENCY, OrganisationKind.INVESTOR)


def tet_choices(years: range) -> list[tuple[int, Any]]:
    return [(year, _("Tết %(name)s %(year)s, mùng một %(day)s") % _named(year)) for year in years]


def _named(year: int) -> dict[str, Any]:
    return {"name": tet_name(year), "year": year, "day": vn_date(tet(year))}


def coming_tet(on: date) -> int:
    """The year of the next Tết, also on its first day."""
    return on.year if on <= tet(on.year) else on.year + 1


def _offset(label: Any) -> forms.IntegerField:
    widget = forms.TextInput({"inputmode": "text", "autocomplete": "off", "class": "w-auto", "size": 6})
    return forms.IntegerField(
        label=label, required=False, min_value=-FARTHEST, max_value=FARTHEST, widget=widget, localize=False
    )


class CampaignForm(forms.Form):
    """Around Tết in days from its first day, or on fixed days."""

    use_required_attribute = False

    name = forms.CharField(label=_("Tên đợt"), max_length=200)
    around = forms.ChoiceField(
        label=_("Thời gian"),
        choices=[(AROUND_TET, _("Tính theo Tết")), (FIXED, _("Ngày cố định"))],
        widget=forms.RadioSelect,
    )
    tet_year = forms.TypedChoiceField(label=_("Tết"), required=False, coerce=int, empty_value=None)
    starts_offset = _offset(_("Bắt đầu"))
    ends_offset = _offset(_("Kết thúc"))
    daily_from_offset = _offset(_("Báo cáo hằng ngày từ"))
    daily_to_offset = _offset(_("Báo cáo hằng ngày đến"))
    starts_on = day_field(_("Từ ngày"), required=False)
    ends_on = day_field(_("Đến ngày"), required=False)
    daily_from = day_field(_("Báo cáo hằng ngày từ ngày"), required=False)
    daily_to = day_field(_("Báo cáo hằng ngày đến ngày"), required=False)

    BY_TET = ("starts_offset", "ends_offset", "daily_from_offset", "daily_to_offset")
    BY_DAY = ("starts_on", "ends_on", "daily_from", "daily_to")

    def __init__(self, data: Any = None, *, on: date, campaign: Campaign | None = None) -> None:
        super().__init__(data, initial=_initial(campaign) if campaign else _new(on))
        first = min(on.year - YEARS_BACK, (campaign.tet_year if campaign else None) or on.year)
        self.fields["tet_year"].choices = tet_choices(range(first, on.year + YEARS_AHEAD + 1))  # type: ignore[attr-defined]
        self.helper = untagged(self)

    @property
    def by_tet(self) -> list[forms.BoundField]:
        return [self[name] for name in self.BY_TET]

    @property
    def by_day(self) -> list[forms.BoundField]:
        return [self[name] for name in self.BY_DAY]

    def window(self) -> Window:
        """Call when valid."""
        return _window(self.cleaned_data)

    def days(self) -> dict[str, date | None]:
        """The days that come of what is in the form; none of what makes no window, which is an error of the form."""
        if self.is_bound and not self.is_valid():
            return {}
        try:
            columns: dict[str, Any] = _window(self.cleaned_data if self.is_bound else self.initial).columns()
        except Refused as refused:
            if self.is_bound:
                self.add_error(None, str(refused))
            return {}
        return {name: columns[name] for name in self.BY_DAY}


def _window(values: Mapping[str, Any]) -> Window:
    year = values["tet_year"] if values["around"] == AROUND_TET else None
    if year is None:
        return Window(**{name: values[name] for name in CampaignForm.BY_DAY})
    return Window(
        tet_year=year,
        starts_offset=values["starts_offset"],
        ends_offset=values["ends_offset"],
        daily_from=_around(year, values["daily_from_offset"]),
        daily_to=_around(year, values["daily_to_offset"]),
    )


def _around(year: int, offset: int | None) -> date | None:
    return None if offset is None else tet(year) + timedelta(days=offset)


def _new(on: date) -> dict[str, Any]:
    """Its name goes into papers: it is Vietnamese whatever language the page is in."""
    year = coming_tet(on)
    return {
        "name": "Cao điểm ANTT Tết Nguyên đán {name} {year}".format(**_named(year)),
        "around": AROUND_TET,
        "tet_year": year,
        **dict(zip(CampaignForm.BY_TET, (*WINDOW_AROUND_TET, *DAILY_AROUND_TET), strict=True)),
    }


def _initial(campaign: Campaign) -> dict[str, Any]:
    days = {name: getattr(campaign, name) for name in CampaignForm.BY_DAY}
    values: dict[str, Any] = {"name": campaign.name, "around": FIXED, **days}
    if campaign.tet_year is not None:
        first = tet(campaign.tet_year)
        offsets = [(day - first).days if day else None for day in days.values()]
        values |= {"around": AROUND_TET, "tet_year": campaign.tet_year}
        values |= dict(zip(CampaignForm.BY_TET, offsets, strict=True))
    return values


class StepForm(forms.Form):
    use_required_attribute = False

    title = forms.CharField(label=_("Việc"), max_length=200)
    offset = _offset(_("Số ngày so với mùng một Tết"))
    due_on = day_field(_("Hạn"), required=False, help_text=_("Để trống nếu đã ghi số ngày so với mùng một Tết."))

    def __init__(self, data: Any = None, *, campaign: Campaign, step: CampaignStep | None = None) -> None:
        initial = {"title": step.title, "offset": step.offset, "due_on": step.due_on} if step else {}
        if step and step.offset is not None:
            initial["due_on"] = None
        super().__init__(data, initial=initial, auto_id=f"id_step_{step.public_id if step else 'new'}_%s")
        if campaign.tet_year is None:
            del self.fields["offset"]
            self.fields["due_on"].help_text = ""
        self.helper = untagged(self)

    def values(self) -> dict[str, Any]:
        """Call when valid: what ``campaigning.put_step`` takes."""
        return {name: self.cleaned_data.get(name) for name in ("title", "due_on", "offset")}


class ShiftForm(forms.Form):
    """One shift; one that ends before it starts by the clock ends the day after."""

    use_required_attribute = False

    organisation = forms.ModelChoiceField(
        label=_("Đơn vị trực"), queryset=Organisation.objects.none(), to_field_name="public_id", empty_label=None
    )
    day = day_field(_("Ngày trực"))
    starts = TimeOfDay(label=_("Từ giờ"), widget=day_input())
    ends = TimeOfDay(label=_("Đến giờ"), widget=day_input(), help_text=_("Sớm hơn giờ bắt đầu là sang ngày hôm sau."))
    person = forms.CharField(label=_("Người trực, chức vụ"), max_length=160)
    phone = forms.CharField(
        label=_("Điện thoại trực"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, campaign: Campaign, on: date) -> None:
        day = min(max(on, campaign.starts_on), campaign.ends_on)
        super().__init__(data, initial={"day": day, "starts": "07:00", "ends": "19:00"}, auto_id="id_shift_%s")
        there = Organisation.objects.filter(board=campaign.board_id, kind__in=DUTY_KINDS)
        field: Any = self.fields["organisation"]
        field.queryset = there.order_by("sort_key", "pk")
        self.helper = untagged(self)

    def shift(self) -> Shift:
        """Call when valid."""
        typed = self.cleaned_data
        starts_at = datetime.combine(typed["day"], typed["starts"], tzinfo=VIETNAM)
        ends_at = datetime.combine(typed["day"], typed["ends"], tzinfo=VIETNAM)
        return Shift(
            organisation=typed["organisation"],
            starts_at=starts_at,
            ends_at=ends_at if ends_at > starts_at else ends_at + timedelta(days=1),
            person=typed["person"],
            phone=typed["phone"],
        )


class CopyForm(forms.Form):
    """For which Tết."""

    tet_year = forms.TypedChoiceField(label=_("Chép sang"), coerce=int)

    def __init__(self, data: Any = None, *, campaign: Campaign, on: date) -> None:
        year = campaign.tet_year or on.year
        super().__init__(data, initial={"tet_year": max(year + 1, coming_tet(on))})
        years = range(min(year, on.year), on.year + YEARS_AHEAD + 1)
        choices = [choice for choice in tet_choices(years) if choice[0] != campaign.tet_year]
        self.fields["tet_year"].choices = choices  # type: ignore[attr-defined]
        self.helper = untagged(self)


class DayNoteForm(forms.Form):
    """What a day was like."""

    use_required_attribute = False

    note = PlainWords(label=_("Tình hình trong ngày"), required=False, max_length=NOTE_LENGTH, widget=words(3))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = untagged(self)


class CompileForm(DayNoteForm):
    note = PlainWords(label=_("Nhận định, đề xuất"), required=False, max_length=NOTE_LENGTH, widget=words(3))
