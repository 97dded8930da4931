import pytest

from normalize.provenance import evidence, likelihood, trim
from tests.normalize.factories import Builder


def _builder() -> Builder:
    builder = Builder(frozenset({"mờ"}))
    builder.line("Quý I mờ")
    builder.line("năm 2020")
    return builder


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [("  a b ", 0, 6, (2, 5)), ("\tx\n", 0, 3, (1, 2)), ("   ", 0, 3, (0, 0)), ("abc", 1, 2, (1, 2))],
)
def test_trim(text: str, start: int, end: int, expected: tuple[int, int]) -> None:
    assert trim(text, start, end) == expected


def test_box_is_around_the_words_and_confidence_that_of_all_of_them() -> None:
    document = _builder().document()
    where = evidence(document, 0, len("Quý I mờ"))
    assert where.bbox == (60.0, 40.0, 60.0 + 8 * 6.0, 52.0)
    assert where.confidence == pytest.approx(0.2)


def test_only_words_in_the_range_count() -> None:
    document = _builder().document()
    assert likelihood(document, (0, 5)) == 1.0
    assert likelihood(document, (0, 4), (6, 8)) == pytest.approx(0.2)
    assert likelihood(document, (9, len(document.text))) == 1.0


def test_an_empty_range_is_shown_at_the_word_before_it_without_confidence() -> None:
    document = _builder().document()
    where = evidence(document, 8, 8)
    assert (where.bbox, where.confidence) == (document.words[2].bbox, 0.0)
    assert likelihood(document, (8, 8)) == 1.0


def test_a_document_without_words() -> None:
    assert evidence(Builder().document(), 0, 0).confidence == 0.0
