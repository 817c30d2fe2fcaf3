"""What the letters ask, of whom and by when: the one of the campaign, and two older ones that are over."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from directives.asking import directing
from directives.asking.directing import Asked, Line
from directives.models import (
    Campaign,
    Directive,
    DueKind,
    Duty,
    Group,
    IncomingDocument,
    ObligationKind,
    OfficialLetter,
    Way,
)
from enterprises.actor import Actor
from enterprises.models import Organisation, OrganisationKind, Zone

PLAN_WORKDAYS, FORWARD_WORKDAYS, ACKNOWLEDGE_WORKDAYS = 4, 3, 3
TRAINING_WORKDAYS, NAMES_WORKDAYS = 20, 10
BEFORE_TET = -1
GUARDS_WANTED = {
    "version": 1,
    "groups": [
        {
            "key": "duty",
            "title": {"vi": "Lực lượng trực", "en": "People on duty"},
            "fields": [
                {
                    "key": "guards",
                    "type": "integer",
                    "label": {"vi": "Số người trực mỗi ca", "en": "People on duty in each shift"},
                    "required": True,
                }
            ],
        }
    ],
}


@transaction.atomic
def direct_peak(
    letter: OfficialLetter,
    police: Organisation,
    superior: IncomingDocument,
    campaign: Campaign,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """To investors, through them to their tenants, and to the police to know."""
    lines = (
        Line(group=Group.INVESTORS),
        Line(group=Group.TENANTS, way=Way.FORWARDED),
        Line(group=Group.ORGANISATION, organisation=police, duty=Duty.KNOW),
    )
    directive = _make(letter, lines, _of_peak(letter), by=by, at=at)
    directing.pass_on(directive, superior, by=by, at=at)
    directing.join(directive, campaign, acknowledge_workdays=ACKNOWLEDGE_WORKDAYS, by=by, at=at)


def _of_peak(letter: OfficialLetter) -> Iterable[Asked]:
    _basis, guards, checks, chemicals, told, forwarded, _closing = (one["text"] for one in letter.data["body"])
    return (
        Asked(
            text=guards,
            title="Rà soát phương án bảo vệ, phân công trực",
            due_kind=DueKind.WORKDAYS,
            due_offset=PLAN_WORKDAYS,
            evidence_wanted=True,
            evidence_hint="Bảng phân công trực",
            fields=GUARDS_WANTED,
        ),
        Asked(
            text=checks,
            title="Kiểm tra điện, phương tiện chữa cháy, lối thoát nạn",
            due_kind=DueKind.TET,
            due_offset=BEFORE_TET,
            evidence_wanted=True,
            evidence_hint="Ảnh hoặc biên bản kiểm tra",
        ),
        Asked(
            text=chemicals,
            title="Kiểm kê kho hóa chất, diễn tập xử lý rò rỉ",
            audience={"traits": ["handles_chemicals"]},
            due_kind=DueKind.WORKDAYS,
            due_offset=PLAN_WORKDAYS,
        ),
        Asked(text=told, title="Tuyên truyền cho người lao động", answer_wanted=False),
        Asked(
            text=forwarded,
            title="Gửi văn bản đến doanh nghiệp trong khu",
            kind=ObligationKind.FORWARDING,
            audience={"kinds": [OrganisationKind.INVESTOR]},
            due_kind=DueKind.WORKDAYS,
            due_offset=FORWARD_WORKDAYS,
        ),
    )


@transaction.atomic
def direct_training(letter: OfficialLetter, zone: Zone, *, by: Actor, at: datetime) -> None:
    """Asked of everybody in one zone, by the board itself; so is the letter that replaces it."""
    asked = Asked(
        text=letter.data["body"][0]["text"],
        title="Cử người tập huấn nghiệp vụ bảo vệ",
        due_kind=DueKind.WORKDAYS,
        due_offset=TRAINING_WORKDAYS,
    )
    lines = (Line(group=Group.ENTERPRISES, zone=zone),)
    _make(letter, lines, (asked,), by=by, at=at)


@transaction.atomic
def direct_foreigners(letter: OfficialLetter, *, by: Actor, at: datetime) -> None:
    """It asks for a list of persons: why it was recalled."""
    asked = Asked(
        text=letter.data["body"][0]["text"],
        title="Cung cấp danh sách lao động nước ngoài",
        due_kind=DueKind.WORKDAYS,
        due_offset=NAMES_WORKDAYS,
    )
    _make(letter, (Line(group=Group.FOREIGN_INVESTED),), (asked,), by=by, at=at)


def _make(
    letter: OfficialLetter, lines: Iterable[Line], wanted: Iterable[Asked], *, by: Actor, at: datetime
) -> Directive:
    directive = directing.make_directive(letter, by=by, at=at)
    directing.address(directive, lines, by=by, at=at)
    for asked in wanted:
        directing.ask(directive, asked, by=by, at=at)
    return directive
