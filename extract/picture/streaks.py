"""Streaks: thin lines that dust on a scanner's sensor draws along the sheet, from one edge to the other.

They run exactly along the picture's rows or columns, however the sheet lay, over margins and text alike,
which no ruling does.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.picture.dewarp import Gray

# In points: how wide a streak is at most. It is darker than what lies beside it by so much (of 255) …
_WIDTH, _DARKER = 1.2, 20
# … over this share of the paper that it runs over; paper is as bright as this, and most of the sheet.
_SHARE, _PAPER, _MOST = 0.8, 150, 0.5
# … and in this share of the sheet at either edge, where no table's ruling comes.
_MARGIN = 0.04
_OPAQUE = 0.3  # a streak that lets less of the light through hides what lies below it
_SAMPLED = 4  # every so manieth row is looked at


def without_streaks(gray: Gray, dpi: float) -> Gray:
    """The picture with streaks along its columns and its rows filled by what lies on their two sides."""
    width = max(2, round(_WIDTH * dpi / 72))
    upright = _filled(gray, _streaks(gray[::_SAMPLED], width), width)
    level = _streaks(np.ascontiguousarray(upright[:, ::_SAMPLED].T), width)
    return np.ascontiguousarray(_filled(upright.T, level, width).T)


def _streaks(sampled: Gray, width: int) -> NDArray[np.bool_]:
    """Which columns of a picture, a few of its rows, are streaks."""
    beside = np.asarray(cv2.min(np.roll(sampled, width, axis=1), np.roll(sampled, -width, axis=1)), np.uint8)
    paper = beside > _PAPER
    dark = paper & (np.asarray(cv2.subtract(beside, sampled)) > _DARKER)
    margin = round(_MARGIN * len(sampled))
    streaks = paper.sum(axis=0) > _MOST * len(sampled)
    for part in (np.s_[:], np.s_[:margin], np.s_[-margin:]):
        streaks &= dark[part].sum(axis=0) > _SHARE * paper[part].sum(axis=0)
    streaks[:width] = streaks[-width:] = False
    return np.asarray(streaks)


def _filled(gray: Gray, streaks: NDArray[np.bool_], width: int) -> Gray:
    """The picture as it is without those columns' shade: what dust lets through is as much brighter, and
    where it lets nothing through is what lies on its two sides.
    """
    if not streaks.any():
        return gray
    filled = gray.copy()
    wide = cv2.dilate(streaks.astype(np.uint8)[None, :], np.ones((1, 3), np.uint8))[0] > 0
    shares = {int(column): _let_through(gray, int(column), width) for column in np.flatnonzero(wide)}
    clear = np.array([shares.get(column, 1.0) >= _OPAQUE for column in range(gray.shape[1])])
    for column, share in shares.items():
        if clear[column]:
            filled[:, column] = np.minimum(gray[:, column] / share, 255.0)
    for column in np.flatnonzero(~clear).tolist():
        left, right = np.flatnonzero(clear[:column])[-1:], column + np.flatnonzero(clear[column:])[:1]
        filled[:, column] = filled[:, [*left, *right]].min(axis=1)
    return filled


def _let_through(gray: Gray, column: int, width: int) -> float:
    """The share (0–1) of the light that paper in a column has of that beside it."""
    beside = np.minimum(gray[:, max(0, column - width)], gray[:, min(gray.shape[1] - 1, column + width)])
    paper = beside > _PAPER
    return min(1.0, float(np.median(gray[paper, column] / beside[paper])))
