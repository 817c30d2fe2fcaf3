"""The frame around a parser that runs as a program: limits first, then one answer on what was standard output."""

import json
import os
import resource
import sys
import warnings
from collections.abc import Callable
from typing import BinaryIO

from .unfit import Unfit

# A 50 MB file of any accepted kind needs well under half of each.
MEMORY_BYTES = 1536 * 1024 * 1024
CPU_SECONDS = 20
WRITTEN_BYTES = 64 * 1024  # of any file: the errors a library reports

Work = Callable[..., bytes]


def confine() -> None:
    """Cap this process for good: memory, processor time, what it may write, and no core file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN_BYTES, WRITTEN_BYTES))


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
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # what a library prints must not mix with the answer
        out.write(answer(work, sys.stdin.buffer, sys.argv[3:]))
