"""A clamd of the tests' own: the real program with two signatures, on both kinds of socket; and stand-ins that fail."""

import shutil
import socket
import socketserver
import subprocess
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from antt_portal.core.tests.inspection.corpus import EICAR

LONGEST_STREAM = 60 * 1024 * 1024
SETTINGS = """
Foreground yes
LocalSocket {folder}/clamd.ctl
TCPSocket {port}
TCPAddr 127.0.0.1
DatabaseDirectory {folder}/signatures
TemporaryDirectory {folder}
LogFile {folder}/clamd.log
StreamMaxLength {limit}
MaxThreads 4
"""


@dataclass(frozen=True)
class Clamd:
    unix: str
    tcp: str


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def clamd():
    program = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        pytest.fail("clamd is missing: run script/setup --tests")
    # Not in pytest's own folder: the path of a unix socket has a hundred characters at most.
    with TemporaryDirectory(prefix="clamd-") as name:
        folder, port = Path(name), free_port()
        (folder / "signatures").mkdir()
        signatures = {"Eicar-Test-Signature": EICAR, "Thu-Nghiem.Ma-Doc": b"ma-doc-thu-nghiem-cua-bo-kiem-thu"}
        lines = "".join(f"{name}:0:*:{content.hex()}\n" for name, content in signatures.items())
        (folder / "signatures" / "tests.ndb").write_text(lines)
        config = folder / "clamd.conf"
        config.write_text(SETTINGS.format(folder=folder, port=port, limit=LONGEST_STREAM))
        command = [program, "--config-file", str(config)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                wait_for(folder / "clamd.ctl", port, process)
                yield Clamd(f"{folder}/clamd.ctl", f"127.0.0.1:{port}")
            finally:
                process.kill()


def wait_for(path: Path, port: int, process: subprocess.Popen) -> None:
    give_up_at = time.monotonic() + 30
    while time.monotonic() < give_up_at and process.poll() is None:
        with socket.socket() as probe:
            if path.exists() and probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"clamd did not start: exit {process.poll()}")


@contextmanager
def stand_in(answer: bytes | None):
    """Listens like a clamd and answers this to everything; None: says nothing and holds the line."""
    over = threading.Event()

    class Line(socketserver.BaseRequestHandler):
        def handle(self):
            self.request.recv(65536)
            if answer is None:
                over.wait(20)
            else:
                self.request.sendall(answer)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Line) as server:
        threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        try:
            yield f"127.0.0.1:{server.server_address[1]}"
        finally:
            over.set()
            server.shutdown()
