"""What an examination of signatures found, as people read it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from antt_portal.core.formats import vn_date, vn_datetime

_ = gettext_lazy


class Verdict(StrEnum):
    """Of the whole file. Only VALID lets anybody rely on it."""

    VALID = "valid"
    UNCONFIRMED = "unconfirmed"
    EXTENDED = "extended"
    MISSING = "missing"
    ALTERED = "altered"
    UNSIGNED = "unsigned"
    UNREADABLE = "unreadable"


VERDICTS: dict[Verdict, Promise] = {
    Verdict.VALID: _("Mọi chữ ký số đều hợp lệ; tệp không thay đổi từ chữ ký cuối cùng."),
    Verdict.UNCONFIRMED: _("Tệp không thay đổi từ khi ký, nhưng chưa xác nhận được chứng thư của người ký."),
    Verdict.EXTENDED: _("Các chữ ký còn nguyên vẹn, nhưng sau chữ ký cuối cùng tệp được bổ sung phần chưa ai ký."),
    Verdict.MISSING: _("Thiếu chữ ký: chữ ký chưa được ký hoặc đã bị gỡ bỏ."),
    Verdict.ALTERED: _("Tệp đã bị thay đổi sau khi ký hoặc chữ ký bị hỏng. Không sử dụng tệp này."),
    Verdict.UNSIGNED: _("Tệp không có chữ ký số."),
    Verdict.UNREADABLE: _("Không kiểm tra được chữ ký của tệp."),
}


class Chain(StrEnum):
    """Who vouches for the signer. Whether a certificate was revoked is never looked up: that needs the network."""

    TRUSTED = "trusted"
    UNKNOWN_ROOT = "unknown_root"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    REVOKED = "revoked"
    UNTRUSTED = "untrusted"


CHAINS: dict[Chain, Promise] = {
    Chain.TRUSTED: _("Chứng thư do %(issuer)s cấp, thuộc tổ chức được tin cậy. Chưa kiểm tra việc thu hồi chứng thư."),
    Chain.UNKNOWN_ROOT: _("Chứng thư do %(issuer)s cấp, không thuộc tổ chức nào mà cổng được cấu hình để tin cậy."),
    Chain.EXPIRED: _("Chứng thư đã hết hạn ngày %(until)s và không có dấu thời gian chứng minh ký trước ngày đó."),
    Chain.NOT_YET_VALID: _("Chứng thư chưa có hiệu lực."),
    Chain.REVOKED: _("Chứng thư đã bị thu hồi."),
    Chain.UNTRUSTED: _("Chứng thư do %(issuer)s cấp không đạt yêu cầu để ký văn bản."),
}


@dataclass(frozen=True)
class Signature:
    """One signature. ``fingerprint`` is the SHA-256 of the signer's certificate, to compare with the one expected.

    ``filled`` and ``then_signed`` are the fields that changed afterwards, as the file calls them; ``is_permitted``:
    this signature allows what changed; ``is_closing``: it covers the file to its last byte.
    """

    field: str
    is_sound: bool
    bottom_line: bool = False
    is_permitted: bool = False
    is_closing: bool = False
    chain: Chain = Chain.UNTRUSTED
    holder: str = ""
    organisation: str = ""
    issuer: str = ""
    fingerprint: str = ""
    claimed_at: datetime | None = None
    stamped_at: datetime | None = None
    valid_until: datetime | None = None
    filled: tuple[str, ...] = ()
    then_signed: tuple[str, ...] = ()

    @property
    def integrity_text(self) -> str:
        if self.is_sound:
            return gettext("Phần được ký còn nguyên vẹn.")
        return gettext("Phần được ký đã bị thay đổi, hoặc chữ ký bị hỏng.")

    @property
    def chain_text(self) -> str:
        until = vn_date(self.valid_until) if self.valid_until else ""
        return str(CHAINS[self.chain]) % {"issuer": self.issuer, "until": until}

    @property
    def time_text(self) -> str:
        if self.stamped_at:
            return gettext("Ký trước %(time)s, theo dấu thời gian.") % {"time": vn_datetime(self.stamped_at)}
        if self.claimed_at:
            return gettext("Ký lúc %(time)s theo máy của người ký; không có dấu thời gian.") % {
                "time": vn_datetime(self.claimed_at)
            }
        return gettext("Chữ ký không ghi thời gian.")

    @property
    def changes_text(self) -> str:
        if not self.is_permitted:
            return gettext("Sau chữ ký này, tệp bị thay đổi trái với điều chữ ký cho phép.")
        if self.is_closing:
            return gettext("Sau chữ ký này, tệp không thay đổi.")
        parts = []
        if self.filled:
            parts.append(gettext("điền %(fields)s (được phép)") % {"fields": ", ".join(self.filled)})
        if self.then_signed:
            parts.append(gettext("ký thêm %(fields)s (được phép)") % {"fields": ", ".join(self.then_signed)})
        what = "; ".join(parts) or gettext("bổ sung dữ liệu không hiện trên trang")
        return gettext("Sau chữ ký này: %(what)s.") % {"what": what}


@dataclass(frozen=True)
class SignatureReport:
    """``signatures`` in the order they were given; ``missing`` names fields; ``problem`` says why nothing was read."""

    verdict: Verdict
    signatures: tuple[Signature, ...] = ()
    missing: tuple[str, ...] = ()
    problem: str = ""

    @property
    def is_valid(self) -> bool:
        return self.verdict == Verdict.VALID

    @property
    def text(self) -> str:
        return f"{VERDICTS[self.verdict]} {self.problem}".strip()
