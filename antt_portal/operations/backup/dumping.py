"""PostgreSQL's own programs, told of the portal's connection as Django tells psql."""

import os
import shutil
import subprocess
from contextlib import suppress
from typing import IO, cast

from django.db import connection

from antt_portal.operations.backup import Damaged

# Undone with everything else when the dump cannot be loaded: it is one transaction.
EMPTY = "DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC;"
Program = subprocess.Popen[bytes]


class NotPossible(Exception):
    """One of PostgreSQL's programs gave up; it has said why."""


def dump(out: IO[bytes], *, snapshot: str) -> None:
    """The database as the transaction that exported ``snapshot`` sees it. Refuses where row security hides rows."""
    command = _command("pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}")
    if subprocess.run(command, stdout=out, env=_environment(), check=False).returncode:  # noqa: S603 - PostgreSQL's own
        raise NotPossible("pg_dump")


def load(source: IO[bytes], *, over_existing: bool) -> None:
    """All of the dump or nothing of it; ``over_existing`` takes away what is there in the same transaction."""
    whole = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    before = [f"--command={EMPTY}"] if over_existing else []
    to_sql = [_program("pg_restore"), "--no-owner", "--file=-"]
    listing = subprocess.Popen(to_sql, stdin=source, stdout=subprocess.PIPE)  # noqa: S603 - PostgreSQL's own
    applying = subprocess.Popen(  # noqa: S603 - PostgreSQL's own
        _command("psql", *whole, *before, "--file=-"),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env=_environment(),
    )
    try:
        _pass_on(listing, applying)
    finally:
        _end(listing, applying)


def _pass_on(listing: Program, applying: Program) -> None:
    statements, into = cast("IO[bytes]", listing.stdout), cast("IO[bytes]", applying.stdin)
    try:
        shutil.copyfileobj(statements, into)
        if listing.wait():
            raise Damaged("pg_restore")
        into.close()
    except BrokenPipeError as fault:
        raise NotPossible("psql") from fault
    if applying.wait():
        raise NotPossible("psql")


def _end(*programs: Program) -> None:
    """Kill psql before its input is closed: at the end of its input it would commit what it has."""
    for program in programs:
        program.kill()
        program.wait()
        for pipe in filter(None, (program.stdin, program.stdout)):
            with suppress(BrokenPipeError):
                pipe.close()


def _command(program: str, *options: str) -> list[str]:
    arguments, _environment = connection.client.settings_to_cmd_args_env(connection.settings_dict, options)
    return [_program(program), *arguments[1:]]


def _environment() -> dict[str, str]:
    _arguments, environment = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    return os.environ | (environment or {})


def _program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        raise NotPossible(name)
    return found
