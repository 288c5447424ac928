"""Pictures on their way into a Word file: stored ones as Word can show them, drawings as PNG."""

import io

from PIL import Image

from typesetting.pictures import Images, PictureError, read_picture
from wordfiles.document import WordFile

DOTS = 150  # an inch, of what is drawn here
INCH = 25.4  # millimetres
TALLEST = 200  # millimetres, so that a caption stands on the same page
AS_THEY_ARE = ("image/png", "image/jpeg")
MOST_DOTS = 2000  # across a page that is 160 mm wide


class Inserted:
    """The pictures of one file, each made once."""

    def __init__(self, file: WordFile, images: Images | None):
        self.file, self.images = file, images
        self.remarks: list[str] = []
        self._drawn: dict[tuple[str, float], tuple[bytes, float, float]] = {}

    def stored(self, part, url: str, room: float, words: str):
        """A picture of the plan, not wider than `room`. Raises PictureError."""
        picture = read_picture(url, self.images)
        if picture.media_type == "image/svg+xml":
            return self.drawing(part, picture.content.decode(), room, words)
        content, across, down = _as_word_shows_it(picture)
        width = min(room, across / 96 * INCH)
        height = width * down / across
        if height > TALLEST:
            width, height = width * TALLEST / height, TALLEST
        return self.file.picture(part, content, width, height, words)

    def drawing(self, part, svg: str, width: float, words: str):
        """A drawing of ours, `width` millimetres wide."""
        content, width, height = self.drawn(svg, width)
        return self.file.picture(part, content, width, height, words)

    def drawn(self, svg: str, width: float) -> tuple[bytes, float, float]:
        """A drawing as PNG with its width and height in millimetres."""
        from wordfiles.drawing import png_of  # with WeasyPrint, which takes a second to read in

        if (svg, width) not in self._drawn:
            self._drawn[svg, width] = png_of(svg, width, DOTS)
        return self._drawn[svg, width]


def _as_word_shows_it(picture):
    """Bytes that Word opens (it knows no WebP), no larger than is printed; with their size."""
    try:
        with Image.open(io.BytesIO(picture.content)) as image:
            across, down = image.size
            if picture.media_type in AS_THEY_ARE and max(across, down) <= MOST_DOTS:
                return picture.content, across, down
            image.draft("RGB", (MOST_DOTS, MOST_DOTS))
            image.thumbnail((MOST_DOTS, MOST_DOTS))
            out = io.BytesIO()
            if picture.media_type == "image/jpeg":
                image.convert("RGB").save(out, "JPEG", quality=88)
            else:
                image.convert("RGBA").save(out, "PNG")
            return out.getvalue(), across, down
    except OSError as error:
        raise PictureError("berkasnya bukan gambar yang utuh") from error
