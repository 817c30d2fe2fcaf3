"""What these programs are for."""

from django.core.management.base import CommandError
from django.db import connection


def require_postgresql() -> None:
    """The demo's SQLite is a file in ``var/``, which is copied with whatever copies files."""
    if connection.vendor != "postgresql":
        raise CommandError("Chỉ sao lưu và khôi phục PostgreSQL; bản thử trên SQLite chỉ cần chép thư mục var/.")
