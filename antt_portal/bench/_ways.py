"""Four ways from the HTML of a letter to its PDF; each keeps its processes, and what they learnt, between calls."""

import os
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from django.conf import settings
from playwright.sync_api import Page, sync_playwright

from antt_portal.bench._processes import descendants
from antt_portal.core.documents.pool import Pool
from antt_portal.core.documents.press import LOWER_BY, Limits, Press

STYLESHEET = settings.ROOT / "templates" / "documents" / "paper.css"
FONTS = settings.ROOT / "static" / "fonts"
LIMITS = Limits(seconds=120, memory_bytes=1024**3)
CORES = len(os.sched_getaffinity(0))
QUIET = ("--allow-file-access-from-files", "--disable-background-networking", "--disable-gpu", "--no-sandbox")


@dataclass(frozen=True)
class Way:
    """``pids`` are the processes that render, not the one that asks."""

    name: str
    printed: Callable[[list[str]], list[bytes]]
    pids: Callable[[], Collection[int]]


class NaivePress(Press):
    script = Path(__file__).with_name("_naive.py")


@contextmanager
def ways() -> Iterator[list[Way]]:
    """Without Chromium on this machine there are three."""
    with ExitStack() as stack:
        naive = stack.enter_context(closing(NaivePress(STYLESHEET, FONTS, LIMITS)))
        one, many = (stack.enter_context(closing(_pool(size))) for size in (1, CORES))
        made = [
            Way("naive", lambda pages: [naive.pdf(page) for page in pages], lambda: [naive.pid]),
            Way("ours", lambda pages: [one.pdf(page) for page in pages], lambda: one.pids),
            Way("pool", lambda pages: _at_once(many, pages), lambda: many.pids),
        ]
        if browser := which("chromium"):
            os.nice(LOWER_BY)  # as the presses are; the browser inherits it
            made.append(stack.enter_context(_chromium(browser)))
        yield made


def _pool(size: int) -> Pool:
    return Pool(STYLESHEET, FONTS, LIMITS, size=size, queue_seconds=LIMITS.seconds, idle_seconds=600)


def _at_once(pool: Pool, pages: list[str]) -> list[bytes]:
    with ThreadPoolExecutor(CORES) as threads:
        return list(threads.map(pool.pdf, pages))


@contextmanager
def _chromium(executable: str) -> Iterator[Way]:
    """One warm browser and one page of it; the same stylesheet and fonts, from files."""
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=executable, args=list(QUIET))
        page = browser.new_page()
        sheet = STYLESHEET.read_text(encoding="utf-8").replace("font:Lib", f"{FONTS.as_uri()}/Lib")
        Path(folder, "paper.css").write_text(sheet, encoding="utf-8")
        yield Way(
            "chromium",
            lambda pages: [_print(page, Path(folder, "letter.html"), html) for html in pages],
            lambda: descendants(os.getpid(), "chromium"),
        )
        browser.close()


def _print(page: Page, file: Path, html: str) -> bytes:
    linked = html.replace("</head>", '<link rel="stylesheet" href="paper.css"></head>', 1)
    file.write_text(linked, encoding="utf-8")
    page.goto(file.as_uri())
    return page.pdf(prefer_css_page_size=True, tagged=True)
