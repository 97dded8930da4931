"""What one document's rows are worth beside its gold: counts, which add up over documents.

Gold is a mapping as in `samples/expected`. Texts are compared after `plain`; a citation by its number, a
section by label and title, a task row by the cheapest pairing of contents, a deadline by kind, first and last
day.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rapidfuzz.distance import Levenshtein

from bench.assign import assign
from kehoach.language.tones import without_tones

Gold = Mapping[str, Any]
Rows = Mapping[str, Sequence[Mapping[str, Any]]]  # one document's rows, by table

CELLS: Final[Mapping[str, str]] = {  # gold's name of a cell, and the tables' name of it
    "stt": "number",
    "content": "content",
    "product": "product",
    "lead": "lead_text",
    "coordination": "coordination_text",
    "due": "due_text",
    "note": "note",
}
_HEAD = ("number", "issued_on", "plan_year", "signer", "issuer")
_ALIKE = str.maketrans(
    {"–": "-", "—": "-", "Ð": "Đ", "“": '"', "”": '"', "″": '"'}
)  # a scan does not tell these apart
# Rules that tell of rows that are not in the tables, besides all that speak of a table or a page.
MISSING: Final = frozenset({"unread_table", "unreadable_page", "no_tasks", "unread_ink"})
_SAME_TASK = 0.55  # contents further apart are two tasks
_COMPARED = 400  # characters of a content


@dataclass(frozen=True, slots=True)
class CellScore:
    """One gold cell: whether it was read exactly, and the rules that flag it. `task` counts gold's tasks from
    0.
    """

    task: int
    field: str
    right: bool
    rules: frozenset[str]
    missed: bool = False  # its whole row is not in the tables; `rules` are those that tell so


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one document, its cells, and a line for each thing that is wrong."""

    counts: Counter[str]
    cells: tuple[CellScore, ...]
    misses: tuple[str, ...]


def plain(text: object) -> str:
    """`text` without what does not count: kinds of dashes and quotes, blanks around joints, points at the
    ends.
    """
    folded = unicodedata.normalize("NFC", str(text or "")).translate(_ALIKE)
    joined = " ".join(folded.split()).strip(".;:,").strip()
    return re.sub(r" ?([-/,;]) ?", r"\1", joined)


def gold_tasks(gold: Gold) -> list[Mapping[str, Any]]:
    """Tasks of the appendix, then those of the body, which stand in no group."""
    body = ({**task, "group": "", "group_title": ""} for task in gold.get("body_tasks", ()))
    return [*gold.get("tasks", ()), *body]


def score_document(gold: Gold, rows: Rows) -> Score:
    """The counts of one document. A gold that is only a `transcript` is compared with the text of the
    pages.
    """
    counts: Counter[str] = Counter()
    misses: list[str] = []
    if "transcript" in gold:
        _score_text(
            counts, "text", gold["transcript"].casefold(), " ".join(_texts(rows["pages"], "page")).casefold()
        )
        return Score(counts, (), ())
    _score_head(counts, misses, gold["document"], rows["documents"][0])
    _score_sections(counts, misses, gold["sections"], rows["sections"])
    _score_citations(counts, misses, gold["citations"], rows["citations"])
    cells = _score_tasks(counts, misses, gold_tasks(gold), rows)
    body, read = " ".join(gold["body"]), " ".join(_texts(rows["sections"], "ordinal"))
    _score_text(counts, "body", body, read)
    misses += _different_words(plain(body).split(), plain(read).split()) if body else ()
    return Score(counts, cells, tuple(misses))


def score_tasks(gold: Gold, rows: Rows) -> Score:
    """The counts of a document's tasks alone."""
    counts: Counter[str] = Counter()
    misses: list[str] = []
    cells = _score_tasks(counts, misses, gold_tasks(gold), rows)
    return Score(counts, cells, tuple(misses))


def _texts(rows: Iterable[Mapping[str, Any]], order: str) -> list[str]:
    return [str(row["text"] or "") for row in sorted(rows, key=lambda row: row[order])]


def _score_head(counts: Counter[str], misses: list[str], gold: Gold, row: Mapping[str, Any]) -> None:
    for name in _HEAD:
        right = plain(str(row.get(name))).casefold() == plain(str(gold[name])).casefold()
        counts.update(head_all=1, head_right=right)
        if not right:
            misses.append(f"head {name}: {row.get(name)!r} for {gold[name]!r}")


def _score_sections(
    counts: Counter[str], misses: list[str], gold: Sequence[Gold], rows: Iterable[Gold]
) -> None:
    wanted = Counter((item["label"], plain(item["title"]).casefold()) for item in gold)
    found = Counter(
        (plain(row["label"]), plain(row["title"]).casefold()) for row in rows if row["level"] == 1
    )
    counts.update(_overlap("section", wanted, found))
    misses += _differences("section", wanted, found)


def _score_citations(
    counts: Counter[str], misses: list[str], gold: Sequence[Gold], rows: Sequence[Gold]
) -> None:
    wanted = Counter(plain(item["number"]) for item in gold)
    rows = [row for row in rows if row["number"]]  # laws named without one are rows, but not of the gold
    found = Counter(plain(row["number"]) for row in rows)
    counts.update(_overlap("citation", wanted, found))
    misses += _differences("citation", wanted, found)
    full = Counter(map(_citation, gold, (item["date"] for item in gold)))
    counts["citation_full"] += (
        full & Counter(map(_citation, rows, (row["issued_on"] for row in rows)))
    ).total()


def _citation(item: Gold, issued_on: object) -> tuple[str, str, str | None]:
    return plain(item["number"]), plain(item["type"]).casefold(), str(issued_on) if issued_on else None


def _overlap(name: str, wanted: Counter[Any], found: Counter[Any]) -> dict[str, int]:
    shared = (wanted & found).total()
    return {f"{name}_right": shared, f"{name}_gold": wanted.total(), f"{name}_read": found.total()}


def _differences(name: str, wanted: Counter[Any], found: Counter[Any]) -> list[str]:
    missed = [f"{name} missed: {item}" for item in wanted - found]
    return missed + [f"{name} invented: {item}" for item in found - wanted]


def _score_tasks(
    counts: Counter[str], misses: list[str], gold: Sequence[Gold], rows: Rows
) -> tuple[CellScore, ...]:
    tasks = rows["tasks"]
    pairs = dict(pair_tasks(gold, tasks))
    surplus = _surplus(tasks, pairs.values())
    counts.update(task_gold=len(gold), task_read=len(pairs) + len(surplus), task_right=len(pairs))
    flags: defaultdict[tuple[str, str | None], set[str]] = defaultdict(set)
    deadlines: defaultdict[str, list[tuple[str, str | None, str | None]]] = defaultdict(list)
    for flag in rows["flags"]:
        flags[flag["row_id"], flag["field"]].add(flag["rule"])
    for value in rows.get("values", ()):  # a flag elsewhere may speak of the same words
        if value["flagged"] and not flags[value["row_id"], value["field"]]:
            flags[value["row_id"], value["field"]].add("covered")
    for deadline in rows["deadlines"]:
        deadlines[deadline["task_id"]].append(_period(deadline))
    cells: list[CellScore] = []
    told = _told_missing(rows)
    for index, wanted in enumerate(gold):
        where = f"{wanted['group']}.{wanted['stt']}"
        counts["deadline_all"] += 1
        if index not in pairs:
            misses.append(f"task missed: {where} {wanted['content'][:60]}")
            cells += [CellScore(index, field, False, told, missed=True) for field in CELLS]
            continue
        task = tasks[pairs[index]]
        rules = {name: _rules(flags, task, column) for name, column in CELLS.items()}
        cells += _score_cells(counts, misses, (index, wanted, task), rules)
        _score_group(counts, misses, wanted, task)
        _score_bodies(counts, misses, wanted, task)
        _score_deadline(counts, misses, wanted, deadlines[task["task_id"]])
    misses += [f"task invented: {task['number']} {str(task['content'])[:60]}" for task in surplus]
    counts.update(
        cell_all=len(cells),
        cell_right=sum(cell.right for cell in cells),
        silent=sum(not cell.right and not cell.rules for cell in cells),
        alarm=sum(cell.right and bool(cell.rules) for cell in cells),
    )
    return tuple(cells)


def _rules(flags: Mapping[tuple[str, str | None], set[str]], task: Gold, column: str) -> frozenset[str]:
    """The rules that flag a cell: its own, and of one in which nothing was read those that flag the row."""
    row = flags.get((task["task_id"], None), ()) if not task.get(column) else ()
    return frozenset((*flags.get((task["task_id"], column), ()), *row))


def _surplus(tasks: Sequence[Gold], paired: Collection[int]) -> list[Gold]:
    """Rows that no task of the gold stands for. Of tasks given in prose the gold has few, so those that match
    none are neither right nor wrong.
    """
    return [task for at, task in enumerate(tasks) if at not in paired and task["source"] != "body"]


def _told_missing(rows: Rows) -> frozenset[str]:
    """The rules that tell that something of the document may not be in the tables."""
    return frozenset(
        flag["rule"]
        for flag in rows["flags"]
        if flag["table"] in ("tables", "pages") or flag["rule"] in MISSING
    )


def pair_tasks(gold: Sequence[Gold], tasks: Sequence[Gold]) -> list[tuple[int, int]]:
    """Places of the gold's tasks and of those that were read for them."""
    cost = [[_distance(wanted, task) for task in tasks] for wanted in gold]
    return [(i, j) for i, j in assign(cost) if cost[i][j] < _SAME_TASK]


def _distance(wanted: Gold, task: Gold) -> float:
    content = Levenshtein.normalized_distance(
        plain(wanted["content"])[:_COMPARED], plain(task["content"])[:_COMPARED]
    )
    titles = plain(wanted.get("group_title")).casefold(), plain(task.get("group_title")).casefold()
    number = plain(wanted["stt"]) != plain(task["number"])
    return content + 0.05 * number + 0.1 * Levenshtein.normalized_distance(*titles)


def _score_cells(
    counts: Counter[str],
    misses: list[str],
    pair: tuple[int, Gold, Gold],
    rules: Mapping[str, frozenset[str]],
) -> list[CellScore]:
    index, wanted, task = pair
    cells = []
    for name, column in CELLS.items():
        gold, read = plain(wanted.get(name)), plain(task.get(column))
        cell = CellScore(index, name, gold == read, rules[name])
        counts.update(cell_errors=Levenshtein.distance(gold, read), cell_length=len(gold))
        counts["cell_base_errors"] += Levenshtein.distance(without_tones(gold), without_tones(read))
        if not cell.right:
            silent = "" if cell.rules else " SILENT"
            misses.append(f"cell {wanted['group']}.{wanted['stt']} {column}{silent}: {read!r} for {gold!r}")
        cells.append(cell)
    return cells


def _score_group(counts: Counter[str], misses: list[str], wanted: Gold, task: Gold) -> None:
    if wanted.get("group_title"):
        right = plain(wanted["group_title"]).casefold() == plain(task["group_title"]).casefold()
        counts.update(group_all=1, group_right=right)
        if not right:
            misses.append(f"group of {wanted['group']}.{wanted['stt']}: {task['group_title']!r}")


def _score_bodies(counts: Counter[str], misses: list[str], wanted: Gold, task: Gold) -> None:
    """Who leads and who takes part, where gold names them one by one."""
    for field in ("lead", "coordination"):
        if (names := wanted.get(f"{field}_names")) is not None:
            right = list(map(plain, names)) == list(map(plain, task[field] or ()))
            counts[f"{field}_right"] += right
            if not right:
                misses.append(f"{field} {wanted['group']}.{wanted['stt']}: {task[field]} for {names}")


def _score_deadline(
    counts: Counter[str], misses: list[str], wanted: Gold, found: Sequence[tuple[str, str | None, str | None]]
) -> None:
    gold, read = sorted(map(_period, wanted["deadline"] or ()), key=str), sorted(found, key=str)
    counts["deadline_right"] += gold == read
    if gold != read:
        misses.append(f"deadline {wanted['group']}.{wanted['stt']}: {read} for {gold}")


def _period(item: Gold) -> tuple[str, str | None, str | None]:
    """A single date counts by its last day alone."""
    start, end = (str(item[name]) if item.get(name) else None for name in ("start", "end"))
    return item["kind"], None if item["kind"] == "date" else start, end


def _score_text(counts: Counter[str], name: str, gold: str, read: str) -> None:
    """Character errors, no more than there are characters; none where gold is empty, as nothing was
    transcribed.
    """
    wanted, found = plain(gold), plain(read)
    counts[f"{name}_length"] += len(wanted)
    for kind, fold in ((f"{name}_errors", str), (f"{name}_base_errors", without_tones)):
        counts[kind] += min(Levenshtein.distance(fold(wanted), fold(found)), len(wanted))


def _different_words(gold: Sequence[str], read: Sequence[str]) -> Iterator[str]:
    for op in Levenshtein.opcodes(gold, read):
        if op.tag != "equal":
            wanted, found = gold[op.src_start : op.src_end], read[op.dest_start : op.dest_end]
            yield f"body: {' '.join(found)!r} for {' '.join(wanted)!r}"
