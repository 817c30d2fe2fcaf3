"""Why a mail did not arrive, in words for whoever decides what to do about it."""

import re

from django.utils.translation import gettext as _

from antt_portal.core.models import Notice

# Enhanced status codes of RFC 3463; the first that fits is said.
MAILBOX_FULL = re.compile(r"\b[45]\.2\.2\b|\b[45]52\b")
NO_MAILBOX = re.compile(r"\b5\.1\.\d+\b|\b55[013]\b")
FORBIDDEN = re.compile(r"\b[45]\.7\.\d+\b|\b554\b")
UNREACHED = ("ConnectionRefusedError", "SMTPConnectError", "gaierror", "OSError", "ConnectionResetError")
BROKEN_OFF = ("TimeoutError", "SMTPServerDisconnected", "BrokenPipeError", "timeout")
TEMPORARILY = ("SMTPRecipientsRefused", "SMTPDataError", "SMTPSenderRefused", "SMTPResponseException")
SIGN_IN = ("SMTPAuthenticationError", "SMTPNotSupportedError")


def reason(notice: Notice) -> str:
    """Empty for one that nothing went wrong with."""
    if notice.bounced_at:
        return _bounced(notice.bounce_reason)
    return _failed(notice.error) if notice.error else ""


def servers_words(notice: Notice) -> str:
    """What the other server answered, for whoever knows mail; what our own programs said is for the log."""
    if notice.bounced_at:
        return notice.bounce_reason
    kind, _colon, words = notice.error.partition(": ")
    return words if kind in TEMPORARILY else ""


def _bounced(said: str) -> str:
    if MAILBOX_FULL.search(said):
        return _("Hộp thư của người nhận đã đầy.")
    if FORBIDDEN.search(said):
        return _("Máy chủ của người nhận từ chối thư của Cổng.")
    if NO_MAILBOX.search(said):
        return _("Không có hộp thư này, hoặc địa chỉ ghi sai.")
    return _("Máy chủ của người nhận trả lại thư.")


def _failed(error: str) -> str:
    kind = error.partition(":")[0]
    if kind in UNREACHED:
        return _("Không kết nối được máy chủ gửi thư.")
    if kind in BROKEN_OFF:
        return _("Máy chủ gửi thư không trả lời kịp.")
    if kind in SIGN_IN:
        return _("Máy chủ gửi thư không nhận tài khoản của Cổng.")
    if kind in TEMPORARILY:
        return _bounced(error) if MAILBOX_FULL.search(error) else _("Máy chủ của người nhận tạm từ chối.")
    return _("Cổng không lập được thư; quản trị xem nhật ký.")
