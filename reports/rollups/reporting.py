"""A frozen roll-up becomes an official report: composed from its figures, and issued like any letter."""

from datetime import date, datetime
from itertools import count
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.clock import VIETNAM, local_date
from antt_portal.core.documents.numerals import roman
from antt_portal.core.models import CalendarDay
from antt_portal.core.refusal import Refused
from antt_portal.core.workflow import move, stale
from directives import incoming
from directives.models import IncomingDocument, LetterKind, OfficialLetter
from directives.writing import composing
from directives.writing.starting import arrived
from enterprises.actor import Actor
from enterprises.models import Organisation
from reports.models import RollUp, RollUpStatus
from reports.recognition_papers import board_of
from reports.rollups import wording
from reports.rollups.preparing import locked_rollup
from reports.rollups.reading import Figures, read
from reports.rollups.writing import letter_of
from reports.states import ISSUE_ROLL_UP
from reports.wording import lowered

Data = dict[str, Any]


def frozen_figures(rollup: RollUp) -> Figures:
    """As they were frozen, with the names of then."""
    return read(rollup.figures, rollup.names, calendar=CalendarDay.objects.calendar_for(rollup.board_id))


def superiors_of(rollup: RollUp) -> list[IncomingDocument]:
    """The documents of superior agencies that its directives pass on, as far as they wait for a report."""
    passed_on = IncomingDocument.objects.filter(directives__in=rollup.directives.all(), closed_at__isnull=True)
    return list(passed_on.distinct().order_by("year", "arrival_number"))


@transaction.atomic
def compose(rollup: RollUp, *, answers_superior: bool, by: Actor, at: datetime, seen: int) -> OfficialLetter:
    """Draft the report; the one under way where there is one. Issued, it closes the superior documents if it answers
    them.

    Raises Refused("not-frozen"), Refused("stale").
    """
    locked = locked_rollup(rollup)
    if (made := letter_of(locked)) is not None:
        return made
    if locked.status != RollUpStatus.FROZEN:
        raise Refused("not-frozen", _("Chốt số liệu trước rồi mới lập báo cáo. Chưa lập gì."))
    if locked.version != seen:
        raise stale()
    RollUp.objects.filter(pk=locked.pk).update(answers_superior=answers_superior)
    board = board_of(locked.board_id)
    with translation.override("vi"):
        data = letter_data(locked, board, superiors_of(locked) if answers_superior else [], on=local_date(at))
    letter = composing.draft(board, data, by=by, at=at, about=locked)
    audit.record(locked, "rollup.compose", by=by, at=at, after={"letter": str(letter.public_id)})
    return letter


def letter_data(rollup: RollUp, board: Organisation, superiors: list[IncomingDocument], *, on: date) -> Data:
    """The report as data, in the words of ``wording``; figures only from what was frozen."""
    figures = frozen_figures(rollup)
    issuer = board.name_on(on).name
    basis = f"Thực hiện {'; '.join(arrived(one) for one in superiors)}, " if superiors else ""
    recipients = list(dict.fromkeys(one.agency for one in superiors))
    to = f" {', '.join(recipients)}" if recipients else ""
    nominations = list(rollup.nominations.select_related("organisation"))
    return {
        **composing.blank_letter(board, LetterKind.REPORT, on=on),
        "subject": rollup.title,
        "recipients": recipients,
        "as_of": rollup.moment.astimezone(VIETNAM).isoformat(),
        "body": [
            {"text": f"{basis}{issuer} báo cáo {lowered(rollup.title)} như sau:"},
            {"text": f"Trên đây là báo cáo tổng hợp, {issuer} kính báo cáo{to}./."},
        ],
        "sections": _sections(rollup, figures, on=on),
        "late": wording.late_list(figures),
        "annexes": wording.annexes(figures, nominations, on),
    }


def _sections(rollup: RollUp, figures: Figures, *, on: date) -> list[Data]:
    """Sections that say nothing are left out, and the others numbered through; so are the tables."""
    quotations = list(rollup.quotations.select_related("organisation").prefetch_related("evidence"))
    said = {
        "situation": wording.situation(figures),
        "results": [*wording.results(figures), *wording.quoted(quotations, on)],
        "shortcomings": wording.shortcomings(figures),
        "proposals": wording.nominated(list(rollup.nominations.all())),
    }
    tables = {
        "situation": [wording.reach_table(figures), wording.incidents_table(figures)],
        "results": [wording.answers_table(part) for part in figures.parts],
    }
    numbers, sections = count(1), list[Data]()
    for name, heading in wording.HEADINGS.items():
        words = [*said[name], *wording.paragraphs(rollup.narrative.get(name, ""))]
        shown = [one | {"title": f"Bảng {next(numbers)}. {one['title']}"} for one in tables.get(name, []) if one]
        if words or shown:
            title = f"{roman(len(sections) + 1)}. {heading}"
            sections.append({"heading": title, "paragraphs": words, "tables": shown})
    return sections


def report_issued(about_id: UUID, letter: OfficialLetter, *, by: Actor, at: datetime) -> None:
    """The roll-up with this public id is out; what superior agencies wait for is closed if it answers them."""
    rollup = RollUp.objects.select_for_update(of=("self",)).get(public_id=about_id)
    move(rollup, ISSUE_ROLL_UP, by=by, at=at, after={"letter": str(letter)})
    if rollup.answers_superior:
        for document in superiors_of(rollup):
            incoming.close_by(document, letter, by=by, at=at)
