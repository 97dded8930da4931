from pathlib import Path

import pytest

from kehoach.bound_pages import in_order, is_bound, look_bound


@pytest.mark.parametrize(
    ("name", "bound"), [("plan.pages", True), ("Plan.PAGES", True), (".pages", False), ("plan", False)]
)
def test_the_ending_tells(name: str, bound: bool) -> None:
    assert is_bound(Path("in") / name) is bound


def test_numbers_in_names_are_read_as_numbers() -> None:
    names = ["p 10.png", "p 9.png", "P 1.jpg", "p 1b.png", "cover.png", "02.png", "1.png"]
    ordered = [path.name for path in in_order([Path(name) for name in names])]
    assert ordered == ["1.png", "02.png", "cover.png", "P 1.jpg", "p 1b.png", "p 9.png", "p 10.png"]


@pytest.mark.parametrize(
    ("names", "bound"),
    [
        (["page 1.png", "page 2.png"], True),
        (["IMG_0009.jpg", "IMG_0010.JPG", "IMG_0011.jpg"], True),
        (["scan-03 (1).jpeg", "scan-04 (1).jpeg"], False),  # its last number does not count on
        (["page 1.png"], False),
        (["page 1.png", "page 3.png"], False),
        (["page 1.png", "page 2.png", "plan.pdf"], False),
        (["page 1.png", "sheet 2.png"], False),
        (["1.pdf", "2.pdf"], False),
    ],
)
def test_what_looks_like_pages(names: list[str], bound: bool) -> None:
    assert look_bound(names) is bound
