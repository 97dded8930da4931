from pathlib import Path

import pytest

from kehoach.run.reference import pages

DOCS = Path(__file__).parents[3] / "docs"


@pytest.mark.parametrize("page", pages())
def test_generated_pages_are_up_to_date(page):
    assert (DOCS / page).read_text(encoding="utf-8") == pages()[page], "run make docs"
