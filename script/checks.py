"""Every check of the project, one layer after the other, cheapest first; one that fails does not hide the next.

Of the tests a few that fail are asked once more, by themselves, and named whatever they say (decision 125).
"""

import json
import os
import secrets
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from processes import run, stopping_cleanly
from servers import private_servers

ROOT = Path(__file__).resolve().parent.parent
MANAGE = (sys.executable, "manage.py")

# Playwright runs an event loop in the thread of the test, where Django would refuse it the database.
BROWSER = {"DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
PRODUCTION = {
    "ALLOWED_HOSTS": "antt.example.com",
    "DEFAULT_FROM_EMAIL": "antt@example.com",
    "DJANGO_SETTINGS_MODULE": "antt_portal.settings.production",
    "EMAIL_URL": "smtp+tls://antt@mail.example.com:587",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "SITE_ORIGIN": "https://antt.example.com",
}


# More than these at once are no matter of a busy machine.
MOST_ASKED_AGAIN = 5
TESTS_FAILED = 1


@dataclass(frozen=True)
class Layer:
    name: str
    command: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)

    def ask(self, env: Mapping[str, str]) -> "Outcome":
        began = time.monotonic()
        return Outcome(self.name, run(self.command, env=env), time.monotonic() - began)


@dataclass(frozen=True)
class Suite(Layer):
    """Of pytest: ``cache`` is where it notes what failed, ``together`` how it asks all of them, not those again."""

    together: tuple[str, ...] = ()
    cache: Path = Path()

    def ask(self, env: Mapping[str, str]) -> "Outcome":
        began = time.monotonic()
        command = (*self.command, "-o", f"cache_dir={self.cache}")
        status = run((*command, *self.together), env=env)
        failed = self._failed() if status == TESTS_FAILED else []
        if 0 < len(failed) <= MOST_ASKED_AGAIN:
            print(f"\n── {self.name}, once more: {', '.join(failed)}", flush=True)
            status = run((*command, "--last-failed"), env=env)
        return Outcome(self.name, status, time.monotonic() - began, failed)

    def _failed(self) -> list[str]:
        noted = self.cache / "v/cache/lastfailed"
        return sorted(json.loads(noted.read_text())) if noted.exists() else []


@dataclass(frozen=True)
class Outcome:
    """``failed`` are the tests that failed when all were asked; with status 0 they passed by themselves."""

    name: str
    status: int
    seconds: float
    failed: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        said = f"FAILED ({self.status})" if self.status else "ok"
        lines = [f"{said:<14}{self.name:<18}{self.seconds:7.1f} s"]
        if self.failed and not self.status:
            lines += [f"{'':<14}unsteady: {test}" for test in self.failed]
        return "\n".join(lines)


def tool(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def layers(folder: Path) -> tuple[Layer, ...]:
    """``folder`` is for files of this run."""
    sqlite_file = folder / "journey.sqlite3"
    return (
        Layer("format", (tool("ruff"), "format", "--check", "--quiet", ".")),
        Layer("lint", (tool("ruff"), "check", ".")),
        Layer("types", (tool("mypy"),)),
        Layer("imports", (tool("lint-imports"), "--no-cache")),
        Layer("templates", (tool("djlint"), "--lint", "--quiet", "templates")),
        Layer("migrations", (*MANAGE, "makemigrations", "--check", "--dry-run")),
        Layer("deployment", (*MANAGE, "check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
        Suite(
            "tests",
            (tool("pytest"),),
            BROWSER,
            together=("-n", "2", "--dist", "worksteal"),
            cache=folder / "tests",
        ),
        Suite(
            "tests on SQLite",
            (tool("pytest"), "-m", "sqlite and not postgres"),
            # In a file, where each request has a connection of its own as in script/run; in memory all share one.
            BROWSER | {"DATABASE_URL": f"sqlite:///{sqlite_file}", "TEST_DATABASE": f"{sqlite_file}-test"},
            cache=folder / "tests-on-sqlite",
        ),
    )


def main() -> int:
    os.chdir(ROOT)
    outcomes: list[Outcome] = []
    with stopping_cleanly(), private_servers() as environment:
        for layer in layers(Path(environment["MEDIA_ROOT"]).parent):
            print(f"\n── {layer.name} " + "─" * (70 - len(layer.name)), flush=True)
            outcomes.append(layer.ask({**environment, **layer.env}))
    print()
    for outcome in outcomes:
        print(outcome)
    return int(any(outcome.status for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
