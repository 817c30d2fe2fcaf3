"""What a file would do to the record: computed without writing anything, once to show it and once to do it."""

from datetime import datetime

from antt_portal.moving.columns import FORMS
from antt_portal.moving.findings import place_of
from antt_portal.moving.planning.contacts import plan_contacts
from antt_portal.moving.planning.organisations import plan_organisations
from antt_portal.moving.planning.people import plan_people
from antt_portal.moving.planning.places import plan_tenancies, plan_zones
from antt_portal.moving.planning.plan import Edit, Plan, Renaming, Work
from antt_portal.moving.planning.recognitions import plan_recognitions
from antt_portal.moving.reading import Book
from antt_portal.moving.record import known
from enterprises.models import Board, User

__all__ = ["Edit", "Plan", "Renaming", "plan"]

STEPS = (
    ("zones", plan_zones),
    ("organisations", plan_organisations),
    ("tenancies", plan_tenancies),
    ("contacts", plan_contacts),
    ("people", plan_people),
    ("recognitions", plan_recognitions),
)


def plan(book: Book, board: Board, *, by: User, at: datetime) -> Plan:
    """Every problem of the file, and without one what is to be written. ``by`` answers for the contacts."""
    work = Work(board, by, at)
    work.known = known(board, on=work.on)
    work.plan.problems += book.problems
    for key, step in STEPS:
        step(work, book.rows[key])
    sheets = [form.title for form in FORMS]
    work.plan.problems.sort(key=lambda one: place_of(one, sheets))
    return work.plan
