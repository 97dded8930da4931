"""Pictures: TIFF of many pages, PNG, JPEG."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import numpy as np
from PIL import Image, ImageOps

from extract.picture.cleaning import Picture
from extract.sources.guards import (
    A4_WIDTH,
    READABLE_DPI,
    check_pixels,
    check_side,
    plausible_side,
    told,
    too_many_pages,
)
from extract.sources.input_page import InputPage
from kehoach.records import Source
from kehoach.settings import ExtractSettings

IMAGE_HEADS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_IMAGE_FORMATS: Final = ("TIFF", "PNG", "JPEG", "MPO")  # MPO is what some telephones' JPEGs are


@contextmanager
def open_image(source: Source, settings: ExtractSettings) -> Iterator[Sequence[InputPage]]:
    """The pages of a picture file; see `extract.sources.opening.open_pages`."""
    with told(source.name), _image(source) as image:
        count = _count_frames(image, settings.max_pages + 1)
    if count > settings.max_pages:
        raise too_many_pages(source, count, settings)
    yield [_ImagePage(source, k, settings) for k in range(count)]


@contextmanager
def _image(source: Source) -> Iterator[Image.Image]:
    # from an open file: given a path, Pillow maps uncompressed pictures into memory, and forgets to turn them
    with source.path.open("rb") as file, Image.open(file, formats=_IMAGE_FORMATS) as image:
        yield image


def _count_frames(image: Image.Image, most: int) -> int:
    """Pages of a TIFF, damaged ones too; two damaged ones on end are taken for the end."""
    damaged = 0
    for frame in range(1, most if image.format == "TIFF" else 1):
        try:
            image.seek(frame)
            damaged = 0
        except EOFError:
            return frame
        except Exception:
            # Pillow raises whatever a broken directory of tags provokes
            damaged += 1
            if damaged == 2:
                return frame
    return most if image.format == "TIFF" else 1


class _ImagePage:
    text_page = None

    def __init__(self, source: Source, frame: int, settings: ExtractSettings) -> None:
        self._source, self._frame, self._settings = source, frame, settings

    def render(self) -> tuple[Picture, float]:
        """See `InputPage.render`."""
        with told(f"Page {self._frame + 1} of {self._source.name}"), _image(self._source) as image:
            image.seek(self._frame)
            check_pixels(image.width * image.height, self._settings.max_page_pixels)
            across, down = _stated_dpi(image)
            stated = image.size
            image.load()  # turns a TIFF as its tags say; others are left to be turned
            upright = _in_rgb(ImageOps.exif_transpose(image))
            if upright.size != stated:
                across, down = down, across
            return self._scaled(upright, across, down)

    def _scaled(self, image: Image.Image, across: float, down: float) -> tuple[Picture, float]:
        """The picture at a resolution that can be read, the same across and down."""
        check_side(min(image.size))
        dpi = float(np.clip(max(across, down), *READABLE_DPI))
        size = round(image.width * dpi / across), round(image.height * dpi / down)
        check_pixels(size[0] * size[1], self._settings.max_page_pixels)
        scaled = image if size == image.size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2)
        return np.asarray(scaled, dtype=np.uint8), dpi


def _stated_dpi(image: Image.Image) -> tuple[float, float]:
    """Dots per inch across and down (they differ in faxes), as the file states them or as an A4 sheet has
    them.
    """
    across, down = (float(v) for v in image.info.get("dpi", (0.0, 0.0)))
    if across > 0 and down > 0:  # false for "not a number" too
        side = min(image.width / across, image.height / down)
        if plausible_side(side) == side:
            return across, down
    return (min(image.size) / A4_WIDTH,) * 2


def _in_rgb(image: Image.Image) -> Image.Image:
    """Eight bits of red, green and blue; what is transparent is paper."""
    if image.mode.startswith(("I", "F")):
        levels = np.asarray(image, dtype=np.float32)
        brightest = float(levels.max())
        levels = levels * (255 / (255.0 if brightest <= 255 else max(65535.0, brightest)))
        image = Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8))
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image)
    return image.convert("RGB")
