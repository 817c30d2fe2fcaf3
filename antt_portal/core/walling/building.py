"""Making the database as the plan has it, in as few statements as that takes. It says nothing where all is well."""

from collections import defaultdict
from collections.abc import Iterator

from django.db import connection, transaction

from antt_portal.core.wall import Side
from antt_portal.core.walling.declared import declared
from antt_portal.core.walling.plan import Policy, Table, tables
from antt_portal.core.walling.roles import make_roles, role_of

ROWS = """
SELECT c.relname, c.relrowsecurity FROM pg_class c
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
"""
COLUMNS = """
SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0
"""
POLICIES = """
SELECT c.relname, p.polname, obj_description(p.oid, 'pg_policy') FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
WHERE c.relnamespace = current_schema()::regnamespace AND p.polname LIKE 'wall\\_%'
"""
GRANTS = """
SELECT c.relname, r.rolname, acl.privilege_type
FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) acl JOIN pg_roles r ON r.oid = acl.grantee
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND r.rolname = ANY(%s)
"""
CALLERS = """
SELECT has_function_privilege(%s, %s, 'EXECUTE'), EXISTS (
    SELECT FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) acl
    WHERE p.oid = %s::regprocedure AND acl.grantee = 0)
"""


def build() -> list[str]:
    """Raises NoRoles. Each table is a transaction of its own: nobody waits for more than one. Returns what was said."""
    make_roles()
    said: list[str] = []
    for steps in wanting():
        with transaction.atomic(), connection.cursor() as cursor:
            for step in steps:
                cursor.execute(step)
        said += steps
    return said


def wanting() -> list[list[str]]:
    """What is missing or other than planned, table by table. A table that a migration has yet to make is not there."""
    there = _There()
    found = [list(there.steps(table)) for table in tables() if there.knows(table)]
    planned = {table.name for table in tables()}
    found += [[_revoke(name, role)] for name, role in there.grants if name not in planned]
    found.append(list(_functions()))
    return [steps for steps in found if steps]


class _There:
    """The database as it is."""

    def __init__(self) -> None:
        roles = [role_of(side) for side in Side]
        with connection.cursor() as cursor:
            cursor.execute(ROWS)
            self.walled = dict(cursor.fetchall())
            cursor.execute(COLUMNS)
            self.columns: dict[str, set[str]] = defaultdict(set)
            for name, column in cursor.fetchall():
                self.columns[name].add(column)
            cursor.execute(POLICIES)
            self.policies = {(name, policy): said for name, policy, said in cursor.fetchall()}
            cursor.execute(GRANTS, [roles])
            self.grants: dict[tuple[str, str], set[str]] = defaultdict(set)
            for name, role, act in cursor.fetchall():
                self.grants[name, role].add(act)

    def knows(self, table: Table) -> bool:
        return table.name in self.walled and table.columns <= self.columns[table.name]

    def steps(self, table: Table) -> Iterator[str]:
        """Refused to everybody first, allowed to some afterwards."""
        on = connection.ops.quote_name(table.name)
        if table.policies and not self.walled[table.name]:
            yield f"ALTER TABLE {on} ENABLE ROW LEVEL SECURITY"
        if not table.policies and self.walled[table.name]:
            yield f"ALTER TABLE {on} DISABLE ROW LEVEL SECURITY"
        known = {policy: said for (name, policy), said in self.policies.items() if name == table.name}
        for policy in table.policies:
            if known.pop(policy.name, None) != policy.digest:
                yield from _make(on, policy)
        for name in known:
            yield f"DROP POLICY {connection.ops.quote_name(name)} ON {on}"
        for role, acts in table.grants.items():
            if self.grants.get((table.name, role), set()) != acts:
                yield _revoke(table.name, role)
                yield f"GRANT {', '.join(sorted(acts))} ON {on} TO {connection.ops.quote_name(role)}"


def _make(on: str, policy: Policy) -> Iterator[str]:
    name = connection.ops.quote_name(policy.name)
    yield f"DROP POLICY IF EXISTS {name} ON {on}"
    yield f"CREATE POLICY {name} ON {on} {policy.says}"
    yield f"COMMENT ON POLICY {name} ON {on} IS '{policy.digest}'"


def _revoke(table: str, role: str) -> str:
    return f"REVOKE ALL ON {connection.ops.quote_name(table)} FROM {connection.ops.quote_name(role)}"


def _functions() -> Iterator[str]:
    caller = role_of(Side.PORTAL)
    with connection.cursor() as cursor:
        for function in declared.functions:
            cursor.execute("SELECT to_regprocedure(%s)", [function])
            if cursor.fetchone()[0] is None:
                continue
            cursor.execute(CALLERS, [caller, function, function])
            may_call, may_everybody = cursor.fetchone()
            if may_everybody or not may_call:
                yield f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC"
                yield f"GRANT EXECUTE ON FUNCTION {function} TO {connection.ops.quote_name(caller)}"
