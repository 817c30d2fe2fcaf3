"""From a message to its XML.

Written by hand, because receivers look for the prefix ``edXML:`` itself, which libraries replace by another one of the
same namespace. Attachments stand outside the envelope, without the prefix.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from antt_portal.core.clock import VIETNAM
from directives.edxml.message import Act, Affected, Agency, Answered, File, Message, Staff, Trace

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
XLINK = "http://www.w3.org/1999/xlink"
DAY, MOMENT = "%Y/%m/%d", "%Y/%m/%d %H:%M:%S"


def write_edxml(message: Message) -> bytes:
    """UTF-8; the same message gives the same bytes."""
    ids = [_content_id(position, file) for position, file in enumerate(message.files, 1)]
    header = _box("edXMLHeader", _header(message), _traces(message))
    references = "".join(map(_reference, ids, message.files))
    manifest = f'<edXML:edXMLManifest version="1.0">{references}</edXML:edXMLManifest>'
    envelope = header + _box("edXMLBody", manifest)
    attachments = "".join(map(_attachment, ids, message.files))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<edXML xmlns="{NAMESPACE}">'
        f'<edXML:edXMLEnvelope xmlns:edXML="{NAMESPACE}">{envelope}</edXML:edXMLEnvelope>'
        f"<AttachmentEncoded>{attachments}</AttachmentEncoded>"
        "</edXML>\n"
    ).encode()


def _box(name: str, *inside: str) -> str:
    return f"<edXML:{name}>{''.join(inside)}</edXML:{name}>"


def _said(name: str, value: str | int) -> str:
    return _box(name, escape(str(value)))


def _if_said(name: str, value: str) -> str:
    return _said(name, value) if value else ""


def _day(name: str, day: date) -> str:
    return _said(name, day.strftime(DAY))


def _header(message: Message) -> str:
    return _box("MessageHeader", *_header_parts(message))


def _header_parts(message: Message) -> Iterator[str]:
    """In the order of the standard's own numbering, 1.1 to 1.14."""
    yield _agency("From", message.sender)
    yield from (_agency("To", receiver) for receiver in message.receivers)
    yield _box("Code", _said("CodeNumber", message.number), _said("CodeNotation", message.notation))
    yield _box("PromulgationInfo", _said("Place", message.place), _day("PromulgationDate", message.dated))
    kind = message.document_type
    yield _box("DocumentType", _said("Type", kind.code), _said("TypeName", kind.name), _said("TypeDetail", kind.detail))
    yield _said("Subject", message.subject)
    yield _said("Content", message.content)
    signer = message.signer
    yield _box(
        "SignerInfo",
        _if_said("Competence", signer.competence),
        _said("Position", signer.position),
        _said("FullName", signer.name),
    )
    yield _day("DueDate", message.due_on) if message.due_on else ""
    yield _list("ToPlaces", "Place", message.to_places)
    yield _other_info(message)
    yield from map(_answered, message.answers)
    yield _said("SteeringType", int(message.is_directive))
    yield _said("DocumentId", message.document_id)


def _agency(name: str, agency: Agency) -> str:
    return _box(
        name,
        _said("OrganId", agency.organ_id),
        _if_said("OrganizationInCharge", agency.in_charge),
        _said("OrganName", agency.name),
        _if_said("OrganAdd", agency.address),
        _if_said("Email", agency.email),
        _if_said("Telephone", agency.telephone),
        _if_said("Fax", agency.fax),
        _if_said("Website", agency.website),
    )


def _list(name: str, each: str, values: tuple[str, ...]) -> str:
    return _box(name, *(_said(each, value) for value in values)) if values else ""


def _other_info(message: Message) -> str:
    return _box(
        "OtherInfo",
        _said("Priority", int(message.priority)),
        _if_said("SphereOfPromulgation", message.sphere),
        _said("PromulgationAmount", message.copies),
        _said("PageAmount", message.pages),
        _list("Appendixes", "Appendix", message.appendixes),
    )


def _answered(answered: Answered) -> str:
    return _box(
        "ResponseFor",
        _said("OrganId", answered.organ_id),
        _said("Code", answered.code),
        _day("PromulgationDate", answered.dated),
        _said("DocumentId", answered.document_id),
    )


def _traces(message: Message) -> str:
    return _box("TraceHeaderList", *map(_trace, message.traces), _business(message))


def _trace(trace: Trace) -> str:
    at = trace.at.astimezone(VIETNAM).strftime(MOMENT)
    return _box("TraceHeader", _said("OrganId", trace.organ_id), _said("Timestamp", at))


def _business(message: Message) -> str:
    """ "Bussiness" is how the standard spells it."""
    replaced = message.affected if message.act is Act.REPLACE else ()
    changed = message.affected if message.act is not Act.REPLACE else ()
    return _box(
        "Bussiness",
        _said("BussinessDocType", int(message.act)),
        _if_said("BussinessDocReason", message.reason),
        *(_said("DocumentId", one.document_id) for one in changed),
        _staff(message.staff) if message.staff else "",
        _said("Paper", int(message.has_paper)),
        _box("ReplacementInfoList", *map(_replaced, replaced)) if replaced else "",
    )


def _replaced(affected: Affected) -> str:
    organs = _list("OrganIdList", "OrganId", affected.organ_ids)
    return _box("ReplacementInfo", _said("DocumentId", affected.document_id), organs)


def _staff(staff: Staff) -> str:
    return _box(
        "StaffInfo",
        _said("Department", staff.department),
        _said("Staff", staff.name),
        _if_said("Mobile", staff.mobile),
        _if_said("Email", staff.email),
    )


def _content_id(position: int, file: File) -> str:
    """From the content, so that it is the same each time; the position tells two equal files apart."""
    return f"cid:{position}-{hashlib.sha256(file.content).hexdigest()[:32]}"


def _reference(content_id: str, file: File) -> str:
    link = f'xmlns:xlink="{XLINK}" xlink:type="simple" xlink:href={quoteattr(content_id)}'
    return "".join(
        (
            f"<edXML:Reference {link}>",
            _said("ContentId", content_id),
            _said("ContentType", file.content_type),
            _if_said("Description", file.description),
            _said("AttachmentName", file.name),
            "</edXML:Reference>",
        )
    )


def _attachment(content_id: str, file: File) -> str:
    description = f"<Description>{escape(file.description)}</Description>" if file.description else ""
    return (
        "<Attachment>"
        f"<ContentType>{escape(file.content_type)}</ContentType>"
        f"<ContentId>{content_id}</ContentId>{description}"
        f"<ContentTransferEncoded>{b64encode(file.content).decode()}</ContentTransferEncoded>"
        f"<AttachmentName>{escape(file.name)}</AttachmentName>"
        "</Attachment>"
    )
