"""docs/letters.md says every field that a letter as data may have, and no other."""

import re
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from inspect import get_annotations
from typing import Any, get_args, get_type_hints

from django.conf import settings

from directives.letters import KINDS

DOCUMENT = (settings.ROOT / "docs" / "letters.md").read_text(encoding="utf-8")
SECTION = re.compile(r"^## (\w+)(?: \(extends (\w+)\))?\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
FIELD = re.compile(r"^\| `(\w+)` \| (yes)? ?\|", re.MULTILINE)


def parts_of(types: Iterator[Any]) -> set[type]:
    """The dataclasses that make up ``types``, and those they extend, however deep."""
    found: set[type] = set()
    waiting = list(types)
    while waiting:
        one = waiting.pop()
        waiting += get_args(one)
        if isinstance(one, type) and is_dataclass(one) and one not in found:
            found.add(one)
            waiting += [base for base in one.__bases__ if is_dataclass(base)]
            waiting += get_type_hints(one, include_extras=True).values()
    return found


def own_fields(part: type) -> dict[str, bool]:
    """Whether each field that the class itself has must be given."""
    own = (field for field in fields(part) if field.name in get_annotations(part))
    return {field.name: field.default is MISSING for field in own}


def test_every_field_of_every_kind_is_documented_with_whether_it_is_needed():
    documented = {
        name: {field: needed == "yes" for field, needed in FIELD.findall(text)}
        for name, _base, text in SECTION.findall(DOCUMENT)
    }
    parts = {part.__name__: own_fields(part) for part in parts_of(iter(KINDS.values()))}
    assert documented == {name: own for name, own in parts.items() if own}


def test_the_document_says_what_extends_what():
    classes = {part.__name__: part for part in parts_of(iter(KINDS.values()))}
    for name, base, _text in SECTION.findall(DOCUMENT):
        extended = [one.__name__ for one in classes[name].__bases__ if is_dataclass(one)]
        assert extended == ([base] if base else [])


def test_the_table_of_kinds_is_that_of_the_code():
    table = dict(re.findall(r"^\| `(\w+)` \| ([A-Z]\w+) \| \w", DOCUMENT.partition("\n## ")[0], re.MULTILINE))
    assert table == {kind: letter.__name__ for kind, letter in KINDS.items()}
