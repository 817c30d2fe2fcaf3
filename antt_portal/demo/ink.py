"""Images of signatures and seals for the demonstration: a blue scribble, a red round seal that says it is a trial.

PNG with a transparent ground, in real size. The same arguments give the same bytes.
"""

import io
from math import cos, pi, sin
from random import Random

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

DOTS_PER_INCH = 300
DOTS_PER_MM = DOTS_PER_INCH / 25.4
BLUE, RED, CLEAR = (24, 58, 150, 255), (205, 24, 32, 255), (255, 255, 255, 0)
SIGNATURE_MM, SEAL_MM = (50, 22), 36
SMOOTHING = 2  # drawn so much larger, then shrunk
TRIAL = "BẢN THỬ\nNGHIỆM"


def scribble(name: str) -> bytes:
    """A signature that nobody has: loops that depend on the name alone."""
    width, height = (round(side * DOTS_PER_MM * SMOOTHING) for side in SIGNATURE_MM)
    chance = Random(name)  # noqa: S311 - a drawing
    image = Image.new("RGBA", (width, height), CLEAR)
    turns = chance.uniform(4, 6)
    phase, lean = chance.uniform(0, pi), chance.uniform(0.1, 0.3)
    points = []
    for step in range(400):
        part = step / 399
        loop = part * turns * 2 * pi
        x = width * (0.08 + 0.8 * part + 0.07 * sin(loop + phase))
        y = height * (0.5 + (0.36 - lean * part) * cos(loop) * (1 - 0.4 * part))
        points.append((x, y))
    draw = ImageDraw.Draw(image)
    draw.line(points, fill=BLUE, width=round(0.7 * DOTS_PER_MM * SMOOTHING), joint="curve")
    draw.line([(width * 0.1, height * 0.9), (width * 0.9, height * 0.8)], fill=BLUE, width=8 * SMOOTHING)
    return _png(image)


def round_seal(agency: str) -> bytes:
    """A seal of real size with the agency around it and, where the emblem would be, that it is a trial."""
    side = round(SEAL_MM * DOTS_PER_MM * SMOOTHING)
    image = Image.new("RGBA", (side, side), CLEAR)
    draw = ImageDraw.Draw(image)
    for inset, thick in ((0.01, 0.022), (0.20, 0.010)):
        draw.ellipse([side * inset] * 2 + [side * (1 - inset)] * 2, outline=RED, width=round(side * thick))
    font = _font(side * 0.085)
    draw.multiline_text((side / 2, side / 2), TRIAL, fill=RED, font=font, anchor="mm", align="center")
    _around(image, f"{agency.upper()} • ", radius=side * 0.395)
    return _png(image)


def _around(image: Image.Image, text: str, *, radius: float) -> None:
    """``text`` along a circle, letter by letter, from the left over the top and once around."""
    centre, step = image.width / 2, 2 * pi / len(text)
    font = _font(min(image.width * 0.075, radius * step * 1.5))
    for index, letter in enumerate(text):
        angle = -pi + index * step
        tile = Image.new("RGBA", (round(image.width * 0.16),) * 2, CLEAR)
        ImageDraw.Draw(tile).text((tile.width / 2,) * 2, letter, fill=RED, font=font, anchor="mm")
        turned = tile.rotate(-90 - angle * 180 / pi, Image.Resampling.BICUBIC)
        x, y = centre + radius * cos(angle), centre + radius * sin(angle)
        image.alpha_composite(turned, (round(x - tile.width / 2), round(y - tile.height / 2)))


def _font(size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(settings.ROOT / "static" / "fonts" / "LiberationSerif-Bold.ttf"), round(size))


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    finished = image.resize((image.width // SMOOTHING, image.height // SMOOTHING), Image.Resampling.LANCZOS)
    finished.save(out, "PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH), optimize=True)
    return out.getvalue()
