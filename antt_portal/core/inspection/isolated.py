"""Running a parser of ``quarantine`` in a process of its own.

A file that crashes, hangs or fattens the native code of a PDF or picture library takes down that process and
not the portal; and that process has no environment, hence no secret, to give away.
"""

import io
import json
import logging
import signal
import subprocess
import sys
import tempfile
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
    # -I: nothing from the environment; -B: no bytecode, which the limit on writing would cut off half-way
    command = [sys.executable, "-I", "-B", "-c", BOOT, str(FOLDER), f"quarantine.{parser}", *arguments]
    with tempfile.TemporaryFile() as errors:  # not a pipe: a parser may complain without end
        try:
            done = subprocess.run(  # noqa: S603 - a fixed command; the file's name is no part of it
                command, stdin=file, stdout=subprocess.PIPE, stderr=errors, timeout=WALL_SECONDS, env={}, check=False
            )
        except subprocess.TimeoutExpired:
            raise Unfit("too_complex") from None
        if done.returncode in OUT_OF_TIME:
            raise Unfit("too_complex")
        if done.returncode:
            report(parser, done.returncode, errors)
            raise Unfit("unreadable")
    return body_of(done.stdout)


def report(parser: str, returncode: int, errors: BinaryIO) -> None:
    """The one place where anything at all counts as a damaged file: no library documents all its failures.

    pi_heif 1.4.0 for one dies of a single wrong byte in the type of an item.
    """
    errors.seek(max(0, errors.seek(0, io.SEEK_END) - LAST_WORDS_BYTES))
    logger.error("Parser %s ended with %s: %s", parser, returncode, errors.read().decode(errors="replace"))


def body_of(answer: bytes) -> bytes:
    """What follows the verdict of ``quarantine.program``. Raises Unfit when that is a refusal."""
    verdict, _newline, body = answer.partition(b"\n")
    refusal = json.loads(verdict)
    if refusal:
        raise Unfit(refusal["code"], **refusal["values"])
    return body
