"""Nothing a script started may outlive it."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from processes import Child, StartFailed, accepts_connections, free_port

SCRIPT = Path(__file__).resolve().parent.parent
# Starts a child that ignores TERM and a grandchild, says both numbers, and waits.
STUBBORN = """
import os, signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
grandchild = subprocess.Popen(["sleep", "300"])
print(grandchild.pid, flush=True)
time.sleep(300)
"""
PARENT = """
import sys, time
from pathlib import Path
from processes import Child, stopping_cleanly
with stopping_cleanly():
    child = Child.start("sleeper", ["sleep", "300"], log=Path(sys.argv[1]))
    try:
        print(child.process.pid, flush=True)
        time.sleep(300)
    finally:
        child.stop()
        print("stopped", flush=True)
"""


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(condition) -> bool:
    give_up_at = time.monotonic() + 10
    while not condition() and time.monotonic() < give_up_at:
        time.sleep(0.02)
    return condition()


def test_a_child_that_ignores_the_request_goes_with_all_its_own(tmp_path):
    child = Child.start("stubborn", [sys.executable, "-c", STUBBORN], log=tmp_path / "log")
    assert wait_for(lambda: child.log.read_text().strip())
    grandchild = int(child.log.read_text())
    child.stop(patience_seconds=0.2)
    assert child.has_ended()
    assert wait_for(lambda: not is_running(grandchild))


@pytest.mark.parametrize(
    ("with_signal", "status"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGKILL, -9)],
)
def test_a_script_that_is_stopped_or_killed_leaves_no_child(with_signal, status, tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path / "log")],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(SCRIPT)},
    ) as parent:
        child = int(parent.stdout.readline())
        assert wait_for(lambda: Path(f"/proc/{child}/comm").read_text() == "sleep\n")
        parent.send_signal(with_signal)
        assert parent.wait(10) == status
        assert wait_for(lambda: not is_running(child))
        assert (parent.stdout.read() == "stopped\n") is (with_signal != signal.SIGKILL)


def test_a_child_that_ends_at_once_is_named_with_its_last_words(tmp_path):
    child = Child.start("broker", ["sh", "-c", "echo no room left; exit 7"], log=tmp_path / "log")
    with pytest.raises(StartFailed, match=r"broker ended at once \(exit 7\):\n    no room left"):
        child.wait_until(lambda: False, seconds=10)
    child.stop()


def test_a_child_that_never_gets_ready_is_not_waited_for_for_ever(tmp_path):
    child = Child.start("web", ["sleep", "300"], log=tmp_path / "log")
    with pytest.raises(StartFailed, match="web is not ready after 0 s"):
        child.wait_until(lambda: False, seconds=0.1)
    child.stop()


def test_a_listener_is_told_from_silence_on_both_kinds_of_address(tmp_path):
    port, path = free_port(), tmp_path / "socket"
    assert not accepts_connections(("127.0.0.1", port))
    assert not accepts_connections(path)
    with socket.create_server(("127.0.0.1", port)), socket.socket(socket.AF_UNIX) as local:
        local.bind(str(path))
        local.listen()
        assert accepts_connections(("127.0.0.1", port))
        assert accepts_connections(path)
