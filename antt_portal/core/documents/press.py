"""One render process, seen from the portal: it can be killed and capped, which a thread cannot."""

import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from struct import Struct
from tempfile import mkdtemp

from antt_portal.core.documents.places import Rendered, places_from

LENGTH = Struct(">Q")
DONE = b"+"
TYPESETTER = Path(__file__).with_name("typesetter.py")
# What the libraries need to find themselves and their caches; the portal's own settings stay out.
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "XDG_CACHE_HOME", "FONTCONFIG_FILE")
# Loading the libraries takes one second, or many on a machine that is busy; no page pays for it.
START_SECONDS = 60
CHUNK_BYTES = 256 * 1024
LAST_WORDS_BYTES = 2_000
# Papers wait for pages of the portal, not the other way round: steps of nice(1) below the process that asks.
LOWER_BY = 5


class RenderFailed(Exception):
    """A paper could not be made; the text says why. What was asked for is unchanged and can be asked for again."""


class PoolBusy(RenderFailed):
    """No process came free in time: nothing is wrong with the paper."""


@dataclass(frozen=True)
class Limits:
    """What one page may cost: seconds on the wall clock, bytes of address space (the libraries alone take 120 MB)."""

    seconds: float
    memory_bytes: int


class Press:
    """A running typesetter, its temporary files in ``scratch``.

    Not for two threads at once. After a RenderFailed, only ``close`` is left to do.
    """

    script = TYPESETTER

    def __init__(self, stylesheet: Path, fonts: Path, limits: Limits) -> None:
        self._limits = limits
        self._is_ready = False
        self.scratch = Path(mkdtemp(prefix="antt-press-"))
        self._log = self.scratch / "log"
        self._line, theirs = socket.socketpair()
        arguments = (self.script, theirs.fileno(), stylesheet, fonts, limits.memory_bytes)
        with theirs, self._log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own file with our own arguments
                [sys.executable, "-P", *map(str, arguments)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self._environment(),
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        mine = os.getpriority(os.PRIO_PROCESS, 0)
        os.setpriority(os.PRIO_PROCESS, self.pid, mine + LOWER_BY)

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        # A fixed hash seed, so that no set of strings orders the bytes; one arena, so that address space means memory.
        return {**kept, "TMPDIR": str(self.scratch), "PYTHONHASHSEED": "0", "MALLOC_ARENA_MAX": "1"}

    @property
    def pid(self) -> int:
        return self._process.pid

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def pdf(self, html: str) -> bytes:
        return self.placed(html).pdf

    def placed(self, html: str) -> Rendered:
        """Raises RenderFailed when the page is refused, or costs more than the limits, or the process ends."""
        try:
            self._await_start()
            outcome, content = self._ask(html.encode())
        except TimeoutError as error:
            raise RenderFailed(f"not finished after {self._limits.seconds:g} seconds") from error
        except (OSError, EOFError) as error:
            raise RenderFailed(self._last_words()) from error
        if outcome != DONE:
            raise RenderFailed(content.decode(errors="replace"))
        (length,) = LENGTH.unpack_from(content)
        end = LENGTH.size + length
        return Rendered(content[end:], places_from(content[LENGTH.size : end]))

    def _await_start(self) -> None:
        if self._is_ready:
            return
        try:
            self._answer(START_SECONDS)
        except TimeoutError as error:
            raise RenderFailed(f"no render process after {START_SECONDS} seconds") from error
        self._is_ready = True

    def _ask(self, page: bytes) -> tuple[bytes, bytes]:
        self._line.settimeout(self._limits.seconds)
        self._line.sendall(LENGTH.pack(len(page)) + page)
        return self._answer(self._limits.seconds)

    def _answer(self, seconds: float) -> tuple[bytes, bytes]:
        deadline = time.monotonic() + seconds
        outcome = self._receive(1, deadline)
        (length,) = LENGTH.unpack(self._receive(LENGTH.size, deadline))
        return outcome, self._receive(length, deadline)

    def _receive(self, count: int, deadline: float) -> bytes:
        content = bytearray()
        while len(content) < count:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self._line.settimeout(left)
            part = self._line.recv(min(count - len(content), CHUNK_BYTES))
            if not part:
                raise EOFError
            content += part
        return bytes(content)

    def _last_words(self) -> str:
        status = self._process.wait()
        words = self._log.read_bytes()[-LAST_WORDS_BYTES:].decode(errors="replace").strip()
        return f"the render process ended with status {status}: {words or 'it said nothing'}"

    def close(self) -> None:
        """Kill the process if it still runs, wait for it (no zombie is left) and drop its temporary files."""
        self._process.kill()
        self._process.wait()
        self.let_go()
        rmtree(self.scratch, ignore_errors=True)

    def let_go(self) -> None:
        """Drop our end of the line. In a fork, where the process is somebody else's child, this is all there is."""
        self._line.close()
