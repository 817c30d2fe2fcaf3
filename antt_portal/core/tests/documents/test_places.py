"""Places travel from the page through the pool: in points from the lower left corner."""

from django.conf import settings

from antt_portal.core.documents import Place
from antt_portal.core.documents.pool import Pool
from antt_portal.core.documents.press import Limits

MM = 72 / 25.4
BOX = '<div id="place-{}" style="position: absolute; left: 10mm; top: 20mm; width: 30mm; height: 5mm"></div>'
PAGE = (
    '<!doctype html><html lang="vi"><title>Thử</title><style>@page { size: A4; margin: 30mm }</style><body>'
    f'<p id="other">trước</p>{BOX.format("day-0")}<p style="break-before: page">sau</p>{BOX.format("seal-12")}'
)


def test_each_place_has_its_name_number_page_and_box():
    paper = settings.ROOT / "templates" / "documents" / "paper.css"
    limits = Limits(60, 768 * 1024**2)
    pool = Pool(paper, settings.ROOT / "static" / "fonts", limits, size=1, queue_seconds=60, idle_seconds=300)
    try:
        made = pool.placed(PAGE)
    finally:
        pool.close()
    assert made.pdf.startswith(b"%PDF-1.7")
    assert [(place.name, place.nth, place.page) for place in made.places] == [("day", 0, 0), ("seal", 12, 1)]
    first = made.place("day")
    assert isinstance(first, Place)
    measured = [round(length / MM) for length in (first.x, first.y, first.width, first.height)]
    assert measured == [30 + 10, 297 - 30 - 20 - 5, 30, 5]
    assert made.place("day", 1) is None
