"""What the XML parts of an office file must not say: one reader per kind of part."""

import posixpath
import re
from urllib.parse import unquote

from .unfit import Unfit
from .xmlpart import Attributes, Reader

MACRO_TYPES = re.compile(r"macroenabled|vbaproject|vbadata|macrosheet", re.IGNORECASE)
ACTIVEX_TYPES = re.compile(r"activex", re.IGNORECASE)
MACRO_RELATIONS = frozenset({"vbaproject", "wordvbadata", "xlmacrosheet", "xlintlmacrosheet"})
ACTIVE_RELATIONS = frozenset({"control", "activexcontrolbinary"})
CARRYING_RELATIONS = frozenset({"afchunk"})
# Followed only when the reader clicks, or asks for an update of values.
PATIENT_RELATIONS = frozenset(
    {"hyperlink", "externallinkpath", "externallinklongpath", "xlexternallinkpath", "xlpathmissing"}
    | {"xlstartup", "xlalternatestartup", "xllibrary"}
)
INERT_SCHEMES = frozenset({"about", "cid", "data"})
SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):")  # two letters or more: C: is a drive
LOCAL_FILE = re.compile(r"file:(?:/{0,3}[a-z][:|]|///(?![/\\])|(?![/\\]))")
DDE_FIELD = re.compile(r"\s*DDE(?:AUTO)?\b", re.IGNORECASE)


def is_remote(target: str) -> bool:
    """Whether opening ``target`` asks another machine: a web address, a share, a protocol handler."""
    address = unquote(target).strip().lower()
    if address.startswith(("//", "\\\\", "/\\", "\\/")):
        return True
    scheme = SCHEME.match(address)
    if scheme is None:
        return False
    if scheme[1] == "file":
        return LOCAL_FILE.match(address) is None
    return scheme[1] not in INERT_SCHEMES


class Types(Reader):
    """[Content_Types].xml: what every part claims to be."""

    def __init__(self) -> None:
        self.by_part: dict[str, str] = {}
        self.by_extension: dict[str, str] = {}

    def element(self, name: str, attributes: Attributes) -> None:
        claimed = attributes.get("ContentType", "")
        if MACRO_TYPES.search(claimed):
            raise Unfit("macro")
        if ACTIVEX_TYPES.search(claimed):
            raise Unfit("active_content")
        if name.endswith("}Override"):
            self.by_part[attributes.get("PartName", "").casefold().lstrip("/")] = claimed
        elif name.endswith("}Default"):
            self.by_extension[attributes.get("Extension", "").casefold()] = claimed

    def of(self, part: str) -> str:
        folded = part.casefold()
        return self.by_part.get(folded) or self.by_extension.get(folded.rpartition(".")[2], "")


class Relations(Reader):
    """A .rels part: what belongs to a part, inside the package and outside."""

    def __init__(self) -> None:
        self.main = ""

    def element(self, name: str, attributes: Attributes) -> None:
        if not name.endswith("}Relationship"):
            return
        relation = attributes.get("Type", "").rpartition("/")[2].casefold()
        target = attributes.get("Target", "")
        if relation in MACRO_RELATIONS:
            raise Unfit("macro")
        if relation in ACTIVE_RELATIONS:
            raise Unfit("active_content")
        if relation in CARRYING_RELATIONS:
            raise Unfit("embedded_file")
        if relation not in PATIENT_RELATIONS and is_remote(target):
            raise Unfit("linked_content")
        if relation == "officedocument":
            self.main = posixpath.normpath(target).lstrip("/")


class Fields(Reader):
    """A document part: no DDE, neither as a field (perhaps cut into runs) nor as a link of a workbook."""

    def __init__(self) -> None:
        self.collecting = False
        self.instruction: list[str] = []

    def element(self, name: str, attributes: Attributes) -> None:
        kind = name.rpartition("}")[2]
        self.collecting = kind == "instrText"
        if kind == "fldChar":
            self.done()
        elif kind == "ddeLink" or (kind == "fldSimple" and any(map(DDE_FIELD.match, attributes.values()))):
            raise Unfit("active_content")

    def text(self, text: str) -> None:
        if self.collecting:
            self.instruction.append(text)

    def done(self) -> None:
        if DDE_FIELD.match("".join(self.instruction)):
            raise Unfit("active_content")
        self.instruction = []
