"""Issued letters, and proofs of acknowledgement, as the public may know them: kind, number, date, agency, holder and
whether they stand, and nothing else."""

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from antt_portal.core.models import Paper
from antt_portal.core.published import Published, Standing
from directives.arriving.acknowledgement_papers import KIND as PROOF
from directives.models import (
    Acknowledgement,
    FileStage,
    LetterFile,
    LetterKind,
    LetterStatus,
    OfficialLetter,
    Relation,
)
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
    """The paper with this code; two queries whatever the answer."""
    letter = _letter(OfficialLetter.objects.filter(code=code))
    proof = _proof(Acknowledgement.objects.filter(code=code))
    return letter or proof


def by_file(sha256: str) -> Published | None:
    """The paper whose PDF has this digest; two queries whatever the answer."""
    files = LetterFile.objects.filter(blob__sha256=sha256, stage__in=OFFICIAL, round=OuterRef("round"))
    letter = _letter(OfficialLetter.objects.filter(pk__in=files.values("letter")))
    papers = Paper.objects.filter(kind=PROOF, blob__sha256=sha256)
    proof = _proof(Acknowledgement.objects.filter(public_id__in=papers.values("subject_id")))
    return letter or proof


def _letter(wanted: QuerySet[OfficialLetter]) -> Published | None:
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


def _proof(wanted: QuerySet[Acknowledgement]) -> Published | None:
    """It says that a letter was received and stands for ever, whatever became of the letter: its kind names that one,
    so that nobody takes the letter for what stands."""
    issuer = "delivery__directive__letter__issuer"
    paper = Paper.objects.filter(kind=PROOF, subject_id=OuterRef("public_id"))
    said = (
        wanted.annotate(on=TruncDate("at"))
        .annotate(
            agency=Coalesce(_name_then(issuer), f"{issuer}__name"),
            holder=Coalesce(_name_then("organisation"), "organisation__name"),
            file=Subquery(paper.values("blob__sha256")[:1]),
        )
        .order_by("pk")
        .values("code", "number", "symbol", "on", "agency", "holder", "file")
        .first()
    )
    if said is None:
        return None
    return Published(
        kind=_("Giấy xác nhận đã nhận văn bản %(number)s") % {"number": f"{said['number']:02d}/{said['symbol']}"},
        code=said["code"],
        number="",
        dated_on=said["on"],
        agency=said["agency"],
        holder=said["holder"],
        files=frozenset([said["file"]] if said["file"] else []),
    )


def _name_then(organisation: str) -> Subquery:
    """What ``organisation`` was called on the day of the acknowledgement."""
    names = OrganisationName.objects.valid_on(OuterRef("on")).filter(organisation=OuterRef(organisation))
    return Subquery(names.values("name")[:1])
