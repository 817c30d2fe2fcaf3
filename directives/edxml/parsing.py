"""From XML to elements, for files of strangers: no document type, so no entities and nothing to load; with limits."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from django.utils.translation import gettext as _

MOST_BYTES = 300 * 1024 * 1024
MOST_ELEMENTS = 50_000
MOST_LEVELS = 16


class MalformedEdxml(ValueError):
    """``element`` is the path of its names (``edXMLHeader/MessageHeader/Code``); ``message`` says what is wrong."""

    def __init__(self, element: str, message: str) -> None:
        self.element, self.message = element, message
        super().__init__(f"{element}: {message}" if element else message)


@dataclass
class Node:
    """``name`` without namespace: senders differ in where they use one. ``path`` is for errors."""

    name: str
    path: str
    pieces: list[str] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces).strip()

    def all(self, name: str) -> Iterator["Node"]:
        return (child for child in self.children if child.name == name)

    def find(self, name: str) -> "Node | None":
        """Raises MalformedEdxml when it is there twice: programs differ in which one they believe."""
        found = list(self.all(name))
        if len(found) > 1:
            raise MalformedEdxml(found[1].path, _("Phần tử này có nhiều lần."))
        return found[0] if found else None

    def get(self, name: str) -> "Node":
        found = self.find(name)
        if found is None:
            raise MalformedEdxml(f"{self.path}/{name}", _("Thiếu phần tử này."))
        return found


def parse(xml: bytes) -> Node:
    """The root. Raises MalformedEdxml."""
    if len(xml) > MOST_BYTES:
        raise MalformedEdxml("", _("Tệp lớn hơn %(limit)s MB.") % {"limit": MOST_BYTES // 1024**2})
    tree = _Tree()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = tree.start, tree.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = tree.say, tree.refuse
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, UnicodeError, LookupError) as error:
        where = {"line": parser.ErrorLineNumber, "column": parser.ErrorColumnNumber + 1}
        message = _("Không phải XML hợp lệ: sai từ dòng %(line)s, cột %(column)s.") % where
        raise MalformedEdxml(tree.path, message) from error
    return tree.top.children[0]


class _Tree:
    def __init__(self) -> None:
        self.top = Node("", "")
        self._open = [self.top]
        self._count = 0

    @property
    def path(self) -> str:
        return self._open[-1].path

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._open) > MOST_LEVELS:
            raise MalformedEdxml(self.path, _("Tệp có quá nhiều phần tử, hoặc quá nhiều tầng lồng nhau."))
        local = name.rpartition(" ")[2]
        node = Node(local, f"{self.path}/{local}".lstrip("/"))
        self._open[-1].children.append(node)
        self._open.append(node)

    def end(self, _name: str) -> None:
        self._open.pop()

    def say(self, text: str) -> None:
        self._open[-1].pieces.append(text)

    def refuse(self, *_declaration: object) -> None:
        raise MalformedEdxml("", _("Tệp có khai báo DOCTYPE, edXML không có và không được phép có."))
