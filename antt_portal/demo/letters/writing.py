"""Writing everything, once; what a loading before did not come to is written now."""

from datetime import datetime

from antt_portal.core.models import CalendarDay
from antt_portal.demo.chain.telling import BOARD as CHAINED_BOARD
from antt_portal.demo.chain.telling import Chained
from antt_portal.demo.letters import arrivals, tet, texts
from antt_portal.demo.letters.correspondence import Correspondence
from antt_portal.demo.letters.decisions import decide
from antt_portal.demo.letters.desk import Desk, desks
from antt_portal.demo.letters.equipment import equip
from antt_portal.demo.loading import consider_sent
from antt_portal.demo.moments import Moments

WITH_TET_LETTER = "hai-phong"


def write(*, now: datetime) -> bool:
    """False when everything is there. Not inside a transaction: see the package."""
    every = desks(Moments(now, CalendarDay.objects.calendar_for(None)))
    entered = [desk for desk in every if arrivals.enter(desk)]
    waiting = [desk for desk in every if not _is_written(desk)]
    for desk in waiting:
        equip(desk)
        decide(desk)
        told = Chained(desk) if desk.own.board.code == CHAINED_BOARD else Correspondence(desk)
        told.tell()
        consider_sent([desk.own.board_id])
        told.leave_faulty(_last(desk))
    directed = [desk for desk in every if tet.direct(desk)]
    return bool(waiting or entered or directed)


def _last(desk: Desk) -> texts.Data:
    """What is written last: where it is, everything before it is."""
    return texts.tet_letter() if desk.own.board.code == WITH_TET_LETTER else texts.faulty_letter(desk)


def _is_written(desk: Desk) -> bool:
    return desk.letter(subject=_last(desk)["subject"]) is not None
