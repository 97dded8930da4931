from dataclasses import replace
from datetime import date

import pytest

from kehoach.records import Head
from normalize.head.identity import identified

HEAD = Head(
    "Kế hoạch", "286/KH-SGTVT", "Sở Giao thông vận tải", "UBND tỉnh Bình Dương", "Bình Dương", date(2020, 2, 5),
    "KẾ HOẠCH", 2020, None, None,
)  # fmt: skip


def test_a_plan_has_the_key_that_others_cite_it_by_and_its_place_in_the_registry():
    head = identified(HEAD)
    assert head.document_key == "kế hoạch|286/kh-sgtvt|binh duong|2020"
    assert head.issuer_key == "so-giao-thong-van-tai/binh-duong"
    assert head.province == "Bình Dương"


def test_a_party_plan_has_its_term():
    head = replace(HEAD, number="24-KH/TU", issuer="Tỉnh ủy Bình Dương", parent_issuer=None)
    assert identified(head).document_key == "kế hoạch|24-kh/tu|binh duong|2015-2020"


@pytest.mark.parametrize("field", ["number", "issued_on", "issuer", "doc_type"])
def test_what_the_head_does_not_give_is_not_guessed(field):
    assert identified(replace(HEAD, **{field: None})).document_key is None


def test_no_province_is_taken_from_neighbours():
    head = identified(replace(HEAD, parent_issuer=None, place=None))
    assert (head.province, head.document_key) == (None, None)
