"""Lines drawn without end: a number and a seed give a text and its picture as the line finder would cut
it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from training.damage import draw_damage, scanned
from training.texts import draw_text
from training.typefaces import Typeface, font_at, typefaces

Rng = np.random.Generator
Gray = NDArray[np.uint8]

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
    sheet = _with_neighbours(sheet, box, em, face, rng)
    picture = _cut(scanned(sheet, damage, rng), box, em, rng)
    return Line(text, picture, face.family, damage.bilevel, damage.strength, em)


def _typeset(
    text: str, face: Typeface, em: int, rng: Rng
) -> tuple[NDArray[np.float32], tuple[int, int, int, int]]:
    """The line on a sheet with room around it, and the box of its ink; blanks as justified text has them."""
    font = font_at(face.path, em)
    words = text.split(" ")
    blank = em * (0.25 if rng.random() < 0.5 else float(rng.uniform(0.16, 0.7)))
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
    sheet = np.asarray(image, np.float32)
    stretch = float(rng.normal(1, 0.05))
    sheet = cv2.resize(
        sheet, None, fx=float(np.clip(stretch, 0.85, 1.15)), fy=1, interpolation=cv2.INTER_LINEAR
    )
    box = _ink_box(sheet)
    if rng.random() < 0.03 and len(text) > 3:  # underlined
        y = baseline + round(em * rng.uniform(0.1, 0.2))
        sheet[y : y + max(1, em // 18), box[0] : box[2]] = 0
    return sheet, box


def _ink_box(sheet: NDArray[np.float32]) -> tuple[int, int, int, int]:
    columns, rows = np.flatnonzero((sheet < 128).any(axis=0)), np.flatnonzero((sheet < 128).any(axis=1))
    if not len(columns):  # a sign too thin for its size
        return 0, 0, sheet.shape[1], sheet.shape[0]
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _with_neighbours(
    sheet: NDArray[np.float32], box: tuple[int, int, int, int], em: int, face: Typeface, rng: Rng
) -> NDArray[np.float32]:
    """What stands beside a line and is cut with it now and then: bits of other lines, rulings."""
    x0, top, x1, bottom = box
    if rng.random() < 0.12:  # marks of the lines above and below
        for y in (top - rng.uniform(-0.04, 0.2) * em, bottom + rng.uniform(-0.04, 0.2) * em):
            for _ in range(int(rng.integers(0, 4))):
                place = (int(rng.uniform(x0, x1)), int(y))
                reach = (max(1, int(em * rng.uniform(0.02, 0.12))), max(1, int(em * rng.uniform(0.02, 0.08))))
                cv2.ellipse(sheet, place, reach, float(rng.uniform(-60, 60)), 0, 360, (0.0,), -1)
    if rng.random() < 0.1:
        thick = max(1, round(em * rng.uniform(0.015, 0.06)))
        shade = float(rng.choice([0, 0, 60, 130]))
        gap = round(rng.uniform(0.05, 0.25) * em)
        dash = int(rng.choice([0, 0, 0, 2, 6]))
        match int(rng.integers(4)):
            case 0:
                part = sheet[max(0, top - gap - thick) : max(0, top - gap)]
            case 1:
                part = sheet[bottom + gap : bottom + gap + thick]
            case 2:
                part = sheet[:, max(0, x0 - gap - thick) : max(0, x0 - gap)].T
            case _:
                part = sheet[:, x1 + gap : x1 + gap + thick].T
        drawn = np.arange(part.shape[1]) // dash % 2 == 0 if dash else np.ones(part.shape[1], bool)
        part[:, drawn] = shade
    return sheet


def _cut(sheet: Gray, box: tuple[int, int, int, int], em: int, rng: Rng) -> Gray:
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
    cut = sheet[max(0, top - above) : bottom + below, max(0, x0 - left) : x1 + right]
    return np.ascontiguousarray(cut)
