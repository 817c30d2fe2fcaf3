from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0008_past_recognitions")]

    operations = [
        migrations.AddIndex(
            model_name="recognition",
            index=models.Index(fields=["board", "year", "report"], name="recognition_of_year"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("status", "submitted"), ("submission_count__gt", 0)),
                fields=["board", "submitted_at", "id"],
                include=("organisation",),
                name="report_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("conclusion", "qualified"), ("kind", "self_assessment"), ("status", "accepted")),
                fields=["board", "year", "id"],
                name="report_qualified",
            ),
        ),
    ]
