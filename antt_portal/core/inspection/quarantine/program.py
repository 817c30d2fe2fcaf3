"""The frame around a parser that runs as a program: limits first, then one answer on standard output."""

import json
import resource
import sys
import warnings
from collections.abc import Callable
from typing import BinaryIO

from .unfit import Unfit

# A 50 MB file of any accepted kind needs well under half of each.
MEMORY_BYTES = 1536 * 1024 * 1024
CPU_SECONDS = 20

Work = Callable[..., bytes]


def confine() -> None:
    """Cap this process for good: memory, processor time, no core file, no byte written to any file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def answer(work: Work, file: BinaryIO, arguments: list[str]) -> bytes:
    """One line of JSON (empty: fit; otherwise the code and its values), then the bytes ``work`` made."""
    verdict: dict[str, object] = {}
    body = b""
    try:
        body = work(file, *arguments)
    except Unfit as unfit:
        verdict = {"code": unfit.code, "values": unfit.values}
    except MemoryError:
        verdict = {"code": "too_complex", "values": {}}
    return json.dumps(verdict).encode() + b"\n" + body


def serve(work: Work) -> None:
    """Standard input is the file; the arguments follow the folder and module that ``isolated`` passes."""
    confine()
    warnings.simplefilter("ignore")  # libraries warn about odd metadata; only the verdict counts here
    sys.stdout.buffer.write(answer(work, sys.stdin.buffer, sys.argv[3:]))
