"""File names as people typed them, made fit to be stored, shown and sent back."""

import re
import unicodedata

MAX_NAME_CHARACTERS = 150
NAMELESS = "tep"


def base_name(file_name: str) -> str:
    """The last part of a path of either system, composed (NFC), without anything invisible.

    Every character of Unicode's group C goes: controls, the direction marks that make "fdp.exe" read
    "exe.pdf", zero-width spaces, lone surrogates.
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", file_name))[-1]
    spaced = re.sub(r"\s", " ", last)
    visible = "".join(char for char in spaced if not unicodedata.category(char).startswith("C"))
    return re.sub(" +", " ", visible).strip(" .")


def split(name: str) -> tuple[str, str]:
    """("báo cáo", "PDF"); the extension is empty where the name has none."""
    stem, dot, extension = name.rpartition(".")
    return (stem, extension) if dot else (name, "")


def clean(file_name: str) -> str:
    """The base name, at most ``MAX_NAME_CHARACTERS`` long with its extension kept; never without a stem."""
    base = base_name(file_name)
    if file_name.rstrip(" .").endswith(f".{base}") and "." not in base:
        base = f".{base}"  # ".pdf" is an extension without a name, not a name without an extension
    stem, extension = split(base)
    ending = f".{extension[: MAX_NAME_CHARACTERS // 2]}" if extension else ""
    return (stem[: MAX_NAME_CHARACTERS - len(ending)].rstrip(" .") or NAMELESS) + ending
