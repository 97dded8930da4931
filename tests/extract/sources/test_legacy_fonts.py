import pytest

from extract.sources.legacy_fonts import count_syllables, decode

PHRASE = (
    "Căn cứ Quyết định của Ủy ban nhân dân tỉnh về việc đẩy mạnh cải cách hành chính và kiểm tra hợp đồng"
)
TCVN3 = "C¨n cø QuyÕt ®Þnh cña ñy ban nh©n d©n tØnh vÒ viÖc ®Èy m¹nh c¶i c¸ch hµnh chÝnh vµ kiÓm tra hîp ®ång"
VNI = "Caên cöù Quyeát ñònh cuûa UÛy ban nhaân daân tænh veà vieäc ñaåy maïnh caûi caùch haønh chính vaø kieåm tra"


def decoded(text: str, font: str = "F1") -> str:
    return " ".join(decode([(word, font) for word in text.split()]))


@pytest.mark.parametrize("font", [".VnTime", "VnTime", "ABCDEF+.VnArial", "ABCDEF+TT1F", ""])
def test_tcvn3(font: str) -> None:
    assert decoded(TCVN3, font) == PHRASE.replace("Ủy", "ủy")


@pytest.mark.parametrize("font", ["VNI-Times", "ABCDEF+VNI-Helve", "F2"])
def test_vni(font: str) -> None:
    assert decoded(VNI, font) == PHRASE.removesuffix(" hợp đồng")


@pytest.mark.parametrize("font", ["Times New Roman", "ABCDEF+Arial", ".VnTime", "VNI-Times", ""])
def test_unicode_stays_whatever_its_font_is_called(font: str) -> None:
    assert decoded(PHRASE, font) == PHRASE


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("t−íng", "tướng"),
        ("−u", "ưu"),
        ("−¬ng", "ương"),
        ("®−¬ng", "đương"),
        ("®∙", "đã"),
        ("l∙nh", "lãnh"),
        ("§iÒu", "Điều"),
        ("5−10", "5−10"),
        ("−", "−"),
        ("Q§-TTg", "QĐ-TTg"),
        ("25", "25"),
    ],
)
def test_words_in_a_tcvn3_font(stored: str, text: str) -> None:
    assert decode([(stored, ".VnTime"), *((word, ".VnTime") for word in TCVN3.split())])[0] == text


@pytest.mark.parametrize(
    ("font", "text"),
    [
        (".VnTimeH", "QUYẾT ĐỊNH CHO SỐ 115/2004/QĐ-TTg"),
        ("GDNPMG+VnTimeHBold", "QUYẾT ĐỊNH CHO SỐ 115/2004/QĐ-TTg"),
        (".VnArialH,Bold", "QUYẾT ĐỊNH CHO SỐ 115/2004/QĐ-TTg"),
        (".VnTime", "Quyết định cho số 115/2004/QĐ-TTg"),
        (".VnHelvetica", "Quyết định cho số 115/2004/QĐ-TTg"),
    ],
)
def test_fonts_that_draw_capitals(font: str, text: str) -> None:
    assert decoded("QuyÕt ®Þnh cho sè 115/2004/Q§-TTg", font) == text


def test_each_font_by_itself() -> None:
    words = [(word, "Times") for word in PHRASE.split()] + [(word, ".VnTime") for word in TCVN3.split()]
    assert " ".join(decode(words)).lower() == f"{PHRASE} {PHRASE}".lower()


@pytest.mark.parametrize(
    "text", ["El señor José Muñoz habló ayer", "Größe für Bücher über Straßen", "• café · naïf", ""]
)
def test_other_languages_and_signs_stay(text: str) -> None:
    assert decoded(text) == text


def test_a_header_in_capitals_stays() -> None:
    """All its words are short and in capitals, as abbreviations are; "QUÝ" would be "QUí" in TCVN3."""
    header = "TT VẤN ĐỀ CẦN LÀM ĐƠN VỊ CHỦ TRÌ CHỦ TRÌ CÙNG PHỐI HỢP QUÝ I QUÝ II QUÝ III QUÝ IV GHI CHÚ"
    assert decoded(header, "Arimo-Bold") == header


def test_counted_are_words_that_should_be_syllables() -> None:
    assert count_syllables(["Căn", "cứ,", "QuyÕt", "UBND", "2492/QĐ-UBND", "a", "(tỉnh)", "QUÝ"]) == (4, 5)
