import pytest

from kehoach.language.misshapen import misshapen


@pytest.mark.parametrize(
    ("before", "word", "meant"),
    [
        ("Trước", "3O/6/2020", "30/6/2020"),
        ("Ngày", "2|/3/2020", "21/3/2020"),
        ("Tháng", "l2/2020", "12/2020"),
        ("tháng", "I/2020", "1/2020"),
        ("năm", "202|", "2021"),
        ("ngày", "1b/3/2020", "16/3/2020"),
        ("ngày", "12/B/2020", "12/8/2020"),
        ("năm", "201b", "2016"),
        ("số", "Z86/KH-SGTVT", "286/KH-SGTVT"),
        ("Quý", "Il", "II"),
        ("trong", "S", "5"),
        ("trong", "b", "6"),
        ("trong", "I", "1"),
        ("đạt", "2O%", "20%"),
        ("", "S.", "5."),
        ("của", "8ộ", "8ộ"),
        ("việc", "1ập", "1ập"),
        ("TRIỂN", "KHA1", "KHA1"),
        ("của", "U8ND", "U8ND"),
        ("x", "|", "1"),
        ("hoạch", "tLanh", "tLanh"),
        ("vụ", "củaSở", "củaSở"),
        ("thành", "phốHà", "phốHà"),
        ("kế", "hoạcH", "hoạcH"),
        ("Ủy", "bAn", "bAn"),
    ],
)
def test_what_no_word_looks_like(before: str, word: str, meant: str) -> None:
    found = misshapen(word, before)
    assert found is not None
    assert (found.read, found.meant) == (word, meant)


SOUND = (
    "30a/2008/NQ-CP 87b/2018/NĐ-CP 286/KH-SGTVT I/2020 II, 12/3/2020 24/7 4.0 km2 500m2 QH14 1A 8h30 "
    "QĐ-BVHTT "
    "02-KH/BCĐTW 5689/BCA-C04 Covid-19 A/B 9001:2015 97% 711-QĐ/TU 251/TTrB-P2 1.1. 2016-2020 (1) 18-NQ/TW "
    "403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN binhduong.gov.vn b) - + KT. SVH,TT,DL T1-T12 20/QĐ-UBND. "
    "“2020”, 6/2020) iOffice eGov vnEdu mBanking VNeID kWh kHz MobiFone QĐ-TTg nCoV pH ThS. tp.HCM"
)


@pytest.mark.parametrize("word", SOUND.split())
def test_what_plans_write(word: str) -> None:
    assert misshapen(word, "theo") is None


@pytest.mark.parametrize(
    ("before", "word"),
    [
        ("Quý", "I"),
        ("Điều", "5a"),
        ("điểm", "b"),
        ("", "B."),
        ("", "o"),
        ("trình độ", "B1"),
        ("Phụ lục", "I"),
        ("sản", "I"),
    ],
)
def test_what_the_word_before_explains(before: str, word: str) -> None:
    assert misshapen(word, before.split()[-1] if before else "") is None


def test_a_letter_alone_in_a_cell_is_a_label_but_opens_no_sentence() -> None:
    assert misshapen("B", alone=True) is None
    assert misshapen("b") is not None
