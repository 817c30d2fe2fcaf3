"""Asking clamd about bytes, in its own words (INSTREAM), over a unix socket or TCP."""

import socket
import struct
import time
from contextlib import suppress
from typing import BinaryIO

from django.conf import settings

CHUNK_BYTES = 256 * 1024
CONNECT_SECONDS = 3.0
LONGEST_ANSWER = 4096  # bytes
OK, FOUND = ": OK", " FOUND"


class NotScanned(Exception):
    """clamd said something else than its verdict, or not in time. Another file may fare better."""


class ScannerDown(NotScanned):
    """Nobody listens: no file will fare better."""


def is_on() -> bool:
    return bool(settings.CLAMAV_SOCKET)


def malware_in(stream: BinaryIO, *, seconds: float) -> str:
    """The name of what clamd finds in the whole of ``stream``; empty when it finds nothing. Raises NotScanned."""
    stream.seek(0)
    give_up_at = time.monotonic() + seconds
    try:
        with _connected() as line:
            _send(line, stream, give_up_at)
            return _verdict(_answer(line, give_up_at))
    except OSError as error:
        raise NotScanned(str(error) or type(error).__name__) from error


def _connected() -> socket.socket:
    try:
        return _line_to(settings.CLAMAV_SOCKET)
    except OSError as error:
        raise ScannerDown(str(error)) from error


def _line_to(address: str) -> socket.socket:
    """``/run/clamav/clamd.ctl``, or ``host:3310`` (``tcp://`` and ``unix:`` may stand before either)."""
    if address.startswith(("/", "unix:")):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            line.settimeout(CONNECT_SECONDS)
            line.connect(address.removeprefix("unix:"))
        except OSError:
            line.close()
            raise
        return line
    host, _colon, port = address.removeprefix("tcp://").rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=CONNECT_SECONDS)


def _send(line: socket.socket, stream: BinaryIO, give_up_at: float) -> None:
    """A scanner that has heard enough (a file over its limit) hangs up and has said why: that is read next."""
    with suppress(BrokenPipeError, ConnectionResetError):
        line.sendall(b"zINSTREAM\0")
        while chunk := stream.read(CHUNK_BYTES):
            line.settimeout(_left(give_up_at))
            line.sendall(struct.pack(">I", len(chunk)) + chunk)
        line.sendall(struct.pack(">I", 0))


def _answer(line: socket.socket, give_up_at: float) -> str:
    heard = b""
    while b"\0" not in heard and len(heard) < LONGEST_ANSWER:
        line.settimeout(_left(give_up_at))
        piece = line.recv(LONGEST_ANSWER)
        if not piece:
            break
        heard += piece
    return heard.partition(b"\0")[0].decode(errors="replace").strip()


def _left(give_up_at: float) -> float:
    left = give_up_at - time.monotonic()
    if left <= 0:
        raise NotScanned("no answer in time")
    return left


def _verdict(said: str) -> str:
    """Only the two answers that are verdicts count as such."""
    if said.endswith(FOUND):
        return said.removesuffix(FOUND).rpartition(": ")[2] or "?"
    if said.endswith(OK):
        return ""
    raise NotScanned(said or "hung up without a word")
