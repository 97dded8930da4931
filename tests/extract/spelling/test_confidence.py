from dataclasses import replace

import pytest

from extract.page_reading import ReadWord
from extract.spelling.confidence import confidence, features, mean_confidence

_BOX = (0.0, 0.0, 1.0, 1.0)


def _word(text: str, agreement: float = 1.0, certainty: float = 0.95, **more: float) -> ReadWord:
    return ReadWord(text, text, _BOX, agreement, certainty, **more)  # type: ignore[arg-type]


def test_a_letter_of_a_text_layer_is_beyond_doubt() -> None:
    assert confidence(ReadWord("Ng", "Ng", _BOX)) == 1.0


@pytest.mark.parametrize(("support", "told"), [(0.5, True), (1.9, True), (3.0, False)])
def test_a_point_chosen_by_the_sentence_is_as_sure_as_that_choice(support: float, told: bool) -> None:
    word = replace(_word("phòng,", certainty=1.0), repair="points", support=support)
    assert (confidence(word) < 0.95) is told


def test_what_two_networks_are_wholly_sure_of_is_not() -> None:
    word = _word("tra", certainty=1.0, settled=True)
    assert confidence(word) < 1.0
    assert features(word)["settled"] == 1.0 != features(_word("tra"))["settled"]


@pytest.mark.parametrize(
    "surer, less_sure",
    [
        (_word("tra"), _word("tra", agreement=0.6)),
        (_word("tra"), _word("tra", certainty=0.5)),
        (_word("tra"), _word("trq")),
        (_word("tra"), _word("tra", rival=3.0)),
        (_word("tra"), _word("tra", support=1.0)),
        (_word("tra", support=4.0), _word("tra", support=1.0)),
    ],
)
def test_what_makes_a_word_doubtful(surer: ReadWord, less_sure: ReadWord) -> None:
    assert 1.0 > confidence(surer) > confidence(less_sure) > 0.0


def test_an_empty_cell_is_no_doubt() -> None:
    assert mean_confidence([]) == 1.0
