import pytest

from extract.spelling.syllables import is_vietnamese_syllable

SYLLABLES = """
nghiêng khuya quốc quyết giếng gì giữa yêu hòa hoà thủy thuỷ khỏe khoẻ đường Được ƯƠNG uỷ ủy kỳ mỹ ngoằn xoong quỳnh
huỳnh thuế uống ỉa ong oanh xoèn khuếch nguệch ngoách tuýp Kạn Lắk quới mười nghĩa thuở hươu rượu oái
"""


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_syllables(word: str) -> None:
    assert is_vietnamese_syllable(word)


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("nhiêm1", "a digit"),
        ("UBND", "no vowel"),
        ("cach", "a final ch takes acute or dot below"),
        ("quyêt", "a final t without a tone"),
        ("các̀", "two tones"),
        ("kà", "k before a"),
        ("cê", "c before ê"),
        ("ngê", "ng before ê"),
        ("gia1", "a digit"),
        ("nghá", "ngh before a"),
        ("hòan", "the tone belongs on the a"),
        ("ðịnh", "eth for đ"),
        ("QuyÕt", "TCVN3"),
        ("website", "foreign"),
        ("trìnhh", "no such final"),
        ("", "nothing"),
    ],
)
def test_others(word: str, why: str) -> None:
    assert not is_vietnamese_syllable(word), why
