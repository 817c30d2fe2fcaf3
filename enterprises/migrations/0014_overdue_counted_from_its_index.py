from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0013_succession")]

    operations = [
        migrations.RemoveIndex(
            model_name="deadline",
            name="deadline_of_wall",
        ),
        migrations.AddIndex(
            model_name="deadline",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)),
                fields=["board", "due_on", "id"],
                include=("kind", "organisation"),
                name="deadline_of_wall",
            ),
        ),
    ]
