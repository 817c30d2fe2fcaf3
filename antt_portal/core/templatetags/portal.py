"""Small marks every page shares. ``{% load portal %}``."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from antt_portal.core import formats
from antt_portal.core.icons import PATHS

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """An inline icon, silent to screen readers: the words beside it say the same. KeyError on an unknown name."""
    return format_html(
        '<svg class="i" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.8"'
        ' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="{}"/></svg>',
        PATHS[name],
    )


@register.simple_tag
def ring(number: int | str, percent: int, tone: str = "") -> SafeString:
    """The face of an obligation. ``tone``: "", "done" or "back". Put the words (number, per cent) beside it."""
    arc = (
        format_html(
            '<circle class="on" cx="20" cy="20" r="17" pathLength="100" stroke-dasharray="{} 100"/>',
            str(percent),
        )
        if percent
        else ""
    )
    return format_html(
        '<svg class="ring{}" viewBox="0 0 40 40" aria-hidden="true"><circle cx="20" cy="20" r="17"/>{}'
        '<text x="20" y="20.5">{}</text></svg>',
        f" is-{tone}" if tone else "",
        arc,
        str(number),
    )


@register.simple_tag
def tag(tone: str, label: str) -> SafeString:
    """A status: word, colour and shape. ``tone`` is one of todo doing sent done back soon late void none."""
    return format_html('<span class="tag tag-{}">{}</span>', tone, label)


@register.simple_tag
def due_tag(due_on: date, today: date) -> SafeString:
    """“Còn 7 ngày”, “Hôm nay”, “Quá 2 ngày” as a status tag."""
    due = formats.due(due_on, today=today)
    return tag(due.tone, due.label)


@register.simple_tag
def date_tile(value: date, today: date | None = None) -> SafeString:
    """A day as a small tile; with ``today`` its top edge says late or soon."""
    day = formats.local_day(value)
    tone = formats.due(day, today=today).tone if today else ""
    month = f"thg {day.month}" if get_language() == "vi" else date_format(day, "M")
    return format_html(
        '<time class="date{}" datetime="{}"><b>{}</b> {}</time>',
        f" is-{tone}" if tone in {"late", "soon"} else "",
        day.isoformat(),
        f"{day.day:02d}",
        month,
    )


@register.simple_tag
def moment(value: date | None) -> SafeString | str:
    """A ``<time>`` element: 21/11/2026, or 21/11/2026 14:05 for an instant; nothing for None."""
    if value is None:
        return ""
    words = formats.vn_datetime(value) if isinstance(value, datetime) else formats.vn_date(value)
    return format_html('<time datetime="{}">{}</time>', formats.local(value).isoformat(), words)


@register.simple_tag(takes_context=True)
def page_query(context: template.Context, parameter: str, number: int) -> str:
    """The query of the page's address with ``parameter`` set to ``number``."""
    query = context["request"].GET.copy()
    query[parameter] = str(number)
    return f"?{query.urlencode()}"


@register.filter
def vn_date(value: date | None) -> str:
    return formats.vn_date(value) if value else ""


@register.filter
def vn_time(value: datetime | None) -> str:
    return formats.vn_time(value) if value else ""


@register.filter
def vn_datetime(value: datetime | None) -> str:
    return formats.vn_datetime(value) if value else ""


@register.filter
def number_vn(value: int | float | Decimal | None, places: int | None = None) -> str:
    return "" if value is None else formats.number_vn(value, places)


@register.filter
def filesize_vn(size_bytes: int | None) -> str:
    return "" if size_bytes is None else formats.filesize_vn(size_bytes)
