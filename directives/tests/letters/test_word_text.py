"""The Word file says what the PDF says, letter for letter; only spaces and the ends of lines may differ."""

import json
import unicodedata
from io import BytesIO, StringIO

import pdfplumber
import pytest
from django.core.management import CommandError, call_command

from antt_portal.core.documents import printable, render_pdf
from antt_portal.core.refusal import Refused
from directives.letters import KINDS, read_letter
from directives.tests.letters.examples import example
from directives.tests.letters.specimens import any_letter
from directives.tests.letters.word_samples import SOURCES, full, source, text_of, xml_of
from directives.word import WORD_KINDS, word_file

TOP_MARGIN_POINTS = 20 / 25.4 * 72


def closed_up(text):
    return "".join(text.split())


def text_of_pdf(letter):
    """In the order of the file, without the page numbers in the top margin."""
    with pdfplumber.open(BytesIO(render_pdf(letter))) as pdf:
        signs = (sign for page in pdf.pages for sign in page.chars if sign["top"] > TOP_MARGIN_POINTS - 1)
        return "".join(sign["text"] for sign in signs)


def without_repeats(text, head):
    """The head of a table is there again on each page in the PDF; Word repeats it by itself."""
    first, found, rest = text.partition(head)
    return first + found + rest.replace(head, "")


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_letter_reads_the_same_in_both(name):
    letter = source(name)
    assert closed_up(text_of(xml_of(letter))) == closed_up(text_of_pdf(letter))


def test_so_does_one_with_every_box():
    letter = full()
    text = closed_up(text_of(xml_of(letter)))
    assert text == closed_up(text_of_pdf(letter))
    for words in (
        "THƯỢNGKHẨN",
        "Đồngkínhgửi:",
        "PhụlụcII",
        "(KèmtheoCôngvănsố05/BQLKKT-DN&LDngày05tháng01năm2024",
        "07/BQL-QHXD;",
    ):
        assert words in text


@pytest.mark.parametrize("seed", range(5))
def test_so_does_anything_an_office_may_write(seed):
    letter = read_letter(any_letter(seed))
    text = closed_up(text_of_pdf(letter))
    for annex in letter.annexes:
        if annex.table is not None:
            text = without_repeats(text, closed_up(printable("".join(annex.table.columns))))
    assert closed_up(text_of(xml_of(letter))) == text


@pytest.mark.parametrize("kind", sorted(WORD_KINDS - {"official_letter"}))
def test_so_does_a_letter_of_each_kind(kind):
    letter = read_letter(example(kind))
    assert closed_up(text_of(xml_of(letter))) == closed_up(text_of_pdf(letter))


@pytest.mark.parametrize("kind", sorted(set(KINDS) - WORD_KINDS))
def test_papers_that_are_finished_when_they_are_made_have_no_word_file(kind):
    with pytest.raises(Refused) as refused:
        word_file(read_letter(example(kind)))
    assert refused.value.code == "no-word-file"


def test_letters_typed_in_parts_are_joined():
    typed = unicodedata.normalize("NFD", "phối hợp")
    assert "V/v phối hợp" in text_of(xml_of(source(subject=typed)))


@pytest.fixture
def files(tmp_path):
    def write(*kinds):
        made = [tmp_path / f"{kind}.json" for kind in kinds]
        for file, kind in zip(made, kinds, strict=True):
            file.write_text(json.dumps(example(kind)), encoding="utf-8")
        return made

    return write


def test_the_command_writes_word_files_when_asked(files, tmp_path):
    call_command(
        "render_letter", *files("decision", "correction"), output_dir=tmp_path / "ra", word=True, stdout=StringIO()
    )
    assert sorted(file.name for file in (tmp_path / "ra").iterdir()) == ["correction.docx", "decision.docx"]
    assert (tmp_path / "ra" / "decision.docx").read_bytes() == word_file(read_letter(example("decision")))


def test_the_command_writes_none_when_one_of_them_has_only_a_pdf(files, tmp_path):
    with pytest.raises(CommandError, match="chỉ có bản PDF"):
        call_command("render_letter", *files("decision", "certificate"), output_dir=tmp_path / "ra", word=True)
    assert not (tmp_path / "ra").exists()
