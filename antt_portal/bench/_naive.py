"""The typesetter as most programs use WeasyPrint: fonts and stylesheet are made anew for every page, all else as ours.

A script for ``press``, like the real one: same pages in, same bytes out, on the same line.
"""

import sys
from collections.abc import Callable
from functools import partial
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

TYPESETTER = Path(__file__).parents[1] / "core" / "documents" / "typesetter.py"


def ours() -> ModuleType:
    """By its place, because its package would bring Django into the process."""
    spec = spec_from_file_location("typesetter", TYPESETTER)
    if spec is None or spec.loader is None:
        raise ImportError(str(TYPESETTER))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Anew:
    """Does what a ``Typesetter`` does, with a new one for each page."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    def placed(self, html: str) -> Any:
        return self._make().placed(html)


if __name__ == "__main__":
    typesetter = ours()
    typesetter.main(*sys.argv[1:], make=lambda *sources: Anew(partial(typesetter.Typesetter, *sources)))
