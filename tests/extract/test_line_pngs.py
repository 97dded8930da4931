"""Lines of a scan, cut out for training."""

import io

import numpy as np
import pytest
from PIL import Image

from extract import line_pngs
from kehoach.records import Source
from kehoach.settings import ExtractSettings
from tests.extract.pages import SENTENCES, pdf_of, prose, sheet


def test_the_lines_in_a_box_come_from_top_to_bottom_and_no_others(tmp_path):
    pdf_of(sheet(prose(count=6))).save(tmp_path / "scan.pdf")
    source = Source(tmp_path / "scan.pdf", "scan.pdf", "0" * 64)
    boxes = [(80.0, 97.0, 560.0, 132.0), (80.0, 600.0, 560.0, 700.0)]
    lines, none = line_pngs(source, 1, ExtractSettings(), boxes)
    assert none == []
    for (png, read), text in zip(lines, SENTENCES[1:3], strict=True):
        assert read.split()[0] == text.split()[0] and len(read.split()) == len(text.split())
        drawn = np.asarray(Image.open(io.BytesIO(png)))
        assert drawn.ndim == 2 and drawn.shape[1] == pytest.approx(1000, rel=0.4)
        assert drawn.max() == 255 and drawn.min() < 80
