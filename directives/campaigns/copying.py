"""Next year's campaign from last year's: the same days around another Tết, the same letters, all to be confirmed."""

import re
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.clock import local_date
from antt_portal.core.folding import search_key
from antt_portal.core.refusal import Refused
from antt_portal.core.workdays import tet, tet_name
from directives.asking import directing
from directives.asking.directing import Asked
from directives.models import Campaign, CampaignStatus, CampaignStep, Directive, DueKind, DutyShift, Obligation
from directives.writing import composing
from enterprises.actor import Actor

# What belongs to one issue and not to the text.
UNISSUED: dict[str, Any] = {"number": None, "attachments": [], "attached": None}


@transaction.atomic
def copy_for(campaign: Campaign, tet_year: int, *, by: Actor, at: datetime) -> Campaign:
    """The campaign of another Tết: window, steps and roster moved with it, and a draft of each letter.

    Raises Refused("no-tet") for a campaign that is not around Tết, Refused("same-year"), Refused("name-taken").
    """
    if campaign.tet_year is None:
        raise Refused("no-tet", _("Chỉ chép được đợt cao điểm tính theo Tết."))
    if campaign.tet_year == tet_year:
        raise Refused("same-year", _("Chọn Tết của năm khác."))
    moved = _Moved(campaign.tet_year, tet_year)
    name = moved.text(campaign.name)
    if Campaign.objects.filter(board_id=campaign.board_id, name=name).exists():
        raise Refused("name-taken", _("Đã có đợt cao điểm tên này."))
    copy = Campaign.objects.create(
        board_id=campaign.board_id,
        status=CampaignStatus.PLANNED,
        name=name,
        search_key=search_key(name),
        tet_year=tet_year,
        starts_offset=campaign.starts_offset,
        ends_offset=campaign.ends_offset,
        **{day: moved.day(getattr(campaign, day)) for day in ("starts_on", "ends_on", "daily_from", "daily_to")},
        copied_from=campaign,
        to_confirm=True,
    )
    _copy_steps(campaign, copy, moved)
    _copy_roster(campaign, copy, moved)
    for directive in campaign.directives.select_related("letter__issuer", "letter__delegation").order_by("pk"):
        _copy_letter(directive, copy, moved, by=by, at=at)
    audit.record(copy, "campaign.copy", by=by, at=at, after={"from": str(campaign.public_id)})
    return copy


class _Moved:
    """From one Tết to another: days keep their distance to its first day, words take its name."""

    def __init__(self, old: int, new: int) -> None:
        self.by = tet(new) - tet(old)
        named = re.escape(tet_name(old)).replace(r"\ ", r"\s+")
        self._name = re.compile(rf"{named}(?:(\s+(?:năm\s+)?){old})?", re.IGNORECASE)
        self._new, self._new_name = str(new), tet_name(new)
        self._bare = re.compile(rf"(Tết(?:\s+Nguyên\s+đán)?(?:\s+năm)?\s+){old}", re.IGNORECASE)

    def day(self, day: date | None) -> date | None:
        return day + self.by if day else None

    def text(self, text: str) -> str:
        named = self._name.sub(lambda said: self._new_name + (f"{said[1]}{self._new}" if said[1] else ""), text)
        return self._bare.sub(lambda said: said[1] + self._new, named)

    def data(self, data: Any) -> Any:
        """The same in every string of a letter's data."""
        if isinstance(data, str):
            return self.text(data)
        if isinstance(data, list):
            return [self.data(one) for one in data]
        return {key: self.data(value) for key, value in data.items()} if isinstance(data, dict) else data


def _copy_steps(campaign: Campaign, copy: Campaign, moved: _Moved) -> None:
    CampaignStep.objects.bulk_create(
        CampaignStep(
            board_id=copy.board_id,
            campaign=copy,
            title=moved.text(step.title),
            offset=step.offset,
            due_on=moved.day(step.due_on) or step.due_on,
            to_confirm=True,
        )
        for step in campaign.steps.all()
    )


def _copy_roster(campaign: Campaign, copy: Campaign, moved: _Moved) -> None:
    """Who was on duty last year, at the same hours; the person is asked for again by its mark."""
    DutyShift.objects.bulk_create(
        DutyShift(
            board_id=copy.board_id,
            campaign=copy,
            organisation_id=shift.organisation_id,
            starts_at=shift.starts_at + moved.by,
            ends_at=shift.ends_at + moved.by,
            person=shift.person,
            phone=shift.phone,
            to_confirm=True,
        )
        for shift in campaign.shifts.all()
    )


def _copy_letter(directive: Directive, copy: Campaign, moved: _Moved, *, by: Actor, at: datetime) -> None:
    """A draft with the same words about another Tết, under today's names of the agency, signed by nobody yet."""
    old = directive.letter
    on = local_date(at)
    head = composing.blank_letter(old.issuer, old.kind, on=on)
    kept = {name: head[name] for name in ("superior_agency", "agency", "issuer", "place", "date", "signature")}
    letter = composing.draft(old.issuer, {**moved.data(old.data), **kept, **UNISSUED}, by=by, at=at)
    draft = directing.make_directive(letter, by=by, at=at)
    lines = directive.audience.select_related("zone", "organisation")
    directing.address(draft, directing.lines_of(lines), by=by, at=at)
    for one in Obligation.objects.filter(instrument__directive=directive).order_by("position"):
        directing.ask(draft, _asked_again(one, moved), by=by, at=at)
    Directive.objects.filter(pk=draft.pk).update(
        campaign=copy, acknowledge_workdays=directive.acknowledge_workdays, to_confirm=True
    )


def _asked_again(obligation: Obligation, moved: _Moved) -> Asked:
    values = {name: getattr(obligation, name) for name in Asked.__dataclass_fields__}
    words = {name: moved.text(values[name]) for name in ("text", "title", "evidence_hint")}
    due_on = moved.day(obligation.due_on) if obligation.due_kind == DueKind.FIXED else None
    return Asked(**{**values, **words, "due_on": due_on})
