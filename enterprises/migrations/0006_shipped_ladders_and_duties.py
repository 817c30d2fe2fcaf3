"""The ladders and the recurring duties that the portal ships with."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from enterprises.shipped import load_duties, load_ladders


def load(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    load_ladders(apps.get_model("enterprises", "Ladder"), apps.get_model("enterprises", "LadderStep"))
    load_duties(apps.get_model("enterprises", "RecurringDuty"))


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0005_reminders_and_duties")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
