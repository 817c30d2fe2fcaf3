"""Hostile requests, one after the other: what a person would send, with something in it that nobody should."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import quote

from django.core.files.uploadedfile import SimpleUploadedFile

from antt_portal.core.tests.inspection import corpus
from antt_portal.soak._doors import Door
from antt_portal.soak._payloads import PAYLOADS
from antt_portal.tests.matrix.row import GET, POST
from antt_portal.tests.matrix.world import EVERYBODY

WAYS = ("one", "one", "one", "one", "all", "more", "twice", "without", "path", "heading", "body")
HEADINGS = (
    "Referer",
    "User-Agent",
    "Accept-Language",
    "Accept",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "HX-Current-URL",
)
MORE_HEADINGS = (
    "HX-Target",
    "HX-Trigger",
    "If-None-Match",
    "If-Modified-Since",
    "Range",
    "Authorization",
    "X-Upload",
    "Origin",
)
OTHERS = ("put", "delete", "patch", "head", "options", "trace")
BODIES = (
    *(
        (b"{", "application/json"),
        (b"\xff\xfe\x00", "text/plain"),
        (b"a=%zz&%00=1&=&&&", "application/x-www-form-urlencoded"),
    ),
    *(
        (b"--x\r\n", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
        (b"--\xff", "multipart/form-data; boundary=\xff"),
    ),
    (b"a=1", "application/x-www-form-urlencoded; charset=zq9"),
)
NOT_LATIN = "\u00ff"


@dataclass(frozen=True)
class Shot:
    door: Door
    who: str
    method: str
    url: str
    payload: str
    kind: str
    data: Any = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = ""


def shots(doors: list[Door], count: int, seed: int) -> Iterator[Shot]:
    """Every door in turn, so that none is left out; what is done to it is drawn."""
    dice = Random(seed)  # noqa: S311 - to be repeated, not to be unguessable
    for number in range(count):
        yield _shot(doors[number % len(doors)], dice)


def _shot(door: Door, dice: Random) -> Shot:
    kind = dice.choice(list(PAYLOADS))
    payload = dice.choice(PAYLOADS[kind])
    who = door.who if dice.random() < 0.8 else dice.choice(EVERYBODY)
    method = door.method if dice.random() < 0.95 else dice.choice(OTHERS)
    way = dice.choice(WAYS)
    if way == "path":
        return Shot(door, who, method, _tampered(door.url, payload, dice), payload, kind, dict(door.fields))
    if way == "heading":
        name = dice.choice(HEADINGS + MORE_HEADINGS)
        told = "".join(char for char in payload if char <= NOT_LATIN and char not in "\r\n\0")[:4000]
        return Shot(door, who, method, door.url, told, kind, dict(door.fields), {name: told})
    if way == "body" and method == POST:
        content, content_type = dice.choice(BODIES)
        return Shot(door, who, method, door.url, "", kind, content, content_type=content_type)
    data = _put(door, payload, way, dice)
    headers = {"HX-Request": "true"} if dice.random() < 0.2 else {}
    return Shot(door, who, method, door.url, payload, kind, data, headers)


def _tampered(url: str, payload: str, dice: Random) -> str:
    """One part of the address is another."""
    parts = url.strip("/").split("/")
    parts[dice.randrange(len(parts))] = quote(payload[:1500], safe=dice.choice(("", "/.")), errors="replace")
    return f"/{'/'.join(parts)}/"


def _put(door: Door, payload: str, way: str, dice: Random) -> dict[str, Any]:
    data = dict(door.fields)
    names = list(data) or ["q"]
    if door.method == POST and door.files and dice.random() < 0.5:
        data |= {name: _file(payload, dice) for name in door.files}
    match way:
        case "all":
            data |= dict.fromkeys(names, payload)
        case "more":
            data[payload[:200] or "x"] = payload
        case "twice":
            data[dice.choice(names)] = [payload, "1", payload]
        case "without":
            data.pop(dice.choice(names), None)
        case _:
            data[dice.choice(names)] = payload
    return data if door.method == POST else {name: value for name, value in data.items() if value != ""}


def _file(payload: str, dice: Random) -> SimpleUploadedFile:
    content = dice.choice((b"", corpus.EXE, corpus.jpeg(), payload.encode(errors="replace"), corpus.pdf()[:200]))
    name = payload[:80].replace("/", "_").encode(errors="replace").decode() or "x"
    return SimpleUploadedFile(f"{name}.{dice.choice(('pdf', 'jpg', 'xlsx', 'exe'))}", content)


def is_read(shot: Shot) -> bool:
    return shot.method in {GET, "head", "options", "trace"}
