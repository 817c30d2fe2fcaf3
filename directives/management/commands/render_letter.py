"""``manage.py render_letter``: letters as data become PDF or Word files without a database; all of them, or none."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from antt_portal.core.documents import Document, RenderFailed, render_pdf
from antt_portal.core.refusal import Refused
from directives.documents.reading import read_document
from directives.letters import MalformedLetter, parse
from directives.word import word_file

MALFORMED, FAILED = 2, 1


class Command(BaseCommand):
    help = "In văn bản dạng dữ liệu (JSON) ra PDF/A theo thể thức của Nghị định 30/2020/NĐ-CP. Không cần cơ sở dữ liệu."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE.json", help="văn bản dạng dữ liệu")
        to = parser.add_mutually_exclusive_group(required=True)
        to.add_argument("--output", type=Path, metavar="FILE.pdf", help="tệp PDF (chỉ cho một văn bản)")
        to.add_argument("--output-dir", type=Path, metavar="DIR", help="thư mục nhận các tệp PDF cùng tên")
        parser.add_argument("--word", action="store_true", help="ghi tệp Word (.docx) thay cho PDF")

    def handle(self, *args: Any, **options: Any) -> None:
        files: list[Path] = options["files"]
        make, suffix = (word_file, ".docx") if options["word"] else (render_pdf, ".pdf")
        targets = _targets(files, options["output"], options["output_dir"], suffix)
        letters = _letters(files)
        try:
            with ThreadPoolExecutor(settings.PAPER_PROCESSES) as threads:
                papers = list(threads.map(make, letters))
        except (RenderFailed, Refused) as error:
            raise CommandError(f"Không in được, chưa ghi tệp nào: {error}", returncode=FAILED) from error
        try:
            _write_all(dict(zip(targets, papers, strict=True)))
        except OSError as error:
            raise CommandError(f"Không ghi được {error.filename}: {error.strerror}", returncode=FAILED) from error
        for target in targets:
            self.stdout.write(str(target))


def _targets(files: list[Path], output: Path | None, folder: Path | None, suffix: str) -> list[Path]:
    if folder is not None:
        targets = [folder / f"{file.stem}{suffix}" for file in files]
    elif output is not None and len(files) == 1:
        targets = [output]
    else:
        raise CommandError(
            "--output nhận đúng một văn bản; với nhiều văn bản, dùng --output-dir.", returncode=MALFORMED
        )
    if len(set(targets)) < len(targets):
        raise CommandError("Hai văn bản cùng tên tệp sẽ ghi đè lên nhau.", returncode=MALFORMED)
    return targets


def _letters(files: list[Path]) -> list[Document]:
    """Raises CommandError with every fault of every file."""
    letters: list[Document] = []
    faults: list[str] = []
    for file in files:
        try:
            letters.append(parse(file.read_bytes(), read_document))
        except OSError as error:
            faults.append(f"{file}: {error.strerror}")
        except MalformedLetter as malformed:
            faults += [f"{file}: {fault.path}: {fault.message}" for fault in malformed.faults]
    if faults:
        raise CommandError("\n".join(faults), returncode=MALFORMED)
    return letters


def _write_all(papers: dict[Path, bytes]) -> None:
    """Whoever looks at a target sees the old file or the whole new one; a disk that is full leaves all the old ones."""
    written: list[tuple[Path, Path]] = []
    try:
        for target, pdf in papers.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
                written.append((Path(file.name), target))
                file.write(pdf)
        for name, target in written:
            name.chmod(0o644)
            name.replace(target)
    finally:
        for name, _target in written:
            name.unlink(missing_ok=True)
