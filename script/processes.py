"""Start, watch and stop child processes, so that nothing outlives the script that started it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn, Self

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StartFailed(Exception):
    """A child did not come up; the message says which one, and what it wrote last."""


@dataclass(frozen=True)
class Child:
    """A process in a session of its own: Ctrl-C in the terminal reaches the script only, which then stops
    its children in order.
    """

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    @classmethod
    def start(
        cls,
        name: str,
        command: Sequence[str],
        *,
        log: Path,
        env: Mapping[str, str] | None = None,
        user: str | None = None,
    ) -> Self:
        """Start ``command`` as ``user`` (root only), its output in ``log``.

        Should this script be killed outright, the kernel ends the child.
        """
        become = ["--reuid", user, "--regid", user, "--init-groups"] if user else []
        with log.open("wb") as output:
            process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "TERM", *become, "--", *command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=env,
                start_new_session=True,
            )
        return cls(name, process, log)

    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def stop(self, with_signal: signal.Signals = signal.SIGTERM, *, patience_seconds: float = 10) -> None:
        """Ask, wait, then insist; in the end nobody of the child's own process group is left."""
        if not self.has_ended():
            self.process.send_signal(with_signal)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(patience_seconds)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def last_lines(self, count: int = 15) -> str:
        lines = self.log.read_text(errors="replace").splitlines()[-count:]
        return "\n".join(f"    {line}" for line in lines)

    def wait_until(self, ready: Callable[[], bool], *, seconds: float) -> None:
        """Return as soon as ``ready()``. Raises StartFailed when the child ends first or the time is up."""
        give_up_at = time.monotonic() + seconds
        while not ready():
            if self.has_ended():
                raise StartFailed(f"{self.name} ended at once (exit {self.process.returncode}):\n{self.last_lines()}")
            if time.monotonic() > give_up_at:
                raise StartFailed(f"{self.name} is not ready after {seconds:.0f} s:\n{self.last_lines()}")
            time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def accepts_connections(address: tuple[str, int] | Path) -> bool:
    """Whether somebody listens at a TCP address or a unix socket."""
    family = socket.AF_UNIX if isinstance(address, Path) else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(1)
        return probe.connect_ex(str(address) if isinstance(address, Path) else address) == 0


def run(command: Sequence[str], *, env: Mapping[str, str] | None = None) -> int:
    """Run ``command`` in the foreground, return its exit status; told to stop, give it time to clean up."""
    process = subprocess.Popen(list(command), env=env)
    try:
        return process.wait()
    except SystemExit as stop:
        if stop.code != 128 + signal.SIGINT:  # Ctrl-C has reached the command from the terminal already
            process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        raise
    finally:
        process.kill()
        process.wait()


@contextmanager
def stopping_cleanly() -> Iterator[None]:
    """Let INT, TERM and HUP unwind the stack, so that every ``finally`` runs; say what did not start."""

    def unwind(number: int, _frame: FrameType | None) -> NoReturn:
        for later in STOP_SIGNALS:
            signal.signal(later, signal.SIG_IGN)
        raise SystemExit(128 + number)

    for number in STOP_SIGNALS:
        signal.signal(number, unwind)
    try:
        yield
    except StartFailed as failure:
        sys.exit(str(failure))
