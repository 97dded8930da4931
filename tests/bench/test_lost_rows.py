import pytest

from bench.lost_rows import untold_losses
from tests.bench.factories import gold_task, make_gold, make_rows, row_task

WORK = (
    "Rà soát văn bản quy phạm pháp luật",
    "Tổ chức tập huấn nghiệp vụ cho công chức",
    "Công khai thủ tục hành chính",
    "Kiểm tra công vụ tại các xã",
    "Khảo sát sự hài lòng của người dân",
)
PAGES = (2, 2, 3, 3, 4)


def flag(table, rule, page, row_id="x"):
    return {"table": table, "row_id": row_id, "field": None, "rule": rule, "page": page}


def losses(read, flags=()):
    """What is lost of five tasks, of which those at `read` were read."""
    gold = make_gold(tasks=[gold_task(str(at), text) for at, text in enumerate(WORK)])
    tasks = [
        {**row_task(str(at), str(at), WORK[at], None, None, "Quý I/2022"), "page": PAGES[at]} for at in read
    ]
    parts = [{"page": page, "bbox": (), "rows": 2} for page in (2, 3, 4)]
    tables = [{"table_id": "whole", "parts": parts}, {"table_id": "other", "parts": parts[:1]}]
    found = untold_losses(gold, make_rows(tasks=tasks, flags=list(flags), tables=tables))
    return found["row_untold"], found["part_untold"]


@pytest.mark.parametrize(
    ("read", "lost"),
    [
        (range(5), (0, 0)),
        ((0, 1, 3, 4), (1, 0)),  # one row is no part
        ((0, 1, 4), (2, 1)),
        ((1, 3), (3, 0)),
        ((2,), (4, 2)),
        ((), (5, 1)),
    ],
)
def test_rows_that_were_not_read(read, lost):
    assert losses(read) == lost


@pytest.mark.parametrize(
    ("told", "lost"),
    [
        (flag("pages", "uncertain_table", 3), (0, 0)),
        (flag("pages", "uncertain_table", 4), (0, 0)),  # the rows may stand there
        (flag("pages", "uncertain_table", 1), (2, 1)),  # rows further down were read
        (flag("tables", "headerless_table", 2, "whole"), (0, 0)),
        (flag("tables", "headerless_table", 2, "other"), (0, 0)),
        (flag("documents", "no_tasks", 1), (0, 0)),
        (flag("documents", "missing_head_field", 3), (2, 1)),
        (flag("tasks", "low_confidence", 3), (2, 1)),
    ],
)
def test_flags_that_tell_so(told, lost):
    assert losses((0, 1, 4), [told]) == lost


def test_a_table_of_one_row_is_a_part():
    gold = make_gold(tasks=[gold_task("1", WORK[0])])
    assert untold_losses(gold, make_rows(tasks=[], tables=[])) == {"row_untold": 1, "part_untold": 1}
