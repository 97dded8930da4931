"""Draws the rows of a table: titles, tasks, merged and repeated cells, rows below rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Final

from bench.tables.columns import known
from bench.tables.model import Column, Key, Row, Value
from bench.tables.times import draw_span, draw_time, marked, marked_always

_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_DITTOS: Final = ("nt", "-nt-", "″", "Như trên", '"')
_MARKS: Final = ("", "x", "X", "•", "✓", "x", "●", "■", "+", "V", "xx", "→")
_LEFT: Final[tuple[Key, ...]] = ("lead", "coordination", "due")
_LONGEST: Final = 4  # rows that share a lead or a time


@dataclass(frozen=True, slots=True)
class Habits:
    """How a table writes what it repeats."""

    year: int
    says_year: bool
    numbers: str  # "{}", "{:02d}", "{}.", "{})"
    sub: str  # "", "1.1", "a", "a)" or "-": rows below a numbered title
    repeats: Mapping[Key, str]  # of lead, coordination, due: "", "merged" or a ditto mark
    shared: float  # chance that a row has the lead (time …) of the row above
    dash: str  # what is written where nobody takes part
    lists: str  # how several bodies stand in a cell
    mark: str  # nothing where cells are shaded
    parts: float  # chance that a content has several products, leads and times
    long: float  # chance that a content, or a product, is a list of several lines
    led: float  # chance that a numbered title is a task too, with a lead and a time of its own
    titles: str  # "labelled", "bare", or "two levels": A over I
    bullet: str  # of the lines of a long content
    both: str  # how who leads and who takes part stand in one cell
    whole: Key | None  # the column whose first cell serves the whole table
    over: float  # chance that a mark is one cell over its periods, or a time stands in their cells
    divided: bool  # whether numbers are merged over several contents
    blank: int  # rows below the last task in which nothing stands


def draw_habits(rng: Random, year: int, says_year: bool, plain: bool) -> Habits:
    """The habits of a table; a `plain` one merges nothing and has no rows below rows."""
    repeats = {
        key: "" if plain else rng.choices(("", "merged", "ditto"), (0.7, 0.18, 0.12))[0] for key in _LEFT
    }
    ditto = rng.choice(_DITTOS)
    return Habits(
        year,
        says_year,
        rng.choice(("{}", "{}", "{}", "{:02d}", "{}.", "{})", "({})", "{}/")[: 5 if plain else 8]),
        "" if plain else rng.choices(("", "1.1", "a", "a)", "-"), (0.76, 0.1, 0.05, 0.05, 0.04))[0],
        {key: ditto if how == "ditto" else how for key, how in repeats.items()},
        rng.choice((0.2, 0.5)),
        rng.choice(("", "", "-")),
        rng.choice((", ", "; ", "lines", "dashes", "numbers", "semicolon lines")),
        rng.choice(_MARKS[plain : 6 if plain else None]),
        0.15 if not plain and rng.random() < 0.15 else 0.0,
        0.3 if rng.random() < 0.2 else 0.0,
        0.5 if rng.random() < 0.3 else 0.0,
        rng.choices(("labelled", "bare", "two levels"), (0.8, 0.08, 0.12))[0],
        rng.choice(("-", "-", "+", "•")),
        rng.choice(("labelled", "lines", "list")),
        rng.choice(_LEFT) if not plain and rng.random() < 0.06 else None,
        0.5 if not plain and rng.random() < 0.3 else 0.0,
        not plain and rng.random() < 0.06,
        rng.choice((1, 2)) if not plain and rng.random() < 0.06 else 0,
    )


class Drawer:
    """Draws the rows of one table."""

    def __init__(
        self, rng: Random, seed: int, words: Mapping[str, Any], office: Mapping[str, Any], habits: Habits
    ) -> None:
        self.rng, self.words, self.habits = rng, words, habits
        self.bodies = known(office["bodies"], seed)
        self.many = office["many"]
        self.columns: tuple[Column, ...] = ()
        self.others: Mapping[str, Sequence[str]] = {o["header"].upper(): o["cells"] for o in words["others"]}
        self._deeds = [(d, t) for d in words["deeds"] for t in words["topics"]]
        rng.shuffle(self._deeds)

    def draw(self, columns: tuple[Column, ...], count: int, grouped: bool) -> tuple[Row, ...]:
        """`count` tasks or some more, under titles where they are `grouped`."""
        self.columns = columns
        rows: list[Row] = []
        anew = self.rng.random() < 0.5
        number = 0
        for titles in self._titles(self.rng.randint(2, 4)) if grouped else [()]:
            rows += titles
            number = 0 if titles and anew else number
            number = self._tasks(rows, max(1, count // 3) if grouped else count, number)
        rows = self._whole(self._merged(rows))
        rows += [self._sum()] * (self._has("budget") and self.rng.random() < 0.3)
        return (*rows, *(Row(is_task=False, level=0) for _ in range(self.habits.blank)))

    def _titles(self, count: int) -> Iterator[tuple[Row, ...]]:
        """The titles that stand over each of so many groups."""
        labels = _ROMAN if self.rng.random() < 0.75 else "ABCDEFGH"
        titles = self.rng.sample(self.words["titles"], 2 * count)
        if self.rng.random() < 0.5:
            titles = [title.upper() for title in titles]
        for place in range(count):
            match self.habits.titles:
                case "bare":
                    yield (Row(title=titles[place].upper(), is_task=False),)
                case "two levels":
                    over = Row(label="AB"[place // 2], title=titles[count + place].upper(), is_task=False)
                    below = Row(label=_ROMAN[place % 2], title=titles[place], is_task=False, level=2)
                    yield (over, below) if place % 2 == 0 else (below,)
                case _:
                    yield (Row(label=labels[place], title=titles[place], is_task=False),)

    def _sum(self) -> Row:
        return Row(title=self.rng.choice(("Tổng cộng", "TỔNG CỘNG", "Cộng")), is_task=False, level=0)

    # ------------------------------------------------------------ rows

    def _tasks(self, rows: list[Row], count: int, number: int) -> int:
        left = count
        while left > 0:
            number += 1
            shown = self.habits.numbers.format(number)
            if self.habits.sub and self.rng.random() < 0.5 and self._has("number"):
                led = self.rng.random() < self.habits.led and (self._has("lead") or self._has("due"))
                rows.append(self._row(shown) if led else self._parent(shown))
                parts = self.rng.randint(2, 4)
                rows += [self._row(self._below(shown, part)) for part in range(parts)]
                left -= parts
                continue
            row = self._row(shown)
            rows.append(row)
            left -= 1
            if self.rng.random() < self.habits.parts and self._divides():
                rows += self._same(row, ("number", "content"))
            elif self.habits.divided and self._divides() and self.rng.random() < 0.4:
                rows += self._same(row, ("number",))
        return number

    def _has(self, key: Key) -> bool:
        return any(column.key == key for column in self.columns)

    def _divides(self) -> bool:
        """Whether a content may have several rows: there is a product, and a lead or a time."""
        return self._has("number") and self._has("product") and (self._has("lead") or self._has("due"))

    def _below(self, number: str, part: int) -> str:
        match self.habits.sub:
            case "1.1":
                return f"{int(number.strip('./()'))}.{part + 1}"
            case "-":
                return "-"
            case form:
                return form.replace("a", "abcd"[part])

    def _parent(self, number: str) -> Row:
        """A title in the cells of number and content."""
        return Row(
            label=number,
            title=f"Nhiệm vụ về {self.rng.choice(self.words['topics'])}",
            is_task=False,
            is_parent=True,
        )

    def _row(self, number: str) -> Row:
        deed, topic = self._deeds.pop()
        row = Row()
        span = draw_span(self.rng, self.habits.year)
        for place, column in enumerate(self.columns):
            match column.key:
                case "number":
                    row.values[place] = Value((number,))
                case "content":
                    row.values[place] = Value(
                        self._said(deed[0].format(t=topic, y=self.habits.year), "steps")
                    )
                case "product":
                    row.values[place] = Value(self._said(deed[1], "products"))
                case "start":
                    row.values[place] = Value((span[0][0],), due=(span[2],))
                case "end":
                    row.values[place] = Value((span[1][0],))
                case _:
                    row.values[place] = self._value(column)
        self._mark(row)
        return row

    def _same(self, row: Row, keys: Sequence[Key]) -> list[Row]:
        """More rows under the cells of `row` in the columns of `keys`, which are merged over them."""
        more = [self._row("") for _ in range(self.rng.randint(1, 2))]
        for place, column in enumerate(self.columns):
            if column.key in keys:
                row.values[place] = replace(row.values[place], span=1 + len(more))
                for one in more:
                    one.values[place] = replace(row.values[place], span=0)
        return more

    # ------------------------------------------------------------ cells

    def _value(self, column: Column) -> Value:
        match column.key:
            case "both":
                return self._both()
            case "lead":
                return self._names(self.rng.choices((1, 2), (0.85, 0.15))[0], False)
            case "coordination":
                if self.rng.random() < 0.12:
                    return Value((self.habits.dash,) if self.habits.dash else ())
                return self._names(self.rng.choices((1, 2, 3), (0.5, 0.3, 0.2))[0], True)
            case "due":
                text, due = draw_time(self.rng, self.habits.year, self.habits.says_year)
                return Value((text,), due=due)
            case "note":
                remarks = self.words["remarks"]
                return Value((self.rng.choice(remarks),)) if self.rng.random() < 0.3 else Value()
            case "field":
                return Value((self.rng.choice(self.words["titles"]),))
            case "aide":
                return Value((self.rng.choice(self.words["persons"]),))
            case "budget" | "place":
                some = self.words[f"{column.key}s"]
                return Value((self.rng.choice(some),)) if self.rng.random() < 0.7 else Value()
            case "person":
                person = self.rng.choice(self.words["persons"])
                return Value((person,), () if self._has("lead") or self._has("both") else (person,))
            case "other":
                return Value((self.rng.choice(self.others[column.header[-1].upper()]),))
            case _:
                return Value()

    def _names(self, count: int, many: bool) -> Value:
        names = self.rng.sample(self.bodies, count)
        if many and self.rng.random() < 0.3:
            names[-1] = self.rng.choice(self.many)
        if count == 1:
            return Value((names[0],), tuple(names))
        return Value(_listed(names, self.habits.lists), tuple(names))

    def _said(self, text: str, more: str) -> tuple[str, ...]:
        """The text, by turns with a list of several lines below it."""
        if self.rng.random() >= self.habits.long:
            return (text,)
        items = self.rng.sample(self.words[more], self.rng.randint(2, 3))
        if more == "products":
            return (f"- {text};", *(f"- {item};" for item in items[:-1]), f"- {items[-1]}.")
        return (
            f"{text}:",
            *(f"{self.habits.bullet} {item};" for item in items[:-1]),
            f"{self.habits.bullet} {items[-1]}.",
        )

    def _both(self) -> Value:
        """Who leads and who takes part in one cell, labelled or not."""
        lead, helper = self.rng.sample(self.bodies, 2)
        match self.habits.both:
            case "labelled":
                return Value((f"Chủ trì: {lead}; phối hợp: {helper}",), (lead,), (helper,))
            case "lines":
                return Value((f"- Chủ trì: {lead}", f"- Phối hợp: {helper}"), (lead,), (helper,))
            case _:
                return Value(
                    (f"{lead}, {helper}" if "," not in lead + helper else f"{lead}; {helper}",),
                    (lead, helper),
                )

    def _mark(self, row: Row) -> None:
        places = [place for place, column in enumerate(self.columns) if column.key == "mark"]
        if not places:
            return
        first = self.rng.randrange(len(places))
        chosen = places[first : first + self.rng.choice((1, 1, 2, 3))]
        if self.rng.random() < self.habits.over:
            row.values |= self._over(places, chosen)
            return
        for place in chosen:
            row.values[place] = self._marked(place)

    def _marked(self, place: int) -> Value:
        due = marked(str(self.columns[place].period), self.habits.year)
        shown = (self.habits.mark,) if self.habits.mark else ()
        return Value(shown, due=(due,), shaded=not shown)

    def _over(self, places: Sequence[int], chosen: Sequence[int]) -> Mapping[int, Value]:
        """A time in words in the cell of one period or over all of them, or one mark over several."""
        match self.rng.choice(("all", "bar", "day") if len(places) <= 4 else ("all", "bar")):
            case "all":
                always = marked_always(self.habits.year)
                rest = {place: Value(wide=0) for place in places[1:]}
                return {
                    places[0]: Value(("Thường xuyên",), (), (), (always,), wide=len(places), said=True)
                } | rest
            case "day":
                last = marked(str(self.columns[chosen[0]].period), self.habits.year)["end"]
                day = f"{last[8:]}/{last[5:7]}"
                due = {"kind": "date", "start": None, "end": last}
                return {chosen[0]: Value((f"Trước {day}",), due=(due,), said=True)}
            case _:
                first = replace(self._marked(chosen[0]), wide=len(chosen))
                rest = {place: replace(self._marked(place), wide=0) for place in chosen[1:]}
                return {chosen[0]: first} | rest

    def _whole(self, rows: list[Row]) -> list[Row]:
        """The rows with one cell that serves them all, where no title parts them."""
        place = next((at for at, column in enumerate(self.columns) if column.key == self.habits.whole), None)
        if place is not None and all(row.is_task for row in rows) and rows[0].values[place].text:
            first = replace(rows[0].values[place], span=len(rows))
            for row in rows[1:]:
                row.values[place] = replace(first, span=0)
            rows[0].values[place] = first
        return rows

    def _merged(self, rows: list[Row]) -> list[Row]:
        """The rows with cells merged over, or said again by a ditto mark, as the habits want it."""
        for place, column in enumerate(self.columns):
            how = "merged" if column.key == "field" else self.habits.repeats.get(column.key)
            first, run = None, 0
            for row in rows:
                value = row.values.get(place)
                if not how or value is None or not (value.names + value.due or column.key == "field"):
                    first = None
                elif first is None or run == _LONGEST or self.rng.random() > self.habits.shared:
                    first, run = row, 1
                elif how == "merged":
                    row.values[place] = replace(first.values[place], span=0)
                    run += 1
                    first.values[place] = replace(first.values[place], span=run)
                else:
                    row.values[place] = replace(first.values[place], lines=(how,))
                    run += 1
        return rows


def _listed(names: Sequence[str], how: str) -> tuple[str, ...]:
    match how:
        case "lines":
            return tuple(names)
        case "semicolon lines":
            return (*(f"{name};" for name in names[:-1]), names[-1])
        case "dashes":
            return tuple(f"- {name}" for name in names)
        case "numbers":
            return tuple(f"{place}. {name}" for place, name in enumerate(names, 1))
        case _:
            separator = "; " if any("," in name for name in names) else how
            return (separator.join(names),)
