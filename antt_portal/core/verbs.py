"""The words of acts on a timeline. Each app has a module ``verbs`` that gives its own; they are found at start-up."""

from collections.abc import Mapping

from django.utils.functional import Promise

_labels: dict[str, str | Promise] = {}


def name_verbs(labels: Mapping[str, str | Promise]) -> None:
    _labels.update(labels)


def verb_label(code: str) -> str:
    """The words for ``code``; an act without words shows its code rather than nothing."""
    return str(_labels.get(code, code))


def known_verbs() -> frozenset[str]:
    return frozenset(_labels)
