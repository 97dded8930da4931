import json
from pathlib import Path

import pyarrow.parquet as pq

from bench.scans import Case
from bench.words import align_all, write_words
from tests.bench.factories import make_gold
from tests.layout import make_document, prose


def test_a_row_for_each_word(tmp_path):
    gold = make_gold(tasks=[])
    document = make_document(prose(60, "I. MỤC TIÊU", "Thưc hiện Nghị định số 61/2018/NĐ-CP."))
    cases = [Case(Path("plan.fax.pdf"), "fax", gold), Case(Path("other.pdf"), "real", {"transcript": ""})]
    documents = {"plan.fax": document, "other": document}
    aligned = align_all(cases, documents)
    assert set(aligned) == {"plan.fax"}
    write_words(cases, documents, aligned, tmp_path / "words.parquet")
    rows = pq.read_table(tmp_path / "words.parquet").to_pylist()
    assert len(rows) == len(document.words)
    assert {(row["condition"], row["document"]) for row in rows} == {("fax", "plan")}
    wrong = [(row["text"], row["gold"], row["confidence"]) for row in rows if not row["right"]]
    assert wrong == [("Thưc", "Thực", 1.0)], json.dumps(rows, ensure_ascii=False, default=str)
