"""Free typefaces of Debian that have all Vietnamese letters, and one of them that training never sees."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from PIL import ImageFont

from kehoach.errors import MissingProgram
from training.alphabet import ALPHABET

_FOLDERS: Final = (Path("/usr/share/fonts"), Path("/usr/share/texmf/fonts"))
_SANS: Final = "-Regular -Bold -Italic -BoldItalic"
_GYRE: Final = "-regular -bold -italic -bolditalic"
HELD_OUT: Final = "Pagella"  # never in training
# family: files, and how often a line is set in it
_FAMILIES: Final[Mapping[str, tuple[str, float]]] = {
    "Tinos": (f"Tinos*.ttf {_SANS}", 9),
    "Termes": (f"texgyretermes*.otf {_GYRE}", 7),
    "FreeSerif": ("FreeSerif*.ttf , Bold Italic BoldItalic", 5),
    "Noto Serif": (f"NotoSerif*.ttf {_SANS}", 3),
    "Noto Serif Display": (f"NotoSerifDisplay*.ttf {_SANS}", 0.7),
    "DejaVu Serif": ("DejaVuSerif*.ttf , -Bold -Italic -BoldItalic Condensed Condensed-Bold", 3),
    "Schola": (f"texgyreschola*.otf {_GYRE}", 1.5),
    "Bonum": (f"texgyrebonum*.otf {_GYRE}", 1),
    "Arimo": (f"Arimo*.ttf {_SANS}", 4),
    "Heros": (f"texgyreheros*.otf {_GYRE}", 2),
    "Noto Sans": (f"NotoSans*.ttf {_SANS}", 2),
    HELD_OUT: (f"texgyrepagella*.otf {_GYRE}", 1),
}
_STYLES: Final = (0.62, 0.2, 0.12, 0.06)  # regular, bold, italic, both
_PACKAGES: Final = (
    "fonts-croscore fonts-texgyre fonts-freefont-ttf fonts-noto-core fonts-dejavu-core fonts-dejavu-extra"
)


@dataclass(frozen=True, slots=True)
class Typeface:
    """A file of a typeface, and the letters of the alphabet that it has."""

    family: str
    path: Path
    letters: frozenset[str]
    share: float


@cache
def typefaces(*families: str) -> tuple[Typeface, ...]:
    """Those of the families, of all but the one held out where none is named; their shares sum to 1.

    Raises MissingProgram where a file is missing: other typefaces would silently be other data.
    """
    found = list(_find(families or tuple(family for family in _FAMILIES if family != HELD_OUT)))
    total = sum(face.share for face in found)
    return tuple(replace(face, share=face.share / total) for face in found)


def _find(families: Sequence[str]) -> Iterator[Typeface]:
    files = {path.name: path for folder in _FOLDERS for path in folder.rglob("*.[ot]tf")}
    for family in families:
        pattern, share = _FAMILIES[family]
        stem, *styles = pattern.split()
        for number, style in enumerate(styles):
            name = stem.replace("*", style.strip(","))
            if name not in files:
                raise MissingProgram(f"The typeface {name} is missing.", f"apt-get install {_PACKAGES}")
            weight = _STYLES[number] if number < len(_STYLES) else 0.1
            yield Typeface(family, files[name], _letters_of(files[name]), share * weight)


def _letters_of(path: Path) -> frozenset[str]:
    """Letters whose picture is not that of a letter that no typeface has."""
    font = ImageFont.truetype(str(path), 24)
    missing = bytes(font.getmask("\U0010fffe"))
    return frozenset(c for c in ALPHABET if c == " " or bytes(font.getmask(c)) != missing)


@cache
def font_at(path: Path, size: int) -> ImageFont.FreeTypeFont:
    """The typeface at a size in pixels."""
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
