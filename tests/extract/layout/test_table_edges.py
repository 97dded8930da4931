import numpy as np
import pytest

from extract.layout.ruling_paths import SURE, Path
from extract.layout.table_edges import _sure_within


def upright(start: int, end: int, score: float) -> Path:
    return Path(np.arange(start, end + 1, 2), np.full((end - start) // 2 + 1, 100), score)


WHOLE = upright(100, 300, 90.0)


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        (upright(200, 300, SURE), True),
        (upright(200, 400, 1.5 * SURE), False),  # half of it are letters below the table
        (upright(0, 200, 1.5 * SURE), False),  # … or above it
        (upright(200, 400, 2.5 * SURE), True),
    ],
)
def test_what_a_path_gathers_beyond_the_table_tells_nothing(path: Path, kept: bool) -> None:
    found = list(_sure_within([WHOLE, WHOLE, path], 100, 300))
    assert found == [WHOLE, WHOLE, *[path] * kept]


def test_uprights_that_run_on_together_are_the_tables() -> None:
    """Below its last level stands a row that a page break left without a foot."""
    both = [upright(100, 400, 1.5 * SURE), upright(100, 390, 1.5 * SURE)]
    assert list(_sure_within(both, 100, 150)) == both
