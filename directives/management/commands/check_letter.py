"""``manage.py check_letter``: the check before issue of a letter as data, one JSON object per finding, no database."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from directives.letters import Letter, MalformedLetter, parse_letter
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
        letter = _read(file)
        found = findings(letter, stage=Stage(options["stage"]), facts=_facts(letter, file.parent))
        for one in found:
            row = {"code": one.code, "severity": one.severity, "path": one.path, "message": one.message}
            self.stdout.write(json.dumps(row, ensure_ascii=False))
        if any(one.blocks for one in found):
            sys.exit(BLOCKED)


def _read(file: Path) -> Letter:
    """Raises CommandError with every fault."""
    try:
        return parse_letter(file.read_bytes())
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}", returncode=MALFORMED) from error
    except MalformedLetter as malformed:
        faults = (f"{file}: {fault.path}: {fault.message}" for fault in malformed.faults)
        raise CommandError("\n".join(faults), returncode=MALFORMED) from malformed


def _facts(letter: Letter, folder: Path) -> Facts:
    """A file's name is taken from the folder of the letter."""
    named = enumerate(letter.attachments)
    return Facts(
        missing_files=frozenset(place for place, one in named if one.file and not (folder / one.file).is_file())
    )
