#!/usr/bin/env python3
"""A private PostgreSQL and Redis for as long as one command runs:  script/servers.py COMMAND …

The command finds them in DATABASE_URL and REDIS_URL. Both live on free ports with their data in a temporary
folder, trade durability for speed, and are gone afterwards.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from processes import Child, StartFailed, accepts_connections, free_port, run, stopping_cleanly

ROLE = "portal"
POSTGRESQL_SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "jit": "off",
    "listen_addresses": "127.0.0.1",
    "max_connections": "300",  # two test workers with fifty people each at one report, and room
    "shared_buffers": "256MB",
    "synchronous_commit": "off",
}


def postgresql_program(name: str) -> str:
    """The newest installed version's; Debian keeps the server's programs out of PATH."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[4]))
    found = str(versions[-1]) if versions else shutil.which(name)
    if not found:
        raise StartFailed(f"PostgreSQL's {name} is missing: run script/setup --tests")
    return found


def new_cluster(data: Path, *, user: str | None) -> None:
    initdb = [postgresql_program("initdb"), "-D", str(data), "-U", ROLE, "--auth=trust", "--no-sync"]
    subprocess.run(
        [*initdb, "--encoding=UTF8", "--locale=C.UTF-8"],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=data.parent,
        user=user,
        group=user,
        extra_groups=[] if user else None,
    )


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """Yield the URL of a new server with an empty database; it refuses root, then it is ``postgres``."""
    user = "postgres" if os.geteuid() == 0 else None
    folder.mkdir()
    if user:
        shutil.chown(folder, user, user)
    data, port = folder / "data", str(free_port())
    new_cluster(data, user=user)
    settings = POSTGRESQL_SETTINGS | {"port": port, "unix_socket_directories": str(folder)}
    options = [f"--{name}={value}" for name, value in settings.items()]
    command = [postgresql_program("postgres"), "-D", str(data), *options]
    server = Child.start("PostgreSQL", command, log=folder.with_suffix(".log"), user=user)
    try:
        in_reach = ["-h", str(folder), "-p", port, "-U", ROLE]
        is_ready = [postgresql_program("pg_isready"), "-q", *in_reach]
        server.wait_until(lambda: subprocess.run(is_ready, check=False).returncode == 0, seconds=60)
        subprocess.run([postgresql_program("createdb"), *in_reach, ROLE], check=True)
        yield f"postgres://{ROLE}@127.0.0.1:{port}/{ROLE}"
    finally:
        server.stop(signal.SIGQUIT)


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """Yield the URL of a new Redis server that keeps nothing on disk."""
    program = shutil.which("redis-server")
    if not program:
        raise StartFailed("redis-server is missing: run script/setup --tests")
    folder.mkdir()
    port = free_port()
    keep_nothing = ["--save", "", "--appendonly", "no", "--dir", str(folder)]
    options = ["--bind", "127.0.0.1", "--port", str(port), "--databases", "64", *keep_nothing]
    server = Child.start("Redis", [program, *options], log=folder.with_suffix(".log"))
    try:
        server.wait_until(lambda: accepts_connections(("127.0.0.1", port)), seconds=30)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.stop()


@contextmanager
def private_servers() -> Iterator[dict[str, str]]:
    """Yield the environment in which a command finds its own PostgreSQL, Redis and media folder."""
    # The postgres user cannot enter a temporary folder inside root's home.
    place = "/tmp" if os.geteuid() == 0 else None  # noqa: S108 - only the parent; mkdtemp makes the name unguessable
    with tempfile.TemporaryDirectory(prefix="antt-", dir=place) as name:
        folder = Path(name)
        folder.chmod(0o711)
        with postgresql(folder / "postgresql") as database_url, redis(folder / "redis") as redis_url:
            yield os.environ | {
                "DATABASE_URL": database_url,
                "REDIS_URL": redis_url,
                "MEDIA_ROOT": str(folder / "media"),
                "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "antt_portal.settings.test"),
            }


def main() -> int:
    if len(sys.argv) < 2:
        sys.exit("usage: script/servers.py COMMAND …")
    with stopping_cleanly(), private_servers() as environment:
        return run(sys.argv[1:], env=environment)


if __name__ == "__main__":
    sys.exit(main())
