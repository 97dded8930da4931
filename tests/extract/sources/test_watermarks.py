from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from extract.sources.watermarks import without_watermarks

PAPER = SimpleNamespace(grounds=np.full((2000, 1400), 255, np.uint8))
DARK = SimpleNamespace(grounds=np.full((2000, 1400), 40, np.uint8))


def stretch(
    text: str, top: float, *, grey: float = 0.0, size: float = 11.0, x0: float = 100.0
) -> list[dict[str, Any]]:
    return [
        {
            "text": c, "fontname": "Tinos", "non_stroking_color": (grey,), "size": size,
            "x0": x0 + size * k / 2, "x1": x0 + size * (k + 1) / 2, "top": top, "bottom": top + size,
        }
        for k, c in enumerate(text)
    ]  # fmt: skip


CELLS = [stretch("Văn phòng Sở", 100.0 + 40 * k) for k in range(5)]


def kept(*others: list[dict[str, Any]], views: Any = PAPER) -> list[str]:
    found = without_watermarks([*CELLS, *others], views)
    return ["".join(c["text"] for c in some) for some in found][len(CELLS) :]


def test_faint_words_all_over_the_page_are_a_watermark() -> None:
    assert kept(*(stretch("kehoach.gov.vn", 80.0 + 30 * k, grey=0.8) for k in range(4))) == []


@pytest.mark.parametrize("size", [20.0, 60.0])
def test_a_large_pale_word_is_one(size: float) -> None:
    assert kept(stretch("BẢN SAO", 300.0, grey=0.85, size=size)) == []


def test_a_large_word_across_others_is_one() -> None:
    assert kept(stretch("MẬT", 95.0, size=60.0)) == []


@pytest.mark.parametrize(
    ("others", "views"),
    [
        ([stretch("kehoach.gov.vn", 80.0 + 30 * k, grey=0.8) for k in range(3)], PAPER),  # said too seldom
        ([stretch("Quý I", 80.0 + 30 * k, grey=0.3) for k in range(6)], PAPER),  # dark enough
        ([stretch("Quý I", 80.0 + 30 * k, grey=1.0) for k in range(6)], DARK),  # white on a dark ground
        ([stretch("KẾ HOẠCH", 400.0, size=20.0)], PAPER),  # a title
    ],
)
def test_other_words_stay(others: list[list[dict[str, Any]]], views: Any) -> None:
    assert len(kept(*others, views=views)) == len(others)
