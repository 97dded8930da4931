"""Tesseract: lines in-process by tesserocr (or by pytesseract where that is missing), orientation by
pytesseract.

Tesseract is called from this module alone. Its models are Debian's `script/Vietnamese` or, without it, `vie`.
pytesseract is imported where it is called: it loads pandas, half a second that most processes can do without.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from PIL import Image

from extract.picture.dewarp import Gray
from extract.recognition.recogniser import RecognisedWord, Recogniser, Voter
from kehoach.errors import MissingProgram

try:
    import tesserocr
except ImportError:
    tesserocr = None

VOTER: Final = Voter("tesseract", "Apache-2.0", weight=1.0, cannot_read="≤≥•")
_BORDER = 10  # pixels of paper that Tesseract wants around a line
_HIGH = 44  # pixels; a higher line costs more and is read no better, as Tesseract scales lines to 36
_SINGLE_LINE = 7  # page segmentation mode
# Orientation is judged on a picture this wide (pixels), from the middle of the page, where text is dense.
_ORIENTATION_WIDTH = 1200


def load(tessdata: Path) -> Recogniser:
    """The line recogniser for this machine.

    Raises:
        MissingProgram: no Vietnamese model in `tessdata`.
    """
    for language in ("script/Vietnamese", "Vietnamese", "vie"):
        if (tessdata / f"{language}.traineddata").exists():
            return _InProcess(tessdata, language) if tesserocr else _ByProgram(tessdata, language)
    raise MissingProgram(
        f"Tesseract has no Vietnamese model in {tessdata}.",
        "Install the packages tesseract-ocr-script-viet and tesseract-ocr-vie, then run `kehoach doctor`.",
    )


class _InProcess:
    voter = VOTER

    def __init__(self, tessdata: Path, language: str) -> None:
        # A folder in the language's name is part of the path to its model.
        folder, _, model = language.rpartition("/")
        self._api = tesserocr.PyTessBaseAPI(path=str(tessdata / folder), lang=model, psm=_SINGLE_LINE)

    def read(self, lines: Sequence[Gray]) -> list[tuple[RecognisedWord, ...]]:
        """See `Recogniser.read`."""
        return [tuple(self._read_one(line)) for line in lines]

    def _read_one(self, line: Gray) -> Iterator[RecognisedWord]:
        picture, scale = _prepared(line)
        height, width = picture.shape
        self._api.SetImageBytes(picture.tobytes(), width, height, 1, width)
        self._api.SetSourceResolution(300)
        self._api.Recognize()
        words = self._api.GetIterator()
        level = tesserocr.RIL.WORD
        if words is None:
            return
        for word in tesserocr.iterate_level(words, level):
            box = word.BoundingBox(level)
            if box is None:
                continue
            text = unicodedata.normalize("NFC", word.GetUTF8Text(level).strip())
            if text:
                x0, x1 = (round((x - _BORDER) * scale) for x in (box[0], box[2]))
                yield RecognisedWord(text, x0, x1, max(0.0, word.Confidence(level) / 100.0))


class _ByProgram:
    voter = VOTER

    def __init__(self, tessdata: Path, language: str) -> None:
        self._language = language
        self._config = f"--tessdata-dir {tessdata} --psm {_SINGLE_LINE}"

    def read(self, lines: Sequence[Gray]) -> list[tuple[RecognisedWord, ...]]:
        """See `Recogniser.read`."""
        return [self._read_one(line) for line in lines]

    def _read_one(self, line: Gray) -> tuple[RecognisedWord, ...]:
        import pytesseract

        picture, scale = _prepared(line)
        found: dict[str, list[Any]] = pytesseract.image_to_data(
            Image.fromarray(picture),
            lang=self._language,
            config=self._config,
            output_type=pytesseract.Output.DICT,
        )
        return tuple(
            RecognisedWord(
                unicodedata.normalize("NFC", text.strip()),
                round((left - _BORDER) * scale),
                round((left + width - _BORDER) * scale),
                float(conf) / 100,
            )
            for text, left, width, conf in zip(
                found["text"], found["left"], found["width"], found["conf"], strict=True
            )
            if text.strip() and float(conf) >= 0
        )


def _prepared(line: Gray) -> tuple[Gray, float]:
    """The picture that Tesseract gets of a line, and how many pixels of the line one of it is wide."""
    height, width = line.shape
    scale = max(1.0, height / _HIGH)
    if scale > 1:
        size = max(1, round(width / scale)), _HIGH
        line = np.asarray(cv2.resize(line, size, interpolation=cv2.INTER_AREA), np.uint8)
    edge = cv2.copyMakeBorder(line, _BORDER, _BORDER, _BORDER, _BORDER, cv2.BORDER_CONSTANT, value=(255,))
    return np.ascontiguousarray(edge, dtype=np.uint8), scale


def find_rotation(gray: Gray, tessdata: Path) -> int:
    """Degrees clockwise (0, 90, 180, 270) by which to turn the page so that it stands upright.

    0 where Tesseract finds too few letters to tell (an empty page, a picture).
    """
    import pytesseract

    height, width = gray.shape
    scale = min(1.0, _ORIENTATION_WIDTH / min(height, width))
    small = cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    middle = small[round(0.2 * small.shape[0]) : round(0.8 * small.shape[0])]
    for part in (middle, small):
        try:
            found = pytesseract.image_to_osd(
                Image.fromarray(np.ascontiguousarray(part)),
                config=f"--tessdata-dir {tessdata}",
                output_type=pytesseract.Output.DICT,
            )
            return int(found["rotate"])
        except pytesseract.TesseractError:
            continue
        except pytesseract.TesseractNotFoundError as error:
            raise MissingProgram(
                "The program tesseract is not installed.",
                "Install the package tesseract-ocr, then run `kehoach doctor`.",
            ) from error
    return 0
