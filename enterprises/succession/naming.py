"""A new name of the same legal person."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from antt_portal.core.clock import local_date
from antt_portal.core.formats import vn_date
from enterprises import organisations
from enterprises.models import Succession, SuccessionKind
from enterprises.succession.parts import Deed, Fate, Line, Named, Part
from enterprises.succession.presence import last_day


def examine(succession: Succession) -> Iterator[Line]:
    if succession.kind != SuccessionKind.RENAME:
        return
    former = Named(succession.former_name or str(succession.organisation))
    said = _("Tên trên giấy tờ đề đến hết ngày %(day)s; giấy tờ đã phát hành không đổi")
    yield Line(Fate.ENDS, "name", said % {"day": vn_date(last_day(succession))}, 1, [former])
    said = _("Tên trên giấy tờ đề từ ngày %(day)s")
    yield Line(
        Fate.BEGINS, "new-name", said % {"day": vn_date(succession.effective_on)}, 1, [Named(succession.new_name)]
    )


def carry_out(deed: Deed) -> None:
    succession = deed.succession
    if succession.kind != SuccessionKind.RENAME:
        return
    organisations.rename(
        succession.organisation,
        succession.new_name,
        by=deed.by,
        at=deed.at,
        on=local_date(deed.at),
        since=succession.effective_on,
        source=source_of(succession),
    )


def source_of(succession: Succession) -> str:
    """The document, as a row that changed because of it cites it."""
    return f"{succession.document}, {vn_date(succession.documented_on)}"


NAMES = Part(examine, carry_out)
