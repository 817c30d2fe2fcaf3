"""New migrations leave the code before them working: the old workers run on until the new ones have taken over.

What is to go goes in two releases: the first stops asking for it, the second takes it away and says so in ``JUDGED``.
"""

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

# Up to these nobody had an installation that an upgrade could interrupt.
BEFORE_THE_FIRST_INSTALLATION = {"core": 8, "enterprises": 9, "directives": 7, "reports": 7}
# (app, migration, fault) → why the code before it survives this one nevertheless.
JUDGED: dict[tuple[str, str, str], str] = {}
TAKEN_AWAY = (
    migrations.RemoveField,
    migrations.DeleteModel,
    migrations.RenameField,
    migrations.RenameModel,
    migrations.AlterModelTable,
)


def faults(operation, state, app):
    """What the code before ``operation`` would stumble over; ``state`` is the schema that it knows."""
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        for one in operation.database_operations:
            yield from faults(one, state, app)
    elif isinstance(operation, TAKEN_AWAY):
        yield f"{type(operation).__name__}: {operation.describe()}"
    elif isinstance(operation, migrations.AddField):
        if must_be_said(operation.field):
            yield f"{operation.model_name}.{operation.name} is new and must be said: null or db_default"
    elif isinstance(operation, migrations.AlterField):
        before = state.models[app, operation.model_name.lower()].fields[operation.name]
        if must_be_said(operation.field) and not must_be_said(before):
            yield f"{operation.model_name}.{operation.name} must be said from now on"


def must_be_said(field):
    """Whether a row cannot be written by code that does not know the column: Django's own defaults are not the
    database's."""
    if isinstance(field, models.ManyToManyField):
        return False
    return not field.null and field.db_default is models.NOT_PROVIDED and not field.primary_key


def found(loader, app, name):
    """The faults of one migration; a table that it makes itself was known to nobody."""
    state, created = loader.project_state((app, name), at_end=False), set()
    for operation in loader.get_migration(app, name).operations:
        model = getattr(operation, "model_name", getattr(operation, "name", ""))
        if isinstance(operation, migrations.CreateModel):
            created.add(operation.name.lower())
        elif str(model).lower() not in created:
            yield from faults(operation, state, app)
        operation.state_forwards(app, state)


def new_ones(loader):
    for app, last in BEFORE_THE_FIRST_INSTALLATION.items():
        for of_app, name in sorted(loader.disk_migrations):
            if of_app == app and int(name[:4]) > last:
                yield app, name


def test_the_code_before_a_new_migration_goes_on_working():
    loader = MigrationLoader(None)
    stumbling = [(*one, fault) for one in new_ones(loader) for fault in found(loader, *one)]
    assert [one for one in stumbling if one not in JUDGED] == []
    assert set(JUDGED) <= set(stumbling)


NULLABLE, SAID = models.IntegerField(null=True), models.IntegerField(default=0)


@pytest.mark.parametrize(
    ("operation", "is_fault"),
    [
        (migrations.AddField("thing", "new", SAID), True),
        (migrations.AddField("thing", "new", NULLABLE), False),
        (migrations.AddField("thing", "new", models.IntegerField(db_default=0)), False),
        (migrations.AddField("thing", "new", models.ManyToManyField("core.thing")), False),
        (migrations.AlterField("thing", "known", SAID), True),
        (migrations.AlterField("thing", "known", models.BigIntegerField(null=True)), False),
        (migrations.RemoveField("thing", "known"), True),
        (migrations.RenameField("thing", "known", "named"), True),
        (migrations.DeleteModel("thing"), True),
        (migrations.SeparateDatabaseAndState([migrations.RemoveField("thing", "known")]), True),
        (migrations.SeparateDatabaseAndState([], [migrations.RemoveField("thing", "known")]), False),
        (migrations.RunSQL("SELECT 1"), False),
    ],
)
def test_what_old_code_stumbles_over_is_told_from_what_it_does_not_see(operation, is_fault):
    state = ProjectState()
    migrations.CreateModel(
        "thing", [("id", models.BigAutoField(primary_key=True)), ("known", NULLABLE)]
    ).state_forwards("core", state)
    assert bool(list(faults(operation, state, "core"))) == is_fault
