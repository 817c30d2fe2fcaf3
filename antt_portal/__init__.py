"""Cổng ANTT: the roof (settings, urls, celery, home) over the ground floor in ``antt_portal.core``."""

from antt_portal.celery import app as celery_app

__all__ = ["celery_app"]
