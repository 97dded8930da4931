"""The made-up plans, drawn by a seed: the same office keeps most of its tasks from one year to the next."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

_STOCK = Path(__file__).parent / "stock.toml"
_KEPT = 0.8  # share of the tasks that are in a plan at all
_DROPPED = 0.15  # share of them that the second year has no more
_ADDED = 0.5  # share of the others that the second year begins with


@dataclass(frozen=True, slots=True)
class DemoTask:
    """A row of the appendix."""

    content: str
    product: str
    lead: str
    coordination: str
    due: str


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """A plan of an office for a year, as text."""

    name: str
    province: str
    office: str
    number: str
    day: tuple[int, int, int]  # day, month, year of issue
    year: int
    basis: tuple[str, ...]
    groups: tuple[tuple[str, tuple[DemoTask, ...]], ...]
    signer: str


def draw_plans(seed: int) -> Iterator[DemoPlan]:
    """All plans of the stock, 40 of them, in an order in which any first few have both years and several
    offices.
    """
    stock = tomllib.loads(_STOCK.read_text(encoding="utf-8"))
    for place, office in enumerate(stock["offices"]):
        for province in stock["provinces"]:
            for year in stock["years"]:
                yield _draw(stock, (province, office, year), Random(f"{seed}-{place}-{province}"))


def _draw(stock: dict[str, Any], whose: tuple[str, dict[str, Any], int], chance: Random) -> DemoPlan:
    province, office, year = whose
    groups = tuple(
        (group["title"], tuple(_tasks(group["tasks"], office["units"], year, chance, stock["years"][0])))
        for group in stock["groups"]
    )
    basis, number, day = _issue(stock, whose)
    if year > stock["years"][0]:
        _, last, (on, month, before) = _issue(stock, (province, office, year - 1))
        what = f"{office['name']} về cải cách hành chính năm {before}"
        basis = (*basis, f"Kế hoạch số {last} ngày {on:02d}/{month}/{before} của {what}")
    return DemoPlan(
        name=f"{office['symbol'].lower()}-{year}",
        province=province,
        office=office["name"],
        number=number,
        day=day,
        year=year,
        basis=basis,
        groups=tuple((title, tasks) for title, tasks in groups if tasks),
        signer=chance.choice(stock["signers"]),
    )


def _issue(
    stock: dict[str, Any], whose: tuple[str, dict[str, Any], int]
) -> tuple[tuple[str, ...], str, tuple[int, int, int]]:
    """What differs from year to year: on what a plan is based, its number, and its day."""
    province, office, year = whose
    own = Random(f"{province}-{office['name']}-{year}")
    basis = (*stock["basis"]["always"], *own.sample(stock["basis"]["drawn"], 2))
    number = f"{own.randint(11, 480)}/KH-{office['symbol']}"
    return basis, number, (own.randint(10, 28), own.choice((1, 2)), year)


def _tasks(
    rows: list[list[str]], units: list[str], year: int, chance: Random, first: int
) -> Iterator[DemoTask]:
    """The same draws for both years, so that the second differs by what it drops and adds alone."""
    for content, product, due in rows:
        kept, change = chance.random() < _KEPT, chance.random()
        lead, other = chance.sample(units, 2)
        coordination = chance.choice(
            (other, "Các phòng, đơn vị trực thuộc", f"{other}; các đơn vị trực thuộc")
        )
        if year > first:
            kept = change >= _DROPPED if kept else change < _ADDED
        if kept:
            named, produced, by = (text.format(year=year) for text in (content, product, due))
            yield DemoTask(named, produced, lead, coordination, by)
