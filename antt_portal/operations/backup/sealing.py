"""Encryption by age (age-encryption.org): whoever makes backups holds a public key, and cannot read them.

age authenticates every part and the end, so that an archive cut short or altered does not open.
"""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from antt_portal.operations.backup import Damaged

HEADER = b"age-encryption.org/v1\n"
CHUNK = 1 << 20


class NoKey(Exception):
    """The archive is encrypted and no identity was given, or there is no age on this machine."""


@contextmanager
def sealed(out: IO[bytes], recipient: str) -> Iterator[IO[bytes]]:
    """Where to write what ends in ``out``, encrypted to ``recipient`` if there is one."""
    if not recipient:
        yield out
        return
    command = [_age(), "--encrypt", "--recipient", recipient]
    age = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out)  # noqa: S603 - age itself
    try:
        with age:
            yield cast("IO[bytes]", age.stdin)
    except BrokenPipeError as fault:
        raise NoKey(recipient) from fault
    if age.returncode:
        raise NoKey(recipient)


@contextmanager
def opened(path: Path, identity: str) -> Iterator[IO[bytes]]:
    """The archive's bytes, decrypted if it is encrypted. Raises Damaged in the end if age did not trust all of them."""
    with path.open("rb") as file:
        if file.read(len(HEADER)) != HEADER:
            file.seek(0)
            yield file
            return
    if not identity:
        raise NoKey(str(path))
    command = [_age(), "--decrypt", "--identity", identity, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as age:  # noqa: S603 - age itself
        out = cast("IO[bytes]", age.stdout)
        try:
            yield out
            while out.read(CHUNK):
                pass
        except BaseException:
            age.kill()
            raise
    if age.returncode:
        raise Damaged(str(path))


def _age() -> str:
    found = shutil.which("age")
    if not found:
        raise NoKey("age")
    return found
