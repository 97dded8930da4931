import pytest

from kehoach.language.code_points import as_meant


@pytest.mark.parametrize(
    ("stored", "meant"),
    [
        ("Рhòng", "Phòng"),  # Cyrillic Р
        ("КН-ЅТР", "KH-STP"),
        ("phò\u200bng", "phòng"),
        ("\ufeffSở\u00ad", "Sở"),
        ("QÐ\u2011UBND", "QĐ-UBND"),
        ("Ⅲ/2021", "III/2021"),
        ("ⅳ", "iv"),
        ("２０２１", "2021"),
        ("ﬁle", "file"),
        ("Quye\u0302\u0301t", "Quyết"),
        ("\uf0b7", "•"),
        ("II\u22152023", "II/2023"),
        # what is meant as it stands
        ("Москва", "Москва"),
        ("m²", "m²"),
        ("½", "½"),
        ("…", "…"),
        ("đ", "đ"),
    ],
)
def test_letters_as_they_are_meant(stored: str, meant: str) -> None:
    assert as_meant(stored) == meant
