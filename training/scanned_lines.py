"""Lines that the product's own line finder cuts from drawn scans of plans whose text means nothing.

    python -m training.scanned_lines OUT FIRST:END [--scanner PYTHON] [--corpus FOLDER]

One seed is one plan and one scan of it, kept in OUT. Seeds of training lie below 5000.
"""

import argparse
import json
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np

from bench.line_pairs import printed_lines
from bench.scans import draw_scan
from training.alphabet import CLASS_OF
from training.lines import Line, load_lines
from training.texts import draw_text
from training.typefaces import HELD_OUT

_ROOT: Final = Path(__file__).parents[1]
_CHECK_SEEDS: Final = 5000  # training keeps below
_COLUMNS: Final = ("stt", "content", "lead", "coordination", "due", "product", "note")
_EM: Final = 36

Rng = np.random.Generator


def main() -> None:
    """Draw the scans of these seeds and keep their lines."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("out", type=Path)
    options.add_argument("seeds")
    options.add_argument("--scanner", default=str(_ROOT / ".cache/evaluate/scanner/bin/python"))
    options.add_argument("--corpus", type=Path, default=_ROOT / "../shared/corpus")
    chosen = options.parse_args()
    first, end = map(int, chosen.seeds.split(":"))
    for seed in range(first, min(end, _CHECK_SEEDS)):
        lines = draw_scanned(seed, chosen.out, chosen.scanner, chosen.corpus)
        print(seed, len(lines), file=sys.stderr, flush=True)


def draw_scanned(seed: int, out: Path, scanner: str, corpus: Path) -> list[Line]:
    """The lines of a seed's scan; none where it is set in the typeface that is kept out of training."""
    kept = out / f"{seed}.scanned"
    if not kept.exists():
        plans = out / f"plan-{seed}"
        plans.mkdir(parents=True, exist_ok=True)
        (plans / "own.yaml").write_text(draw_plan(seed), encoding="utf-8")
        scan = draw_scan(scanner, corpus, plans, out, seed)
        kept.write_bytes(pickle.dumps([_line(p) for p in printed_lines(scan) if _usable(p)]))
    return load_lines(kept)


def _usable(printed: Any) -> bool:
    return HELD_OUT not in printed.typeface and all(c in CLASS_OF for c in printed.text)


def _line(printed: Any) -> Line:
    return Line(printed.text, printed.picture, printed.typeface, printed.bilevel, 0.5, _EM)


def draw_plan(seed: int) -> str:
    """A plan in the corpus's form (YAML), its texts drawn."""
    rng = np.random.default_rng((seed, 7))
    date = "0000-00-00"
    plan = {
        "id": "own",
        "year": 2020,
        "issuer_name": "-",
        "header": {
            "parent": _texts(rng, 1).upper(),
            "issuer": _texts(rng, 1).upper(),
            "number": str(int(rng.integers(1, 3000))),
            "symbol": "KH-UBND",
            "place": "Hà Nội",
            "date": date,
        },
        "title": ["KẾ HOẠCH", _texts(rng, 2).upper()],
        "body": "\n".join(_paragraphs(rng)),
        "signature": {
            "recipients": [f"{_texts(rng, 1)};" for _ in range(5)],
            "authority": ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
            "name": "Nguyễn Văn A",
        },
        "appendix": _appendix(rng),
    }
    made = json.dumps(plan, ensure_ascii=False, indent=1)
    return made.replace(
        f'"{date}"', f"{rng.integers(2010, 2030)}-{rng.integers(10, 13)}-{rng.integers(10, 29)}"
    )


def _paragraphs(rng: Rng) -> Iterator[str]:
    for number in range(1, 4):
        yield f"# {'I' * number}. {_texts(rng, 1).upper()}"
        yield f"## {number}. {_texts(rng, 1)}"
        for _ in range(2):
            yield f"- {_texts(rng, int(rng.integers(2, 9)))}"


def _appendix(rng: Rng) -> dict[str, Any]:
    rows = [
        {
            "stt": str(number),
            "content": _texts(rng, int(rng.integers(1, 4))),
            **{column: _texts(rng, 1) for column in _COLUMNS[2:]},
        }
        for number in range(1, int(rng.integers(7, 12)))
    ]
    return {
        "title": ["PHỤ LỤC", _texts(rng, 1)],
        "columns": list(_COLUMNS),
        "headers": {column: _texts(rng, 1) for column in _COLUMNS},
        "rows": rows,
    }


def _texts(rng: Rng, count: int) -> str:
    """So many texts one after another, without what the corpus reads as its own marks."""
    text = " ".join(draw_text(rng) for _ in range(count))
    return text.translate(dict.fromkeys(map(ord, "[]|#^<>"), None)).strip() or "x"


if __name__ == "__main__":
    main()
