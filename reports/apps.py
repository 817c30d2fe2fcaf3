from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Answered: filings, evidence, review, recognition."""

    name = "reports"
    verbose_name = "Hồ sơ"
