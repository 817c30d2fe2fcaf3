"""Whether the database keeps the wall, asked by ``manage.py check --deploy --database default`` of an installation."""

from collections.abc import Collection
from typing import Any

from django.core import checks
from django.db import connection

from antt_portal.core.walling.building import wanting
from antt_portal.core.walling.roles import is_on

FACTS = """
SELECT rolsuper OR rolbypassrls OR EXISTS (
    SELECT FROM pg_class WHERE relowner = r.oid AND relnamespace = current_schema()::regnamespace)
FROM pg_roles r WHERE rolname = session_user
"""


@checks.register(checks.Tags.database, deploy=True)
def is_kept(databases: Collection[str] | None = None, **_kwargs: Any) -> list[checks.CheckMessage]:
    if "default" not in (databases or ()):
        return []
    if not is_on():
        return [checks.Warning("Tường giữa các Ban đang tắt (ROW_WALL=0).", id="wall.W001")]
    found: list[checks.CheckMessage] = []
    if missing := sum(len(steps) for steps in wanting()):
        found.append(checks.Error(f"Tường giữa các Ban thiếu {missing} chỗ.", hint="manage.py wall", id="wall.E001"))
    with connection.cursor() as cursor:
        cursor.execute(FACTS)
        (is_above,) = cursor.fetchone()
    if is_above:
        text = "Cổng đăng nhập PostgreSQL bằng vai trò sở hữu bảng: truy vấn không nêu Ban nào vẫn đọc được tất cả."
        found.append(checks.Warning(text, hint="script/deploy/roles.sql", id="wall.W002"))
    return found
