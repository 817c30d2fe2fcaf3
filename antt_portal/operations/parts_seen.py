"""The parts of the installation as a person reads them: word, tone, and what is known."""

import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from antt_portal.core.formats import filesize_vn, vn_datetime
from antt_portal.operations.vital import Health, Told, Vital, judged, read

LITTLE_SPACE = 2_000_000_000  # bytes: some days of evidence
CLOCKS_APART = timedelta(seconds=30)


@dataclass(frozen=True)
class Part:
    title: str
    tone: str
    word: str
    note: str = ""


def parts_seen(at: datetime) -> list[Part]:
    """Asked now; the page itself comes from the database, so that this one is known to answer."""
    told = read(at)
    found = judged(told, at)
    return [_vital(name, found[name]) for name in found] + [_storage(), _space(), _clocks(told, at)]


def _vital(name: str, vital: Vital) -> Part:
    titles = {
        "database": _("Cơ sở dữ liệu"),
        "broker": _("Bộ chuyển việc (Redis)"),
        "worker": _("Tiến trình xử lý"),
        "beat": _("Bộ lịch"),
        "oldest_unsent": _("Thư đến giờ gửi"),
    }
    words = {
        Health.OK: ("done", _("Chạy tốt")),
        Health.LATE: ("late", _("Trễ")),
        Health.DOWN: ("late", _("Không trả lời")),
        Health.UNKNOWN: ("soon", _("Không biết")),
    }
    tone, word = words[vital.health]
    return Part(titles[name], tone, word, _vital_note(name, vital))


def _vital_note(name: str, vital: Vital) -> str:
    if name == "oldest_unsent":
        if vital.since is None:
            return _("không thư nào chờ")
        return _("thư chờ lâu nhất từ %(moment)s") % {"moment": vn_datetime(vital.since)}
    if vital.since is not None:
        return _("dấu hiệu cuối lúc %(moment)s") % {"moment": vn_datetime(vital.since)}
    return _("chưa có dấu hiệu nào") if vital.health == Health.UNKNOWN else ""


def _storage() -> Part:
    title = _("Nơi lưu tệp")
    try:
        with tempfile.TemporaryFile(dir=_store()) as probe:
            probe.write(b"1")
    except OSError as error:
        return Part(title, "late", _("Không ghi được"), error.strerror or "")
    return Part(title, "done", _("Ghi được"))


def _store() -> Path:
    """Where files are kept; before the first one is, where its folder will be made."""
    wanted = Path(settings.MEDIA_ROOT)
    return next(path for path in (wanted, *wanted.parents) if path.exists())


def _space() -> Part:
    title = _("Dung lượng trống")
    free = shutil.disk_usage(_store()).free
    tone, word = ("late", _("Sắp hết")) if free < LITTLE_SPACE else ("done", _("Còn đủ"))
    return Part(title, tone, word, _("còn %(size)s") % {"size": filesize_vn(free)})


def _clocks(told: Told, at: datetime) -> Part:
    title = _("Đồng hồ")
    apart = abs(told.now - at)
    if apart > CLOCKS_APART:
        note = _("máy chủ web và cơ sở dữ liệu lệch %(seconds)s giây") % {"seconds": int(apart.total_seconds())}
        return Part(title, "late", _("Lệch giờ"), note)
    return Part(title, "done", _("Khớp"))
