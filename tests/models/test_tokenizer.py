import pytest

from models.pipeline import load_pipeline

NLP = load_pipeline()


@pytest.mark.parametrize(
    "text", ["", " ", "a  b\n\tc ", "Nghị định số 61/2018/NĐ-CP;\nKế hoạch", " \n x", "a\t\tb  ", "“x”./."]
)
def test_loses_no_character(text: str) -> None:
    assert NLP.make_doc(text).text == text


def test_keeps_numbers_of_documents_whole() -> None:
    tokens = [token.text for token in NLP.make_doc("Nghị định 61/2018/NĐ-CP, 1.1")]
    assert tokens == ["Nghị", "định", "61/2018/NĐ-CP", ",", "1.1"]
