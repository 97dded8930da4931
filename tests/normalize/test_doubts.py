from collections.abc import Iterable
from dataclasses import replace

import pytest

from kehoach.records import BBox, Candidate, Document, Evidence, Flag, Range, Value
from normalize.doubts import Door, Doubt, Read, Row
from tests.normalize.factories import Builder

TASK, SECOND = Row("tasks", "t1"), Row("tasks", "t2")
CITATION, DEADLINE = Row("citations", "c1"), Row("deadlines", "d1")


def document(text: str, **confidences: float) -> Document:
    """One line; words are as sure as told, else beyond doubt."""
    builder = Builder()
    builder.line(text)
    found = builder.document()
    words = tuple(replace(word, confidence=confidences.get(word.text, 1.0)) for word in found.words)
    return replace(found, words=words)


def place(read: Document, text: str) -> Range:
    start = read.text.index(text)
    return start, start + len(text)


def published(
    read: Document, *rows: tuple[Row, dict[str, Read | None], Iterable[Doubt]]
) -> tuple[dict[tuple[str, str], Value], list[Flag]]:
    door = Door(read)
    for row, reads, doubts in rows:
        door.publish(row, reads, doubts, (0, len(read.text)))
    values, flags = door.close()
    return {(value.row_id, value.field): value for value in values}, list(flags)


def test_a_value_has_the_likelihood_of_its_own_words() -> None:
    read = document("Quyết định số 12/QĐ-TTg", định=0.3)
    reads: dict[str, Read | None] = {
        "type": Read("Quyết định", (place(read, "Quyết định"),)),
        "number": Read("12/QĐ-TTg", (place(read, "12/QĐ-TTg"),)),
        "issuer": None,
    }
    values, flags = published(read, (CITATION, reads, ()))
    assert {field: value.likelihood for (_, field), value in values.items()} == {"type": 0.3, "number": 1.0}
    assert [(flag.field, flag.rule, flag.value) for flag in flags] == [
        ("type", "low_confidence", "Quyết định")
    ]
    assert flags[0].word_bbox == read.words[1].bbox
    assert flags[0].reason.startswith("Có từ nhận dạng chưa chắc chắn (khả năng đọc đúng khoảng 30 %)")


def test_a_word_is_told_of_once_at_the_smallest_value_that_holds_it() -> None:
    read = document("Theo Quyết định số 12/QĐ-TTg", **{"12/QĐ-TTg": 0.5})
    cell, number = Read("…", ((0, len(read.text)),)), Read("12/QĐ-TTg", (place(read, "12/QĐ-TTg"),))
    values, flags = published(read, (TASK, {"content": cell}, ()), (CITATION, {"number": number}, ()))
    assert [(flag.table, flag.field) for flag in flags] == [("citations", "number")]
    assert all(value.flagged for value in values.values())


def test_the_rest_of_a_cell_is_told_of_apart() -> None:
    read = document("Họp theo 12/QĐ-TTg", Họp=0.5, **{"12/QĐ-TTg": 0.5})
    cell, number = Read("…", ((0, len(read.text)),)), Read("12/QĐ-TTg", (place(read, "12/QĐ-TTg"),))
    _, flags = published(read, (TASK, {"content": cell}, ()), (CITATION, {"number": number}, ()))
    assert sorted(flag.table for flag in flags) == ["citations", "tasks"]


def test_a_cell_has_the_flag_and_its_deadline_is_flagged_with_it() -> None:
    read = document("Quý I", I=0.5)
    due = Read("Quý I", ((0, 5),))
    values, flags = published(read, (DEADLINE, {"text": due}, ()), (TASK, {"due_text": due}, ()))
    assert [(flag.table, flag.field) for flag in flags] == [("tasks", "due_text")]
    assert values["d1", "text"].flagged


def test_rows_that_share_a_merged_cell_share_its_flag() -> None:
    read = document("Sở Nội vụ", Nội=0.5)
    lead = {"lead_text": Read("Sở Nội vụ", ((0, 9),))}
    values, flags = published(read, (TASK, lead, ()), (SECOND, lead, ()))
    assert [flag.row_id for flag in flags] == ["t1"]
    assert values["t2", "lead_text"].flagged


@pytest.mark.parametrize(("chance", "told"), [(0.96, False), (0.94, True)])
def test_what_is_likelier_than_the_bound_is_not_told(chance: float, told: bool) -> None:
    read = document("Họp", Họp=chance)
    values, flags = published(read, (TASK, {"content": Read("Họp", ((0, 3),))}, ()))
    assert (bool(flags), values["t1", "content"].flagged) == (told, told)


def test_what_else_speaks_for_a_value_makes_it_likelier() -> None:
    read = document("4.", **{"4.": 0.6})
    number = Read("4.", ((0, 2),), odds=20.0)
    values, flags = published(read, (TASK, {"number": number}, ()))
    assert not flags
    assert values["t1", "number"].likelihood == pytest.approx(0.968, abs=0.001)


def test_a_sign_that_says_the_same_however_it_is_read_is_no_doubt() -> None:
    read = document("x nt", x=0.3, nt=0.8)
    due = Read("Quý I", ((0, 1),), signs=((0, 1),))
    values, flags = published(read, (TASK, {"due_text": due, "lead_text": Read("nt", ((2, 4),))}, ()))
    assert [flag.field for flag in flags] == ["lead_text"]
    assert values["t1", "due_text"].likelihood == 1.0


def test_a_value_that_was_read_nowhere_is_doubted() -> None:
    values, flags = published(document("Họp"), (TASK, {"content": Read("Họp", ())}, ()))
    assert [flag.rule for flag in flags] == ["low_confidence"]
    assert values["t1", "content"].likelihood == 0.0


def test_no_repair_without_a_flag() -> None:
    read = document("Quý l/2020")
    values, flags = published(read, (TASK, {"due_text": Read("Quý I/2020", ((0, 10),), "look-alikes")}, ()))
    assert [(flag.rule, flag.value, flag.suggestion) for flag in flags] == [
        ("lookalike", "Quý l/2020", "Quý I/2020")
    ]
    value = values["t1", "due_text"]
    assert (value.value, value.raw_text, value.repair) == ("Quý I/2020", "Quý l/2020", "look-alikes")
    assert value.likelihood < 1


def test_a_repair_that_a_rule_speaks_of_is_told_once() -> None:
    read = document("Tp")
    doubt = Doubt("number", "number_repaired", "Tp", "13.", places=((0, 2),))
    _, flags = published(read, (TASK, {"number": Read("13.", ((0, 2),), "sequence")}, [doubt]))
    assert [flag.rule for flag in flags] == ["number_repaired"]


@pytest.mark.parametrize(
    ("text", "told"),
    [("Trước 3O/6/2020", [("3O/6/2020", "30/6/2020")]), ("8ộ Nội vụ", [("8ộ", None)]), ("Bộ Nội vụ", [])],
)
def test_a_word_of_no_shape_is_told(text: str, told: list[tuple[str, str | None]]) -> None:
    read = document(text)
    values, flags = published(read, (TASK, {"content": Read(text, ((0, len(text)),))}, ()))
    assert [(flag.value, flag.suggestion) for flag in flags] == told
    assert values["t1", "content"].flagged is bool(told)


def test_a_doubt_about_a_column_covers_its_cells() -> None:
    read = document("Sở Nội vụ")
    column = Doubt("lead", "column_by_cells", places=((0, 9),))
    values, flags = published(
        read,
        (Row("tables", "x1"), {"lead": Read("lead", ((0, 2),))}, [column]),
        (TASK, {"lead_text": Read("Sở Nội vụ", ((0, 9),))}, ()),
    )
    assert [(flag.table, flag.field) for flag in flags] == [("tables", "lead")]
    assert values["t1", "lead_text"].flagged


@pytest.mark.parametrize(
    ("box", "covered"),
    [
        ((0, 0, 595, 842), True),
        ((0, 500, 595, 842), False),
        ((50, 20, 545, 44), False),  # the box around the row above, which lies askew
        ((50, 45, 545, 90), True),
        ((66, 44, 70, 48), True),  # ink within the value
    ],
)
def test_a_doubt_about_a_region_covers_what_stands_there(box: BBox, covered: bool) -> None:
    read = document("Họp")
    door = Door(read)
    door.publish(TASK, {"content": Read("Họp", ((0, 3),))}, (), (0, 3))
    doubt = Doubt("text", "unreadable_page", "trang đen", parameters={"page": 1})
    door.tell(Row("pages", "p1"), doubt, Evidence(1, box, 0.5), covers=True)
    (value,), (flag,) = door.close()
    assert (value.flagged, flag.table) == (covered, "pages")


def test_candidates_are_whole_values_by_recogniser() -> None:
    read = document("Cục Thuê")
    other = (Candidate("Thuế", "netchu"), Candidate("Thué", "netchu5"))
    read = replace(read, words=(read.words[0], replace(read.words[1], candidates=other)))
    values, _ = published(read, (TASK, {"lead_text": Read("Cục Thuê", ((0, 8),))}, ()))
    assert values["t1", "lead_text"].candidates == (
        Candidate("Cục Thuế", "netchu"),
        Candidate("Cục Thué", "netchu5"),
    )


def test_ids_and_groups() -> None:
    def flag(row: Row, rule: str = "stale_year", value: str = "Họp") -> Flag:
        doubt = Doubt("content", rule, parameters={"plan_year": 2020})
        _, (found,) = published(document(value), (row, {"content": Read(value, ((0, 3),))}, [doubt]))
        return found

    assert flag(TASK).flag_id == flag(TASK).flag_id != flag(SECOND).flag_id
    assert flag(TASK).group_key == flag(SECOND).group_key != flag(TASK, value="Hẹn").group_key
    assert (flag(TASK).subject, flag(TASK).status) == ("document", "open")


def test_a_rule_that_is_not_in_the_catalogue_is_refused() -> None:
    with pytest.raises(KeyError):
        published(document("Họp"), (TASK, {}, [Doubt("content", "no_such_rule")]))
