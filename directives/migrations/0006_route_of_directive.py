from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def say_which(apps: Any, _schema_editor: Any) -> None:
    Route, Delivery = (apps.get_model("directives", name) for name in ("Route", "Delivery"))
    whose = Delivery.objects.filter(pk=models.OuterRef("delivery")).values("directive")
    Route.objects.update(directive=models.Subquery(whose))


class Migration(migrations.Migration):
    dependencies = [("directives", "0005_directive_to_confirm")]

    operations = [
        migrations.AddField(
            model_name="route",
            name="directive",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="directives.directive",
            ),
        ),
        migrations.RunPython(say_which, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="route",
            name="directive",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="directives.directive",
            ),
        ),
        migrations.AddIndex(
            model_name="route",
            index=models.Index(
                condition=models.Q(("via__isnull", False)), fields=["directive", "via"], name="route_of_directive"
            ),
        ),
    ]
