"""Any kind of paper from its data: letters, and what apps above this one have registered with ``papers``."""

from collections.abc import Mapping
from typing import cast

from django.utils.translation import gettext as _

from antt_portal.core import papers
from antt_portal.core.documents import Document
from directives.letters import KINDS, LetterFault, MalformedLetter, read_letter


def read_document(data: object) -> Document:
    """Raises MalformedLetter with every fault."""
    kind = data.get("kind") if isinstance(data, Mapping) else None
    others = papers.known_kinds() - KINDS.keys()
    if not isinstance(kind, str) or kind not in others:
        return _letter(data, kind, others)
    try:
        return papers.document_for(kind)(dict(cast("Mapping[str, object]", data)))
    except MalformedLetter:
        raise
    except (KeyError, TypeError, ValueError) as error:
        message = _("Dữ liệu không đúng dạng của loại %(kind)s: %(error)s.")
        raise MalformedLetter((LetterFault("$", message % {"kind": kind, "error": repr(error)}),)) from error


def _letter(data: object, kind: object, others: frozenset[str]) -> Document:
    if isinstance(data, Mapping) and not (isinstance(kind, str) and kind in KINDS):
        known = ", ".join(sorted(KINDS.keys() | others))
        raise MalformedLetter((LetterFault("$.kind", _("Cần một trong các loại: %(known)s.") % {"known": known}),))
    return read_letter(data)
