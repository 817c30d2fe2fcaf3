"""The national exceptions of the working calendar that the portal ships with."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from antt_portal.core.models.calendar import load_shipped_days


def load(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    load_shipped_days(apps.get_model("core", "CalendarDay"))


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
