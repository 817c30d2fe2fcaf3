"""What a board needs before it writes: units, people who may sign, keys, templates. There already, nothing is added."""

import io
from datetime import datetime

from django.conf import settings

from antt_portal.demo.ink import round_seal, scribble
from antt_portal.demo.letters import texts
from antt_portal.demo.letters.desk import Desk
from antt_portal.demo.places import DEMO_SOURCE, SINCE
from directives.models import LetterTemplate, SigningKey
from directives.writing import keys, letter_templates
from enterprises.models import Authority, Delegation, Organisation, OrganisationKind, User
from enterprises.organisations import register
from enterprises.people.delegating import grant

HEAD, DEPUTY, CHIEF = "Trưởng ban", "Phó Trưởng ban", "Chánh Văn phòng"
UNITS = (("VP", "Văn phòng"), ("QLDN", "Phòng Quản lý doanh nghiệp"))


def equip(desk: Desk) -> None:
    at = desk.ago(30)
    _name_units(desk, at)
    _let_sign(desk, at)
    _give_keys(desk, at)
    _write_templates(desk, at)


def _name_units(desk: Desk, at: datetime) -> None:
    if not desk.own.units.filter(kind=OrganisationKind.UNIT).exists():
        for code, name in UNITS:
            register(
                desk.own.board,
                OrganisationKind.UNIT,
                name,
                by=desk.office.administrator,
                at=at,
                since=SINCE,
                naming={"source": DEMO_SOURCE},
                parent=desk.own,
                code=code,
            )


def _let_sign(desk: Desk, at: datetime) -> None:
    """The head, and two who sign for the head by papers that are plainly invented."""
    office = desk.office
    for signer, authority, title, document in (
        (office.leader, Authority.HEAD, HEAD, ""),
        (office.deputy, Authority.FOR_HEAD, DEPUTY, "Quyết định phân công (minh họa) số 01/QĐ-BQL ngày 02/01/2020"),
        (office.office_chief, Authority.BY_ORDER, CHIEF, "Quy chế làm việc (minh họa), Điều 9"),
    ):
        if not Delegation.objects.filter(organisation=desk.own, user=signer.user).exists():
            grant(
                desk.own,
                signer.user,
                authority=authority,
                office=title,
                for_office=HEAD if authority else "",
                document=document,
                valid_from=SINCE,
                by=office.administrator,
                at=at,
            )


def _give_keys(desk: Desk, at: datetime) -> None:
    """The head's and the agency's; the deputy has none and signs on paper."""
    leader = desk.office.leader
    mailbox, _at, _domain = leader.user.email.partition("@")
    _give_key(desk, mailbox, leader.user, scribble(leader.user.full_name), at)
    _give_key(desk, desk.own.board.code, desk.own, round_seal(desk.own.name), at)


def _give_key(desk: Desk, key_name: str, holder: User | Organisation, drawn: bytes, at: datetime) -> None:
    if key_name in settings.SIGNING_KEYS and not SigningKey.objects.filter(key_name=key_name).exists():
        by = desk.office.administrator
        image = keys.keep_image(io.BytesIO(drawn), f"{key_name}.png", by=by, at=at)
        keys.assign(key_name, holder, image=image, by=by, at=at)


def _write_templates(desk: Desk, at: datetime) -> None:
    for name, data in texts.templates(desk).items():
        if not LetterTemplate.objects.filter(board=desk.own.board, name=name).exists():
            new = LetterTemplate(board=desk.own.board)
            letter_templates.write(new, name=name, data=data, by=desk.office.office_chief, at=at)
