"""The letter of Hải Phòng before Tết as a directive: still a draft, for whom it is and what it asks (decision 60)."""

from collections.abc import Iterator

from antt_portal.demo.letters import texts
from antt_portal.demo.letters.arrivals import PASSED_ON
from antt_portal.demo.letters.desk import Desk
from directives.asking import directing
from directives.asking.directing import Asked, Line
from directives.models import Directive, DueKind, Group, IncomingDocument, LetterStatus, ObligationKind, Way
from enterprises.models import OrganisationKind

BEFORE_TET = -1
FORWARD_WORKDAYS = 5
FOR_ALL = (
    "Bảo vệ an toàn các sự kiện dịp Tết",
    "Tuyên truyền; giải quyết mâu thuẫn",
    "Quản lý nhà nước, Đề án 06",
    "Phòng cháy, chữa cháy dịp Tết",
)
LINES = (
    Line(group=Group.INVESTORS),
    Line(group=Group.TENANTS, way=Way.FORWARDED),
    Line(group=Group.UNITS),
)


def direct(desk: Desk) -> bool:
    """False when it is one already, is no draft any more, or was never this board's."""
    letter = desk.letter(subject=texts.tet_letter()["subject"])
    if letter is None or letter.status != LetterStatus.DRAFT or Directive.objects.filter(letter=letter).exists():
        return False
    by, at = desk.officer, desk.ago(1, hour=16, minute=30)
    directive = directing.make_directive(letter, by=by, at=at)
    directing.address(directive, LINES, by=by, at=at)
    for asked in _asked([paragraph["text"] for paragraph in letter.data["body"]]):
        directing.ask(directive, asked, by=by, at=at)
    register = IncomingDocument.objects.filter(organisation=desk.own)
    superior = register.filter(number=PASSED_ON.number, symbol=PASSED_ON.symbol).first()
    directing.pass_on(directive, superior, by=by, at=at)
    return True


def _asked(body: list[str]) -> Iterator[Asked]:
    """Four items for all, then a sentence for investors and one that stresses the letter for those with chemicals."""
    *items, bracketed, closing = body[2:]
    for title, text in zip(FOR_ALL, items, strict=True):
        yield Asked(text=text, title=title, due_kind=DueKind.TET, due_offset=BEFORE_TET)
    yield Asked(
        text=bracketed,
        title="Gửi văn bản đến chủ đầu tư thứ cấp",
        kind=ObligationKind.FORWARDING,
        audience={"kinds": [OrganisationKind.INVESTOR]},
        due_kind=DueKind.WORKDAYS,
        due_offset=FORWARD_WORKDAYS,
    )
    yield Asked(
        text=closing,
        title="Doanh nghiệp hóa chất nghiêm túc thực hiện",
        kind=ObligationKind.EMPHASIS,
        audience={"traits": ["handles_chemicals"]},
    )
