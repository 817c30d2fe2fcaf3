"""``manage.py check_letter``: the check before issue of a letter as data, one JSON object per finding, no database."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from antt_portal.core.documents import Document
from directives.documents.reading import read_document
from directives.letters import Letter, MalformedLetter, parse
from directives.letters.rules import Facts, Stage, findings

BLOCKED, MALFORMED = 1, 2


class Command(BaseCommand):
    help = "Kiểm tra văn bản dạng dữ liệu (JSON) trước khi phát hành. Mỗi dòng in ra là một điểm cần xem."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.json", help="văn bản dạng dữ liệu")
        parser.add_argument(
            "--stage", choices=[*Stage], default=Stage.BEFORE_ISSUE, help="giai đoạn (mặc định: before-issue)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        paper = _read(file)
        if not isinstance(paper, Letter):
            return  # a paper of an enterprise, which the decree does not bind
        found = findings(paper, stage=Stage(options["stage"]), facts=_facts(paper, file.parent))
        for one in found:
            row = {"code": one.code, "severity": one.severity, "path": one.path, "message": one.message}
            self.stdout.write(json.dumps(row, ensure_ascii=False))
        if any(one.blocks for one in found):
            sys.exit(BLOCKED)


def _read(file: Path) -> Document:
    """Raises CommandError with every fault."""
    try:
        return parse(file.read_bytes(), read_document)
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}", returncode=MALFORMED) from error
    except MalformedLetter as malformed:
        faults = (f"{file}: {fault.path}: {fault.message}" for fault in malformed.faults)
        raise CommandError("\n".join(faults), returncode=MALFORMED) from malformed


def _facts(letter: Letter, folder: Path) -> Facts:
    """A file's name is taken from the folder of the letter."""
    lost = (place for place, one in enumerate(letter.attachments) if one.file and not _is_there(folder / one.file))
    return Facts(missing_files=frozenset(lost))


def _is_there(file: Path) -> bool:
    """A name that no file can have is a file that is not there."""
    try:
        return file.is_file()
    except OSError:
        return False
