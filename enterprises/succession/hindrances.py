"""What stands in the way of a succession, each in words that say what to do."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from antt_portal.core.formats import vn_date
from enterprises.models import ENTERPRISE_KINDS, Capacity, Organisation, OrganisationKind, Succession, SuccessionKind
from enterprises.succession.parts import Fate, Line, Named, Part, nothing_to_do
from enterprises.succession.presence import ending

K = SuccessionKind


def examine(succession: Succession) -> Iterator[Line]:
    if succession.status == "done":
        return
    if succession.kind == K.RENAME:
        yield from _of_name(succession)
        return
    yield from _of_tenancies(succession)
    if succession.successor is not None:
        yield from _of_successor(succession, succession.successor)


def _hinders(code: str, text: str, named: list[Named] | None = None) -> Line:
    return Line(Fate.HINDERS, code, text, 1, named or [])


def _of_name(succession: Succession) -> Iterator[Line]:
    present = succession.organisation.names.filter(valid_to__isnull=True).first()
    if present is None:
        yield _hinders("no-name", _("Tổ chức không còn tên có hiệu lực."))
    elif succession.effective_on <= present.valid_from:
        said = _("Tên mới phải có hiệu lực sau ngày của tên hiện nay (%(day)s).")
        yield _hinders("name-date", said % {"day": vn_date(present.valid_from)})
    elif succession.new_name == present.name:
        yield _hinders("same-name", _("Tên mới giống tên hiện nay."))


def _of_tenancies(succession: Succession) -> Iterator[Line]:
    rows = list(ending(succession).select_related("zone").order_by("zone__sort_key"))
    if not rows and succession.kind == K.INVESTOR:
        yield _hinders("not-investor", _("Tổ chức này không là chủ đầu tư hạ tầng của khu vào ngày đó."))
    elif not rows and succession.kind == K.LEAVE:
        yield _hinders("not-there", _("Tổ chức không ở khu nào vào ngày đó, hoặc việc rời khu đã được ghi trước."))
    later = [one for one in rows if one.valid_from >= succession.effective_on]
    if later:
        named = [Named(f"{one.zone}, {vn_date(one.valid_from)}") for one in later]
        text = _("Việc vào khu bắt đầu đúng hoặc sau ngày này: chọn một ngày muộn hơn.")
        yield _hinders("begins-later", text, named)
    invests = [one for one in rows if one.capacity == Capacity.INVESTOR]
    if succession.kind == K.LEAVE and invests:
        named = [Named(str(one.zone)) for one in invests]
        text = _("Khu cần có chủ đầu tư hạ tầng mới: dùng “Thay chủ đầu tư hạ tầng của khu” cho từng khu trước.")
        yield _hinders("invests", text, named)
    to = succession.successor
    if succession.kind == K.MERGE and invests and to is not None and to.kind != OrganisationKind.INVESTOR:
        yield _hinders("not-an-investor", _("Bên kế thừa chưa được ghi danh là chủ đầu tư hạ tầng."))


def _of_successor(succession: Succession, to: Organisation) -> Iterator[Line]:
    if to.pk == succession.organisation_id:
        yield _hinders("itself", _("Bên kế thừa phải là một tổ chức khác."))
    if to.board_id != succession.board_id:
        yield _hinders("other-board", _("Bên kế thừa không thuộc Ban Quản lý này."))
    if to.kind not in ENTERPRISE_KINDS or (succession.kind == K.INVESTOR and to.kind != OrganisationKind.INVESTOR):
        yield _hinders("kind", _("Bên kế thừa không phải là doanh nghiệp thuộc loại cần cho việc này."))
    merged = to.successions.filter(kind=K.MERGE, status="done", effective_on__lte=succession.effective_on).first()
    if merged is not None:
        named = [Named(str(merged), merged.get_absolute_url())]
        yield _hinders("merged", _("Bên kế thừa đã sáp nhập vào doanh nghiệp khác."), named)


HINDRANCES = Part(examine, nothing_to_do)
