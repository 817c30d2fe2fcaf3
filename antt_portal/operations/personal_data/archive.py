"""What the portal keeps about a person, as a ZIP to hand over."""

import json
import zipfile
from datetime import datetime
from typing import Any, BinaryIO

from django.db.models import Model, QuerySet

from antt_portal.core import audit
from antt_portal.core.actor import System
from antt_portal.core.canonical import plain
from antt_portal.core.sealing.parts import exact
from antt_portal.operations.personal_data.about import Person, boards_of, named_in, told_of
from enterprises.models import User

# What opens a door, or could be turned back into what does.
SECRET = frozenset({"password", "token_digest", "code_digest", "session_key", "address_salt", "said_salt"})
SECRET_OF = {"mfa.authenticator": frozenset({"data"}), "core.notice": frozenset({"params"})}

READ_ME = """DỮ LIỆU CÁ NHÂN DO CỔNG ANTT LƯU
Người: {name} <{email}>
Lập lúc: {at}

Mỗi tệp .json là một loại dữ liệu; tên loại như trong docs/retention.md. Mật khẩu, mã bí mật và tham số của thư không
được xuất. named.json: những bản ghi của cơ quan, doanh nghiệp có ghi người này là người thực hiện.
"""


def write(user: User, to: BinaryIO, *, at: datetime) -> dict[str, int]:
    """Write the archive, and down that it was made; returns how many rows of each kind are in it."""
    counts = {}
    for board_id in boards_of(user):
        audit.record(Person(user.public_id, board_id), "person.export", by=System(board_id), at=at)
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", READ_ME.format(name=user.full_name, email=user.email, at=at.isoformat()))
        for label, rows in told_of(user):
            found = [_row(label, row) for row in rows.order_by("pk").iterator(1000)]
            counts[label] = len(found)
            archive.writestr(f"{label}.json", _json(found))
        named = {f"{one.model._meta.label_lower}.{one.field}": _ids(one.rows) for one in named_in(user)}
        archive.writestr("named.json", _json({name: ids for name, ids in named.items() if ids}))
    return counts


def _row(label: str, row: Model) -> dict[str, Any]:
    hidden = SECRET | SECRET_OF.get(label, frozenset())
    fields = [field for field in row._meta.concrete_fields if field.name not in hidden]
    return {field.name: _value(field.value_from_object(row)) for field in fields}


def _value(value: Any) -> Any:
    try:
        return plain(exact(value))
    except TypeError:
        return str(value)


def _ids(rows: QuerySet[Any]) -> list[str]:
    name = "public_id" if any(field.name == "public_id" for field in rows.model._meta.concrete_fields) else "pk"
    return [str(found) for found in rows.order_by("pk").values_list(name, flat=True)]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
