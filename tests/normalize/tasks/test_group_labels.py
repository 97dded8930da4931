import pytest

from normalize.tasks.columns import read_columns
from normalize.tasks.group_labels import Labelling, check_labels
from normalize.tasks.rows import read_rows
from tests.normalize.factories import table_document

HEADER = ["STT", "Nội dung công việc", "Đơn vị chủ trì", "Thời hạn"]


def checked(*rows: list[str]) -> list[Labelling]:
    document = table_document([HEADER, *rows])
    (table,) = document.tables
    columns = read_columns(document, table)
    assert columns is not None
    return check_labels(document, read_rows(document, [(table, columns)]))


def title(label: str, text: str = "CẢI CÁCH THỂ CHẾ") -> list[str]:
    return [label, text, "", ""]


def task(number: str) -> list[str]:
    return [number, "Rà soát văn bản quy phạm", "Văn phòng Sở", "Quý I/2024"]


@pytest.mark.parametrize(
    ("rows", "labels"),
    [
        ([title("I"), task("1"), title("II"), task("1")], []),
        ([title("I"), task("1"), title("III"), task("1")], ["III"]),
        # a title under which there are titles alone
        (
            [
                *[title("A"), task("1")],
                *[title("B"), title("1", "Nhóm việc"), task("1.1")],
                *[title("C"), task("1")],
            ],
            [],
        ),
        (
            [title("A"), task("1"), title("C"), title("1", "Nhóm việc"), task("1.1"), title("D"), task("1")],
            ["C"],
        ),
        # titles that are numbered as the tasks between them are
        ([title("1", "Nhóm việc"), task("1.1"), task("2"), title("3", "Nhóm việc"), task("3.1")], []),
        ([title("1", "Nhóm việc"), task("1.1"), task("2"), title("5", "Nhóm việc"), task("5.1")], ["5"]),
    ],
)
def test_labels_that_do_not_follow(rows: list[list[str]], labels: list[str]) -> None:
    assert [doubt.value for labelling in checked(*rows) for doubt in labelling.doubts] == labels


@pytest.mark.parametrize(
    ("labels", "confirmed"),
    [(["I", "II", "III"], [True, True, True]), (["I", "III", "IV"], [True, False, True]), (["II"], [False])],
)
def test_the_label_that_is_due_speaks_for_itself(labels: list[str], confirmed: list[bool]) -> None:
    told = checked(*(row for label in labels for row in (title(label), task("1"))))
    assert [labelling.confirmed for labelling in told] == confirmed


def test_a_label_that_begins_anew_is_not_confirmed() -> None:
    told = checked(title("I"), task("1"), title("II"), task("1"), title("I"), task("1"))
    assert [labelling.confirmed for labelling in told] == [True, True, False]
