import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directives", "0004_directives_and_deliveries"),
        ("reports", "0003_incidents"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="answer",
            name="answer_result_known",
        ),
        migrations.RemoveConstraint(
            model_name="report",
            name="report_once_a_year",
        ),
        migrations.AddField(
            model_name="report",
            name="answers_to",
            field=models.CharField(blank=True, max_length=160, verbose_name="trả lời văn bản"),
        ),
        migrations.AddField(
            model_name="report",
            name="request",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="report",
                to="directives.reportrequest",
            ),
        ),
        migrations.AlterField(
            model_name="answer",
            name="result",
            field=models.CharField(
                blank=True,
                choices=[
                    ("done", "Đã thực hiện"),
                    ("partly", "Thực hiện một phần"),
                    ("not_done", "Chưa thực hiện"),
                    ("not_applicable", "Không áp dụng"),
                    ("nothing", "Không có nội dung phải báo cáo"),
                ],
                max_length=20,
                verbose_name="kết quả thực hiện",
            ),
        ),
        migrations.AlterField(
            model_name="report",
            name="due_on",
            field=models.DateField(null=True, verbose_name="hạn nộp"),
        ),
        migrations.AlterField(
            model_name="report",
            name="kind",
            field=models.CharField(
                choices=[
                    ("registration", "Đăng ký phấn đấu"),
                    ("self_assessment", "Tự kiểm tra, đánh giá"),
                    ("implementation", "Báo cáo kết quả thực hiện"),
                ],
                max_length=20,
                verbose_name="loại",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("result", ""),
                    ("result__in", ["done", "partly", "not_done", "not_applicable", "nothing"]),
                    _connector="OR",
                ),
                name="answer_result_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind__in", ("registration", "self_assessment"))),
                fields=("organisation", "year", "kind"),
                name="report_once_a_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("due_on__isnull", False),
                        ("kind__in", ("registration", "self_assessment")),
                        ("request__isnull", True),
                    ),
                    models.Q(
                        ("conclusion", ""),
                        ("kind", "implementation"),
                        ("request__isnull", False),
                        models.Q(("answers_to", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="report_answers_a_directive",
            ),
        ),
    ]
