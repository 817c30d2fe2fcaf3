"""From the bytes of a file to a letter. JSON that another program might read otherwise is refused."""

import json
from collections.abc import Callable, Iterator
from typing import NoReturn, TypeVar

from django.utils.translation import gettext as _

from directives.letters.letter import Letter
from directives.letters.paths import path_of
from directives.letters.reading import LetterFault, MalformedLetter, read_letter

Read = TypeVar("Read")


class Repeating(dict[str, object]):
    """An object of which some keys came twice; programs differ in which one they believe."""

    repeated: tuple[str, ...] = ()


def parse_letter(content: bytes) -> Letter:
    """Raises MalformedLetter with every fault."""
    return parse(content, read_letter)


def parse(content: bytes, read: Callable[[object], Read]) -> Read:
    """What ``read`` makes of the JSON, which raises MalformedLetter itself. Raises MalformedLetter with every fault."""
    data = _json(content)
    repeated = tuple(_repeated(data, ()))
    try:
        letter = read(data)
    except MalformedLetter as malformed:
        raise MalformedLetter((*repeated, *malformed.faults)) from malformed
    if repeated:
        raise MalformedLetter(repeated)
    return letter


def _json(content: bytes) -> object:
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        message = _("Tệp không ở dạng UTF-8 (byte thứ %(position)s).") % {"position": error.start + 1}
    except json.JSONDecodeError as error:
        where = {"line": error.lineno, "column": error.colno}
        message = _("Không phải JSON hợp lệ: sai từ dòng %(line)s, cột %(column)s.") % where
    except RecursionError:
        message = _("Không phải JSON hợp lệ: quá nhiều tầng lồng nhau.")
    except ValueError:  # NaN, Infinity, or a number of thousands of digits
        message = _("Không phải JSON hợp lệ: có một số không đọc được.")
    raise MalformedLetter((LetterFault("$", message),))


def _object(pairs: list[tuple[str, object]]) -> Repeating:
    made = Repeating(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _value in pairs]
        made.repeated = tuple(key for key in made if keys.count(key) > 1)
    return made


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _repeated(value: object, steps: tuple[int | str, ...]) -> Iterator[LetterFault]:
    if isinstance(value, Repeating):
        for key in value.repeated:
            yield LetterFault(path_of((*steps, key)), _("Trường này có nhiều lần."))
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in children:
        yield from _repeated(child, (*steps, step))
