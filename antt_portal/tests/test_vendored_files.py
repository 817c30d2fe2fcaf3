"""Files that are somebody else's stay as they came, and say under which licence."""

import hashlib
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = [
    ROOT / "static" / "fonts",
    *sorted((ROOT / "static" / "vendor").iterdir()),
    *sorted((ROOT / "antt_portal" / "tests" / "vendor").iterdir()),
]
FONTS = sorted((ROOT / "static" / "fonts").glob("*.ttf"))
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VIETNAMESE = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_vendored_folder_holds_what_its_checksums_say_and_nothing_else(folder):
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    promised = {name: digest for digest, name in (line.split("  ") for line in lines)}
    present = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    del present["SHA256SUMS"]
    assert present == promised
    assert any(name.startswith(("LICENSE", "OFL")) for name in present)


@pytest.mark.parametrize("path", [*ROOT.glob("static/vendor/*/*.css"), *ROOT.glob("static/vendor/*/*.js")])
def test_no_vendored_file_points_to_a_source_map_that_is_not_there(path):
    assert b"sourceMappingURL" not in path.read_bytes()


def test_there_are_four_faces():
    assert len(FONTS) == 4


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_the_font_of_the_papers_has_every_vietnamese_letter(path):
    font = TTFont(path)
    letters = VIETNAMESE | {letter.upper() for letter in VIETNAMESE}
    assert len(letters) == 146
    assert font["name"].getDebugName(5) == "Version 2.1.5"
    assert {letter for letter in letters if ord(letter) not in font.getBestCmap()} == set()
