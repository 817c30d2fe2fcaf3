"""A row of a state table. The tables themselves stand in each app's ``states.py``: they are the specification."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Transition:
    """``code`` leads from any of ``sources`` to ``target``; ``label`` is the word on its button."""

    code: str
    label: str | Promise
    sources: frozenset[str]
    target: str
