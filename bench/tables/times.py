"""Times that tasks are due in, with the periods that they are."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any, Final

Time = tuple[str, tuple[dict[str, Any], ...]]  # as printed, and its periods
QUARTERS: Final = ("Quý I", "Quý II", "Quý III", "Quý IV")
HALVES: Final = ("6 tháng đầu năm", "6 tháng cuối năm")


def period(kind: str, start: date | None, end: date | None) -> dict[str, Any]:
    """A period as gold has it."""
    return {
        "kind": kind,
        "start": start.isoformat() if start else None,
        "end": end.isoformat() if end else None,
    }


def months(kind: str, year: int, first: int, last: int) -> dict[str, Any]:
    """The period from the first day of a month to the last day of one."""
    return period(kind, date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def marked(name: str, year: int) -> dict[str, Any]:
    """The period of a column that is marked: "Quý II", "Tháng 3"."""
    if name in QUARTERS:
        place = QUARTERS.index(name)
        return months("quarter", year, 3 * place + 1, 3 * place + 3)
    if name in HALVES:
        first = 6 * HALVES.index(name) + 1
        return months("half", year, first, first + 5)
    month = int(name.split()[-1])
    return months("month", year, month, month)


def marked_always(year: int) -> dict[str, Any]:
    """The period of what goes on all year."""
    return months("ongoing", year, 1, 12)


def draw_time(rng: Random, year: int, says_year: bool) -> Time:
    """A time of the plan's `year`; `says_year` tells whether the year stands in the cell."""
    return rng.choices(_KINDS, _WEIGHTS)[0](rng, year, f"/{year}" if says_year else "")


def draw_span(rng: Random, year: int) -> tuple[Time, Time, dict[str, Any]]:
    """A beginning, an end, and the period between them."""
    first = date(year, rng.randint(1, 9), rng.randint(1, 28))
    last = date(year, rng.randint(first.month + 1, 12), rng.randint(1, 28))
    return (_day(first), ()), (_day(last), ()), period("range", first, last)


def _day(day: date) -> str:
    return (
        f"{day.day:02d}/{day.month:02d}/{day.year}"
        if day.month < 3
        else f"{day.day:02d}/{day.month}/{day.year}"
    )


def _quarter(rng: Random, year: int, said: str) -> Time:
    place = rng.randrange(4)
    return f"{QUARTERS[place]}{said}", (marked(QUARTERS[place], year),)


def _two_quarters(rng: Random, year: int, said: str) -> Time:
    one, two = sorted(rng.sample(range(4), 2))
    text = f"{QUARTERS[one]}, {QUARTERS[two].split()[1]}{said}"
    return text, (marked(QUARTERS[one], year), marked(QUARTERS[two], year))


def _month(rng: Random, year: int, said: str) -> Time:
    month = rng.randint(1, 12)
    shown = f"{month:02d}" if month < 3 else str(month)
    return f"Tháng {shown}{said}", (months("month", year, month, month),)


def _months(rng: Random, year: int, said: str) -> Time:
    first = rng.randint(1, 9)
    last = rng.randint(first + 1, 12)
    text = rng.choice((f"Từ tháng {first} đến tháng {last}{said}", f"Tháng {first} - {last}{said}"))
    return text, (months("range", year, first, last),)


def _before(rng: Random, year: int, said: str) -> Time:
    day = date(year, rng.randint(1, 12), rng.randint(1, 28))
    word = rng.choice(("Trước ngày", "Chậm nhất ngày", "Trước", "Đến ngày", "Xong trước ngày", "Trước ngày"))
    text = _day(day) if said else _day(day).rsplit("/", 1)[0]
    return f"{word} {text}", (period("date", None, day),)


def _two_dates(rng: Random, year: int, said: str) -> Time:
    days = date(year, rng.randint(3, 6), 15), date(year, rng.randint(9, 12), 15)
    shown = [_day(day) if said else _day(day).rsplit("/", 1)[0] for day in days]
    return f"Trước ngày {shown[0]} và trước ngày {shown[1]}", tuple(period("date", None, day) for day in days)


def _whole(rng: Random, year: int, said: str) -> Time:
    text = rng.choice((f"Năm {year}", f"Trong năm {year}") if said else ("Cả năm", "Trong năm"))
    return text, (months("year", year, 1, 12),)


def _half(rng: Random, year: int, said: str) -> Time:
    first = rng.random() < 0.5
    text = f"6 tháng {'đầu' if first else 'cuối'} năm" + (f" {year}" if said else "")
    return text, (months("half", year, 1 if first else 7, 6 if first else 12),)


def _always(rng: Random, year: int, said: str) -> Time:
    return rng.choice(("Thường xuyên", "Thường xuyên trong năm")), (months("ongoing", year, 1, 12),)


def _again(rng: Random, year: int, said: str) -> Time:
    text = rng.choice(("Hằng tháng", "Hàng quý", "Định kỳ 6 tháng", "Hằng quý", "Ngày 25 hằng tháng"))
    return text, (months("recurring", year, 1, 12),)


def _some_months(rng: Random, year: int, said: str) -> Time:
    chosen = sorted(rng.sample(range(1, 13), 3))
    due = tuple(months("month", year, month, month) for month in chosen)
    return f"Tháng {', '.join(map(str, chosen))}{said}", due


def _day_alone(rng: Random, year: int, said: str) -> Time:
    day = date(year, rng.randint(1, 12), rng.randint(1, 28))
    return _day(day), (period("date", None, day),)


def _days(rng: Random, year: int, said: str) -> Time:
    first = date(year, rng.randint(1, 9), rng.randint(1, 28))
    last = date(year, rng.randint(first.month + 1, 12), rng.randint(1, 28))
    shown = [_day(day) for day in (first, last)]
    text = rng.choice(("Từ {} đến {}", "{} - {}", "Từ ngày {} đến ngày {}")).format(*shown)
    return text, (period("range", first, last),)


def _quarters(rng: Random, year: int, said: str) -> Time:
    one, two = sorted(rng.sample(range(4), 2))
    text = rng.choice(
        (f"{QUARTERS[one]} - {QUARTERS[two]}{said}", f"Từ {QUARTERS[one]} đến {QUARTERS[two]}{said}")
    )
    return text, (months("range", year, 3 * one + 1, 3 * two + 3),)


def _after(rng: Random, year: int, said: str) -> Time:
    text = rng.choice(("Theo kế hoạch của UBND tỉnh", "Sau khi có hướng dẫn của cấp trên", "Khi có yêu cầu"))
    return text, (period("relative", None, None),)


def _from_here(rng: Random, year: int, said: str) -> Time:
    month = rng.randint(3, 9)
    return f"Từ tháng {month}{said}", (period("month", date(year, month, 1), None),)


def _short(rng: Random, year: int, said: str) -> Time:
    if rng.random() < 0.5:
        month = rng.randint(1, 12)
        return f"T{month}{said}", (months("month", year, month, month),)
    place = rng.randrange(4)
    return f"Q.{QUARTERS[place].split()[1]}{said}", (marked(QUARTERS[place], year),)


def _within(rng: Random, year: int, said: str) -> Time:
    place, month = rng.randrange(4), rng.randint(3, 12)
    if rng.random() < 0.5:
        return f"Hoàn thành trong {QUARTERS[place]}{said}", (marked(QUARTERS[place], year),)
    return f"Trong tháng {month}{said}", (months("month", year, month, month),)


def _by(rng: Random, year: int, said: str) -> Time:
    month = rng.randint(3, 12)
    return f"Đến hết tháng {month}{said}", (months("month", year, month, month),)


def _rounds(rng: Random, year: int, said: str) -> Time:
    one, two = sorted(rng.sample(range(3, 13), 2))
    due = (months("month", year, one, one), months("month", year, two, two))
    return f"Đợt 1: tháng {one}{said}; Đợt 2: tháng {two}{said}", due


def _rhythms(rng: Random, year: int, said: str) -> Time:
    again = months("recurring", year, 1, 12)
    text, count = rng.choice((("6 tháng, năm", 2), ("Hằng tháng, quý, năm", 3), ("Mỗi quý 01 lần", 1)))
    return text, (again,) * count


def _in_words(rng: Random, year: int, said: str) -> Time:
    day = date(year, rng.randint(3, 12), rng.randint(10, 28))
    text = f"Ngày {day.day} tháng {day.month}" + (f" năm {year}" if said else "")
    return text, (period("date", None, day),)


def _after_that(rng: Random, year: int, said: str) -> Time:
    text = rng.choice(("Ngay sau khi Kế hoạch được ban hành", "Theo tiến độ của dự án", "Theo quy định"))
    return text, (period("relative", None, None),)


_KINDS: Final[tuple[Callable[[Random, int, str], Time], ...]] = (
    _quarter, _two_quarters, _month, _months, _before, _two_dates, _whole, _half, _always, _again, _after,
    _some_months, _day_alone, _days, _quarters, _from_here, _short, _within, _by, _rounds, _rhythms,
    _in_words, _after_that,
)  # fmt: skip
_WEIGHTS: Final = (8, 2, 6, 3, 7, 1, 2, 2, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.5, 0.5, 1, 0.5)
