"""Whom letters of a board address: classes and zones as a line of "Kính gửi:", and organisations by name."""

from datetime import date

from django.utils.translation import gettext as _

from antt_portal.core.folding import search_key
from enterprises.models import Board, Organisation, OrganisationKind

MOST_FOUND = 12
# What letters say is Vietnamese in every language of the portal, so none of it is translated.
CLASSES = (
    "Các chủ đầu tư kinh doanh hạ tầng khu công nghiệp",
    "Các chủ đầu tư thứ cấp trong khu công nghiệp, khu kinh tế",
    "Các doanh nghiệp hoạt động hóa chất",
    "Văn phòng, các phòng chuyên môn, các đơn vị sự nghiệp thuộc {board}",
)
IN_ZONE = "Các doanh nghiệp trong {zone}"


def groups_of(board_name: str, board: Board, *, on: date) -> list[tuple[str, list[str]]]:
    """(what the group is called on the page, its lines)"""
    zones = board.zones.filter(valid_from__lte=on).exclude(valid_to__lt=on)
    return [
        (_("Theo nhóm"), [line.format(board=board_name) for line in CLASSES]),
        (_("Theo khu"), [IN_ZONE.format(zone=zone.name) for zone in zones]),
    ]


def found(board: Board, words: str) -> list[Organisation]:
    """Organisations whose name holds all the words, with or without their marks; the board itself is left out."""
    key = search_key(words)
    if not key:
        return []
    organisations = Organisation.objects.filter(board=board).exclude(kind=OrganisationKind.BOARD)
    for word in key.split():
        organisations = organisations.filter(search_key__contains=word)
    return list(organisations.order_by("sort_key")[:MOST_FOUND])
