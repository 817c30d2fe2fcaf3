"""``manage.py render_letter``. No test here may use a database: pytest-django would refuse it."""

import json
import os
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from antt_portal.core.documents import RenderFailed
from antt_portal.core.tests.documents.measured import Printed
from directives.management.commands import render_letter
from directives.tests.letters.specimens import specimen


@pytest.fixture
def letter_file(tmp_path):
    def write(name, content=None, **changes):
        path = tmp_path / name
        path.write_bytes(content if content is not None else json.dumps(specimen(**changes)).encode())
        return str(path)

    return write


def refusal(*arguments, **options):
    with pytest.raises(CommandError) as caught:
        call_command("render_letter", *arguments, **options)
    return caught.value


def test_one_letter_becomes_one_file(letter_file, tmp_path):
    target = tmp_path / "ra" / "cong-van.pdf"
    said = StringIO()
    call_command("render_letter", letter_file("a.json"), output=target, stdout=said)
    assert "Số:05/BQLKKT-DN&LĐ" in Printed(target.read_bytes()).reading
    assert said.getvalue() == f"{target}\n"


def test_several_letters_go_to_a_folder_under_their_own_names(letter_file, tmp_path):
    files = [letter_file(f"{name}.json", subject=f"việc {name}") for name in ("a", "b", "c")]
    call_command("render_letter", *files, output_dir=tmp_path / "ra", stdout=StringIO())
    for name in ("a", "b", "c"):
        assert f"V/vviệc{name}Kính" in Printed((tmp_path / "ra" / f"{name}.pdf").read_bytes()).reading
    assert len(list((tmp_path / "ra").iterdir())) == 3


def test_every_fault_of_every_file_is_told_and_no_file_is_written(letter_file, tmp_path):
    good = letter_file("tot.json")
    faulty = letter_file("sai.json", number="5", date={"day": 31, "month": 2, "year": 2027})
    doubled = letter_file("trung.json", json.dumps(specimen())[:-1].encode() + b', "number": 7}')
    broken = letter_file("hong.json", b'{"kind": ')
    latin = letter_file("latin.json", '{"kind": "công văn"}'.encode("cp1258", errors="replace"))
    missing = str(tmp_path / "khong-co.json")
    error = refusal(good, faulty, doubled, broken, latin, missing, output_dir=tmp_path / "ra")
    assert error.returncode == 2
    lines = str(error).splitlines()
    assert [line.split(": ")[:2] for line in lines[:5]] == [
        [faulty, "$.number"],
        [faulty, "$.date"],
        [doubled, "$.number"],
        [broken, "$"],
        [latin, "$"],
    ]
    assert "31 tháng 2 năm 2027" in lines[1]
    assert lines[5].startswith(missing)
    assert not (tmp_path / "ra").exists()


def test_an_old_file_stays_when_a_letter_is_malformed(letter_file, tmp_path):
    target = tmp_path / "cu.pdf"
    target.write_bytes(b"old")
    assert refusal(letter_file("a.json", number=0), output=target).returncode == 2
    assert target.read_bytes() == b"old"


def test_nothing_is_written_when_one_of_several_cannot_be_printed(letter_file, tmp_path, monkeypatch):
    def press(letter):
        if letter.subject == "hỏng":
            raise RenderFailed("not finished")
        return b"%PDF"

    monkeypatch.setattr(render_letter, "render_pdf", press)
    error = refusal(letter_file("a.json"), letter_file("b.json", subject="hỏng"), output_dir=tmp_path / "ra")
    assert error.returncode == 1
    assert not (tmp_path / "ra").exists()


def test_nothing_is_replaced_when_one_of_several_cannot_be_written(letter_file, tmp_path, monkeypatch):
    monkeypatch.setattr(render_letter, "render_pdf", lambda _letter: b"%PDF new")
    folder = tmp_path / "ra"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"old")
    folder.chmod(0o500)
    monkeypatch.setattr(render_letter, "NamedTemporaryFile", _full_disk_after(1))
    error = refusal(letter_file("a.json"), letter_file("b.json"), output_dir=folder)
    assert error.returncode == 1
    assert [(file.name, file.read_bytes()) for file in folder.iterdir()] == [("a.pdf", b"old")]


def _full_disk_after(count):
    real, opened = render_letter.NamedTemporaryFile, []

    def open_one(**options):
        opened.append(options)
        if len(opened) > count:
            raise OSError(28, "No space left on device", "b.pdf")
        return real(**options)

    return open_one


def test_letters_that_would_overwrite_each_other_are_refused(letter_file, tmp_path):
    file = letter_file("a.json")
    assert refusal(file, file, output_dir=tmp_path / "ra").returncode == 2


def test_one_target_takes_one_letter(letter_file, tmp_path):
    assert refusal(letter_file("a.json"), letter_file("b.json"), output=tmp_path / "ra.pdf").returncode == 2


def test_in_a_shell_whose_database_does_not_answer_the_faults_are_told_with_exit_code_2(letter_file, tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "antt_portal.settings.test",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "REDIS_URL": "redis://127.0.0.1:1/0",
    }
    bad, target = letter_file("b.json", symbol=None), tmp_path / "x.pdf"
    command = [sys.executable, "manage.py", "render_letter", bad, "--output", target]
    done = subprocess.run(command, cwd=settings.ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode == 2
    assert f"{bad}: $.symbol: " in done.stderr.decode()
    assert not target.exists()
