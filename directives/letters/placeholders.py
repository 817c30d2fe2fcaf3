"""Placeholders of a template: words in double brackets, ``[[Tên doanh nghiệp]]``, that a letter must not keep."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from antt_portal.core.refusal import Refused
from directives.letters.paths import path_of

PLACEHOLDER = re.compile(r"\[\[\s*([^\[\]\s](?:[^\[\]]{0,78}[^\[\]\s])?)\s*\]\]")


@dataclass(frozen=True)
class Placeholder:
    """``span`` is its place, brackets included, in the text at ``path``."""

    name: str
    path: str
    span: tuple[int, int]


def placeholders_in(data: Any) -> tuple[Placeholder, ...]:
    """Every place, in the order of the data."""
    return tuple(_found(data, ()))


def names_in(data: Any) -> tuple[str, ...]:
    """Each name once, in the order in which they first come."""
    return tuple(dict.fromkeys(one.name for one in placeholders_in(data)))


def fill(data: Any, values: Mapping[str, str]) -> Any:
    """``data`` with its placeholders replaced; one without a value stays."""
    if isinstance(data, str):
        return PLACEHOLDER.sub(lambda match: values.get(match[1]) or match[0], data)
    if isinstance(data, Mapping):
        return {key: fill(value, values) for key, value in data.items()}
    if isinstance(data, list):
        return [fill(value, values) for value in data]
    return data


def require_filled(data: Any) -> None:
    """Raises Refused("placeholder") naming what is left."""
    if left := names_in(data):
        text = _("Còn chỗ trống của mẫu chưa điền: %(names)s. Điền hoặc xóa rồi trình lại.")
        raise Refused("placeholder", text % {"names": ", ".join(left)})


def _found(value: Any, steps: tuple[int | str, ...]) -> Iterator[Placeholder]:
    if isinstance(value, str):
        for match in PLACEHOLDER.finditer(value):
            yield Placeholder(match[1], path_of(steps), match.span())
        return
    children = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for step, child in children:
        yield from _found(child, (*steps, step))
