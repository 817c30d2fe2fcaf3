"""The steps that make a file: laid before the signer, signed, sealed, scanned. The file first, then the verb.

Nothing of this runs inside a transaction. A file made for a step that is then refused is an orphan blob: harmless.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any, BinaryIO

from django.utils.translation import gettext_lazy as _

from antt_portal.core import blobs
from antt_portal.core.documents import Rendered, RenderFailed, render_placed
from antt_portal.core.models import Blob
from antt_portal.core.papers import PDF
from antt_portal.core.refusal import Refused
from antt_portal.core.signing import Face, Place, check_scan, image_page, opened, prepare, seal, sign
from antt_portal.core.signing.digits import digits
from directives.models import FileStage, OfficialLetter, SignedOn, SigningKey
from directives.writing import issuing
from enterprises.actor import Actor

PERSON, AGENCY = "signature", "seal"
# Blanks of the letterhead, with the face they are set in, and what a screen reader calls them.
BLANKS: dict[str, tuple[Face, Any]] = {
    "number": ("regular", _("Số")),
    "day": ("italic", _("Ngày")),
    "month": ("italic", _("Tháng")),
}
SIGNATURES: dict[str, Any] = {PERSON: _("Chữ ký của người có thẩm quyền"), AGENCY: _("Chữ ký số của cơ quan")}


def lay_before_signer(letter: OfficialLetter, *, by: Actor, at: datetime, seen: int) -> None:
    """Set the paper, pass the layout check. Raises Refused("paper-not-ready"), and as ``issuing.pass_layout`` does."""
    rendered = rendered_letter(letter)
    blob = blobs.keep_bytes(rendered.pdf, media_type=PDF, board_id=letter.board_id, at=at)
    places = {one.name: _plain(one) for one in rendered.places if one.nth == 0}
    issuing.pass_layout(letter, blob, places, by=by, at=at, seen=seen)


def rendered_letter(letter: OfficialLetter) -> Rendered:
    try:
        return render_placed(letter.letter)
    except RenderFailed as error:
        text = _("Văn bản chưa dựng được thành PDF; nội dung vẫn còn nguyên. Thử lại sau vài phút.")
        raise Refused("paper-not-ready", text) from error


def _plain(place: Any) -> dict[str, Any]:
    return {"page": place.page, "x": place.x, "y": place.y, "width": place.width, "height": place.height}


def sign_digitally(letter: OfficialLetter, *, by: Actor, at: datetime, seen: int) -> None:
    """Sign with the key of ``by``. Raises Refused("no-key"), KeyUnavailable, and as ``issuing.sign`` does."""
    key = SigningKey.objects.filter(board_id=letter.board_id, user=by.user, is_active=True).first()
    if key is None:
        raise Refused("no-key", _("Chưa có khóa ký số cho người ký. Báo quản trị, hoặc ký trên giấy."))
    paper = issuing.file_of(letter, FileStage.TO_SIGN)
    places = {name: Place(name=name, **place) for name, place in paper.places.items()}
    prepared = prepare(
        _content(paper.blob),
        blanks=[_blank(places[name]) for name in BLANKS if name in places],
        signatures=[replace(places[name], label=str(label)) for name, label in SIGNATURES.items()],
    )
    with opened(key.key_name, at=at) as ready:
        signed = sign(prepared, ready, field=PERSON, at=at, appearance=_appearance(key))
    blob = blobs.keep_bytes(signed, media_type=PDF, board_id=letter.board_id, at=at)
    issuing.sign(letter, blob, by=by, at=at, seen=seen)


def _blank(place: Place) -> Place:
    """The field is a line of type around its place, which lies on the base line of the words beside it."""
    face, label = BLANKS[place.name]
    font = digits(face)
    below, line = -font.descent * place.size / 1000, (font.ascent - font.descent) * place.size / 1000
    return replace(place, label=str(label), face=face, y=place.y - below, height=line)


def seal_digitally(letter: OfficialLetter, *, by: Actor, at: datetime, seen: int) -> None:
    """Put the agency's signature on the numbered paper. Raises Refused("no-seal"), Refused("signed-on-paper")."""
    if letter.signed_on != SignedOn.DIGITAL:
        raise Refused("signed-on-paper", _("Văn bản ký trên giấy: tải lên bản chụp có dấu."))
    key = SigningKey.objects.filter(organisation=letter.issuer, is_active=True).first()
    if key is None:
        raise Refused("no-seal", _("Chưa có khóa ký số của cơ quan. Báo quản trị hệ thống."))
    numbered = issuing.file_of(letter, FileStage.NUMBERED)
    with opened(key.key_name, at=at) as ready:
        sealed = seal(_content(numbered.blob), ready, field=AGENCY, at=at, appearance=_appearance(key))
    blob = blobs.keep_bytes(sealed, media_type=PDF, board_id=letter.board_id, at=at)
    issuing.seal(letter, blob, by=by, at=at, seen=seen)


def keep_scan(letter: OfficialLetter, stream: BinaryIO, file_name: str, *, by: Actor, at: datetime, seen: int) -> None:
    """Keep the scan of the stamped sheet untouched. Raises Refused("signed-digitally"), and as an upload does."""
    if letter.signed_on != SignedOn.PAPER:
        raise Refused("signed-digitally", _("Văn bản đã ký số; không thay bằng bản chụp."))
    scan = check_scan(stream, file_name, at=at).inspected
    blob = blobs.keep_inspected(stream, scan, board_id=letter.board_id, at=at)
    issuing.seal(letter, blob, by=by, at=at, seen=seen)


def _appearance(key: SigningKey) -> bytes | None:
    """The picture of the signature as a page of its own; None signs invisibly."""
    return image_page(_content(key.image)) if key.image else None


def _content(blob: Blob) -> bytes:
    with blobs.open_blob(blob) as stored:
        return bytes(stored.read())
