from typing import Any

from django.db import migrations, models
from django.db.models import F

from antt_portal.core.folding import search_key


def fold_what_is_told(apps: Any, _schema_editor: Any) -> None:
    versions = apps.get_model("reports", "IncidentVersion")
    incidents = apps.get_model("reports", "Incident")
    current = versions.objects.filter(number=F("incident__last_number"))
    for pk, place, text in current.values_list("incident", "place", "text").iterator():
        incidents.objects.filter(pk=pk).update(search_key=search_key(f"{place} {text}"))


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_rollups")]

    operations = [
        migrations.AddField(
            model_name="incident",
            name="search_key",
            field=models.TextField(default="", editable=False),
        ),
        migrations.RunPython(fold_what_is_told, migrations.RunPython.noop),
    ]
