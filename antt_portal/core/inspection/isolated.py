"""Running a parser of ``quarantine`` in a process of its own.

A file that crashes, hangs or fattens the native code of a PDF or picture library takes down that process and
not the portal; and that process has no environment, hence no secret, to give away.
"""

import json
import logging
import signal
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

from antt_portal.core.inspection.quarantine.unfit import Unfit

logger = logging.getLogger(__name__)

FOLDER = Path(__file__).parent
WALL_SECONDS = 40  # twice the processor time, for a busy machine
# Runs the module without the portal above it (settings, Celery): a third of the time, and nothing to steal.
BOOT = "import runpy, sys; sys.path.append(sys.argv[1]); runpy.run_module(sys.argv[2], run_name='__main__')"
LAST_WORDS_BYTES = 2000
OUT_OF_TIME = (-signal.SIGXCPU, -signal.SIGKILL)


def run(parser: str, file: BinaryIO, *arguments: str) -> bytes:
    """What the parser made of ``file`` (a real file: the process inherits it). Raises Unfit."""
    file.seek(0)
    command = [sys.executable, "-I", "-c", BOOT, str(FOLDER), f"quarantine.{parser}", *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command; the file's name is no part of it
            command, stdin=file, capture_output=True, timeout=WALL_SECONDS, env={}, check=False
        )
    except subprocess.TimeoutExpired:
        raise Unfit("too_complex") from None
    if done.returncode in OUT_OF_TIME:
        raise Unfit("too_complex")
    if done.returncode:
        # The one place where anything at all counts as a damaged file: no library documents all its failures.
        said = done.stderr[-LAST_WORDS_BYTES:].decode(errors="replace")
        logger.error("Parser %s ended with %s: %s", parser, done.returncode, said)
        raise Unfit("unreadable")
    verdict, _newline, body = done.stdout.partition(b"\n")
    refusal = json.loads(verdict)
    if refusal:
        raise Unfit(refusal["code"], **refusal["values"])
    return body
