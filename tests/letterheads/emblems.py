"""Pictures as a region might upload them."""

import io

from PIL import Image


def an_emblem(size=(240, 300), colour=(14, 79, 99, 255)) -> bytes:
    """A PNG of one colour with a see-through edge."""
    picture = Image.new("RGBA", size)
    picture.paste(colour, (10, 10, size[0] - 10, size[1] - 10))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
