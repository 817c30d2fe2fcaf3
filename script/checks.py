"""Every check of the project, one layer after the other, cheapest first; one that fails does not hide the next."""

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


@dataclass(frozen=True)
class Layer:
    name: str
    command: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)


def tool(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def layers(sqlite_file: Path) -> tuple[Layer, ...]:
    return (
        Layer("format", (tool("ruff"), "format", "--check", "--quiet", ".")),
        Layer("lint", (tool("ruff"), "check", ".")),
        Layer("types", (tool("mypy"),)),
        Layer("imports", (tool("lint-imports"), "--no-cache")),
        Layer("templates", (tool("djlint"), "--lint", "--quiet", "templates")),
        Layer("migrations", (*MANAGE, "makemigrations", "--check", "--dry-run")),
        Layer("deployment", (*MANAGE, "check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
        Layer("tests", (tool("pytest"), "-n", "2", "--dist", "worksteal", "--cov", "--cov-report", "term"), BROWSER),
        Layer(
            "tests on SQLite",
            (tool("pytest"), "-m", "sqlite and not postgres"),
            # In a file, where each request has a connection of its own as in script/run; in memory all share one.
            BROWSER | {"DATABASE_URL": f"sqlite:///{sqlite_file}", "TEST_DATABASE": f"{sqlite_file}-test"},
        ),
    )


def main() -> int:
    os.chdir(ROOT)
    results: list[tuple[str, int, float]] = []
    with stopping_cleanly(), private_servers() as environment:
        for layer in layers(Path(environment["MEDIA_ROOT"]).with_name("journey.sqlite3")):
            print(f"\n── {layer.name} " + "─" * (70 - len(layer.name)), flush=True)
            began = time.monotonic()
            status = run(layer.command, env={**environment, **layer.env})
            results.append((layer.name, status, time.monotonic() - began))
    print()
    for name, status, seconds in results:
        print(f"{'ok' if status == 0 else f'FAILED ({status})':<14}{name:<18}{seconds:7.1f} s")
    return int(any(status for _, status, _ in results))


if __name__ == "__main__":
    sys.exit(main())
