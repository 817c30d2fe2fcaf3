import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_reminders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NotificationPreference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("deadlines", "Nhắc hạn"),
                            ("filing", "Hồ sơ năm"),
                            ("directives", "Văn bản"),
                            ("incidents", "Vụ việc"),
                            ("recognition", "Công nhận"),
                            ("account", "Tài khoản"),
                        ],
                        max_length=20,
                        verbose_name="loại thông báo",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[("at_once", "Gửi ngay"), ("digest", "Mỗi ngày một thư"), ("off", "Không gửi thư")],
                        max_length=10,
                        verbose_name="cách nhận thư",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "cách nhận thông báo",
                "constraints": [models.UniqueConstraint(fields=("user", "group"), name="preference_once_per_group")],
            },
        ),
        migrations.RemoveIndex(model_name="notice", name="notice_pending"),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(condition=Q(state="pending"), fields=["due_at", "id"], name="notice_pending"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=Q(prepared_at=None, state="pending"), fields=["due_at"], name="notice_unprepared"
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=Q(read_at=None, state__in=["pending", "sent", "failed", "quiet"]),
                fields=["recipient", "board_id"],
                name="notice_unread",
            ),
        ),
    ]
