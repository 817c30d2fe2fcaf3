"""Places within a letter as data, written as JSONPath."""

import json
from collections.abc import Iterable


def path_of(steps: Iterable[int | str]) -> str:
    """``$.body[3].text``; a key that is no plain name stands in brackets: ``$["so van ban"]``."""
    return "$" + "".join(_step(step) for step in steps)


def _step(step: int | str) -> str:
    if isinstance(step, str):
        return f".{step}" if step.isidentifier() else f"[{json.dumps(step, ensure_ascii=False)}]"
    return f"[{step}]"
