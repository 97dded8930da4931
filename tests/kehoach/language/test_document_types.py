import pytest

from kehoach.language.document_types import TITLES, TYPE_BY_NAME, TYPES, TYPES_BY_SYMBOL


@pytest.mark.parametrize(
    ("symbol", "kinds"),
    [("NĐ", ("Nghị định",)), ("QĐ", ("Quyết định", "Quy định")), ("TT", ("Thông tư", "Thông tri"))],
)
def test_the_likeliest_kind_first(symbol: str, kinds: tuple[str, ...]) -> None:
    assert TYPES_BY_SYMBOL[symbol] == kinds


def test_an_alias_is_the_same_kind() -> None:
    assert TYPE_BY_NAME["văn bản"].name == "Công văn"


def test_a_title_is_read_before_one_that_begins_it() -> None:
    assert TITLES.index("Chương trình phối hợp") < TITLES.index("Chương trình")
    assert "Luật" not in TITLES


def test_each_kind_stands_once() -> None:
    assert len({kind.name for kind in TYPES}) == len(TYPES)
