"""Each statement is asked as the role, and for the boards, that the present work has named (``antt_portal.core.wall``).

Role and boards are settings of the connection. They are compared with what is wanted before every statement and set
when they differ: whatever was left on a connection, no statement is asked with it.
"""

from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.utils import CursorWrapper
from psycopg2.extensions import TRANSACTION_STATUS_INERROR, quote_ident

from antt_portal.core import wall
from antt_portal.core.walling.roles import role_of

UNKNOWN = object()


class _Standing(CursorWrapper):
    """Of Django, except that each statement waits until its connection stands where the work does."""

    db: "DatabaseWrapper"

    def execute(self, *args: Any, **kwargs: Any) -> Any:
        self.db.stand()
        return super().execute(*args, **kwargs)

    def executemany(self, *args: Any, **kwargs: Any) -> Any:
        self.db.stand()
        return super().executemany(*args, **kwargs)

    def callproc(self, *args: Any, **kwargs: Any) -> Any:
        self.db.stand()
        return super().callproc(*args, **kwargs)

    def copy_expert(self, *args: Any, **kwargs: Any) -> Any:
        self.db.stand()
        return self.cursor.copy_expert(*args, **kwargs)


class _StandingDebug(_Standing, base.CursorDebugWrapper):
    pass


class DatabaseWrapper(base.DatabaseWrapper):
    _stands: object = UNKNOWN

    def get_new_connection(self, conn_params: Any) -> Any:
        self._stands = UNKNOWN
        return super().get_new_connection(conn_params)

    def make_cursor(self, cursor: Any) -> CursorWrapper:
        return _Standing(cursor, self)

    def make_debug_cursor(self, cursor: Any) -> _StandingDebug:
        return _StandingDebug(cursor, self)

    def stand(self) -> None:
        """A transaction that failed takes no more settings, nor anything else but its end."""
        wanted = wall.present()
        if self._stands == wanted or self._has_failed():
            return
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute(self._steps_to(wanted))
        self._stands = wanted

    def _steps_to(self, place: wall.Place | None) -> str:
        """SET takes no snapshot, so that a transaction may still choose its isolation level afterwards."""
        if place is None:
            return "RESET ROLE; RESET antt.boards"
        role = quote_ident(role_of(place.side), self.connection)
        boards = ",".join(str(int(board)) for board in place.boards)
        return f"SET ROLE {role}; SET antt.boards = '{{{boards}}}'"

    def _has_failed(self) -> bool:
        return bool(self.connection.get_transaction_status() == TRANSACTION_STATUS_INERROR)

    # What a transaction set goes with it, also at the COMMIT of one that failed, of which PostgreSQL makes a ROLLBACK.

    def _commit(self) -> None:
        if self.connection is not None and self._has_failed():
            self._stands = UNKNOWN
        super()._commit()  # type: ignore[misc]  # unknown to the stubs, as the next two

    def _rollback(self) -> None:
        self._stands = UNKNOWN
        super()._rollback()  # type: ignore[misc]

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]
        self._stands = UNKNOWN
