"""The bundle of a directive: the letter, its enclosures and the document it passes on, as bytes with their digests."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from antt_portal.core.blobs import require_openable
from antt_portal.core.canonical import digest
from antt_portal.core.folding import ascii_name
from antt_portal.core.models import Blob
from antt_portal.core.refusal import Refused
from directives.models import Directive, FileStage, LetterFile, OfficialLetter

FORMAT = 1
OFFICIAL = (FileStage.SEALED, FileStage.SCAN)


@dataclass(frozen=True)
class BundleFile:
    """One file of a bundle. ``key`` is its place in the manifest: "letter", "superior", "enclosure-1" …"""

    key: str
    title: str
    file_name: str
    blob: Blob


def files_of(letter: OfficialLetter) -> list[BundleFile]:
    """The files of an issued letter, the letter first. Raises Refused("no-official-file")."""
    official = LetterFile.objects.filter(letter=letter, round=letter.round, stage__in=OFFICIAL).select_related("blob")
    found = official.order_by("-pk").first()
    if found is None:
        raise Refused("no-official-file", _("Chưa có bản văn bản đã đóng dấu; chưa phát hành."))
    name = f"{ascii_name(f'{letter.number_text}-{letter.symbol}')}.pdf"
    return [BundleFile("letter", str(letter), name, found.blob), *_enclosures(letter), *_superior(letter)]


def _enclosures(letter: OfficialLetter) -> Iterator[BundleFile]:
    titles = {one["file"]: one["title"] for one in letter.data["attachments"] if one.get("file")}
    for position, enclosure in enumerate(letter.enclosures.select_related("blob"), 1):
        title = titles.get(enclosure.file_name, enclosure.file_name)
        yield BundleFile(f"enclosure-{position}", title, enclosure.file_name, enclosure.blob)


def _superior(letter: OfficialLetter) -> Iterator[BundleFile]:
    directive = Directive.objects.select_related("superior__file").filter(letter=letter).first()
    superior = directive.superior if directive else None
    if superior is not None and superior.file is not None:
        yield BundleFile("superior", str(superior), superior.file_name, superior.file)


def require_scanned(letter: OfficialLetter) -> None:
    """Of what came from outside and is to go out: the scan of the sheet, the enclosures. Raises Quarantined."""
    scans = LetterFile.objects.filter(letter=letter, round=letter.round, stage=FileStage.SCAN).select_related("blob")
    require_openable(one.blob for one in scans)
    require_openable(one.blob for one in letter.enclosures.select_related("blob"))


def manifest_of(directive: Directive) -> dict[str, Any]:
    """What the bundle is, as canonical data: who issued what on which day, and each file by digest and size.

    Raises Quarantined while one of the files may be opened by nobody.
    """
    letter = directive.letter
    files = files_of(letter)
    require_openable(one.blob for one in files)
    return {
        "format": FORMAT,
        "number": letter.number,
        "symbol": letter.symbol,
        "issued_on": letter.issued_on.isoformat() if letter.issued_on else None,
        "agency": letter.letter.issued_by,
        "subject": letter.subject,
        "version": letter.text_version,
        "files": [
            {
                "key": one.key,
                "title": one.title,
                "file_name": one.file_name,
                "sha256": one.blob.sha256,
                "size": one.blob.size,
                "media_type": one.blob.media_type,
            }
            for one in files
        ],
    }


def frozen(directive: Directive) -> dict[str, Any]:
    """The columns of Directive that freeze its bundle."""
    manifest = manifest_of(directive)
    return {"manifest": manifest, "bundle_sha256": digest(manifest)}


def blob_of(directive: Directive, key: str) -> tuple[dict[str, Any], Blob] | None:
    """The entry of the frozen bundle with this key, and its bytes; None when there is none."""
    entry = next((one for one in directive.manifest.get("files", []) if one["key"] == key), None)
    if entry is None:
        return None
    return entry, Blob.objects.get(board_id=directive.board_id, sha256=entry["sha256"])
