"""What printing, scanning and cutting do to a line: each step takes a grey picture and gives another."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Rng = np.random.Generator
Picture = NDArray[np.float32]  # paper 255, ink 0
Gray = NDArray[np.uint8]

_PAPER: Final = 255.0
_LEAST_INK: Final = 0.45  # of a line's ink is left by a threshold


@dataclass(frozen=True, slots=True)
class Damage:
    """How much of it: `strength` 0 leaves a line as a good scan has it, 1 is the worst that is drawn."""

    strength: float
    bilevel: bool
    em: float  # size of the type in pixels
    tilt: float  # degrees by which the sheet lay askew


def draw_damage(rng: Rng, em: float) -> Damage:
    """The damage of one line."""
    tilt = float(rng.normal(0, 0.8)) if rng.random() < 0.7 else 0.0
    return Damage(float(rng.beta(1.2, 1.3)), bool(rng.random() < 0.45), em, tilt)


def scanned(line: Picture, damage: Damage, rng: Rng) -> Gray:
    """The line as it stands on a cleaned page."""
    some, strength = (lambda share: bool(rng.random() < share)), damage.strength
    inked = float((line < _PAPER / 2).mean())
    weight = float(rng.normal(0, 1.2 if some(0.06) else 0.5 * strength))
    line = _inked(line, weight, damage.em)
    black = float(rng.uniform(0, 90)) * (0.3 + 0.7 * strength)
    line = black + line * np.float32((_PAPER - black) / _PAPER)
    if some(0.1):
        line = _bleed(line, rng, strength)
    if some(0.35):
        line = _faded(line, rng, strength)
    line = cv2.GaussianBlur(line, (0, 0), 0.15 + rng.uniform(0.2, 1.15) * strength * (damage.em / 36) ** 0.5)
    if some(0.12):
        line = _sealed(line, rng, damage.em)
    line = line + rng.standard_normal(line.shape, np.float32) * np.float32(1 + 19 * strength * rng.random())
    line = _turned(line, damage.tilt)
    if damage.bilevel:
        drawn = rng.uniform(115, 185) if some(0.8) else rng.uniform(95, 225)
        threshold = max(drawn, float(np.quantile(line[::2, ::2], _LEAST_INK * inked)))
        line = np.where(line > threshold, np.float32(255), np.float32(0))
    else:
        line = np.minimum(line * np.float32(rng.uniform(0.95, 1.03)), 255)
        if some(0.4):
            line = _compressed(line, int(rng.integers(30, 92)))
    if some(0.3 * strength + 0.1):
        line = _specked(line, rng, damage)
    if some(0.08):
        line = _streaked(line, rng)
    off = float(rng.normal(0, 0.3)) if some(0.5) else 0.0
    line = _turned(line, off - damage.tilt)
    if some(0.14):
        line = _curled(line, rng, damage.em)
    return _gray(line)


def worn(line: Gray, rng: Rng) -> Gray:
    """A line that was cut from a scan, a little other each time that it is learned from."""
    height, width = line.shape
    size = (max(4, round(width * float(np.clip(rng.normal(1, 0.04), 0.9, 1.1)))), height)
    moved = cv2.resize(line, size, interpolation=cv2.INTER_LINEAR)
    more = max(1, height // 12)
    sides = [int(n) for n in rng.integers(0, 2 * more + 1, 4)]
    moved = cv2.copyMakeBorder(moved, *sides, cv2.BORDER_CONSTANT, value=(_PAPER,))
    moved = moved[more : max(more + 4, moved.shape[0] - more), more : max(more + 4, moved.shape[1] - more)]
    picture = moved.astype(np.float32)
    if rng.random() < 0.5:
        picture = _inked(picture, float(rng.normal(0, 0.3)), 0.7 * height)
    if rng.random() < 0.4:
        noise = rng.standard_normal(picture.shape, np.float32)
        picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.2, 0.9)) + noise * np.float32(
            rng.uniform(0, 10)
        )
    return _gray(picture)


def _gray(line: Picture) -> Gray:
    return np.clip(line, 0, 255).astype(np.uint8)


def _inked(line: Picture, weight: float, em: float) -> Picture:
    """Strokes thicker or thinner than the typeface has them."""
    if abs(weight) < 0.15:
        return line
    soft = cv2.GaussianBlur(line, (0, 0), 0.3 + min(1.0, abs(weight)) * em / 36)
    return np.clip((soft - 128) * np.float32(1.7) + np.float32(128 - 90 * weight), 0, 255)


def _bleed(line: Picture, rng: Rng, strength: float) -> Picture:
    """The other side of the sheet shines through: the line's own ink, mirrored and moved, will do for it."""
    behind = np.roll(line[:, ::-1], tuple(rng.integers(-line.shape[0], line.shape[0], 2)), (0, 1))
    share = np.float32(0.06 + 0.2 * strength * rng.random())
    return line - share * (_PAPER - cv2.GaussianBlur(behind, (0, 0), 1.2))


def _faded(line: Picture, rng: Rng, strength: float) -> Picture:
    """The toner runs thin along the line."""
    least = 1 - 0.65 * strength * rng.random()
    ends = np.interp(np.linspace(0, 1, line.shape[1]), (0, rng.random(), 1), rng.uniform(least, 1, 3))
    return (_PAPER - (_PAPER - line) * ends.astype(np.float32)).astype(np.float32)


def _sealed(line: Picture, rng: Rng, em: float) -> Picture:
    """Arcs of a seal, as grey as red ink is in a grey scan, or what cleaning left of it."""
    height, width = line.shape
    over = np.full_like(line, 255)
    for _ in range(int(rng.integers(1, 4))):
        radius = float(rng.uniform(1.5, 9)) * em
        turn = rng.uniform(0, 2 * np.pi)
        x, y = rng.uniform(0, width) + radius * np.cos(turn), height / 2 + radius * np.sin(turn)
        width_of_ring = max(1, int(em * rng.uniform(0.02, 0.12)))
        cv2.circle(over, (int(x), int(y)), int(radius), (float(rng.uniform(90, 235)),), width_of_ring)
    return (
        np.minimum(line, cv2.GaussianBlur(over, (0, 0), 0.7)) if rng.random() < 0.7 else (line * over / 255)
    )


def _turned(line: Picture, degrees: float) -> Picture:
    if not degrees:
        return line
    height, width = line.shape
    shear = np.tan(np.radians(degrees))  # a small turn: rows move, which is what harms letters
    matrix = np.array([[1, shear, -shear * height / 2], [-shear, 1, shear * width / 2]], np.float64)
    return cv2.warpAffine(line, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(_PAPER,))


def _curled(line: Picture, rng: Rng, em: float) -> Picture:
    """The sheet's wave, as far as straightening left it."""
    height, width = line.shape
    columns = np.arange(width, dtype=np.float32)
    wave = (
        np.sin(columns * (2 * np.pi / rng.uniform(15, 60) / em) + rng.uniform(0, 6))
        * rng.uniform(0.02, 0.16)
        * em
    )
    rows = np.arange(height, dtype=np.float32)[:, None] + wave.astype(np.float32)[None]
    across = np.broadcast_to(columns, rows.shape)
    return cv2.remap(line, across, rows, cv2.INTER_LINEAR, borderValue=(_PAPER,))


def _compressed(line: Picture, quality: int) -> Picture:
    _, data = cv2.imencode(".jpg", _gray(line), [cv2.IMWRITE_JPEG_QUALITY, quality])
    return cv2.imdecode(data, cv2.IMREAD_GRAYSCALE).astype(np.float32)


def _specked(line: Picture, rng: Rng, damage: Damage) -> Picture:
    """Dark specks on paper and light ones in ink."""
    line = line.copy()
    height, width = line.shape
    for _ in range(1 + int(rng.poisson(width / damage.em * 0.5 * damage.strength))):
        place = int(rng.integers(width)), int(rng.integers(height))
        shade = float(rng.integers(0, 110) if rng.random() < 0.7 else rng.integers(200, 256))
        cv2.circle(line, place, int(rng.integers(0, max(1, damage.em / 18) + 1)), (shade,), -1)
    return line


def _streaked(line: Picture, rng: Rng) -> Picture:
    """A streak of the scanner's glass, upright, or a fold of the sheet, level."""
    line = line.copy()
    shade = np.float32(rng.uniform(0.45, 0.85))
    if rng.random() < 0.5:
        x = int(rng.integers(line.shape[1]))
        line[:, x : x + int(rng.integers(1, 3))] *= shade
    else:
        y = int(rng.integers(line.shape[0]))
        line[y : y + int(rng.integers(1, 4))] *= shade
    return line
