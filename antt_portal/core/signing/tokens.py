"""Keys that never leave their token: PKCS#11."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock

import pkcs11
from asn1crypto import x509
from django.utils.translation import gettext_lazy as _
from pkcs11.exceptions import NoSuchKey, NoSuchToken, PinIncorrect, PinInvalid, PinLenRange, PinLocked, PKCS11Error
from pyhanko.sign.pkcs11 import PKCS11Signer
from pyhanko.sign.signers import Signer

from antt_portal.core.signing.unavailable import KeyUnavailable

# A token knows one user at a time: a second sign-in fails, and the first sign-out ends both.
_one_at_a_time = Lock()


@contextmanager
def on_token(name: str, source: Mapping[str, str], chain: Sequence[x509.Certificate]) -> Iterator[Signer]:
    """The signer of a key on a token, signed in as long as the block lasts. Raises KeyUnavailable."""
    with _one_at_a_time, _session(name, source) as session:
        signer = PKCS11Signer(
            session, cert_label=source["key"], key_label=source["key"], ca_chain=chain, embed_roots=False
        )
        try:
            signer.signing_cert  # noqa: B018 - the key and its certificate are fetched here, or not at all
        except (PKCS11Error, NoSuchKey) as error:
            text = _("Thiết bị ký không có khóa hoặc chứng thư “%(key)s” (khóa ký “%(name)s”).")
            raise KeyUnavailable("key-not-on-token", text, name=name, key=source["key"]) from error
        yield signer


@contextmanager
def _session(name: str, source: Mapping[str, str]) -> Iterator[pkcs11.Session]:
    token = find_token(name, source)
    try:
        session = token.open(user_pin=source["pin"])
    except (PinIncorrect, PinInvalid, PinLenRange) as error:
        text = _(
            "Sai mã PIN của thiết bị ký (khóa ký “%(name)s”). Sửa cấu hình trước khi thử lại: sai nhiều lần sẽ khóa."
        )
        raise KeyUnavailable("key-pin", text, name=name) from error
    except PinLocked as error:
        text = _("Thiết bị ký đã bị khóa vì sai mã PIN nhiều lần (khóa ký “%(name)s”).")
        raise KeyUnavailable("key-pin-locked", text, name=name) from error
    except PKCS11Error as error:
        text = _("Thiết bị ký không trả lời (khóa ký “%(name)s”). Kiểm tra thiết bị rồi ký lại.")
        raise KeyUnavailable("key-token", text, name=name) from error
    with session:
        yield session


def find_token(name: str, source: Mapping[str, str]) -> pkcs11.Token:
    """The token, without signing in to it: a check must not use up attempts at the PIN. Raises KeyUnavailable."""
    try:
        return pkcs11.lib(source["module"]).get_token(token_label=source["token"])
    except NoSuchToken as error:
        text = _("Không thấy thiết bị ký “%(token)s” (khóa ký “%(name)s”). Cắm thiết bị vào máy chủ rồi ký lại.")
        raise KeyUnavailable("key-no-token", text, name=name, token=source["token"]) from error
    except (RuntimeError, OSError) as error:
        text = _("Không nạp được trình điều khiển thiết bị ký (khóa ký “%(name)s”). Báo quản trị hệ thống.")
        raise KeyUnavailable("key-module", text, name=name) from error
