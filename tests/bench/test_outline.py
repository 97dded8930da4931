from bench.outline import expected_blocks, measure

BODY = """
# I. MỤC TIÊU

Đoạn mở đầu.

## 1. Mục tiêu chung

a) Rà soát quy trình;

- Ghi lại kết quả.

| - Chánh Văn phòng | - Trưởng nhóm |

# II. NHIỆM VỤ

Theo [[Quyết định số 12/QĐ-UBND||Quyết định|12/QĐ-UBND|-|-]].
"""


def test_a_block_stands_under_the_nearest_whose_form_ranks_higher() -> None:
    labels = [(label, parent) for label, parent, _ in expected_blocks(BODY)]
    assert labels == [("I", ""), ("1", "I"), ("a", "1"), ("-", "a"), ("-", "a"), ("II", "")]


def test_what_is_wrong_is_counted_and_named() -> None:
    plan = {
        "year": 2021,
        "header": {"number": "5", "symbol": "KH-STC", "date": None},
        "title": ["KẾ HOẠCH"],
        "body": BODY,
        "appendix": {
            "rows": [{"due": "Quý I", "deadline": [{"kind": "month", "start": None, "end": "2021-03-31"}]}]
        },
    }
    counts, misses = measure(plan)
    assert counts["blocks_right"] == counts["blocks"] == 6
    assert counts["deadlines"] == 1 and counts["deadlines_right"] == 0
    assert len(misses) == 1 and misses[0].startswith("deadline 'Quý I'")
