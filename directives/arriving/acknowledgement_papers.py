"""What the proof of an acknowledgement says: who received which bundle, when, for whom (``directives.letters``)."""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from antt_portal.core.clock import VIETNAM, local_date
from antt_portal.core.documents import lines
from directives.letters import KINDS
from directives.models import Acknowledgement, Delivery, Directive, IncomingDocument
from enterprises.models import Organisation, OrganisationName, Tenancy

KIND = "acknowledgement_proof"
SUPERIOR = "superior"
MOST_ZONES = 30  # what a paper lists


def proof_data(made: Acknowledgement, delivery: Delivery) -> dict[str, Any]:
    """Names and zones are those of the day. ``delivery`` comes with its directive, letter, issuer and superior."""
    on = local_date(made.at)
    letter = delivery.directive.letter
    names = _names_on(on, letter.issuer, delivery.organisation)
    agency = names.get(letter.issuer_id)
    return {
        "kind": KIND,
        "superior_agency": list(lines(agency.superior)) if agency else [],
        "agency": (list(lines(agency.lines)) if agency else []) or [letter.issuer.name.upper()],
        "issuer": agency.name if agency else letter.issuer.name,
        "place": agency.place if agency else "",
        "date": _day(on),
        "subject": letter.subject,
        "bundle": list(_bundle(delivery.directive)),
        "bundle_sha256": made.bundle_sha256,
        "letter_version": made.letter_version,
        "organisation": _holder(delivery.organisation, names.get(delivery.organisation_id), on),
        "acknowledged_by": {"name": made.person, "role": made.office},
        "acknowledged_at": made.at.astimezone(VIETNAM).isoformat(timespec="seconds"),
        "verification": {
            "code": made.code,
            "url": settings.SITE_ORIGIN + reverse("verify-code", args=[made.code]),
        },
    }


def _names_on(on: date, *organisations: Organisation) -> dict[int, OrganisationName]:
    found = OrganisationName.objects.valid_on(on).filter(organisation__in=organisations)
    return {name.organisation_id: name for name in found}


def _day(on: date) -> dict[str, int]:
    return {"day": on.day, "month": on.month, "year": on.year}


def _bundle(directive: Directive) -> list[dict[str, Any]]:
    """The letter with what it encloses; apart from it the document it passes on, where that one can be cited."""
    manifest = directive.manifest
    cited = _cited(directive.superior)
    own = [one for one in manifest["files"] if cited is None or one["key"] != SUPERIOR]
    passed_on = [one for one in manifest["files"] if one not in own]
    letter = {
        "type_name": KINDS[directive.letter.kind].type_in_sentence,
        "number": manifest["number"],
        "symbol": manifest["symbol"],
        "date": _day(date.fromisoformat(manifest["issued_on"])),
        "agency": manifest["agency"],
        "subject": manifest["subject"],
    }
    sent = [{"document": letter, "files": _files(own)}]
    return [*sent, {"document": cited, "files": _files(passed_on)}] if cited and passed_on else sent


def _cited(superior: IncomingDocument | None) -> dict[str, Any] | None:
    if superior is None or superior.dated_on is None or not superior.symbol:
        return None
    if not (superior.number.isascii() and superior.number.isdigit() and int(superior.number)):
        return None
    return {
        "type_name": "Văn bản",
        "number": int(superior.number),
        "symbol": superior.symbol,
        "date": _day(superior.dated_on),
        "agency": superior.agency,
    }


def _files(entries: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{"name": one["file_name"], "sha256": one["sha256"]} for one in entries]


def _holder(organisation: Organisation, name: OrganisationName | None, on: date) -> dict[str, Any]:
    present = Tenancy.objects.on(on).filter(organisation=organisation).order_by("zone__sort_key")
    return {
        "name": name.name if name else organisation.name,
        "tax_code": organisation.tax_code,
        "address": organisation.address,
        "zones": list(present.values_list("zone__name", flat=True).distinct()[:MOST_ZONES]),
    }
