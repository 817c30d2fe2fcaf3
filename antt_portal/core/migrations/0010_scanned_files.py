from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0009_sealed_record"),
    ]

    operations = [
        migrations.AddField(
            model_name="blob",
            name="scan",
            field=models.CharField(
                choices=[
                    ("own", "Do cổng tạo"),
                    ("waiting", "Chờ kiểm tra mã độc"),
                    ("clean", "Không thấy mã độc"),
                    ("infected", "Có mã độc"),
                ],
                db_default="waiting",
                default="waiting",
                max_length=10,
                verbose_name="kiểm tra mã độc",
            ),
        ),
        migrations.AddField(
            model_name="blob",
            name="scan_found",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=100, verbose_name="mã độc tìm thấy"
            ),
        ),
        migrations.AddField(
            model_name="blob",
            name="scan_tried_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="lần kiểm tra gần nhất"),
        ),
        migrations.AddIndex(
            model_name="blob",
            index=models.Index(condition=models.Q(("scan", "waiting")), fields=["scan_tried_at"], name="blob_to_scan"),
        ),
    ]
