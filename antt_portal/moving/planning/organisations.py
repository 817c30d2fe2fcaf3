"""Organisations: entered, described, renamed. A name that differs is a new name from a day on, never a correction."""

from django.utils.translation import gettext as _

from antt_portal.core.folding import search_key, sort_key
from antt_portal.core.formats import vn_date
from antt_portal.moving.cells import name_key, organisation_key
from antt_portal.moving.planning.plan import CHANGED, SAME, Renaming, Work
from antt_portal.moving.reading import Row
from enterprises.models import ENTERPRISE_KINDS, Organisation, OrganisationName

TRAITS = ("address", "size", "handles_chemicals", "fire_hazard", "foreign_invested")


def plan_organisations(work: Work, rows: list[Row]) -> None:
    for row in rows:
        tax_code, name = row["tax_code"] or "", row["name"] or ""
        if row["kind"] in ENTERPRISE_KINDS and not tax_code and "tax_code" not in row.unfit:
            work.wrong(row, "tax_code", _("Doanh nghiệp phải có mã số thuế."))
            continue
        if "tax_code" in row.unfit or not (tax_code or name):
            continue
        key = organisation_key(tax_code, name)
        if not work.once(row, key, "tax_code" if tax_code else "name"):
            continue
        found = work.known.organisations.get(key)
        if found:
            _known(work, row, key, found)
        else:
            _new(work, row, key)


def _new(work: Work, row: Row, key: str) -> None:
    name = row["name"] or ""
    if row["tax_code"] and name_key(name) in work.known.organisations:
        words = _("Tên này đã có trên Cổng mà chưa có mã số thuế. Kiểm tra xem có phải cùng một tổ chức không.")
        work.wrong(row, "name", words)
    new = Organisation(board=work.board, kind=row["kind"] or "", tax_code=row["tax_code"] or "", name=name)
    new.sort_key, new.search_key = sort_key(name), search_key(name)
    new.address, new.size = row["address"] or "", row["size"] or ""
    for trait in TRAITS[2:]:
        setattr(new, trait, bool(row[trait]))
    named = OrganisationName(board=work.board, organisation=new, name=name, valid_from=row["since"])
    work.known.organisations[key] = new
    work.known.names[key] = [named]
    if row["since"] and row["since"] > work.on:
        work.wrong(row, "since", _("Ngày này chưa đến: ghi ngày tổ chức bắt đầu mang tên đang dùng."))
    work.add(row, new, named)


def _known(work: Work, row: Row, key: str, found: Organisation) -> None:
    if row["kind"] and row["kind"] != found.kind:
        words = _("Trên Cổng tổ chức này là %(kind)s. Loại không đổi bằng tệp được.")
        work.wrong(row, "kind", words % {"kind": found.get_kind_display()})
    is_renamed = _name(work, row, key, found)
    is_described = work.compare(row, found, {trait: trait for trait in TRAITS}, whose=found.name)
    if is_renamed and not is_described:
        work.plan.counts[row.form.key][SAME] -= 1
        work.count(row, CHANGED)


def _name(work: Work, row: Row, key: str, found: Organisation) -> bool:
    """Whether the row gives it another name than it has."""
    name, since = row["name"], row["since"]
    history = work.known.names[key]
    if not (name and since and history) or any(one.name == name and one.valid_from == since for one in history):
        return False
    present = history[-1]
    began = {"name": present.name, "day": vn_date(present.valid_from)}
    if present.name == name:
        words = _("Trên Cổng tên này có hiệu lực từ %(day)s. Sửa ngày trong tệp cho khớp.")
        work.wrong(row, "since", words % began)
        return False
    if since <= present.valid_from:
        words = _("Tên đang ghi là “%(name)s” từ %(day)s. Tên mới phải có hiệu lực sau ngày đó.")
        work.wrong(row, "name", words % began)
        return False
    new = OrganisationName(board=work.board, organisation=found, name=name, predecessor=present, valid_from=since)
    work.plan.renamings.append(Renaming(found, present, new))
    work.change(row, "name", found.name, present.name, name)
    return True
