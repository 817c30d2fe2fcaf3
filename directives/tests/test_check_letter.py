"""``manage.py check_letter``: one JSON object per finding, an exit code for scripts, and no database."""

import copy
import json

import pytest
from django.core.management import CommandError, call_command

from directives.asking.loading import DATA, shipped
from directives.tests.letters.corpus import CLEAN

FINDING = {"code", "severity", "path", "message"}


@pytest.fixture
def check(tmp_path, capsys):
    """The rows printed for a letter and the exit code. Without the ``db`` fixture any query is an error."""

    def run(data, *options):
        file = tmp_path / "letter.json"
        file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
        try:
            call_command("check_letter", str(file), *options)
            code = 0
        except SystemExit as exit_:
            code = exit_.code
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()], code

    return run


def test_a_letter_that_may_not_go_out_prints_its_findings_and_fails(check):
    rows, code = check(shipped("letters/hai-phong-tet-2024"))
    assert code == 1
    assert len(rows) == 9
    assert all(row.keys() == FINDING for row in rows)
    assert rows[0] == {
        "code": "number-blank",
        "severity": "blocking",
        "path": "$.number",
        "message": "Chưa có số văn bản. Văn thư cấp số trước khi phát hành.",
    }


def test_before_the_numbering_advice_alone_lets_pass(check):
    rows, code = check(shipped("letters/thai-binh-2020"), "--stage", "before-signing")
    assert [row["code"] for row in rows] == ["archive-no-colon", "subject-full-stop", "unit-mismatch"]
    assert code == 0


def test_a_clean_letter_prints_nothing(check):
    assert check(CLEAN["year-end order"]) == ([], 0)


def test_a_file_counts_as_enclosed_when_it_lies_beside_the_letter(check, tmp_path):
    data = CLEAN["passing on"]
    rows, code = check(data)
    assert [(row["code"], row["path"]) for row in rows] == [("enclosure-missing", "$.attachments[0].file")]
    assert code == 1
    (tmp_path / data["attachments"][0]["file"]).write_bytes(b"%PDF")
    assert check(data) == ([], 0)


def test_a_name_that_no_file_can_have_is_a_missing_file(check):
    data = copy.deepcopy(CLEAN["passing on"])
    data["attachments"][0]["file"] = "tệp " * 100 + ".pdf"
    rows, _code = check(data)
    assert [row["code"] for row in rows] == ["enclosure-missing"]


def test_malformed_input_names_every_fault_and_fails_otherwise(check):
    data = copy.deepcopy(CLEAN["hot line"])
    del data["symbol"]
    data["body"][0]["level"] = 9
    with pytest.raises(CommandError) as caught:
        check(data)
    assert caught.value.returncode == 2
    assert "$.symbol: " in str(caught.value)
    assert "$.body[0].level: " in str(caught.value)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"kind": "poem"}', "[" * 5000])
def test_what_is_no_letter_is_malformed(check, content):
    with pytest.raises(CommandError) as caught:
        check(content)
    assert caught.value.returncode == 2


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"nowhere\.json") as caught:
        call_command("check_letter", str(tmp_path / "nowhere.json"))
    assert caught.value.returncode == 2


@pytest.mark.parametrize("file", sorted(DATA.glob("examples/*.json")), ids=lambda file: file.stem)
def test_the_shipped_example_of_each_kind_is_clean(check, file):
    assert check(file.read_text(encoding="utf-8")) == ([], 0)
