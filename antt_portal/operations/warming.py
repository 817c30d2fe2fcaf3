"""A web process before its first request: everything it will ever load is loaded, and is no garbage."""

import gc
from pathlib import Path

from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.urls import URLResolver, get_resolver


def warm_up() -> None:
    """Load every view and every page of the portal, and let the collector of garbage pass by what is there then.

    A full round of the collector takes as long as there are objects, and stops all threads of the process: some 300 ms
    with the portal's modules and pages among them, paid by whoever asks for a page at that moment.

    Raises what a module or a template raises that cannot be loaded: such a process answers nobody.
    """
    _load_views(get_resolver())
    _load_pages()
    gc.collect()
    gc.freeze()


def _load_views(resolver: URLResolver) -> None:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            _load_views(pattern)


def _load_pages() -> None:
    """The engine keeps what it has read once."""
    for engine in engines.all():
        if isinstance(engine, DjangoTemplates):
            for folder in engine.dirs:
                for page in sorted(Path(folder).rglob("*.html")):
                    engine.get_template(page.relative_to(folder).as_posix())
