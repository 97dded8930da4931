"""Lines drawn without end: a number and a seed give a text and its picture as the line finder would cut
it.
"""

import math
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from training.damage import Damage, draw_damage, scanned
from training.texts import draw_text
from training.typefaces import Typeface, font_at, typefaces

Rng = np.random.Generator
Gray = NDArray[np.uint8]
Box = tuple[int, int, int, int]  # left, top, right, bottom

_X_HEIGHT: Final = 0.45  # of the em, about
_MARGIN: Final = 0.22  # of the x-height, and three pixels at least: what the line finder leaves around a line
_ROOM: Final = 1.1  # of the em, drawn around a line before it is cut


@dataclass(frozen=True, slots=True)
class Line:
    """A line's text and its picture, paper 255; what was drawn of its typeface and damage."""

    text: str
    picture: Gray
    family: str
    bilevel: bool
    strength: float
    em: int


def load_lines(path: Path) -> list[Line]:
    """Lines that `training.scanned_lines` kept."""
    lines: list[Line] = pickle.loads(path.read_bytes())
    return lines


def draw_line(seed: int, number: int, faces: Sequence[Typeface] | None = None) -> Line:
    """The line with this number, set in one of the typefaces."""
    rng = np.random.default_rng((seed, number))
    faces = typefaces() if faces is None else faces
    face = faces[int(rng.choice(len(faces), p=[f.share for f in faces]))]
    text = ""
    while not text:
        text = " ".join("".join(c for c in draw_text(rng) if c in face.letters).split())
    em = int(rng.integers(23, 46)) if rng.random() < 0.75 else int(rng.integers(15, 60))
    sheet, box = _typeset(text, face, em, rng)
    damage = draw_damage(rng, em)
    _add_neighbours(sheet, box, em, rng)
    _add_rulings(sheet, box, em, rng)
    picture = _scan(sheet, _frame(sheet, box, em, rng), damage, rng)
    return Line(text, picture, face.family, damage.bilevel, damage.strength, em)


def _typeset(text: str, face: Typeface, em: int, rng: Rng) -> tuple[Gray, Box]:
    """The line on a sheet with room around it, and the box of its ink; blanks as justified text has them."""
    font = font_at(face.path, em)
    words = text.split(" ")
    blank = em * _draw_blank(rng)
    spread = float(rng.uniform(0, 0.08)) * em if rng.random() < 0.05 else 0.0  # letters set apart
    room = round(_ROOM * em)
    widths = [font.getlength(word) + spread * len(word) for word in words]
    size = (int(sum(widths) + blank * (len(words) - 1)) + 2 * room, round(1.3 * em) + 2 * room)
    image = Image.new("L", size, 255)
    pen = ImageDraw.Draw(image)
    x, baseline = float(room), room + em
    for word, width in zip(words, widths, strict=True):
        if spread:
            at = x
            for letter in word:
                pen.text((at, baseline), letter, 0, font, "ls")
                at += font.getlength(letter) + spread
        else:
            pen.text((x, baseline), word, 0, font, "ls")
        x += width + blank
    sheet = np.asarray(image, np.uint8)
    stretch = float(np.clip(rng.normal(1, 0.05), 0.85, 1.15))
    sheet = np.asarray(cv2.resize(sheet, None, fx=stretch, fy=1, interpolation=cv2.INTER_LINEAR), np.uint8)
    box = _ink_box(sheet)
    if rng.random() < 0.06 and len(text) > 3:  # underlined
        y = baseline + round(em * rng.uniform(0.1, 0.2))
        sheet[y : y + max(1, em // 18), box[0] : box[2]] = 0
    return sheet, box


def _draw_blank(rng: Rng) -> float:
    """The width of a line's blanks in ems: as the typeface has it, justified, or pulled wide in a narrow
    cell.
    """
    kind = rng.random()
    if kind < 0.45:
        return 0.25
    return float(rng.uniform(0.14, 0.6) if kind < 0.85 else 0.4 * 7.0 ** rng.random())


def _ink_box(sheet: Gray) -> Box:
    columns, rows = np.flatnonzero((sheet < 128).any(axis=0)), np.flatnonzero((sheet < 128).any(axis=1))
    if not len(columns):  # a sign too thin for its size
        return 0, 0, sheet.shape[1], sheet.shape[0]
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _add_neighbours(sheet: Gray, box: Box, em: int, rng: Rng) -> None:
    """Marks of the lines above and below, which are cut with a line now and then."""
    x0, top, x1, bottom = box
    if rng.random() < 0.88:
        return
    for y in (top - rng.uniform(-0.04, 0.2) * em, bottom + rng.uniform(-0.04, 0.2) * em):
        for _ in range(int(rng.integers(0, 4))):
            place = (int(rng.uniform(x0, x1)), int(y))
            reach = (max(1, int(em * rng.uniform(0.02, 0.12))), max(1, int(em * rng.uniform(0.02, 0.08))))
            cv2.ellipse(sheet, place, reach, float(rng.uniform(-60, 60)), 0, 360, (0.0,), -1)


def _add_rulings(sheet: Gray, box: Box, em: int, rng: Rng) -> None:
    """Rulings of tables beside a line or through its letters, whole, dotted, or erased with the ink below."""
    x0, top, x1, bottom = box
    for _ in range(int(rng.choice(3, p=(0.84, 0.13, 0.03)))):
        thick = max(1, round(em * rng.uniform(0.015, 0.07)))
        dash = int(rng.choice([0, 0, 0, 1, 2, 4, 7]))
        gap = round(rng.uniform(-0.22 if dash else -0.12, 0.25) * em)  # below nothing: through the letters
        match int(rng.integers(4)):
            case 0:
                part = sheet[max(0, top - gap - thick) : max(0, top - gap)]
            case 1:
                part = sheet[bottom + gap : bottom + gap + thick]
            case 2:
                part = sheet[:, max(0, x0 - gap - thick) : max(0, x0 - gap)].T
            case _:
                part = sheet[:, x1 + gap : x1 + gap + thick].T
        erased = gap < 0 and not dash and rng.random() < 0.6
        drawn = np.arange(part.shape[1]) // dash % 2 == 0 if dash else np.ones(part.shape[1], bool)
        part[:, drawn] = 255 if erased else int(rng.choice([0, 0, 60, 130]))


def _frame(sheet: Gray, box: Box, em: int, rng: Rng) -> Box:
    """The line's box with the line finder's margin, at times too tight or too wide."""
    margin = max(3.0, _MARGIN * _X_HEIGHT * em)
    loose = rng.normal(0, 0.03 * em, 4) if rng.random() < 0.75 else rng.uniform(-0.07 * em, 0.4 * em, 4)
    x0, top, x1, bottom = box
    if rng.random() < 0.12:  # a speck beside the line is taken for a mark of it
        side, reach = int(rng.choice([1, 1, 3, 3, 0, 2])), float(rng.uniform(0.1, 0.7)) * em
        loose[side] += reach
        along_x, along_y = rng.uniform(x0, x1), rng.uniform(top, bottom)
        place = (
            (x0 - reach, along_y),
            (along_x, top - reach),
            (x1 + reach, along_y),
            (along_x, bottom + reach),
        )[side]
        size = int(rng.integers(0, max(1, em // 16) + 1))
        cv2.circle(sheet, (int(place[0]), int(place[1])), size, (int(rng.integers(0, 90)),), -1)
    left, above, right, below = (max(1, round(margin + more)) for more in loose)
    return x0 - left, top - above, x1 + right, bottom + below


def _scan(sheet: Gray, frame: Box, damage: Damage, rng: Rng) -> Gray:
    """What stands in the frame after the damage, which takes in what stands close around it."""
    x0, top, x1, bottom = frame
    near = 2 + round(0.15 * damage.em)
    rise = near + math.ceil(abs(math.tan(math.radians(damage.tilt))) * (x1 - x0) / 2)
    left, above = max(0, x0 - near), max(0, top - rise)
    part = scanned(sheet[above : bottom + rise, left : x1 + near].astype(np.float32), damage, rng)
    return np.ascontiguousarray(part[max(0, top - above) : bottom - above, max(0, x0 - left) : x1 - left])
