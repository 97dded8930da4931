from dataclasses import replace

import pytest

from kehoach.records import Document, Flag, PageDoubt
from normalize.doubts import Door
from normalize.pages import tell_pages
from normalize.rules import RULES
from tests.normalize.factories import SHA256, Builder


def told(document: Document) -> tuple[Flag, ...]:
    door = Door(document)
    tell_pages(document, door)
    return door.close()[1]


WHOLE_PAGE = (0.0, 0.0, 595.0, 842.0)


@pytest.mark.parametrize(
    ("doubt", "place", "box", "reason"),
    [
        (
            PageDoubt("unreadable_page", 1, None, "trang đen", (("page", 1),)),
            ("pages", f"{SHA256[:16]}-p0001", "text"),
            WHOLE_PAGE,
            "Trang 1 không đọc được: trang đen.",
        ),
    ],
)
def test_each_doubt_is_a_flag_of_its_page_or_document(
    doubt: PageDoubt, place: tuple[str, str, str], box: tuple[float, ...], reason: str
) -> None:
    (flag,) = told(replace(Builder().document(), doubts=(doubt,)))
    assert (flag.table, flag.row_id, flag.field) == place
    assert (flag.evidence.bbox, flag.reason, flag.severity) == (box, reason, RULES[doubt.rule].severity)


def test_a_document_without_doubts_has_no_flags_of_pages() -> None:
    assert told(Builder().document()) == ()
