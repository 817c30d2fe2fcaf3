"""Parts of a paper as data: frozen dataclasses that pydantic can fill from JSON, refusing keys it does not know."""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

from pydantic import ConfigDict

Part = TypeVar("Part")


@dataclass_transform(kw_only_default=True, frozen_default=True)
def paper_data(part: type[Part]) -> type[Part]:
    """A frozen dataclass, its fields named. Read from JSON it takes no key it does not know: a typing error."""
    made = dataclass(frozen=True, kw_only=True)(part)
    made.__pydantic_config__ = ConfigDict(extra="forbid", strict=True)  # type: ignore[attr-defined]
    return made
