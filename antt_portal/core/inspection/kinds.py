"""The kinds of file the portal accepts as evidence."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    extension: str  # canonical, without the dot
    media_type: str
    label: str  # on the tile beside the file's name
    parser: str  # the module of ``quarantine`` that opens it
    spellings: frozenset[str]  # extensions a file of this kind may carry


KINDS = (
    Kind("pdf", "application/pdf", "PDF", "pdf", frozenset({"pdf"})),
    Kind("jpg", "image/jpeg", "JPG", "picture", frozenset({"jpg", "jpeg", "jpe", "jfif"})),
    Kind("png", "image/png", "PNG", "picture", frozenset({"png"})),
    Kind("heic", "image/heic", "HEIC", "picture", frozenset({"heic", "heif", "hif"})),
    Kind(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "DOC",
        "ooxml",
        frozenset({"docx"}),
    ),
    Kind(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "XLS",
        "ooxml",
        frozenset({"xlsx"}),
    ),
)
BY_SPELLING = {spelling: kind for kind in KINDS for spelling in kind.spellings}
MACRO_EXTENSIONS = frozenset({"docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "pptm", "ppsm", "potm", "ppam"})
