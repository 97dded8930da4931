import time
from datetime import date, datetime

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from kehoach.records import Period
from normalize.deadlines.read import parse_deadlines, read_deadlines

YEAR = 2020


def told(period: Period) -> str:
    """A period in one line: kind, relation unless "in", days (start..end), rule, anchor, "~" for an inferred
    year.
    """
    days = f"{period.start or ''}..{period.end or ''}" if period.start or period.end else ""
    relation = "" if period.relation == "in" else period.relation
    parts = (
        period.kind,
        relation,
        days,
        period.recurrence or "",
        period.anchor or "",
        "~" if period.year_inferred else "",
    )
    return " ".join(part for part in parts if part)


WHOLE = "2020-01-01..2020-12-31"

TABLE = [
    # dates
    ("Ngày 20/3/2020", ["date 2020-03-20..2020-03-20"]),
    ("Trước ngày 15/6/2020", ["date before ..2020-06-15"]),
    ("Trước 25/11", ["date before ..2020-11-25 ~"]),
    ("Chậm nhất ngày 20/4/2020", ["date by ..2020-04-20"]),
    ("Đến hết ngày 31/01/2021", ["date by ..2021-01-31"]),
    ("Hoàn thành trước ngày 30 tháng 6 năm 2020", ["date before ..2020-06-30"]),
    ("Xong trước 31/3", ["date before ..2020-03-31 ~"]),
    ("Sáng ngày 24/11/2020", ["date 2020-11-24..2020-11-24"]),
    ("Thứ hai, ngày 05/3/2018", ["date 2018-03-05..2018-03-05"]),
    ("08 giờ 00 ngày 24/11/2020", ["date 2020-11-24..2020-11-24"]),
    ("30.6.2020", ["date 2020-06-30..2020-06-30"]),
    ("30-6-2020", ["date 2020-06-30..2020-06-30"]),
    ("30/6/20", ["date 2020-06-30..2020-06-30"]),
    ("Từ ngày 01/7/2020", ["date from 2020-07-01.."]),
    ("31/12 năm trước liền kề", ["date 2019-12-31..2019-12-31 ~"]),
    ("Trước ngày 31/12 năm trước liền kề", ["date before ..2019-12-31 ~"]),
    ("Trước ngày 15/6 và 15/12", ["date before ..2020-06-15 ~", "date before ..2020-12-15 ~"]),
    ("Trước ngày 10/6/2020 và trước ngày 10/12/2020", ["date before ..2020-06-10", "date before ..2020-12-10"]),
    ("Ngày 15, 16/3/2020", ["date 2020-03-15..2020-03-15", "date 2020-03-16..2020-03-16"]),
    # months, quarters, halves, years
    ("Tháng 8/2020", ["month 2020-08-01..2020-08-31"]),
    ("Tháng 02 năm 2020", ["month 2020-02-01..2020-02-29"]),
    ("Tháng Ba/2020", ["month 2020-03-01..2020-03-31"]),
    ("T3/2020", ["month 2020-03-01..2020-03-31"]),
    ("12/2020", ["month 2020-12-01..2020-12-31"]),
    ("Tháng 12 năm trước", ["month 2019-12-01..2019-12-31 ~"]),
    ("Từ tháng 02/2020", ["month from 2020-02-01.."]),
    ("Dự kiến tháng 5/2020", ["month 2020-05-01..2020-05-31"]),
    ("Trình kỳ họp HĐND tháng 12/2020", ["month 2020-12-01..2020-12-31"]),
    ("Tháng 4, 7/2020", ["month 2020-04-01..2020-04-30", "month 2020-07-01..2020-07-31"]),
    ("Tháng 12 và tháng 01/2021", ["month 2020-12-01..2020-12-31 ~", "month 2021-01-01..2021-01-31"]),
    ("Quý I/2020", ["quarter 2020-01-01..2020-03-31"]),
    ("Quý 1/2020", ["quarter 2020-01-01..2020-03-31"]),
    ("QII/2020", ["quarter 2020-04-01..2020-06-30"]),
    ("Quỷ I", ["quarter 2020-01-01..2020-03-31 ~"]),
    ("Quý I, II/2020", ["quarter 2020-01-01..2020-03-31", "quarter 2020-04-01..2020-06-30"]),
    ("Quý I+II", ["quarter 2020-01-01..2020-03-31 ~", "quarter 2020-04-01..2020-06-30 ~"]),
    ("Quý II/III", ["quarter 2020-04-01..2020-06-30 ~", "quarter 2020-07-01..2020-09-30 ~"]),
    ("Quý II năm sau", ["quarter 2021-04-01..2021-06-30 ~"]),
    ("Hết quý I/2020", ["quarter by 2020-01-01..2020-03-31"]),
    ("6 tháng đầu năm", ["half 2020-01-01..2020-06-30 ~"]),
    ("Sáu tháng cuối năm 2020", ["half 2020-07-01..2020-12-31"]),
    ("Năm 2020", [f"year {WHOLE}"]),
    ("Cả năm", [f"year {WHOLE} ~"]),
    ("Trong năm", [f"year {WHOLE} ~"]),
    ("Đến năm 2025", ["year by 2025-01-01..2025-12-31"]),
    # ranges
    ("Tháng 3–5/2020", ["range 2020-03-01..2020-05-31"]),
    ("Tháng 01-02/2020", ["range 2020-01-01..2020-02-29"]),
    ("Tháng 3 ÷ 5/2020", ["range 2020-03-01..2020-05-31"]),
    ("Quý I – Quý III", ["range 2020-01-01..2020-09-30 ~"]),
    ("Quý 1-2/2021", ["range 2021-01-01..2021-06-30"]),
    ("Quý I đến hết Quý III/2020", ["range 2020-01-01..2020-09-30"]),
    ("Ngày 20 – 21/11/2020", ["range 2020-11-20..2020-11-21"]),
    ("29/6/2020 - 09/7/2020", ["range 2020-06-29..2020-07-09"]),
    ("24/7/2020 - 20/11/2020", ["range 2020-07-24..2020-11-20"]),  # no "24/7"
    ("Từ 15/4 đến 30/6/2020", ["range 2020-04-15..2020-06-30"]),
    ("Từ Quý III/2020 đến hết ngày 31/01/2021", ["range 2020-07-01..2021-01-31"]),
    ("Từ tháng 11 đến tháng 3/2021", ["range 2020-11-01..2021-03-31 ~"]),
    ("Từ tháng 10/2020 đến tháng 3", ["range 2020-10-01..2021-03-31 ~"]),
    ("Từ 15/12 năm trước đến 14/12 năm nay", ["range 2019-12-15..2020-12-14 ~"]),
    ("Từ nay đến hết năm 2020", ["range 2020-01-22..2020-12-31"]),
    ("9 tháng đầu năm", ["range 2020-01-01..2020-09-30 ~"]),
    ("Nửa đầu tháng 3/2020", ["range 2020-03-01..2020-03-15"]),
    ("Giai đoạn 2020 - 2025", ["range 2020-01-01..2025-12-31"]),
    ("2020-2025", ["range 2020-01-01..2025-12-31"]),
    # ongoing and recurring
    ("Thường xuyên", [f"ongoing {WHOLE} ~"]),
    ("Thường xuyên trong tháng", [f"ongoing {WHOLE} ~"]),
    ("Thường xuyên, 24/7", [f"ongoing {WHOLE} ~"]),
    ("Thường xuyên từ tháng 3 đến tháng 9/2020", ["ongoing 2020-03-01..2020-09-30"]),
    ("Hàng quý", [f"recurring {WHOLE} FREQ=MONTHLY;INTERVAL=3 ~"]),
    ("Hằng tháng", [f"recurring {WHOLE} FREQ=MONTHLY ~"]),
    ("Hàng tuần", [f"recurring {WHOLE} FREQ=WEEKLY ~"]),
    ("Thứ Sáu hằng tuần", [f"recurring {WHOLE} FREQ=WEEKLY;BYDAY=FR ~"]),
    ("Định kỳ 6 tháng", [f"recurring {WHOLE} FREQ=MONTHLY;INTERVAL=6 ~"]),
    ("Định kỳ 6 tháng, năm", [f"recurring {WHOLE} FREQ={rule} ~" for rule in ("MONTHLY;INTERVAL=6", "YEARLY")]),
    (
        "Hàng quý, 6 tháng, năm",
        [f"recurring {WHOLE} FREQ={rule} ~" for rule in ("MONTHLY;INTERVAL=3", "MONTHLY;INTERVAL=6", "YEARLY")],
    ),
    ("Hằng quý và cả năm", [f"recurring {WHOLE} FREQ=MONTHLY;INTERVAL=3 ~", f"year {WHOLE} ~"]),
    ("Mỗi quý một lần", [f"recurring {WHOLE} FREQ=MONTHLY;INTERVAL=3 ~"]),
    ("6 tháng/lần", [f"recurring {WHOLE} FREQ=MONTHLY;INTERVAL=6 ~"]),
    ("2 lần/năm", [f"recurring {WHOLE} ~"]),
    ("02 lần/tuần", [f"recurring {WHOLE} FREQ=WEEKLY ~"]),
    ("mỗi ngày 02 lượt", [f"recurring {WHOLE} FREQ=DAILY ~"]),
    ("mỗi tháng ít nhất 02 kỳ", [f"recurring {WHOLE} FREQ=MONTHLY ~"]),
    ("hằng tuần 3 buổi", [f"recurring {WHOLE} FREQ=WEEKLY ~"]),
    ("mỗi quý hai lần", [f"recurring {WHOLE} FREQ=MONTHLY;INTERVAL=3 ~"]),
    ("02 lần mỗi ngày", [f"recurring {WHOLE} FREQ=DAILY ~"]),
    ("mỗi năm 02 lần", [f"recurring {WHOLE} ~"]),
    ("02 lần/năm (tháng 6 và tháng 12)", [f"recurring {WHOLE} FREQ=YEARLY;BYMONTH=6,12 ~"]),
    ("02 lần/năm, tháng 6", [f"recurring {WHOLE} ~"]),
    ("3 tháng một lần, trước ngày 10", [f"recurring before {WHOLE} FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10 ~"]),
    ("Định kỳ theo quy định", [f"recurring {WHOLE} ~"]),
    ("Ngày 25 hằng tháng", [f"recurring {WHOLE} FREQ=MONTHLY;BYMONTHDAY=25 ~"]),
    ("Hằng tháng, trước ngày 20", [f"recurring before {WHOLE} FREQ=MONTHLY;BYMONTHDAY=20 ~"]),
    ("Trước ngày 05 của tháng liền kề", [f"recurring before {WHOLE} FREQ=MONTHLY;BYMONTHDAY=5 ~"]),
    ("Ngày 10 tháng cuối quý", [f"recurring {WHOLE} FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=10 ~"]),
    (
        "Hằng quý, trước ngày 10 tháng đầu quý sau",
        [f"recurring before {WHOLE} FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=10 ~"],
    ),
    ("Trước ngày 15/12 hằng năm", [f"recurring before {WHOLE} FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15 ~"]),
    ("Trong tháng 3 và tháng 9 hằng năm", [f"recurring {WHOLE} FREQ=YEARLY;BYMONTH=3,9 ~"]),
    # events
    ("Sau khi có hướng dẫn của Bộ Nội vụ", ["relative after có hướng dẫn của Bộ Nội vụ"]),
    ("Theo kế hoạch của UBND tỉnh", ["relative kế hoạch của UBND tỉnh"]),
    ("Trong 15 ngày kể từ ngày có kết luận kiểm tra", ["relative by có kết luận kiểm tra"]),
    ("Chậm nhất 05 ngày làm việc sau khi Bộ, ngành công bố", ["relative by Bộ, ngành công bố"]),
    ("Khi phát sinh", ["relative phát sinh"]),
    ("Đột xuất", ["relative Đột xuất"]),
    ("Trước kỳ họp HĐND tỉnh", ["relative before kỳ họp HĐND tỉnh"]),
    ("Theo các mốc thời gian tại Quyết định số 1441/QĐ-UBND", ["relative Quyết định số 1441/QĐ-UBND"]),
    ("Theo Quyết định phê duyệt năm 2020", ["relative Quyết định phê duyệt năm 2020"]),
    # several milestones
    ("Ban hành trong tháng 01 và tổ chức thực hiện trong năm", ["month 2020-01-01..2020-01-31 ~", f"year {WHOLE} ~"]),
    ("Cả năm; báo cáo trước 15/10/2020", [f"year {WHOLE} ~", "date before ..2020-10-15"]),
    ("Hằng năm; báo cáo năm trước 10/12/2020", [f"recurring {WHOLE} FREQ=YEARLY ~", "date before ..2020-12-10"]),
    ("Tin: hằng tháng; Hội thi: Quý I/2020", [f"recurring {WHOLE} FREQ=MONTHLY ~", "quarter 2020-01-01..2020-03-31"]),
    ("Đợt 1: trước 15/5/2020; đợt 2: trước 15/11/2020", ["date before ..2020-05-15", "date before ..2020-11-15"]),
    ("Định kỳ và đột xuất", [f"recurring {WHOLE} ~", "relative đột xuất"]),
    ("Sau khi có hướng dẫn, chậm nhất 30/6/2020", ["relative after có hướng dẫn", "date by ..2020-06-30"]),
    ("Quý IV/2020 (theo kế hoạch của UBND tỉnh)", ["quarter 2020-10-01..2020-12-31"]),
    ("Trước 31/12/2020 theo Quyết định số 12/QĐ-TTg ngày 05/02/2019", ["date before ..2020-12-31"]),
    # nothing, or nothing that is understood
    ("", []),
    (" - ", []),
    ("Đang thực hiện", ["unparsed"]),
    ("31/02/2020", ["unparsed"]),
    ("Quý V/2020", ["unparsed"]),
    ("Quý V năm 2020", ["unparsed"]),
    ("Tháng 13/2020", ["unparsed"]),
    ("Trước ngày 30//6/2020", ["unparsed"]),
    ("Trước ngày 306/2020", ["unparsed"]),
    ("ngày 20", ["unparsed"]),
    ("Từ tháng 11 đến tháng 2", ["unparsed"]),
    ("Năm học 2020-2021", ["unparsed"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_periods(text: str, expected: list[str]) -> None:
    assert [told(period) for period in parse_deadlines(text, YEAR, date(2020, 1, 22))] == expected


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_capitals_and_blanks_do_not_matter(text: str, expected: list[str]) -> None:
    spaced = "  ".join(text.upper().split())
    found = [period.kind for period in parse_deadlines(spaced, YEAR, date(2020, 1, 22))]
    assert found == [period.split()[0] for period in expected]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_recurrences_are_rules_that_calendars_read(text: str, expected: list[str]) -> None:
    for period in parse_deadlines(text, YEAR, date(2020, 1, 22)):
        if period.recurrence:
            assert next(iter(rrulestr(period.recurrence)))


def test_text_is_the_part_that_states_the_period() -> None:
    periods = parse_deadlines("Chuyên mục: hằng tháng; Hội thi: Quý III/2019", 2019)
    assert [period.text for period in periods] == ["hằng tháng", "Quý III/2019"]


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("Quý II/2020", ()),
        ("Trình UBND tỉnh trước ngày 30/6/2020", ()),
        ("08 bộ: trước 30/6/2022; 07 bộ: trước 30/11/2022", ()),
        ("Báo cáo 6 tháng trước ngày 31/5", ()),
        ("Cuối năm 2020", ("Cuối năm 2020",)),
        ("Tuần 2 tháng 3", ("Tuần 2",)),
        ("Quý III và cuối năm", ("cuối năm",)),
        ("Năm 2020 và những năm tiếp theo", ("và những năm tiếp theo",)),
        ("Quý V/2020", ("Quý V/2020",)),
        ("Tháng 5;11", ("11",)),
        ("Trong năm 2020 và các năm tiếp theo", ("và các năm tiếp theo",)),
    ],
)
def test_what_speaks_of_time_and_was_not_understood_is_told(text: str, unread: tuple[str, ...]) -> None:
    assert read_deadlines(text, YEAR).unread == unread


@pytest.mark.parametrize(
    ("text", "suggestion", "end"),
    [
        ("Quý l/2020", "Quý I/2020", date(2020, 3, 31)),
        ("Quý |/2020", "Quý I/2020", date(2020, 3, 31)),
        ("Quý H/2020", "Quý II/2020", date(2020, 6, 30)),
        ("Quý 11/2020", "Quý II/2020", date(2020, 6, 30)),
        ("Quý IH/2020", "Quý III/2020", date(2020, 9, 30)),
        ("Quý lV/2020", "Quý IV/2020", date(2020, 12, 31)),
        ("Tháng l/2020", "Tháng 1/2020", date(2020, 1, 31)),
    ],
)
def test_lookalike_numerals_are_read_and_told(text: str, suggestion: str, end: date) -> None:
    reading = read_deadlines(text, YEAR)
    assert (reading.suggestion, reading.periods[0].end) == (suggestion, end)


ROMAN = ("I", "II", "III", "IV")


@given(
    st.integers(1, 4),
    st.integers(2000, 2040),
    st.sampled_from(["Quý {0}/{2}", "Quý {1}/{2}", "quý {1} năm {2}", "Q{1}/{2}"]),
)
def test_every_quarter(quarter: int, year: int, form: str) -> None:
    (period,) = parse_deadlines(form.format(quarter, ROMAN[quarter - 1], year), YEAR)
    assert (period.kind, period.start, period.year_inferred) == (
        "quarter",
        date(year, quarter * 3 - 2, 1),
        False,
    )


LOOKALIKES = {"I": "Il1|", "V": "V"}


@given(st.integers(1, 4), st.integers(2015, 2030), st.data())
def test_every_quarter_with_letters_that_look_alike(quarter: int, year: int, data: st.DataObject) -> None:
    misread = "".join(data.draw(st.sampled_from(LOOKALIKES[letter])) for letter in ROMAN[quarter - 1])
    (period,) = parse_deadlines(f"Quý {misread}/{year}", YEAR)
    assert (period.kind, period.start) == ("quarter", date(year, quarter * 3 - 2, 1))


@given(
    st.sampled_from(["6 tháng", "06 tháng", "sáu tháng"]),
    st.booleans(),
    st.integers(2000, 2040),
    st.booleans(),
)
def test_every_half(months: str, first: bool, year: int, named: bool) -> None:
    half = f"{months} {'đầu' if first else 'cuối'} năm"
    (period,) = parse_deadlines(f"{half} {year}" if named else half, year)
    days = (date(year, 1, 1), date(year, 6, 30)) if first else (date(year, 7, 1), date(year, 12, 31))
    assert (period.kind, period.start, period.end, period.year_inferred) == ("half", *days, not named)


@given(
    st.sampled_from(["Hằng", "Hàng", "Định kỳ hằng", "Mỗi"]),
    st.sampled_from(
        [("tuần", "WEEKLY"), ("tháng", "MONTHLY"), ("quý", "MONTHLY;INTERVAL=3"), ("năm", "YEARLY")]
    ),
    st.integers(1, 28),
)
def test_every_rhythm_is_a_rule_that_calendars_read(every: str, unit: tuple[str, str], day: int) -> None:
    (plain,) = parse_deadlines(f"{every} {unit[0]}", YEAR)
    assert (plain.kind, plain.recurrence) == ("recurring", f"FREQ={unit[1]}")
    if unit[1].startswith("MONTHLY"):
        (dated,) = parse_deadlines(f"{every} {unit[0]}, trước ngày {day}", YEAR)
        assert dated.relation == "before"
        assert next(iter(rrulestr(dated.recurrence or "", dtstart=datetime(YEAR, 1, 1)))).day == day


@given(
    st.integers(1, 12),
    st.integers(2000, 2040),
    st.sampled_from(["Tháng {0}/{1}", "tháng {0:02} năm {1}", "{0}/{1}"]),
)
def test_every_month(month: int, year: int, form: str) -> None:
    (period,) = parse_deadlines(form.format(month, year), YEAR)
    assert (period.kind, period.start) == ("month", date(year, month, 1))
    assert period.end is not None and (period.end.month, (period.end.replace(day=28)).year) == (month, year)


@given(
    st.dates(date(2000, 1, 1), date(2040, 12, 31)),
    st.sampled_from(
        ["{0.day}/{0.month}/{0.year}", "{0:%d/%m/%Y}", "{0:%d.%m.%Y}", "{0:%d} tháng {0:%m} năm {0:%Y}"]
    ),
)
def test_every_day(day: date, form: str) -> None:
    (period,) = parse_deadlines("Trước ngày " + form.format(day), YEAR)
    assert (period.kind, period.relation, period.start, period.end) == ("date", "before", None, day)


@given(st.text("QuýThángngày năm0123456789/-–.,;IVXlđến trước từ hằng định kỳ và", max_size=60))
def test_no_text_breaks_it_and_none_is_dropped(text: str) -> None:
    periods = parse_deadlines(text, YEAR)
    assert periods or not any(letter.isalnum() for letter in text)
    for period in periods:
        assert period.start is None or period.end is None or period.start <= period.end


@pytest.mark.parametrize(
    "piece",
    [
        "Quý I, ",
        "tháng 3 - ",
        "ngày 1 và ",
        "định kỳ ",
        "theo kế hoạch ",
        "1 1 1 ",
        "(",
        "hằng ",
        "từ ngày 1 ",
    ],
)
@pytest.mark.parametrize("length", [3999, 1_000_000])
def test_no_text_takes_long(piece: str, length: int) -> None:
    began = time.process_time()
    assert read_deadlines((piece * (length // len(piece) + 1))[:length], YEAR).unread or length < 4000
    assert time.process_time() - began < 10.0
