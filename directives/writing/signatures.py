"""The file a letter is read in now, and which of its files carry signatures."""

from antt_portal.core.examining import Examination, known
from directives.models import FileStage, LetterFile, OfficialLetter

# What may carry signatures: a scan is examined too, for it may have been signed before it was uploaded.
EXAMINED = frozenset({FileStage.SIGNED, FileStage.NUMBERED, FileStage.SEALED, FileStage.SCAN})


def official_file(letter: OfficialLetter) -> LetterFile | None:
    """The latest file of this round; None before the layout check, and again after a letter was sent back."""
    return letter.files.filter(round=letter.round).select_related("blob").order_by("-pk").first()


def carries_signatures(file: LetterFile | None) -> bool:
    return file is not None and file.stage in EXAMINED


def known_examination(file: LetterFile | None) -> Examination | None:
    """What was found of late; None where nobody has asked: the page asks when it has been shown."""
    return known(file.blob) if file is not None and carries_signatures(file) else None
