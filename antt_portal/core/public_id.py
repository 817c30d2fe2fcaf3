"""The public name of a row: a random UUID, so that no address tells how many rows there are."""

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import gettext_lazy as _


class RandomUUID(models.Func):
    """A version 4 UUID made by the database, so that INSERT … SELECT and plain SQL name their rows too."""

    output_field = models.UUIDField()
    arity = 0

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        return self.as_sql(compiler, connection, template="gen_random_uuid()")

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        """32 hexadecimal digits, as Django stores it there; the 13th is the version, the 17th the variant."""
        return self.as_sql(
            compiler,
            connection,
            template="lower(hex(randomblob(6)) || '4' || substr(hex(randomblob(2)), 2) ||"
            " substr('89ab', (random() & 3) + 1, 1) || substr(hex(randomblob(2)), 2) || hex(randomblob(6)))",
        )


class PublicModel(models.Model):
    """A row that people can point at. Made in Python it knows its id at once, otherwise from its insert."""

    public_id = models.UUIDField(_("mã công khai"), unique=True, editable=False, default=uuid4, db_default=RandomUUID())

    class Meta:
        abstract = True
