from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from kehoach.records import Flag, Task
from normalize.doubts import Door
from normalize.tasks.drafts import Context, Due, finish, in_roman, writes_roman_quarters
from normalize.tasks.tables import read_task_tables
from tests.normalize.factories import SHA256, table_document, zones

HEADER = ["STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian"]


@dataclass(frozen=True)
class Record:
    task: Task
    due: tuple[Due, ...]
    flags: tuple[Flag, ...]


def record(
    row: Sequence[str], doubtful: Sequence[str] = (), roman: bool = False, confidence: float = 0.2
) -> Record:
    document = table_document([HEADER, row])
    words = (replace(w, confidence=confidence if w.text in doubtful else 1.0) for w in document.words)
    document = replace(document, words=tuple(words))
    (draft,) = read_task_tables(document, zones(document, "appendix"), 2020).drafts
    door = Door(document)
    task, due = finish(draft, 0, None, (None, None), Context(document, door, 2020, None, roman))
    return Record(task, due, door.close()[1])


def test_a_task_with_its_deadlines() -> None:
    found = record(["1", "Họp", "Sở Tư pháp, Sở Nội vụ", "", "Quý II, Quý III"])
    assert found.task.task_id == f"{SHA256[:16]}-t0001"
    assert found.task.lead == ("Sở Tư pháp", "Sở Nội vụ")
    assert (found.task.coordination_text, found.task.coordination) == (None, ())
    assert [(item.task_id, item.period.kind) for item in found.due] == [(found.task.task_id, "quarter")] * 2
    assert not found.flags


@pytest.mark.parametrize(
    ("due", "rule", "suggestion"),
    [
        ("Theo dõi 03 đợt", "unparsed_deadline", None),
        ("Cuối năm 2020", "unparsed_deadline", None),
        ("Quý l/2020", "lookalike", "Quý I/2020"),
        ("Quý I/2002", "distant_deadline", None),
        ("Quý I/2018", "distant_deadline", None),
        ("Quý I/2036", "distant_deadline", None),
    ],
)
def test_doubts_about_a_deadline(due: str, rule: str, suggestion: str | None) -> None:
    flags = record(["1", "Họp", "Văn phòng", "", due]).flags
    assert [(flag.rule, flag.field, flag.suggestion) for flag in flags] == [(rule, "due_text", suggestion)]


@pytest.mark.parametrize("due", ["Quý IV/2019", "Quý I/2035"])
def test_no_doubt_about_a_deadline_within_the_bounds(due: str) -> None:
    assert not record(["1", "Họp", "Văn phòng", "", due]).flags


def test_one_flag_for_each_field_with_a_word_read_in_doubt() -> None:
    flags = record(["1", "Họp giao ban", "Văn phòng", "", "Quý I"], doubtful=("giao", "ban", "phòng")).flags
    assert [(flag.rule, flag.field) for flag in flags] == [
        ("low_confidence", "content"),
        ("low_confidence", "lead_text"),
    ]


def test_a_number_that_follows_is_not_doubted() -> None:
    row = ["1", "Họp", "Văn phòng", "", "Quý I"]
    assert not record(row, doubtful=("1",), confidence=0.6).flags
    assert [flag.field for flag in record(row, doubtful=("1",), confidence=0.3).flags] == ["number"]


def test_an_arabic_quarter_among_roman_ones_is_doubted() -> None:
    assert [
        flag.suggestion for flag in record(["1", "Họp", "Văn phòng", "", "Quý 1/2020"], roman=True).flags
    ] == ["Quý I/2020"]
    assert not record(["1", "Họp", "Văn phòng", "", "Quý 1/2020"]).flags


@pytest.mark.parametrize(
    ("texts", "roman"),
    [
        (["Quý I", "Quý II/2020", "Quý III", "Quý 1"], True),
        (["Quý 1", "Quý I", "Quý II", "Quý 3"], False),
        (["Quý I"], False),
    ],
)
def test_which_plans_write_roman_quarters(texts: list[str], roman: bool) -> None:
    assert writes_roman_quarters(texts) is roman


def test_in_roman() -> None:
    assert in_roman("Quý 1 và Quý 4/2020") == "Quý I và Quý IV/2020"


@pytest.mark.parametrize(
    ("due", "doubted"),
    [
        ("18/9/2020 18/11/2020", True),  # "18/9/2020 - 18/11/2020", whose dash a scan lost
        ("18/9/2020 - 18/11/2020", False),
        ("18/9/2020; 18/11/2020", False),
    ],
)
def test_two_days_with_nothing_between_them_may_be_one_time(due: str, doubted: bool) -> None:
    found = record(["1", "Kiểm tra", "Văn phòng", "", due])
    assert any(flag.rule == "unparsed_deadline" for flag in found.flags) == doubted
