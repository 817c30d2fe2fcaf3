import io

from PIL import Image, ImageDraw


def ink(colour, size):
    """A drawing in ``colour`` on a clear ground, one dot a point."""
    image = Image.new("RGBA", size, (255, 255, 255, 0))
    ImageDraw.Draw(image).ellipse((2, 2, size[0] - 2, size[1] - 2), outline=colour, width=3)
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(72, 72))
    return out.getvalue()
