"""What was found, with the words that were asked for marked. ``{% load search %}``."""

import re
from unicodedata import normalize

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from antt_portal.search.asking import Asked
from antt_portal.search.matching import folded

register = template.Library()

WORD = re.compile(r"(\w+)")
# Words before the first one that was found, and how many are shown in all.
BEFORE, SHOWN = 8, 32


@register.filter
def marked(text: str, asked: Asked) -> SafeString:
    """``text`` with ``<mark>`` around each word that was asked for; escaped."""
    wanted = _wanted(asked)
    parts = ((part, number % 2 and _is_asked(part, wanted)) for number, part in enumerate(_split(text)))
    return format_html_join("", "{}{}{}", (_in_mark(part, bool(found)) for part, found in parts))


@register.filter
def excerpt(text: str, asked: Asked) -> str:
    """Some words of ``text`` around the first that was asked for; nothing when none is in it."""
    words, wanted = text.split(), _wanted(asked)
    first = next((place for place, word in enumerate(words) if _is_asked(word, wanted)), None)
    if first is None:
        return ""
    start = max(0, first - BEFORE) if first >= BEFORE or len(words) > SHOWN else 0
    end = start + SHOWN
    return f"{'… ' if start else ''}{' '.join(words[start:end])}{' …' if end < len(words) else ''}"


def _split(text: str) -> list[str]:
    """Words at odd places, what is between them at even ones."""
    return WORD.split(normalize("NFC", text))


def _wanted(asked: Asked) -> tuple[str, ...]:
    """Every word of every way, each as it stands in a key between spaces."""
    return tuple({padded for term in asked.terms for way in term.ways for padded in way.padded})


def _is_asked(word: str, wanted: tuple[str, ...]) -> bool:
    return f" {folded(word)} ".startswith(wanted)


def _in_mark(part: str, found: bool) -> tuple[SafeString | str, str, SafeString | str]:
    return (SafeString("<mark>"), part, SafeString("</mark>")) if found else ("", part, "")
