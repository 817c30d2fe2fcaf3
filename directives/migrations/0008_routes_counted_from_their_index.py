from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directives", "0007_planning_of_fresh_rows")]

    operations = [
        migrations.RemoveIndex(
            model_name="route",
            name="route_of_directive",
        ),
        migrations.AddIndex(
            model_name="route",
            index=models.Index(
                condition=models.Q(("via__isnull", False)),
                fields=["directive", "via"],
                include=("board", "sent_at", "delivery"),
                name="route_of_directive",
            ),
        ),
    ]
