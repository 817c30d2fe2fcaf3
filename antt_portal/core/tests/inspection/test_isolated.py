"""Whatever happens inside the process of a parser stays there."""

import importlib
import io
import pkgutil
import tempfile
import time

import pytest

from antt_portal.core.inspection import inspect, isolated, quarantine
from antt_portal.core.inspection.kinds import KINDS
from antt_portal.core.inspection.quarantine import program
from antt_portal.core.inspection.quarantine.unfit import Unfit
from antt_portal.core.refusal import Refused
from antt_portal.core.tests.inspection import corpus

SERVE = "import sys; sys.path.append(sys.argv[1]); from quarantine.program import serve; "


@pytest.fixture
def file():
    with tempfile.TemporaryFile() as file:
        file.write(b"content")
        yield file


@pytest.fixture
def run_instead(monkeypatch, file):
    """Runs other code in the place of a parser, under the same limits."""

    def run(code: str) -> bytes:
        monkeypatch.setattr(isolated, "BOOT", code)
        return isolated.run("pdf", file)

    return run


@pytest.mark.parametrize(
    "code",
    [
        "import os; os.abort()",
        "import ctypes; ctypes.string_at(0)",
        "raise KeyError('a mistake of a library')",
        "import os; os._exit(7)",
    ],
)
def test_a_parser_that_breaks_down_refuses_the_file_and_is_logged(code, run_instead, caplog):
    with pytest.raises(Unfit, match="unreadable"):
        run_instead(code)
    assert "Parser pdf ended with" in caplog.text


def test_the_person_gets_a_refusal_when_a_parser_breaks_down(monkeypatch):
    monkeypatch.setattr(isolated, "BOOT", "raise KeyError")
    with pytest.raises(Refused, match="Không mở được tệp"):
        inspect(io.BytesIO(corpus.pdf()), "a.pdf")


def test_a_parser_that_sleeps_is_ended(run_instead, monkeypatch):
    monkeypatch.setattr(isolated, "WALL_SECONDS", 0.3)
    started = time.monotonic()
    with pytest.raises(Unfit, match="too_complex"):
        run_instead("import time; time.sleep(60)")
    assert time.monotonic() - started < 10


def test_a_parser_that_computes_for_ever_is_ended(run_instead):
    with pytest.raises(Unfit, match="too_complex"):
        run_instead(
            SERVE.replace("from quarantine", "import quarantine.program as p; p.CPU_SECONDS = 1; from quarantine")
            + "\nserve(lambda f: [0 for _ in iter(int, 1)])"
        )


@pytest.mark.parametrize("task", ["bytes(4 << 30)", "b''.join(bytes(1 << 20) for _ in iter(int, 1))"])
def test_a_parser_that_takes_too_much_memory_is_ended(task, run_instead):
    with pytest.raises(Unfit, match="too_complex"):
        run_instead(f"{SERVE} serve(lambda f: {task})")


def test_a_parser_cannot_fill_the_disk(run_instead, tmp_path):
    target = tmp_path / "written"
    with pytest.raises(Unfit, match="unreadable"):
        run_instead(f"{SERVE} import pathlib; serve(lambda f: pathlib.Path({str(target)!r}).write_bytes(bytes(10**7)))")
    assert target.stat().st_size <= program.WRITTEN_BYTES


def test_a_parser_writes_no_bytecode_that_its_limits_would_cut_off(run_instead):
    assert run_instead(f"{SERVE} serve(lambda f: str(sys.dont_write_bytecode).encode())") == b"True"


def test_what_a_library_prints_is_not_the_answer(run_instead):
    prints = "os.write(1, b'Pages tree is odd') and os.write(2, b'!' * 10**6) and b'made'"
    assert run_instead(f"{SERVE} import os; serve(lambda f: {prints})") == b"made"


def test_a_picture_that_crashes_its_library_is_refused(caplog):
    deadly = corpus.HEIC.replace(b"Exif", b"\x80xif", 1)
    with pytest.raises(Refused, match="Không mở được tệp"):
        inspect(io.BytesIO(deadly), "a.heic")
    assert "Parser picture ended with" in caplog.text


def test_a_parser_sees_no_secret(run_instead, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "bi-mat-cua-cong")
    seen = run_instead(f"{SERVE} import os; serve(lambda f: repr(dict(os.environ)).encode())")
    assert b"bi-mat-cua-cong" not in seen


def test_a_parser_reads_the_file_from_its_start(run_instead, file):
    file.seek(3)
    assert run_instead(f"{SERVE} serve(lambda f: f.read())") == b"content"


def test_no_parser_imports_the_portal(run_instead):
    names = [f"quarantine.{module.name}" for module in pkgutil.iter_modules(quarantine.__path__)]
    code = f"import importlib; [importlib.import_module(name) for name in {names!r}]; "
    listed = "' '.join(name for name in sys.modules if name.split('.')[0] in ('antt_portal', 'django', 'celery'))"
    assert len(names) > 5
    assert run_instead(f"{SERVE} {code} serve(lambda f: {listed}.encode())") == b""


def test_an_answer_carries_the_values_of_a_refusal():
    def refuse(file):
        raise Unfit("foreign_data", found="zip")

    line = program.answer(refuse, io.BytesIO(), [])
    assert line == b'{"code": "foreign_data", "values": {"found": "zip"}}\n'


def test_running_out_of_memory_is_an_answer_too():
    def swell(file):
        raise MemoryError

    assert b"too_complex" in program.answer(swell, io.BytesIO(), [])


def test_every_kind_has_a_parser_to_run():
    for kind in KINDS:
        assert importlib.util.find_spec(f"{quarantine.__name__}.{kind.parser}") is not None
