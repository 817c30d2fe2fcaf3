"""From the XML of a message to the message. What it has beside the elements that we know is left unread."""

import binascii
from base64 import b64decode
from datetime import date, datetime
from enum import IntEnum
from typing import TypeVar

from django.utils.translation import gettext as _

from antt_portal.core.clock import VIETNAM
from directives.edxml.message import (
    Act,
    Affected,
    Agency,
    Answered,
    DocumentType,
    File,
    Message,
    Priority,
    Signer,
    Staff,
    Trace,
)
from directives.edxml.parsing import MalformedEdxml, Node, parse
from directives.edxml.writing import DAY, MOMENT

Choice = TypeVar("Choice", bound=IntEnum)
ROOT = "edXML"


def read_edxml(xml: bytes) -> Message:
    """Raises MalformedEdxml with the element at fault."""
    root = parse(xml)
    if root.name != ROOT:
        raise MalformedEdxml(root.path, _("Phần tử gốc phải là edXML."))
    header = root.get("edXMLEnvelope").get("edXMLHeader")
    return _message(header.get("MessageHeader"), header.get("TraceHeaderList"), root)


def _message(head: Node, trail: Node, root: Node) -> Message:
    code, issued, kind = head.get("Code"), head.get("PromulgationInfo"), head.get("DocumentType")
    other, business = head.get("OtherInfo"), trail.get("Bussiness")
    due = head.find("DueDate")
    return Message(
        sender=_agency(head.get("From")),
        receivers=tuple(map(_agency, head.all("To"))),
        number=_text(code, "CodeNumber"),
        notation=_text(code, "CodeNotation"),
        place=_text(issued, "Place"),
        dated=_day(issued.get("PromulgationDate")),
        document_type=DocumentType(
            code=_whole(kind.get("Type")), name=_text(kind, "TypeName"), detail=_whole_or(kind, "TypeDetail", 0)
        ),
        subject=_text(head, "Subject"),
        content=_text(head, "Content"),
        signer=_signer(head.get("SignerInfo")),
        due_on=_day(due) if due else None,
        to_places=_list(head, "ToPlaces", "Place"),
        priority=_choice(other.get("Priority"), Priority),
        sphere=_text_or(other, "SphereOfPromulgation"),
        copies=_whole(other.get("PromulgationAmount")),
        pages=_whole(other.get("PageAmount")),
        appendixes=_list(other, "Appendixes", "Appendix"),
        answers=tuple(map(_answered, head.all("ResponseFor"))),
        is_directive=_whole_or(head, "SteeringType", 0) == 1,
        document_id=_text(head, "DocumentId"),
        traces=tuple(map(_trace, trail.all("TraceHeader"))),
        act=_choice(business.get("BussinessDocType"), Act),
        reason=_text_or(business, "BussinessDocReason"),
        affected=_affected(business),
        staff=_staff(business.find("StaffInfo")),
        has_paper=_whole_or(business, "Paper", 0) == 1,
        files=_files(root),
    )


def _text(node: Node, name: str) -> str:
    return node.get(name).text


def _text_or(node: Node, name: str) -> str:
    found = node.find(name)
    return found.text if found else ""


def _whole(node: Node) -> int:
    if not (node.text.isascii() and node.text.isdigit() and len(node.text) < 10):
        raise MalformedEdxml(node.path, _("Phải là một số nguyên không âm."))
    return int(node.text)


def _whole_or(node: Node, name: str, otherwise: int) -> int:
    found = node.find(name)
    return _whole(found) if found else otherwise


def _choice(node: Node, choices: type[Choice]) -> Choice:
    code = _whole(node)
    if code not in set(choices):
        known = ", ".join(str(int(one)) for one in choices)
        raise MalformedEdxml(node.path, _("Cần một trong các mã: %(known)s.") % {"known": known})
    return choices(code)


def _moment(node: Node, pattern: str) -> datetime:
    try:
        return datetime.strptime(node.text, pattern).replace(tzinfo=VIETNAM)
    except ValueError as error:
        written = "năm/tháng/ngày" if pattern == DAY else "năm/tháng/ngày giờ:phút:giây"
        raise MalformedEdxml(node.path, _("Phải ghi theo dạng %(written)s.") % {"written": written}) from error


def _day(node: Node) -> date:
    return _moment(node, DAY).date()


def _list(node: Node, name: str, each: str) -> tuple[str, ...]:
    found = node.find(name)
    return tuple(one.text for one in found.all(each)) if found else ()


def _agency(node: Node) -> Agency:
    return Agency(
        organ_id=_text(node, "OrganId"),
        name=_text(node, "OrganName"),
        in_charge=_text_or(node, "OrganizationInCharge"),
        address=_text_or(node, "OrganAdd"),
        email=_text_or(node, "Email"),
        telephone=_text_or(node, "Telephone"),
        fax=_text_or(node, "Fax"),
        website=_text_or(node, "Website"),
    )


def _signer(node: Node) -> Signer:
    return Signer(
        position=_text_or(node, "Position"), name=_text(node, "FullName"), competence=_text_or(node, "Competence")
    )


def _answered(node: Node) -> Answered:
    return Answered(
        organ_id=_text(node, "OrganId"),
        code=_text(node, "Code"),
        dated=_day(node.get("PromulgationDate")),
        document_id=_text(node, "DocumentId"),
    )


def _trace(node: Node) -> Trace:
    return Trace(organ_id=_text(node, "OrganId"), at=_moment(node.get("Timestamp"), MOMENT))


def _affected(business: Node) -> tuple[Affected, ...]:
    """One that is recalled or updated stands alone; those that are replaced stand in a list."""
    changed = tuple(Affected(document_id=one.text) for one in business.all("DocumentId"))
    listed = business.find("ReplacementInfoList")
    return changed + (tuple(map(_replaced, listed.all("ReplacementInfo"))) if listed else ())


def _replaced(node: Node) -> Affected:
    return Affected(document_id=_text(node, "DocumentId"), organ_ids=_list(node, "OrganIdList", "OrganId"))


def _staff(node: Node | None) -> Staff | None:
    if node is None:
        return None
    return Staff(
        department=_text_or(node, "Department"),
        name=_text(node, "Staff"),
        mobile=_text_or(node, "Mobile"),
        email=_text_or(node, "Email"),
    )


def _files(root: Node) -> tuple[File, ...]:
    """Raises MalformedEdxml when the manifest names other files than those that are there."""
    encoded = root.find("AttachmentEncoded")
    attachments = list(encoded.all("Attachment")) if encoded else []
    manifest = root.get("edXMLEnvelope").get("edXMLBody").get("edXMLManifest")
    named = [_id(one) for one in manifest.all("Reference")]
    if sorted(named) != sorted(map(_id, attachments)) or len(set(named)) < len(named):
        raise MalformedEdxml(manifest.path, _("Danh mục tệp không khớp với các tệp đính kèm."))
    return tuple(map(_file, attachments))


def _id(node: Node) -> str:
    """Some write it with ``cid:``, some without."""
    return _text(node, "ContentId").removeprefix("cid:")


def _file(node: Node) -> File:
    encoded = node.get("ContentTransferEncoded")
    try:
        content = b64decode("".join(encoded.text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise MalformedEdxml(encoded.path, _("Nội dung tệp không phải base64 hợp lệ.")) from error
    return File(
        name=_text(node, "AttachmentName"),
        content_type=_text(node, "ContentType"),
        content=content,
        description=_text_or(node, "Description"),
    )
