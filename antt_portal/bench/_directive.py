"""One directive of a bench: carried by the verbs up to its issue, with files nobody looks at."""

from datetime import date, datetime

from antt_portal.bench._tenants import Town
from antt_portal.core import blobs
from antt_portal.core.papers import PDF
from directives.asking import directing
from directives.asking.directing import Asked, Line
from directives.models import Directive, DueKind, Group, LetterKind, ObligationKind, OfficialLetter, Relation, Way
from directives.writing import issuing
from directives.writing.composing import blank_letter, draft
from enterprises.models import Authority, Delegation

ITEM = "Ban Quản lý đề nghị các doanh nghiệp trong khu công nghiệp rà soát hệ thống camera."
CLOSING = "Ban Quản lý đề nghị các chủ đầu tư hạ tầng gửi công văn này đến các chủ đầu tư thứ cấp./."


def sealed(town: Town, *, at: datetime, on: date, way: Way = Way.DIRECT) -> Directive:
    """To all investors and tenants, with one answer wanted and the investors asked to forward; its issue is next."""
    office, own = town.office, town.place.office
    officer = office.officers[0][0]
    text = blank_letter(own, LetterKind.OFFICIAL_LETTER, on=on, unit_code="VP") | {
        "subject": "tăng cường bảo đảm an ninh, trật tự",
        "recipients": ["Các doanh nghiệp trong khu công nghiệp"],
        "body": [{"text": ITEM}, {"text": CLOSING}],
    }
    letter = draft(own, text, by=officer, at=at, delegation=_authority(town, on))
    directive = directing.make_directive(letter, by=officer, at=at)
    directing.address(directive, [Line(group=Group.INVESTORS), Line(group=Group.TENANTS, way=way)], by=officer, at=at)
    for asked in (
        Asked(text=ITEM, title="Rà soát camera", due_kind=DueKind.WORKDAYS, due_offset=10),
        Asked(
            text=CLOSING,
            title="Chuyển tiếp",
            kind=ObligationKind.FORWARDING,
            audience={"kinds": ["investor"]},
            due_kind=DueKind.WORKDAYS,
            due_offset=3,
        ),
    ):
        directing.ask(directive, asked, by=officer, at=at)
    _carry(town, letter, at=at)
    directive.refresh_from_db()
    return directive


def recall_of(town: Town, directive: Directive, *, at: datetime, on: date) -> OfficialLetter:
    """A letter that recalls ``directive`` and can be issued once that is."""
    office, own = town.office, town.place.office
    text = blank_letter(own, LetterKind.OFFICIAL_LETTER, on=on, unit_code="VP") | {
        "subject": "thu hồi công văn",
        "recipients": ["Các doanh nghiệp trong khu công nghiệp"],
        "body": [{"text": "Ban Quản lý thu hồi công văn đã gửi; đề nghị các doanh nghiệp không thực hiện./."}],
    }
    letter = draft(own, text, by=office.officers[0][0], at=at, delegation=_authority(town, on))
    OfficialLetter.objects.filter(pk=letter.pk).update(relation=Relation.RECALLS, related=directive.letter_id)
    _carry(town, letter, at=at)
    return letter


def issue(town: Town, directive: Directive, *, at: datetime) -> None:
    letter = OfficialLetter.objects.get(pk=directive.letter_id)
    issuing.issue(letter, by=town.office.clerk, at=at, seen=letter.version)


def _authority(town: Town, on: date) -> Delegation:
    own = town.place.office
    return Delegation.objects.get_or_create(
        organisation=own,
        user=town.office.leader.user,
        defaults={"board": own.board, "authority": Authority.HEAD, "office": "Trưởng ban", "valid_from": on},
    )[0]


def _carry(town: Town, letter: OfficialLetter, *, at: datetime) -> None:
    office, clerk = town.office, town.office.clerk
    paper = blobs.keep_bytes(b"%PDF-1.7\n%%EOF", media_type=PDF, board_id=letter.board_id, at=at)
    issuing.submit(letter, by=office.officers[0][0], at=at, seen=_version(letter))
    issuing.approve(letter, by=office.unit_head, at=at, seen=_version(letter))
    issuing.pass_layout(letter, paper, {}, by=clerk, at=at, seen=_version(letter))
    issuing.record_paper_signature(letter, by=clerk, at=at, seen=_version(letter))
    issuing.number(letter, by=clerk, at=at, seen=_version(letter))
    issuing.seal(letter, paper, by=clerk, at=at, seen=_version(letter))


def _version(letter: OfficialLetter) -> int:
    letter.refresh_from_db()
    return letter.version
