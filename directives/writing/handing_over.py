"""An issued letter as one edXML file, for the board's own document system to take in."""

from collections.abc import Iterator
from datetime import UTC

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from antt_portal.core import blobs
from antt_portal.core.documents.pictures import page_count
from antt_portal.core.models import Blob
from antt_portal.core.papers import PDF
from antt_portal.core.refusal import Refused
from directives.edxml import About, Act, Affected, Agency, File, Trace, document_id, edxml, read_document_types
from directives.models import OfficialLetter, Relation
from directives.states import OUT
from directives.writing.signatures import official_file

ACTS = {Relation.RECALLS: Act.RECALL, Relation.REPLACES: Act.REPLACE, Relation.CORRECTS: Act.UPDATE}


def organ_id_of(letter: OfficialLetter) -> str:
    """The code of the issuing agency (Quyết định 20/2020/QĐ-TTg), from the settings; empty where none is given."""
    return str(settings.EDXML_ORGAN_IDS.get(letter.board.code, ""))


def edxml_of(letter: OfficialLetter) -> bytes:
    """Raises Refused("edxml-not-issued"), "edxml-no-organ" where the settings name no code, and what ``edxml`` does."""
    paper = official_file(letter)
    if letter.status not in OUT or letter.issued_at is None or letter.issued_on is None or paper is None:
        raise Refused("edxml-not-issued", _("Chỉ xuất edXML văn bản đã phát hành."))
    organ_id = organ_id_of(letter)
    if not organ_id:
        raise Refused("edxml-no-organ", _("Cấu hình của cổng chưa có mã định danh của cơ quan. Báo quản trị hệ thống."))
    name = letter.issuer.name_on(letter.issued_on)
    sender = Agency(organ_id=organ_id, name=name.name, in_charge=" ".join(name.superior.splitlines()))
    content = _content(paper.blob)
    issued = File(name=f"{letter.number_text}-{letter.symbol}.pdf", content_type=PDF, content=content)
    about = About(
        sender=sender,
        receivers=(sender,),
        files=(issued, *_enclosed(letter)),
        traces=(Trace(organ_id=organ_id, at=letter.issued_at.astimezone(UTC).replace(microsecond=0)),),
        pages=page_count(content),
        document_types=read_document_types(settings.EDXML_DOCUMENT_TYPES),
        act=ACTS.get(Relation(letter.relation), Act.NEW) if letter.relation else Act.NEW,
        affected=_affected(letter, organ_id),
    )
    return edxml(letter.letter, about=about)


def _enclosed(letter: OfficialLetter) -> Iterator[File]:
    for one in letter.enclosures.select_related("blob"):
        yield File(name=one.file_name, content_type=one.blob.media_type, content=_content(one.blob))


def _affected(letter: OfficialLetter, organ_id: str) -> tuple[Affected, ...]:
    related = letter.related
    if related is None or related.issued_on is None or letter.relation not in ACTS:
        return ()
    return (Affected(document_id=document_id(organ_id, related.issued_on, str(related)), organ_ids=(organ_id,)),)


def _content(blob: Blob) -> bytes:
    with blobs.open_blob(blob) as stored:
        return bytes(stored.read())
