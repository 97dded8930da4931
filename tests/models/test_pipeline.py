import pytest
from spacy.language import Language

from kehoach.records import Spans
from models import find_spans, load_pipeline
from models.pipeline import analysed
from tests.layout import make_document, plan_head, prose


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def test_components_by_name_in_their_order(nlp: Language) -> None:
    assert nlp.pipe_names == [
        "kehoach_cues",
        "kehoach_zones",
        "kehoach_sections",
        "kehoach_agencies",
        "kehoach_dates",
        "kehoach_citations",
        "kehoach_entities",
    ]


def test_all_kinds_by_start_with_exact_offsets(nlp: Language) -> None:
    basis = "Căn cứ Quyết định số 2492/QĐ-UBND ngày 23/9/2016 của Ủy ban nhân dân tỉnh;"
    document = make_document(
        [*plan_head(), *prose(260, basis, "I. MỤC TIÊU", "1. Triển khai Nghị định 6l/2018/ND-CP.")]
    )
    spans = find_spans(document, nlp)
    for kind in (spans.zones, spans.blocks, spans.mentions, spans.agencies, spans.dates):
        assert kind and list(kind) == sorted(kind, key=lambda one: one.start)
    citations = {m.number.canonical: document.text[m.start : m.end] for m in spans.mentions if m.number}
    assert citations["61/2018/NĐ-CP"] == "Nghị định 6l/2018/ND-CP"
    assert "286/KH-SNV" not in citations
    assert set(citations) == {"2492/QĐ-UBND", "61/2018/NĐ-CP"}


def test_tokens_carry_cues_and_entities(nlp: Language) -> None:
    lines = prose(
        60, "Triển khai thực hiện Nghị định số 61/2018/NĐ-CP của Chính phủ;", "Sở Nội vụ, ngày 05/02/2020"
    )
    document = make_document(lines)
    doc = analysed(document, nlp)
    assert doc.text == document.text.replace("\n", " ")
    assert [(cue.text, cue.label_) for cue in doc.spans["cues"]][:2] == [
        ("Triển khai", "implements"),
        ("thực hiện", "implements"),
    ]
    assert [(entity.text, entity.label_) for entity in doc.ents] == [
        ("Nghị định số 61/2018/NĐ-CP của Chính phủ", "CITATION"),
        ("Sở Nội vụ", "AGENCY"),
        ("05/02/2020", "DATE"),
    ]


def test_an_empty_document_has_no_spans(nlp: Language) -> None:
    assert find_spans(make_document([]), nlp) == Spans()


def test_one_pipeline_serves_many_documents(nlp: Language) -> None:
    document = make_document(prose(60, "Căn cứ Nghị định số 61/2018/NĐ-CP của Chính phủ;"))
    assert find_spans(document, nlp) == find_spans(document, nlp)
