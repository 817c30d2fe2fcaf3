"""The verbs of a draft: begin it, save its text, choose who signs, keep and bring back versions, give it up."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.canonical import digest
from antt_portal.core.documents import lines
from antt_portal.core.folding import search_key
from antt_portal.core.refusal import Refused
from antt_portal.core.subject import Subject
from antt_portal.core.workflow import move, stale
from directives.letters import MalformedLetter, read_letter
from directives.models import LetterKind, LetterStatus, LetterVersion, OfficialLetter, Relation
from directives.states import DISCARD
from enterprises.actor import Actor
from enterprises.models import Delegation, Organisation, User

# Abbreviations of named kinds (Nghị định 30/2020/NĐ-CP, Phụ lục III); a công văn has none.
ABBREVIATIONS: dict[str, str] = {
    LetterKind.SUBMISSION: "TTr",
    LetterKind.DECISION: "QĐ",
    LetterKind.CERTIFICATE: "GCN",
    LetterKind.REPORT: "BC",
    LetterKind.RECALL_NOTICE: "TB",
    LetterKind.COPY: "SY",
}
SITTING = timedelta(minutes=15)


def symbol_for(kind: str, abbreviation: str, unit_code: str) -> str:
    """``<agency>-<unit>`` for a công văn, ``<kind>-<agency>`` for a named kind; a missing part leaves no dash."""
    named = ABBREVIATIONS.get(kind)
    return "-".join(filter(None, [named, abbreviation] if named else [abbreviation, unit_code]))


def blank_letter(issuer: Organisation, kind: str, *, on: date, unit_code: str = "") -> dict[str, Any]:
    """A letter of ``issuer`` with its head filled in from the names valid on ``on`` and nothing said yet."""
    name = issuer.name_on(on)
    return {
        "kind": kind,
        "superior_agency": list(lines(name.superior)),
        "agency": list(lines(name.lines)) or [name.name.upper()],
        "issuer": name.name,
        "number": None,
        "symbol": symbol_for(kind, name.abbreviation, unit_code),
        "place": name.place,
        "date": {"day": None, "month": None, "year": on.year},
        "urgency": None,
        "subject": "",
        "recipients": [],
        "also_to": [],
        "bases": [],
        "body": [],
        "copies_to": ["Như trên"],
        "archive": f"Lưu: VT, {unit_code}" if unit_code else "Lưu: VT",
        "signature": {"authority": None, "office": "", "name": ""},
        "attachments": [],
    }


@transaction.atomic
def draft(
    issuer: Organisation,
    data: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
    delegation: Delegation | None = None,
    relation: Relation | None = None,
    related: OfficialLetter | None = None,
    about: Subject | None = None,
    drafter: User | None = None,
) -> OfficialLetter:
    """A new draft with this text, perhaps about another letter or a row of another app.

    ``drafter`` is whoever shall go on with it, when that is somebody else than ``by``.

    Raises Refused("malformed") naming the faults of the text, Refused("not-out") when the other letter is not issued.
    """
    if related is not None and related.status != LetterStatus.ISSUED:
        raise Refused("not-out", _("Chỉ thay thế, thu hồi, đính chính hoặc sao văn bản đã phát hành."))
    text = _signed_by(data, delegation)
    letter = OfficialLetter.objects.create(
        board_id=issuer.board_id,
        issuer=issuer,
        status=LetterStatus.DRAFT,
        drafted_by=drafter or by.user,
        changed_by=by.user,
        changed_at=at,
        delegation=delegation,
        relation=relation or "",
        related=related,
        about_kind=about._meta.label_lower if about else "",
        about_id=about.public_id if about else None,
        **_columns(text),
    )
    audit.record(letter, "officialletter.draft", by=by, at=at, after={"subject": letter.subject})
    return letter


def _columns(data: dict[str, Any]) -> dict[str, Any]:
    """The text, and what lists show of it. Raises Refused("malformed")."""
    try:
        letter = read_letter(data)
    except MalformedLetter as malformed:
        text = _("Văn bản chưa lưu được. %(faults)s")
        raise Refused("malformed", text % {"faults": "; ".join(map(str, malformed.faults[:5]))}) from malformed
    return {
        "data": data,
        "kind": letter.kind,
        "symbol": letter.symbol,
        "subject": letter.listed_as,
        "search_key": search_key(f"{letter.symbol} {letter.listed_as}"),
        "year": letter.date.year,
    }


def _signed_by(data: Mapping[str, Any], delegation: Delegation | None) -> dict[str, Any]:
    """The words of box 7 are those of the delegation, so that nobody types an authority that was not given."""
    if delegation is None:
        return dict(data)
    words: dict[str, str | None] = {
        "authority": delegation.authority_line,
        "office": delegation.office_line,
        "name": delegation.user.full_name,
    }
    return {**data, "signature": words}


def locked_draft(letter: OfficialLetter) -> OfficialLetter:
    """Raises Refused("not-draft")."""
    locked = OfficialLetter.objects.select_for_update(of=("self",)).select_related("delegation__user").get(pk=letter.pk)
    if locked.status != LetterStatus.DRAFT:
        raise Refused("not-draft", _("Văn bản đã trình, không sửa được. Muốn sửa phải trả lại người soạn."))
    return locked


@transaction.atomic
def save_text(
    letter: OfficialLetter,
    data: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
    seen: int,
    delegation: Delegation | None = None,
) -> OfficialLetter:
    """Save the whole text of a draft; ``seen`` is the text version the writer had. Returns the letter as it is now.

    The kind stays, and so do number and day, which come with the number, and the bundle, which ``bundling`` keeps.
    Raises Refused("malformed"), "not-draft", "stale" when somebody saved in between.
    """
    locked = locked_draft(letter)
    if locked.text_version != seen:
        raise stale()
    undated = {"day": None, "month": None, "year": data["date"]["year"]}
    fixed = {"kind": locked.kind, "number": None, "date": undated, "attachments": locked.data["attachments"]}
    columns = _columns(_signed_by({**data, **fixed}, delegation))
    if columns["data"] == locked.data and delegation == locked.delegation:
        return locked
    for name, value in columns.items():
        setattr(locked, name, value)
    if _new_sitting(locked, by=by, at=at):
        audit.record(locked, "officialletter.edit", by=by, at=at)
    locked.delegation, locked.text_version = delegation, seen + 1
    locked.changed_at, locked.changed_by = at, by.user
    locked.save(update_fields=[*columns, "delegation", "changed_at", "changed_by", "text_version"])
    return locked


def _new_sitting(letter: OfficialLetter, *, by: Actor, at: datetime) -> bool:
    """Autosave runs every few seconds; the record has one row a sitting (decision 6)."""
    return letter.changed_by_id != by.user_id or letter.changed_at is None or at - letter.changed_at > SITTING


@transaction.atomic
def take_over(letter: OfficialLetter, *, by: Actor, at: datetime) -> None:
    """``by`` becomes the drafter. Raises Refused("not-draft")."""
    locked = locked_draft(letter)
    before = {"drafted_by": locked.drafted_by_id}
    OfficialLetter.objects.filter(pk=locked.pk).update(drafted_by=by.user, version=F("version") + 1)
    audit.record(locked, "officialletter.take_over", by=by, at=at, before=before)


@transaction.atomic
def keep_version(
    letter: OfficialLetter, *, note: str, by: Actor, at: datetime, aside: Mapping[str, Any] | None = None
) -> LetterVersion:
    """Keep the text as it stands, or one ``aside`` that did not become the draft's; twice the same is one version."""
    list(OfficialLetter.objects.select_for_update().filter(pk=letter.pk).values_list("pk"))
    letter.refresh_from_db(fields=["data"])
    last = letter.versions.first()
    data = letter.data if aside is None else dict(aside)
    sha256 = digest(data)
    if last is not None and last.sha256 == sha256:
        return last
    return LetterVersion.objects.create(
        board_id=letter.board_id,
        letter=letter,
        number=last.number + 1 if last else 1,
        data=data,
        sha256=sha256,
        note=note[:200],
        saved_at=at,
        saved_by=by.user,
    )


@transaction.atomic
def bring_back(version: LetterVersion, *, by: Actor, at: datetime, seen: int) -> OfficialLetter:
    """Make an earlier text the draft's again; the present one is kept as a version first."""
    letter = locked_draft(version.letter)
    keep_version(letter, note=_("Trước khi lấy lại bản %(number)s") % {"number": version.number}, by=by, at=at)
    audit.record(letter, "officialletter.bring_back", by=by, at=at, after={"version": version.number})
    return save_text(letter, version.data, by=by, at=at, seen=seen, delegation=letter.delegation)


@transaction.atomic
def discard(letter: OfficialLetter, *, by: Actor, at: datetime, seen: int) -> None:
    """Give a draft up. Raises Refused("stale")."""
    move(letter, DISCARD, by=by, at=at, seen=seen, changes={"changed_at": at})
