"""A board that moves in, and one round of what its worker does."""

from datetime import UTC, datetime

from antt_portal.moving import runs, working
from antt_portal.moving.models import ImportRun
from antt_portal.moving.tests.books import file_of, filled
from enterprises.models import Role
from enterprises.tests.factories import actor

AT = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


class Mover:
    def __init__(self) -> None:
        self.by = actor(Role.ADMINISTRATOR)
        self.board = self.by.organisation.board

    def upload(self, book=None, at=AT, **sheets) -> ImportRun:
        """Taken in and checked."""
        file = file_of(book or filled(**sheets))
        return work(runs.take_in(file, "Du lieu.xlsx", by=self.by, at=at), at=at)

    def move_in(self, at=AT, **sheets) -> ImportRun:
        """Taken in, checked, confirmed and written."""
        run = self.upload(at=at, **sheets)
        assert run.status == "checked", list(run.findings.values_list("sheet", "cell", "text"))
        runs.confirm(run, by=self.by, at=at, seen=run.version)
        return work(run, at=at)


def work(run: ImportRun, at=AT) -> ImportRun:
    while taken := working.take_next(at):
        working.go_on(taken, at=at)
    run.refresh_from_db()
    return run


def problems(run: ImportRun) -> list[tuple[str, str, str]]:
    assert run.status == "refused"
    return list(run.findings.filter(is_problem=True).order_by("pk").values_list("sheet", "cell", "text"))


def changes(run: ImportRun) -> list[tuple[str, str, str]]:
    return list(run.findings.filter(is_problem=False).order_by("pk").values_list("field", "before", "after"))
