"""Making a directive of a draft: whom it addresses, what it asks of whom and by when, which document it passes on."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.clock import local_date
from antt_portal.core.folding import search_key
from antt_portal.core.refusal import Refused
from directives.asking import instruments
from directives.asking.applying import is_audience
from directives.models import (
    AudienceLine,
    Campaign,
    Directive,
    DueKind,
    Duty,
    IncomingDocument,
    Instrument,
    InstrumentStatus,
    LetterKind,
    Obligation,
    ObligationKind,
    OfficialLetter,
    Source,
    Way,
)
from directives.writing.composing import locked_draft
from enterprises.actor import Actor
from enterprises.models import Organisation, Zone

DIRECTED_KINDS = frozenset({LetterKind.OFFICIAL_LETTER, LetterKind.CORRECTION, LetterKind.RECALL_NOTICE})
DIRECTIVE_KINDS = frozenset({ObligationKind.DIRECTIVE, ObligationKind.FORWARDING, ObligationKind.EMPHASIS})
NO_FIGURES: dict[str, Any] = {"version": 1, "groups": []}
SHORT_TITLE = 40  # characters


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of an audience as a person chose it."""

    group: str
    zone: Zone | None = None
    organisation: Organisation | None = None
    duty: str = Duty.ACT
    way: str = Way.DIRECT
    excluded: bool = False


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One item of the letter as an obligation. ``text`` is its words in the letter, ``audience`` as in ``applying``."""

    text: str
    title: str
    kind: str = ObligationKind.DIRECTIVE
    audience: dict[str, list[str]] = field(default_factory=dict)
    due_kind: str = DueKind.NONE
    due_offset: int | None = None
    due_on: date | None = None
    answer_wanted: bool = True
    evidence_wanted: bool = False
    evidence_hint: str = ""
    fields: dict[str, Any] = field(default_factory=lambda: dict(NO_FIGURES))


@transaction.atomic
def make_directive(letter: OfficialLetter, *, by: Actor, at: datetime) -> Directive:
    """The directive of this draft: begun now, or begun before. Raises Refused("not-draft"), Refused("not-a-letter")."""
    locked = locked_draft(letter)
    if found := Directive.objects.filter(letter=locked).first():
        return found
    if locked.kind not in DIRECTED_KINDS:
        raise Refused("not-a-letter", _("Chỉ công văn gửi nhiều nơi mới có phạm vi nơi nhận và nội dung giao."))
    instrument = Instrument.objects.create(
        board_id=locked.board_id,
        code=f"van-ban-{locked.public_id.hex[:12]}",
        status=InstrumentStatus.DRAFT,
        source=Source.DIRECTIVE,
        title=locked.subject[:300] or str(locked),
        citation=locked.symbol,
        letter=locked,
        valid_from=local_date(at),
    )
    directive = Directive.objects.create(board_id=locked.board_id, letter=locked, instrument=instrument)
    audit.record(locked, "officialletter.direct", by=by, at=at)
    return directive


def locked_directive(directive: Directive) -> Directive:
    """Its row while the letter is a draft. Raises Refused("not-draft")."""
    locked_draft(directive.letter)
    return Directive.objects.select_for_update(of=("self",)).select_related("letter", "instrument").get(pk=directive.pk)


@transaction.atomic
def address(directive: Directive, lines: Iterable[Line], *, by: Actor, at: datetime) -> None:
    """Replace the audience. Raises Refused("not-draft"), Refused("twice") for a line that stands there twice."""
    locked = locked_directive(directive)
    wanted = list(lines)
    named = {(one.group, one.zone, one.organisation) for one in wanted}
    if len(named) < len(wanted):
        raise Refused("twice", _("Có nơi nhận ghi hai lần. Chưa lưu phạm vi nơi nhận."))
    locked.audience.all().delete()
    AudienceLine.objects.bulk_create(
        AudienceLine(board_id=locked.board_id, directive=locked, **_values(line)) for line in wanted
    )
    audit.record(locked.letter, "officialletter.address", by=by, at=at, after={"lines": len(wanted)})


def lines_of(rows: Iterable[AudienceLine]) -> list[Line]:
    """What somebody would have to choose to get these rows."""
    return [Line(**_values(row)) for row in rows]


def _values(line: Line | AudienceLine) -> dict[str, Any]:
    return {name: getattr(line, name) for name in ("group", "zone", "organisation", "duty", "way", "excluded")}


@transaction.atomic
def ask(
    directive: Directive, asked: Asked, *, by: Actor, at: datetime, obligation: Obligation | None = None
) -> Obligation:
    """Add an obligation, or change the one given.

    Raises Refused("not-draft"), Refused("not-in-letter") for words the letter does not say, Refused("audience") for one
    that is none, Refused("due") for a rule without its number or day, Refused("fields").
    """
    locked = locked_directive(directive)
    require_sound(locked.letter, asked)
    if locked.instrument is None:
        raise Refused("not-a-letter", _("Văn bản này không giao nội dung nào."))
    last = locked.instrument.obligations.order_by("-position").first()
    position = obligation.position if obligation else (last.position + 1 if last else 1)
    code = obligation.code if obligation else _free_code(locked.instrument)
    values = asdict(asked) | {
        "due_on": asked.due_on if asked.due_kind == DueKind.FIXED else None,
        "due_offset": asked.due_offset if asked.due_kind in {DueKind.WORKDAYS, DueKind.TET} else None,
        "answer_wanted": asked.answer_wanted and asked.kind == ObligationKind.DIRECTIVE,
        "short_title": asked.title[:SHORT_TITLE],
        "search_key": search_key(f"{asked.title} {asked.text}"),
        "position": position,
        "number": str(position),
    }
    return instruments.write_obligation(locked.instrument, by=by, at=at, code=code, **values)


def _free_code(instrument: Instrument) -> str:
    taken = set(instrument.obligations.values_list("code", flat=True))
    return next(code for n in range(1, len(taken) + 2) if (code := f"noi-dung-{n}") not in taken)


def require_sound(letter: OfficialLetter, asked: Asked) -> None:
    if not says(letter, asked.text):
        raise Refused("not-in-letter", _("Nội dung giao phải là nguyên văn một đoạn của văn bản."))
    if asked.kind not in DIRECTIVE_KINDS or not is_audience(asked.audience):
        raise Refused("audience", _("Phạm vi của nội dung không hợp lệ."))
    fixed_without_day = asked.due_kind == DueKind.FIXED and asked.due_on is None
    counted_without_days = asked.due_kind in {DueKind.WORKDAYS, DueKind.TET} and asked.due_offset is None
    backwards = asked.due_kind == DueKind.WORKDAYS and (asked.due_offset or 0) < 0
    if fixed_without_day or counted_without_days or backwards:
        raise Refused("due", _("Hạn thiếu ngày hoặc số ngày, hoặc số ngày làm việc nhỏ hơn 0."))


@transaction.atomic
def drop(obligation: Obligation, *, by: Actor, at: datetime) -> None:
    """Take an obligation back. Raises Refused("not-draft")."""
    locked_directive(obligation.instrument.directive)
    instruments.drop_obligation(obligation, by=by, at=at)


@transaction.atomic
def pass_on(directive: Directive, superior: IncomingDocument | None, *, by: Actor, at: datetime) -> None:
    """Say which document of a superior goes along. Raises Refused("not-draft")."""
    locked = locked_directive(directive)
    Directive.objects.filter(pk=locked.pk).update(superior=superior)
    after = {"superior": str(superior.public_id) if superior else None}
    audit.record(locked.letter, "officialletter.pass_on", by=by, at=at, after=after)


@transaction.atomic
def join(
    directive: Directive, campaign: Campaign | None, *, acknowledge_workdays: int, by: Actor, at: datetime
) -> None:
    """Make it part of a campaign, and say in how many working days it is to be acknowledged.

    Raises Refused("not-draft").
    """
    locked = locked_directive(directive)
    Directive.objects.filter(pk=locked.pk).update(campaign=campaign, acknowledge_workdays=acknowledge_workdays)
    audit.record(locked.letter, "officialletter.join", by=by, at=at, after={"campaign": str(campaign or "")})


@transaction.atomic
def confirm(directive: Directive, *, by: Actor, at: datetime) -> None:
    """Somebody looked at what was copied, and it holds. Raises Refused("not-draft")."""
    locked = locked_directive(directive)
    if locked.to_confirm:
        Directive.objects.filter(pk=locked.pk).update(to_confirm=False)
        audit.record(locked.letter, "officialletter.confirm", by=by, at=at)


def passages(letter: OfficialLetter) -> Iterator[str]:
    """What the letter says, paragraph by paragraph, without the differences that spaces make."""
    for paragraph in letter.letter.body:
        yield " ".join(paragraph.text.split())


def says(letter: OfficialLetter, words: str) -> bool:
    wanted = " ".join(words.split())
    return bool(wanted) and any(wanted in passage for passage in passages(letter))


def require_complete(letter: OfficialLetter) -> None:
    """A letter that is no directive is complete.

    Raises Refused with code "audience-empty", "to-confirm" (copied from another campaign) or "not-in-letter".
    """
    directive = Directive.objects.filter(letter=letter).first()
    if directive is None:
        return
    if not directive.audience.filter(excluded=False).exists() and not letter.relation:
        raise Refused("audience-empty", _("Chưa chọn nơi nhận của văn bản chỉ đạo."))
    if directive.to_confirm:
        raise Refused(
            "to-confirm", _("Nội dung chép từ đợt trước chưa được xác nhận: xem lại nơi nhận, nội dung, hạn.")
        )
    unsaid = [one for one in Obligation.objects.filter(instrument__directive=directive) if not says(letter, one.text)]
    if unsaid:
        text = _("Nội dung giao không còn nguyên văn trong văn bản: %(titles)s.")
        raise Refused("not-in-letter", text % {"titles": "; ".join(one.title for one in unsaid)})


@transaction.atomic
def copy_to(directive: Directive, letter: OfficialLetter, *, by: Actor, at: datetime) -> Directive:
    """Give a draft the audience, and those obligations of ``directive`` whose words it still has."""
    copy = make_directive(letter, by=by, at=at)
    address(copy, lines_of(directive.audience.select_related("zone", "organisation")), by=by, at=at)
    Directive.objects.filter(pk=copy.pk).update(
        superior=directive.superior, campaign=directive.campaign, acknowledge_workdays=directive.acknowledge_workdays
    )
    for one in Obligation.objects.filter(instrument__directive=directive).order_by("position"):
        if says(letter, one.text):
            ask(copy, Asked(**{name: getattr(one, name) for name in Asked.__dataclass_fields__}), by=by, at=at)
    return copy
