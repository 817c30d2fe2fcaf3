"""Whom to write to. What the board's own file says is confirmed by whoever takes it in."""

from django.utils.translation import gettext as _

from antt_portal.moving.planning.plan import Work
from antt_portal.moving.reading import Row
from enterprises.models import Contact, ContactSource, Organisation

WRITTEN = ("name", "office", "phone")


def plan_contacts(work: Work, rows: list[Row]) -> None:
    for row in rows:
        whose = work.organisation(row)
        if whose is None or row["email"] is None or not work.once(row, (whose[0], row["email"]), "email"):
            continue
        key, organisation = whose
        found = work.known.contacts.get((key, row["email"]))
        if found is None:
            work.known.contacts[key, row["email"]] = new = contact(work, row, organisation)
            work.add(row, new)
        else:
            work.compare(row, found, {name: name for name in WRITTEN}, whose=f"{found.name} · {organisation}")
            confirm(work, row, found)


def contact(work: Work, row: Row, organisation: Organisation) -> Contact:
    return Contact(
        board=work.board,
        organisation=organisation,
        name=row["name"] or "",
        office=row["office"] or "",
        email=row["email"],
        phone=row["phone"] or "",
        source=ContactSource.BOARD,
        valid_from=work.on,
        confirmed_at=work.at,
        confirmed_by=work.by,
    )


def confirm(work: Work, row: Row, found: Contact) -> None:
    """One that an investor told is answered for by being in the board's file."""
    if found.pk and not found.is_confirmed:
        work.edit(found, {"confirmed_at": work.at, "confirmed_by": work.by})
        work.change(row, "email", f"{found.name} · {found.organisation}", _("chưa xác nhận"), _("đã xác nhận"))
