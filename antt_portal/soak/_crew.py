"""Redis, a Celery worker and beat as they run on a server: whatever ends is started again, and each may be killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from django.conf import settings

from antt_portal.core.tests.this_database import database_url
from antt_portal.soak._mailbox import free_port

CELERY = [sys.executable, "-m", "celery", "-A", "antt_portal", "--quiet"]


@dataclass
class Hand:
    """One program, in a process group of its own."""

    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    process: "subprocess.Popen[bytes] | None" = field(default=None)

    def see_to(self) -> None:
        """Start it unless it runs."""
        if self.process is None or self.process.poll() is not None:
            with self.log.open("ab") as log:
                self.process = subprocess.Popen(  # noqa: S603 - the crew's own programs
                    self.command,
                    env=self.environment,
                    cwd=settings.ROOT,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )

    def kill(self) -> None:
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass(frozen=True)
class Crew:
    redis: Hand
    worker: Hand
    beat: Hand
    kept: Path  # what Redis writes down

    def see_to(self) -> None:
        for hand in (self.redis, self.worker, self.beat):
            hand.see_to()

    def empty_redis(self) -> None:
        """Of what was killed."""
        rmtree(self.kept)
        self.kept.mkdir()


@contextmanager
def crew(mail_port: int) -> Iterator[Crew]:
    """One worker with one process, so that whoever kills it knows that no claim is in living hands."""
    port = free_port()
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "REDIS_URL": f"redis://127.0.0.1:{port}/0",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "DJANGO_SETTINGS_MODULE": "antt_portal.settings.soak",
        "PYTHONPATH": str(settings.ROOT),
    }
    with TemporaryDirectory() as name, ExitStack() as at_the_end:
        folder = Path(name)
        (folder / "redis").mkdir()
        keep = ["--save", "", "--appendonly", "yes", "--dir", str(folder / "redis")]
        redis = ["redis-server", "--bind", "127.0.0.1", "--port", str(port), *keep]
        beat = [*CELERY, "beat", "--max-interval", "1", "-s", str(folder / "schedule"), "--pidfile", ""]
        hands = Crew(
            redis=Hand(redis, environment, folder / "redis.log"),
            worker=Hand([*CELERY, "worker", "--concurrency", "1"], environment, folder / "worker.log"),
            beat=Hand(beat, environment, folder / "beat.log"),
            kept=folder / "redis",
        )
        for hand in (hands.redis, hands.worker, hands.beat):
            at_the_end.callback(hand.kill)
        hands.see_to()
        yield hands
