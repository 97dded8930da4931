"""One look-alike in a published field: nothing is repaired, and nothing goes wrong, that nobody is told
of.
"""

import pytest

from bench.fuzz import fuzz, read
from models import load_pipeline
from tests.test_dark import PLANS

PER_FIELD = 3  # `python -m bench.fuzz` draws more


@pytest.fixture(scope="module")
def nlp():
    return load_pipeline()


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_no_slip_goes_untold(path, nlp):
    misses: list[str] = []
    counts = fuzz(read(path), nlp, PER_FIELD, 1, misses.append)
    told = sum(count for (_, found), count in counts.items() if found == "told")
    assert [miss for miss in misses if miss.startswith(("repaired", "wrong"))] == []
    assert told > 0.9 * counts.total()
