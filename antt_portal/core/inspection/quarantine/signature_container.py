"""The container of a signature (CMS), which no signature covers: whatever in it is not checked must be as it should.

A changed byte there changes nothing that was signed; but it is a changed byte of a signed paper, and is to be found.
"""

import re

from asn1crypto import cms, parser
from pyhanko.sign.validation import EmbeddedPdfSignature

HEX = re.compile(rb"<(?:[0-9a-f]*|[0-9A-F]*)>")
INDEFINITE_LENGTH = b"\x80"
CONSTRUCTED = 1
UNIVERSAL, BIT_STRING = 0, 3
LONGEST_FLAGS = 8  # bytes: a longer string of bits is a key or a signature, which ends with a whole byte
END_OF_CONTENT = (UNIVERSAL, 0)  # nothing of a definite length ends so
DEEPEST = 40


def is_sound(embedded: EmbeddedPdfSignature) -> bool:
    """The hole between the two signed ranges holds one container, written plainly, and nothing else."""
    _start, length, resume, _length = embedded.byte_range
    stream = embedded.reader.stream
    stream.seek(length)
    hole = stream.read(resume - length)
    if not HEX.fullmatch(hole):
        return False
    content = bytes.fromhex(hole[1:-1].decode())
    # The older encoding without lengths, which some programs still write, says less about itself.
    if content[1:2] != INDEFINITE_LENGTH:
        end = parser.peek(content)
        if content[end:].strip(b"\0") or not is_filled(content[:end]):
            return False
    return is_plain(embedded.signed_data) and names_signer(embedded)


def is_filled(content: bytes, depth: int = 0) -> bool:
    """Every part ends where the parts inside it end."""
    at = 0
    while at < len(content):
        tag_class, method, tag, header, inside, _trailer = parser.parse(content[at:])
        if (tag_class, tag) == END_OF_CONTENT or depth > DEEPEST:
            return False
        if method == CONSTRUCTED and not is_filled(inside, depth + 1):
            return False
        if (tag_class, tag) == (UNIVERSAL, BIT_STRING) and len(inside) > LONGEST_FLAGS and inside[0]:
            return False
        at += len(header) + len(inside)
    return at == len(content)


def is_plain(data: cms.SignedData) -> bool:
    """The parts that repeat others say the same (RFC 5652, 5.1 and 5.3)."""
    signer = data["signer_infos"][0]
    by_serial = signer["sid"].name == "issuer_and_serial_number"
    is_detached = data["encap_content_info"]["content_type"].native == "data"
    return (
        signer["digest_algorithm"].native in data["digest_algorithms"].native
        and signer["version"].native == ("v1" if by_serial else "v3")
        and data["version"].native == ("v1" if by_serial and is_detached else "v3")
    )


def names_signer(embedded: EmbeddedPdfSignature) -> bool:
    """The signer is named as the certificate has it, not merely alike: comparing names forgives much."""
    named = embedded.signer_info["sid"].chosen
    if not isinstance(named, cms.IssuerAndSerialNumber):
        return True
    return bool(named["issuer"].dump() == embedded.signer_cert.issuer.dump())
