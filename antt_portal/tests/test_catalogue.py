"""The English catalogue says everything the portal says in Vietnamese, which is the language of the sources."""

import ast
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

COMMITTED = settings.ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
SCRIPTS = settings.ROOT / "static" / "js"
SOURCES = frozenset({".py", ".html", ".txt"})
NOT_OURS = frozenset({"docs", "htmlcov", "locale", "var", "vendor"})
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}|</?\w+>")
VIETNAMESE = re.compile(r"[À-ÖØ-öø-ỹ]")
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
FIELD = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) (".*"(?:\n".*")*)$', re.MULTILINE)

# Marked texts of a dozen letters that happen to carry no diacritic, and yet are Vietnamese.
WITHOUT_DIACRITICS = frozenset({"trang web (HTML)"})
# What English does not translate: the name of the portal, money, a province, the feast, words as letters print them.
PRINTED = (
    *("Đồng kính gửi", "Kính gửi", "Căn cứ", "Nơi nhận", "Lưu", "văn thư", "tờ trình", "Trưởng ban"),
    *("Thượng khẩn", "Khẩn", "Hỏa tốc", "QĐ-UBND", "NĐ-CP", "Công văn về việc"),
)
STAYS_VIETNAMESE = ("Cổng ANTT", "đồng", "Thái Bình", "Tết", *PRINTED)


@dataclass(frozen=True)
class Entry:
    key: tuple[str, ...]
    source: str
    translations: tuple[str, ...]


def entries(catalogue: Path) -> dict[tuple[str, ...], Entry]:
    """The entries in use, by context, text and plural; the header has no text and is left out."""
    found = {}
    for block in catalogue.read_text(encoding="utf-8").split("\n\n"):
        fields = {name: "".join(map(ast.literal_eval, text.split("\n"))) for name, text in FIELD.findall(block)}
        if fields.get("msgid"):
            key = tuple(fields.get(name, "") for name in ("msgctxt", "msgid", "msgid_plural"))
            translations = tuple(text for name, text in fields.items() if name.startswith("msgstr"))
            found[key] = Entry(key, fields["msgid"], translations)
    return found


def unwanted(folder: str, names: list[str]) -> set[str]:
    """Of a folder's content, what is not source: makemessages reads the rest in a copy of its own."""
    return {
        name
        for name in names
        if name.startswith(".")
        or (name in NOT_OURS if (Path(folder) / name).is_dir() else Path(name).suffix not in SOURCES)
    }


@pytest.fixture(scope="module")
def needed(tmp_path_factory) -> dict[tuple[str, ...], Entry]:
    """What makemessages finds in the sources as they are now; it works on a copy, and touches nothing here."""
    copy = tmp_path_factory.mktemp("sources") / "portal"
    shutil.copytree(settings.ROOT, copy, ignore=unwanted)
    (copy / "locale").mkdir()
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "django", "makemessages", "-l", "en", "--no-location", "-v", "0"]
    subprocess.run(command, cwd=copy, env=environment, check=True)
    return entries(copy / COMMITTED.relative_to(settings.ROOT))


@pytest.fixture(scope="module")
def kept() -> dict[tuple[str, ...], Entry]:
    return entries(COMMITTED)


def test_every_text_is_in_the_catalogue(needed, kept):
    assert [key for key in needed if key not in kept] == [], "run makemessages (locale/en says how), write the English"


def test_the_catalogue_holds_nothing_else(needed, kept):
    assert [key for key in kept if key not in needed] == [], "makemessages --no-obsolete takes these away"


def test_no_translation_is_missing_guessed_or_left_over(kept):
    text = COMMITTED.read_text(encoding="utf-8")
    assert [entry.source for entry in kept.values() if not all(entry.translations)] == []
    assert re.findall(r"^#,.*\bfuzzy\b.*$", text, re.MULTILINE) == []
    assert re.findall(r"^#~.*$", text, re.MULTILINE) == []


def test_placeholders_and_tags_are_the_same_in_both_languages(kept):
    different = [
        (entry.source, text)
        for entry in kept.values()
        for text in entry.translations
        if sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(entry.source))
    ]
    assert different == []


def test_sentences_and_labels_stay_what_they_are(kept):
    """A full stop, a colon or an ellipsis at the end is there in both languages, or in neither."""
    ends = re.compile(r"[.:?…]?$")
    different = [
        (entry.source, text)
        for entry in kept.values()
        for text in entry.translations
        if ends.search(entry.source).group() != ends.search(text).group()
    ]
    assert different == []


def test_english_does_not_lapse_into_vietnamese(kept):
    def bare(text: str) -> str:
        for name in STAYS_VIETNAMESE:
            text = text.replace(name, "")
        return text

    assert [text for entry in kept.values() for text in entry.translations if VIETNAMESE.search(bare(text))] == []


def test_the_language_of_the_sources_is_vietnamese(kept):
    """A text of some length without a single diacritic was written in English by mistake."""
    sources = {PLACEHOLDER.sub("", entry.source) for entry in kept.values()}
    plain = {text for text in sources if not VIETNAMESE.search(text) and sum(map(str.isalpha, text)) >= 12}
    assert plain == WITHOUT_DIACRITICS


def test_scripts_take_their_words_from_the_page():
    """Data attributes carry them, so that there is one catalogue and no second one for scripts."""
    code = {script.name: COMMENT.sub("", script.read_text(encoding="utf-8")) for script in SCRIPTS.glob("*.js")}
    assert code
    assert [name for name, text in code.items() if "gettext" in text or VIETNAMESE.search(text)] == []
