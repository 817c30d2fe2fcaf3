"""Certificates as the public may know them: number, date, agency, holder and whether they stand, and nothing else."""

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from antt_portal.core.models import Paper
from antt_portal.core.published import Published, Standing
from enterprises.models import OrganisationName
from reports.models import Recognition, RecognitionStatus

KIND = _("Giấy công nhận đạt tiêu chuẩn “An toàn về an ninh, trật tự”")
SHOWN = (RecognitionStatus.RECOGNISED, RecognitionStatus.REVOKED)


def by_code(code: str) -> Published | None:
    """The certificate with this code as printed on it; one query whatever the answer."""
    return _first(Recognition.objects.filter(code=code))


def by_file(sha256: str) -> Published | None:
    """The certificate whose PDF has this digest; one query whatever the answer."""
    papers = Paper.objects.filter(kind="certificate", blob__sha256=sha256).values("subject_id")
    return _first(Recognition.objects.filter(public_id__in=papers))


def _first(wanted: QuerySet[Recognition]) -> Published | None:
    issued = wanted.filter(status__in=SHOWN, batch__decided_on__isnull=False)
    paper = Paper.objects.filter(kind="certificate", subject_id=OuterRef("public_id"))
    found = issued.annotate(
        agency=Coalesce(_name_then("batch__recogniser"), "batch__recogniser__name"),
        holder=Coalesce(_name_then("organisation"), "organisation__name"),
        file=Subquery(paper.values("blob__sha256")[:1]),
    ).values(
        "code",
        "agency",
        "holder",
        "status",
        number=F("certificate_number"),
        dated_on=F("batch__decided_on"),
        ended_on=F("revoked_on"),
        ended_by=F("revocation_number"),
        file=F("file"),
    )
    row = found.order_by("pk").first()
    if row is None:
        return None
    said: dict[str, Any] = {**row}
    revoked, file = said.pop("status") == RecognitionStatus.REVOKED, said.pop("file")
    standing = Standing.RECALLED if revoked else Standing.VALID
    return Published(kind=KIND, standing=standing, files=frozenset([file] if file else []), **said)


def _name_then(organisation: str) -> Subquery:
    """What ``organisation`` was called on the day of the decision."""
    names = OrganisationName.objects.valid_on(OuterRef("batch__decided_on")).filter(organisation=OuterRef(organisation))
    return Subquery(names.values("name")[:1])
