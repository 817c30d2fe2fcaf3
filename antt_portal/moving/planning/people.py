"""Who is asked to open an account: an invitation each, never a password."""

from django.utils.translation import gettext as _

from antt_portal.moving.planning.contacts import confirm, contact
from antt_portal.moving.planning.plan import SAME, Work
from antt_portal.moving.reading import Row
from enterprises.models import ENTERPRISE_KINDS, ROLES_OF_KIND, Contact, Invitation, Organisation, Role


def plan_people(work: Work, rows: list[Row]) -> None:
    heads = {row["organisation"] for row in rows if row["role"] == Role.HEAD}
    for row in rows:
        whose = work.organisation(row)
        if whose is None or row["email"] is None or not work.once(row, (whose[0], row["email"]), "email"):
            continue
        key, organisation = whose
        if (key, row["email"]) in work.known.members | work.known.invited:
            work.count(row, SAME)
        elif row["role"] is not None:
            _role(work, row, key, organisation, is_headed=key in heads)
            _invite(work, row, key, organisation)


def _role(work: Work, row: Row, key: str, organisation: Organisation, *, is_headed: bool) -> None:
    """As inviting by hand decides: the first person heads an enterprise, and only its head names another."""
    if not organisation.kind:  # which has been said where it stands
        return
    if row["role"] not in ROLES_OF_KIND[organisation.kind]:
        work.wrong(row, "role", _("Loại tổ chức này không có vai trò đó."))
    elif row["role"] == Role.HEAD and key in work.known.peopled:
        words = _("Tổ chức đã có người dùng trên Cổng: người đứng đầu mới do chính tổ chức mời.")
        work.wrong(row, "role", words)
    elif organisation.kind in ENTERPRISE_KINDS and not is_headed and key not in work.known.headed:
        words = _("Tổ chức chưa có người dùng: ghi thêm một dòng mời người đứng đầu.")
        work.wrong(row, "role", words)


def _invite(work: Work, row: Row, key: str, organisation: Organisation) -> None:
    found = work.known.contacts.get((key, row["email"]))
    made: list[Contact | Invitation] = []
    if found is None:
        found = contact(work, row, organisation)
        work.known.contacts[key, row["email"]] = found
        made.append(found)
    elif found.bounced_at:
        work.wrong(row, "email", _("Thư gửi đến địa chỉ này đã bị trả lại. Ghi địa chỉ khác."))
    confirm(work, row, found)
    made.append(
        Invitation(board=work.board, organisation=organisation, contact=found, email=row["email"], role=row["role"])
    )
    work.add(row, *made)
