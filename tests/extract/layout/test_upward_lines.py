import numpy as np

from extract.layout.line_segmentation import find_lines, region_map
from extract.layout.upward_lines import may_be_upwards, upward_lines
from extract.picture.cleaning import find_ink
from tests.extract.pages import sheet

DPI = 200
CELL = (100, 200, 300, 700)
WORDS = ["Thời điểm", "bắt đầu"]


def header() -> np.ndarray:
    """A sheet with a cell whose header is printed upwards in two lines."""
    gray = np.full((1000, 800), 255, np.uint8)
    level = sheet([(20, 10 + 16 * k, text) for k, text in enumerate(WORDS)], dpi=DPI)
    gray[CELL[1] : CELL[3], CELL[0] : CELL[2]] = np.rot90(level[:200, :500])
    return gray


def test_lines_printed_upwards_are_turned_to_be_read() -> None:
    gray = header()
    ink = find_ink(gray, DPI)
    lines = upward_lines(gray, ink, np.zeros_like(ink), CELL, DPI)
    assert len(lines) == 2
    (left, right) = lines
    assert left.box[0] < right.box[0] < left.box[2] + 30
    for line in lines:
        x0, top, x1, bottom = line.box
        assert CELL[0] <= x0 < x1 <= CELL[2]
        assert bottom - top > 2 * (x1 - x0)
        assert line.picture.shape[1] > 2 * line.picture.shape[0]
        width = line.picture.shape[1]
        assert line.part(0, width / 2) == (x0, bottom - width / 2, x1, bottom)  # it begins at the foot


def test_what_may_be_printed_upwards_is_higher_than_wide() -> None:
    gray = header()
    for picture, cell, upwards in ((gray, CELL, True), (np.rot90(gray, -1), (300, 100, 800, 300), False)):
        ink = find_ink(np.ascontiguousarray(picture), DPI)
        regions = region_map(ink.shape, [cell], np.zeros_like(ink), DPI)
        lines = find_lines(np.ascontiguousarray(picture), ink, regions, DPI)
        assert may_be_upwards([line for line in lines if line.region == 1]) == upwards
