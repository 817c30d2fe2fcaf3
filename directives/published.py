"""Issued letters as the public may know them: kind, number, date, agency and whether they stand, and nothing else."""

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from antt_portal.core.published import Published, Standing
from directives.models import FileStage, LetterFile, LetterKind, LetterStatus, OfficialLetter, Relation
from directives.states import OUT
from enterprises.models import OrganisationName

STANDING = {
    LetterStatus.ISSUED: Standing.VALID,
    LetterStatus.RECALLED: Standing.RECALLED,
    LetterStatus.REPLACED: Standing.REPLACED,
}
# What leaves the office; the steps before are nobody's but the office's.
OFFICIAL = (FileStage.SEALED, FileStage.SCAN)


def by_code(code: str) -> Published | None:
    """The issued letter with this code; one query whatever the answer."""
    return _first(OfficialLetter.objects.filter(code=code))


def by_file(sha256: str) -> Published | None:
    """The issued letter whose PDF has this digest; one query whatever the answer."""
    files = LetterFile.objects.filter(blob__sha256=sha256, stage__in=OFFICIAL, round=OuterRef("round"))
    return _first(OfficialLetter.objects.filter(pk__in=files.values("letter")))


def _first(wanted: QuerySet[OfficialLetter]) -> Published | None:
    names = OrganisationName.objects.valid_on(OuterRef("issued_on")).filter(organisation=OuterRef("issuer"))
    files = LetterFile.objects.filter(letter=OuterRef("pk"), round=OuterRef("round"), stage__in=OFFICIAL)
    ended = OfficialLetter.objects.filter(
        related=OuterRef("pk"), status__in=OUT, relation__in=[Relation.RECALLS, Relation.REPLACES]
    ).order_by("issued_at")
    said = (
        wanted.filter(status__in=OUT)
        .annotate(
            agency=Coalesce(Subquery(names.values("name")[:1]), "issuer__name"),
            file=Subquery(files.values("blob__sha256")[:1]),
            ended_number=Subquery(ended.values("number")[:1]),
            ended_symbol=Subquery(ended.values("symbol")[:1]),
            ended_on=Subquery(ended.values("issued_on")[:1]),
        )
        .order_by("pk")
        .values(
            *("code", "kind", "number", "symbol", "status", "agency", "file"),
            *("ended_number", "ended_symbol", "ended_on"),
            dated_on=F("issued_on"),
        )
        .first()
    )
    if said is None:
        return None
    return Published(
        kind=LetterKind(said["kind"]).label,
        code=said["code"],
        number=f"{said['number']:02d}/{said['symbol']}",
        dated_on=said["dated_on"],
        agency=said["agency"],
        standing=STANDING[LetterStatus(said["status"])],
        ended_on=said["ended_on"],
        ended_by=f"{said['ended_number']:02d}/{said['ended_symbol']}" if said["ended_number"] else "",
        files=frozenset([said["file"]] if said["file"] else []),
    )
