"""Draws a plan by its seed: what its tables hold, and how they are set."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

from bench.tables.columns import draw_columns, known
from bench.tables.model import Column, Plan, Style, Table
from bench.tables.rows import Drawer, draw_habits

_FONTS: Final = ("Tinos", "TeX Gyre Termes", "FreeSerif", "Noto Serif", "Arimo", "DejaVu Serif")
_FONT_WEIGHTS: Final = (8, 4, 2, 1, 2, 1)
_RULINGS: Final = (
    "0.75pt solid #000", "0.5pt solid #000", "1pt solid #000", "0.5pt solid #888", "0.75pt dotted #000",
    "0.75pt dashed #000", "2.5pt double #000", "open", "dotted rows", "level", "none",
)  # fmt: skip
_RULING_WEIGHTS: Final = (8, 6, 2, 2, 1.5, 1, 1.5, 1, 1.5, 1.2, 1.2)
_SHADES: Final = ("", "background: #d9d9d9", "background: #1f3864; color: #fff", "background: #e2efd9")
_PROVINCES: Final = ("An Giang", "Lào Cai", "Quảng Trị", "Tây Ninh", "Nam Định", "Đắk Nông")
_SIGNERS: Final = ("Nguyễn Văn Hải", "Trần Thị Thu", "Lê Quang Minh", "Phạm Đình Khoa")
_BELOW: Final = (
    ("Ghi chú: Các đơn vị chủ động triển khai nhiệm vụ được giao, gửi báo cáo về Văn phòng để tổng hợp.",),
    ("(*) Nhiệm vụ thực hiện khi được bố trí kinh phí.",),
    ("Tổng số: các nhiệm vụ nêu trên được điều chỉnh khi có yêu cầu của cấp trên.",),
    (
        "Ghi chú:",
        "- Kinh phí lấy từ nguồn chi thường xuyên.",
        "- Thời gian có thể thay đổi theo tình hình thực tế.",
    ),
    ("* Lưu ý: Đơn vị chủ trì báo cáo kết quả trước ngày 15/12 để tổng hợp.",),
)
_ABOVE: Final = ("Đơn vị tính: triệu đồng", "ĐVT: Đồng", "(Thời gian: năm {y})")
_SET: Final = (
    "",
    "",
    "",
    "vertical-align: top",
    "text-align: justify",
    "line-height: 1.45",
    "padding: 0 2pt",
    "padding: 6pt",
)
_WIDE: Final = 7  # columns from which a sheet lies on its side
PLAIN: Final = ("level", "none")


@cache
def words() -> Mapping[str, Any]:
    """What plans are made of."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def draw_plan(seed: int) -> Plan:
    """The plan of a seed, always the same."""
    rng = Random(seed)
    office = rng.choice(known(words()["offices"], seed))
    province, year = rng.choice(_PROVINCES), rng.randint(2018, 2026)
    in_body = rng.random() < 0.15
    tables = 1 if in_body or rng.random() < 0.85 else 2
    return Plan(
        name=f"t{seed}",
        office=office["name"].format(p=province.upper()),
        number=f"{rng.randint(11, 480)}/KH-{office['symbol']}",
        day=(rng.randint(10, 28), rng.choice((1, 2)), year),
        year=year,
        province=province,
        topic=rng.choice(words()["topics"]),
        signer=rng.choice(_SIGNERS),
        tables=tuple(_table(rng, seed, office, year, place) for place in range(tables)),
        in_body=in_body,
        paged=rng.random() < 0.4,
    )


def _table(rng: Random, seed: int, office: Mapping[str, Any], year: int, place: int) -> Table:
    rulings = rng.choices(_RULINGS, _RULING_WEIGHTS)[0]
    columns = draw_columns(rng, seed, words(), year)
    while rulings in PLAIN and not _fits_plain(columns):
        columns = draw_columns(rng, seed, words(), year)
    header_says_year = any(str(year) in text for column in columns for text in column.header)
    habits = draw_habits(rng, year, not header_says_year and rng.random() < 0.75, rulings in PLAIN)
    drawer = Drawer(rng, seed, words(), office, habits)
    count = rng.choice((4, 6, 8, 12, 18, 28))
    rows = drawer.draw(columns, count, rng.random() < 0.55)
    follows = place > 0 and rng.random() < 0.4
    return Table(columns, rows, year, replace(_style(rng, columns, rulings, year), follows=follows))


def _fits_plain(columns: tuple[Column, ...]) -> bool:
    """Whether a reader can follow a table without uprights: numbered, of few columns, unmerged."""
    simple = all(len(column.header) == 1 and column.key != "field" for column in columns)
    return columns[0].key == "number" and len(columns) < _WIDE and simple


def _style(rng: Random, columns: tuple[Column, ...], rulings: str, year: int) -> Style:
    wide = len(columns) > _WIDE
    count, plain = len(columns), rulings in PLAIN
    numbered = (
        (),
        tuple(f"({place})" for place in range(1, count + 1)),
        tuple(map(str, range(1, count + 1))),
        ("A", "B", *map(str, range(1, count - 1))),
    )
    return Style(
        rulings=rulings,
        shade=rng.choices(_SHADES, (6, 2, 1, 1))[0],
        titles=rng.choices(("rest", "all", "cells", "content", "most"), (0.4, 0.2, 0.25, 0.07, 0.08))[0],
        landscape=wide or rng.random() < 0.3,
        size=rng.choice((9.0, 10.0) if wide else (10.0, 11.0, 12.0, 13.0)),
        font=rng.choices(_FONTS, _FONT_WEIGHTS)[0],
        upright=rng.random() < 0.1,
        repeated=rng.random() < 0.45,
        whole_rows=rng.random() < 0.6,
        numbered=numbered[0] if plain else rng.choices(numbered, (0.85, 0.08, 0.04, 0.03))[0],
        caption=f"BIỂU TỔNG HỢP NHIỆM VỤ NĂM {year}" if not plain and rng.random() < 0.05 else "",
        below=rng.choice(_BELOW) if rng.random() < 0.2 else (),
        above=rng.choice(_ABOVE).format(y=year) if rng.random() < 0.08 else "",
        unnumbered=not plain and columns[0].key == "number" and rng.random() < 0.04,
        stretch=tuple(rng.choice((1.0, 1.0, 0.8, 1.3)) for _ in columns),
        set="" if plain else rng.choice(_SET),
        signed=rng.random() < 0.12,
    )
