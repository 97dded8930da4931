"""Line charts as SVG, from numbers alone, so that the same figures give the same file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

Point = tuple[float, float]

_WIDTH, _HEIGHT = 720, 420
_LEFT, _TOP, _RIGHT, _BOTTOM = 70, 40, 570, 360  # the plot's area; the legend stands right of it
_TICKS = 5
# told apart by people who confuse red and green, too (Okabe and Ito)
_COLOURS: Final = ("#000000", "#0072b2", "#009e73", "#d55e00", "#cc79a7", "#e69f00", "#56b4e9", "#8a8a00")


@dataclass(frozen=True, slots=True)
class Chart:
    """Axes from 0 to `x_end` and `y_end`, both shares that are written as percentages; `guide` is a dashed
    line.
    """

    title: str
    x_label: str
    y_label: str
    x_end: float
    y_end: float
    guide: tuple[Point, Point]


def draw(chart: Chart, lines: Mapping[str, Sequence[Point]], marks: Mapping[str, Sequence[Point]]) -> str:
    """The chart with its lines, each with the marks (dots) of its name. What lies beyond the axes is cut
    off.
    """
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        'font-size="12">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        f'<clipPath id="area"><rect x="{_LEFT}" y="{_TOP - 4}" width="{_RIGHT - _LEFT + 4}" '
        f'height="{_BOTTOM - _TOP + 8}"/></clipPath>',
        f'<text x="{_LEFT}" y="24" font-size="15">{escape(chart.title)}</text>',
        *_axes(chart),
        f'<polyline points="{_path(chart, chart.guide)}" stroke="#777777" stroke-dasharray="5 4" '
        f'fill="none"/>',
    ]
    for place, (name, points) in enumerate(lines.items()):
        colour = _COLOURS[place % len(_COLOURS)]
        parts.append(
            f'<polyline points="{_path(chart, points)}" stroke="{colour}" stroke-width="1.6" fill="none" '
            'clip-path="url(#area)"/>'
        )
        for point in marks.get(name, ()):
            x, y = _place(chart, point)
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}" clip-path="url(#area)"/>')
        y = _TOP + 18 * place
        parts.append(f'<rect x="{_RIGHT + 20}" y="{y}" width="16" height="4" fill="{colour}"/>')
        parts.append(f'<text x="{_RIGHT + 42}" y="{y + 6}">{escape(name)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _axes(chart: Chart) -> Iterator[str]:
    for tick in range(_TICKS + 1):
        value = chart.x_end * tick / _TICKS, chart.y_end * tick / _TICKS
        x, y = _place(chart, value)
        yield f'<path d="M{x:.1f} {_TOP}V{_BOTTOM}M{_LEFT} {y:.1f}H{_RIGHT}" stroke="#dddddd"/>'
        yield f'<text x="{x:.1f}" y="{_BOTTOM + 18}" text-anchor="middle">{_percent(value[0])}</text>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_percent(value[1])}</text>'
    middle_x, middle_y = (_LEFT + _RIGHT) / 2, (_TOP + _BOTTOM) / 2
    yield f'<text x="{middle_x}" y="{_BOTTOM + 40}" text-anchor="middle">{escape(chart.x_label)}</text>'
    yield (
        f'<text x="18" y="{middle_y}" text-anchor="middle" transform="rotate(-90 18 {middle_y})">'
        f"{escape(chart.y_label)}</text>"
    )


def _percent(value: float) -> str:
    return f"{100 * value:.3g} %"


def _path(chart: Chart, points: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in (_place(chart, point) for point in points))


def _place(chart: Chart, point: Point) -> Point:
    x, y = point
    return _LEFT + (_RIGHT - _LEFT) * x / chart.x_end, _BOTTOM - (_BOTTOM - _TOP) * y / chart.y_end
