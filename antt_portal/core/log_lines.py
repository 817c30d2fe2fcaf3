"""How a line of the log is written: JSON in production, for whoever collects it; words where a person reads along."""

import logging
from typing import Any

import structlog
from django.conf import settings

LEVEL = structlog.make_filtering_bound_logger(logging.INFO)


def configure() -> None:
    """Once, at start-up: from the first line on the way to the output is fixed, which makes lines cheap."""
    structlog.configure(
        processors=processors(),
        wrapper_class=LEVEL,
        logger_factory=structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=True,
    )


def processors() -> list[Any]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        *_written(),
    ]


def _written() -> list[Any]:
    if settings.LOG_AS_JSON:
        return [structlog.processors.dict_tracebacks, structlog.processors.JSONRenderer(ensure_ascii=False)]
    return [structlog.dev.ConsoleRenderer()]
