"""What a paper is: a frozen dataclass that says what, and a template that says how."""

from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from antt_portal.core.figures.values import storable


class Document(Protocol):
    """One kind of paper is one frozen dataclass with one template, which sees it as ``paper``.

    ``template_name`` and ``kind`` belong to the class. ``made_at`` becomes the date in the PDF: taken from what the
    paper says, never from a clock, so that the same paper is the same bytes.
    """

    @property
    def kind(self) -> str: ...
    @property
    def template_name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def made_at(self) -> datetime | None: ...


def printable(data: Any) -> Any:
    """Data (JSON, or dataclasses and tuples) with its texts in NFC and without control characters.

    It must happen before a template surrounds the texts: NFC of the finished page could join a ">" of ours with a
    combining stroke at the start of somebody's text, and so eat a tag.
    """
    if isinstance(data, str):
        return storable(data)
    if isinstance(data, dict):
        return {key: printable(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return type(data)(printable(value) for value in data)
    if is_dataclass(data) and not isinstance(data, type):
        return replace(data, **{part.name: printable(getattr(data, part.name)) for part in fields(data) if part.init})
    return data
