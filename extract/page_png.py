"""A page, or a part of it, as a picture for people to look at."""

import cv2
import numpy as np

from extract.sources.opening import open_pages
from kehoach.records import BBox, Source
from kehoach.settings import ExtractSettings


def page_png(
    source: Source, place: tuple[int, int], settings: ExtractSettings, box: BBox | None, dpi: float
) -> bytes:
    """The page of `place` (its number, and the degrees by which it was turned to stand upright) as a PNG at
    `dpi`; only `box` (points) of it where one is given.

    Raises UnreadableFile and its kin where the file cannot be opened, IndexError where it has no such page.
    """
    number, rotation = place
    with open_pages(source, settings) as pages:
        picture, rendered = pages[number - 1].render()
    picture = np.rot90(picture, k=-rotation // 90)
    if box is not None:
        height, width = picture.shape[:2]
        edges = [round(edge * rendered / 72) for edge in box]
        x0, x1 = (min(max(edge, 0), width - 1) for edge in edges[::2])
        top, bottom = (min(max(edge, 0), height - 1) for edge in edges[1::2])
        picture = picture[top : bottom + 1, x0 : x1 + 1]
    scale = dpi / rendered
    shape = [max(1, round(side * scale)) for side in picture.shape[1::-1]]
    drawn = cv2.resize(
        np.ascontiguousarray(picture), shape, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    )
    done, png = cv2.imencode(".png", cv2.cvtColor(drawn, cv2.COLOR_RGB2BGR))
    if not done:
        raise ValueError(f"page {number} has no picture")
    return bytes(png)
