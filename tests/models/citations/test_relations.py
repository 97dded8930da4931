import json
from pathlib import Path

import pytest
from spacy.language import Language

from kehoach.records import CitationRelation
from models import find_spans, load_pipeline
from tests.layout import make_document, prose

CUES = Path(__file__).parents[3] / "models" / "patterns" / "relations.jsonl"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def relations(nlp: Language, text: str) -> list[CitationRelation]:
    document = make_document(prose(300, *text.split("\n")))
    return [mention.relation for mention in find_spans(document, nlp).mentions]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Căn cứ Quyết định số 12/QĐ-UBND", "basis"),
        ("sửa đổi, bổ sung một số điều của Nghị định số 61/2018/NĐ-CP", "amends"),
        ("(được sửa đổi, bổ sung bởi Nghị định số 61/2018/NĐ-CP)", "amended_by"),
        ("Kế hoạch này thay thế Kế hoạch số 187/KH-SCT", "replaces"),
        ("bãi bỏ Quyết định số 12/QĐ-UBND", "repeals"),
        ("quy định chi tiết thi hành Nghị định số 59/2012/NĐ-CP", "guides"),
        ("triển khai thực hiện hiệu quả Nghị định số 59/2012/NĐ-CP", "implements"),
        ("(Ban hành kèm theo Kế hoạch số 345/KH-SYT)", "attached_to"),
        ("bộ tiêu chí ban hành kèm theo Quyết định số 10987/QĐ-UBND", "mentions"),
        ("đã được nêu tại Báo cáo số 29/BC-STTTT", "mentions"),
        ("được thay thế bởi Quyết định số 12/QĐ-UBND", "mentions"),
        ("thực hiện theo các Nghị định của Chính phủ: số 59/2012/NĐ-CP", "implements"),
        ("triển khai cải cách hành chính theo Nghị định số 61/2018/NĐ-CP", "implements"),
        ("triển khai thực\nhiện Nghị định số 61/2018/NĐ-CP", "implements"),  # over the end of a line
        ("Huỷ bỏ Quyết định số 12/QĐ-UBND", "repeals"),  # its tone mark where it stood before 1984
        ("BÃI BỎ Quyết định số 12/QĐ-UBND", "repeals"),
        ("không thuộc phạm vi bổ sung ngân sách Quyết định số 12/QĐ-UBND", "mentions"),  # not beside it
        ("triển khai kế hoạch. Báo cáo theo Nghị định số 61/2018/NĐ-CP", "mentions"),  # of another sentence
        (
            "thực hiện tốt đầy đủ nghiêm túc đồng bộ hiệu quả các Nghị định số 61/2018/NĐ-CP",
            "mentions",
        ),  # more than four between
    ],
)
def test_relations(nlp: Language, text: str, relation: str) -> None:
    assert relations(nlp, text) == [relation]


def test_items_of_a_preamble_share_its_relation(nlp: Language) -> None:
    text = (
        "Căn cứ Quyết định số 2492/QĐ-UBND ngày 23/9/2016 của Ủy ban nhân dân tỉnh ban hành Kế hoạch;\n"
        "Kế hoạch số 6793/KH-UBND ngày 30/12/2019 về việc cải cách,\nSở Nội vụ nêu tại Báo cáo số 1/BC-SNV; "
        "Báo cáo số 2/BC-SNV"
    )
    assert relations(nlp, text) == ["basis", "basis", "mentions", "mentions"]


def test_each_cue_stands_once_and_means_a_relation() -> None:
    cues = [json.loads(line) for line in CUES.read_text(encoding="utf-8").splitlines()]
    assert len({cue["pattern"] for cue in cues}) == len(cues)
    assert {cue["label"] for cue in cues} <= {*CitationRelation.__args__, "between"}
