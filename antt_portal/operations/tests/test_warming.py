"""A web process loads what it needs before it answers, and no full round of the collector goes through it again."""

import gc
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.template import engines

from antt_portal.operations.warming import warm_up


@pytest.fixture
def frozen():
    """How many objects the collector passes by afterwards; the suite goes on as it was."""
    warm_up()
    yield gc.get_freeze_count()
    gc.unfreeze()


def test_the_collector_passes_by_what_was_loaded(frozen):
    left = len(gc.get_objects())

    assert frozen > 100_000
    assert left < frozen / 10


@pytest.mark.usefixtures("frozen")
def test_every_page_of_the_portal_is_read_already():
    (loader,) = engines["django"].engine.template_loaders

    read = {key for key in loader.get_template_cache if key.endswith(".html")}
    there = {
        path.relative_to(folder).as_posix()
        for folder in settings.TEMPLATES[0]["DIRS"]
        for path in folder.rglob("*.html")
    }
    assert there <= read
    assert len(there) > 100


def test_what_gunicorn_starts_is_warm():
    """Asked in a process of its own: this one has been warm for long."""
    asked = "import antt_portal.wsgi, gc, sys; print(gc.get_freeze_count(), 'reports.views.review' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", asked],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "antt_portal.settings.test"},
        cwd=settings.ROOT,
        check=True,
        capture_output=True,
        text=True,
    )

    count, has_views = answer.stdout.split()
    assert int(count) > 100_000
    assert has_views == "True"
