import io
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pdfplumber
import pytest
from django.conf import settings

from antt_portal.core.documents import pool as pool_module
from antt_portal.core.documents.pool import Pool
from antt_portal.core.documents.press import Limits, PoolBusy, RenderFailed
from antt_portal.core.tests.documents.processes import eventually, exists

MEGABYTE = 1024**2
STYLESHEET = settings.ROOT / "templates" / "documents" / "paper.css"
FONTS = settings.ROOT / "static" / "fonts"
ENDLESS = "<table>" + "<tr><td>không bao giờ hết" * 200_000 + "</table>"


@pytest.fixture
def make_pool():
    made = []

    def make(*, seconds=60.0, memory_bytes=768 * MEGABYTE, size=1, queue_seconds=60.0, idle_seconds=300.0):
        limits = Limits(seconds, memory_bytes)
        pool = Pool(STYLESHEET, FONTS, limits, size=size, queue_seconds=queue_seconds, idle_seconds=idle_seconds)
        made.append(pool)
        return pool

    yield make
    for pool in made:
        pool.close()


def page(text: str) -> str:
    return f'<!doctype html><html lang="vi"><title>Thử</title><body><p>{text}</p></body></html>'


def text_of(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return " ".join(sheet.extract_text() for sheet in opened.pages)


def test_a_process_is_used_again(make_pool):
    pool = make_pool()
    pool.pdf(page("một"))
    first = pool.pids
    assert "hai" in text_of(pool.pdf(page("hai")))
    assert pool.pids == first


def test_a_process_that_prints_is_lower_in_priority_than_the_one_that_asks(make_pool):
    pool = make_pool()
    pool.pdf(page("chậm mà chắc"))
    (printing,) = pool.pids
    assert os.getpriority(os.PRIO_PROCESS, printing) > os.getpriority(os.PRIO_PROCESS, 0)


def test_a_page_that_never_ends_is_killed_at_the_limit_and_the_next_one_is_set(make_pool):
    pool = make_pool(seconds=2)
    pool.pdf(page("khởi động"))
    (victim,) = pool.pids
    started = time.monotonic()
    with pytest.raises(RenderFailed, match="not finished after 2 seconds"):
        pool.pdf(page(ENDLESS))
    assert time.monotonic() - started < 6
    assert not exists(victim)
    assert "sau đó" in text_of(pool.pdf(page("sau đó")))


def test_a_page_that_needs_too_much_memory_fails_and_the_next_one_is_set(make_pool):
    pool = make_pool(memory_bytes=220 * MEGABYTE)
    pool.pdf(page("khởi động"))
    (victim,) = pool.pids
    with pytest.raises(RenderFailed, match="more memory than the limit"):
        pool.pdf(page("chữ " * 10_000_000))
    assert not exists(victim)
    assert "sau đó" in text_of(pool.pdf(page("sau đó")))


def test_a_process_that_cannot_even_start_says_why(make_pool):
    pool = make_pool(memory_bytes=MEGABYTE)
    with pytest.raises(RenderFailed, match="status"):
        pool.pdf(page("không đủ chỗ"))
    assert pool.pids == frozenset()


def test_a_process_killed_from_outside_is_replaced(make_pool):
    pool = make_pool()
    pool.pdf(page("một"))
    (victim,) = pool.pids
    os.kill(victim, signal.SIGKILL)
    os.waitid(os.P_PID, victim, os.WEXITED | os.WNOWAIT)
    assert "hai" in text_of(pool.pdf(page("hai")))
    assert not exists(victim)


def test_whoever_waits_too_long_in_the_queue_is_told(make_pool):
    pool = make_pool(seconds=2, queue_seconds=0.05)
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(pool.pdf, page(ENDLESS))
        assert eventually(lambda: bool(pool.pids))
        with pytest.raises(PoolBusy):
            pool.pdf(page("đến sau"))
        assert isinstance(slow.exception(), RenderFailed)


def test_threads_get_their_own_papers_from_no_more_processes_than_allowed(make_pool):
    pool = make_pool(size=2)
    texts = [f"bản{number:03d}" for number in range(24)]
    with ThreadPoolExecutor(8) as threads:
        papers = list(threads.map(pool.pdf, map(page, texts)))
    assert [text_of(pdf) for pdf in papers] == texts
    assert len(pool.pids) <= 2


def test_a_process_is_replaced_after_its_share_of_pages(make_pool, monkeypatch):
    monkeypatch.setattr(pool_module, "PAGES_PER_PRESS", 2)
    pool = make_pool()
    pool.pdf(page("một"))
    (first,) = pool.pids
    pool.pdf(page("hai"))
    assert not exists(first)


def test_an_idle_process_is_let_go(make_pool):
    pool = make_pool(idle_seconds=0.2)
    pool.pdf(page("một"))
    (idle,) = pool.pids
    assert eventually(lambda: not exists(idle))
    assert pool.pids == frozenset()


def test_the_process_inherits_no_secret(make_pool):
    pool = make_pool()
    pool.pdf(page("một"))
    (pid,) = pool.pids
    names = {entry.split("=", 1)[0] for entry in Path(f"/proc/{pid}/environ").read_text().split("\0")}
    assert "PATH" in names
    assert not names & {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE"}


def test_processes_and_their_files_go_when_the_parent_is_killed():
    program = (
        "import time; from pathlib import Path;"
        "from antt_portal.core.documents.press import Limits, Press;"
        f"press = Press(Path({str(STYLESHEET)!r}), Path({str(FONTS)!r}), Limits(60, 768 * 1024**2));"
        f"press.pdf({page('một')!r}); print(press.pid, press.scratch, flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", program]
    parent = subprocess.Popen(command, cwd=settings.ROOT, stdout=subprocess.PIPE, text=True)
    with parent:
        pid, scratch = parent.stdout.readline().split()
        assert exists(int(pid))
        parent.kill()
    assert eventually(lambda: not exists(int(pid)))
    assert eventually(lambda: not Path(scratch).exists())


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_fork_starts_processes_of_its_own():
    """Two processes on one line would get each other's papers."""
    own = pool_module.pool()
    own.pdf(page("cha"))
    before = own.pids
    child = os.fork()
    if child == 0:
        other = pool_module.pool()
        correct = other is not own and "con" in text_of(other.pdf(page("con"))) and not other.pids & before
        other.close()
        os._exit(0 if correct else 1)
    assert "cha vẫn in" in text_of(own.pdf(page("cha vẫn in")))
    _pid, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert own.pids == before
