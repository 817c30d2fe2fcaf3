"""A letter signed by hand and stamped, as a scanner gives it: pictures of its pages, no text, no digital signature."""

import io

from PIL import Image

from antt_portal.core.documents import Place, Rendered
from antt_portal.core.documents.pictures import page_count, picture
from antt_portal.demo.ink import round_seal, scribble
from directives.models import OfficialLetter
from directives.writing.signing import AGENCY, PERSON, rendered_letter

DOTS_PER_INCH = 100
POINTS_PER_INCH = 72
WIDTH_PX = round(210 / 25.4 * DOTS_PER_INCH)
CROOKED_DEGREES = 0.4
PAPER = (252, 251, 247)
QUALITY = 60


def scanned(letter: OfficialLetter) -> io.BytesIO:
    rendered = rendered_letter(letter)
    sheets = [_sheet(rendered, letter, page) for page in range(page_count(rendered.pdf))]
    when = letter.issued_on.timetuple() if letter.issued_on else None
    out = io.BytesIO()
    sheets[0].save(
        out,
        "PDF",
        save_all=True,
        append_images=sheets[1:],
        resolution=DOTS_PER_INCH,
        quality=QUALITY,
        title=letter.subject,
        creationDate=when,
        modDate=when,
    )
    out.seek(0)
    return out


def _sheet(rendered: Rendered, letter: OfficialLetter, page: int) -> Image.Image:
    drawn = picture(rendered.pdf, page + 1, width_px=WIDTH_PX) or b""
    sheet = Image.open(io.BytesIO(drawn)).convert("RGB")
    signer = letter.signed_by.full_name if letter.signed_by else ""
    for name, ink in ((PERSON, scribble(signer)), (AGENCY, round_seal(letter.issuer.name))):
        place = rendered.place(name)
        if place and place.page == page:
            _put(sheet, ink, place)
    return sheet.rotate(CROOKED_DEGREES, Image.Resampling.BICUBIC, fillcolor=PAPER)


def _put(sheet: Image.Image, ink: bytes, place: Place) -> None:
    """Ink on its place, as large as it goes in. Places count from the foot of the page, pictures from its head."""
    dots = DOTS_PER_INCH / POINTS_PER_INCH
    mark = Image.open(io.BytesIO(ink))
    mark.thumbnail((round(place.width * dots), round(place.height * dots)))
    left, top = round(place.x * dots), sheet.height - round((place.y + place.height) * dots)
    sheet.paste(mark, (left, top), mark)
