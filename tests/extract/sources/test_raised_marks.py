import pytest

from extract.sources.raised_marks import without_mark
from tests.extract.pages import HEIGHT, layer_of, shown, typeset


def words_with_mark(text: str, mark: str, *, rise: float = 5.0, size: float = 7.0) -> list[str]:
    x = 85 + 6 * len(text)
    after = shown(mark, f"1 0 0 1 {x} {HEIGHT - 110 + rise}", size)
    layer = layer_of(typeset([(85, 100, text), (85, 200, "Văn phòng Sở")], after=after))
    return [word.word.text for word in layer.words if word.box[1] < 150]


@pytest.mark.parametrize("mark", ["1", "12", "(*)", "*", "[3]", "a"])
def test_a_raised_mark_is_no_part_of_the_value_before_it(mark: str) -> None:
    assert words_with_mark("Tháng 5/2021", mark) == ["Tháng", "5/2021"]


def test_a_raised_letter_of_the_size_that_browsers_give_it() -> None:
    assert words_with_mark("Tháng 5/2021", "a", size=10) == ["Tháng", "5/2021"]


def test_what_is_raised_behind_a_unit_stays() -> None:
    assert sorted("".join(words_with_mark("diện tích 120 m", "2"))) == sorted("diệntích120m2")


def test_figures_on_the_line_or_of_full_size_are_no_marks() -> None:
    assert "".join(words_with_mark("Tháng 5/2021", "1", rise=0)).endswith("1")
    assert "1" in "".join(words_with_mark("Tháng 5/202", "1", rise=3, size=12))


@pytest.mark.parametrize(
    ("printed", "word"),
    [("5/2021¹", "5/2021"), ("Sở²;", "Sở;"), ("m²", "m²"), ("km²", "km²"), ("2021", "2021"), ("¹", "¹")],
)
def test_superscript_figures(printed: str, word: str) -> None:
    assert without_mark(printed) == word
