"""The files that the evaluation reads: samples, and where the corpus is at hand its plans, typeset and
scanned.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.metrics import Gold
from kehoach.errors import MissingProgram, WrongUsage

SAMPLES: Final = Path(__file__).parents[1] / "samples"
DIGITAL: Final = "digital"
CONDITIONS: Final = ("clean", "office", "low", "fax", "phone", "upside", DIGITAL)
OTHERS: Final = ("samples", "real")  # files that were not made here, whatever their condition
RANDOM: Final = "random"  # scans drawn at random
_END_OF_TRAINING: Final = 5_000  # seeds from here on are not for working with


@dataclass(frozen=True, slots=True)
class Case:
    """A file to read and what should be found in it; `group` is a condition, or where the file comes from."""

    path: Path
    group: str
    gold: Gold

    @property
    def name(self) -> str:
        """The file's name without its suffix."""
        return self.path.stem


def collect_cases(
    corpus: Path, cache: Path, conditions: Sequence[str], plans: Sequence[str]
) -> tuple[Case, ...]:
    """All cases of the named conditions (and `OTHERS`) and documents; no name means all. Scans what is not in
    `cache`.

    Raises WrongUsage where nothing has these names, MissingProgram where a plan cannot be typeset.
    """
    if unknown := set(conditions) - {*CONDITIONS, *OTHERS}:
        raise WrongUsage(
            f"There is no condition {', '.join(unknown)}.", f"Name {', '.join((*CONDITIONS, *OTHERS))}."
        )
    wanted = conditions or (*CONDITIONS, *OTHERS)
    cases = [*_samples(), *_real(corpus), *_plans(corpus, cache / "scans", wanted, plans)]
    chosen = [
        case for case in cases if case.group in wanted and (not plans or case.name.split(".")[0] in plans)
    ]
    if not chosen:
        raise WrongUsage("There is no such document.", f"Look into {SAMPLES} and {corpus}.")
    return tuple(sorted(chosen, key=lambda case: case.name))


def random_cases(corpus: Path, cache: Path, seeds: Sequence[int]) -> tuple[Case, ...]:
    """Scans drawn at random, to work with and to fit on. Draws what is not in `cache`.

    Raises WrongUsage where a seed is kept for checks, MissingProgram where scans cannot be drawn.
    """
    if seeds and max(seeds) >= _END_OF_TRAINING:
        raise WrongUsage(
            f"Seeds from {_END_OF_TRAINING} on are not for working with.", "See bench.check_scans."
        )
    scans = (draw_scan(scanner_of(cache), corpus, corpus / "plans", cache / RANDOM, seed) for seed in seeds)
    return tuple(Case(scan, RANDOM, _load(scan.with_suffix(".gold.json"))) for scan in scans)


def draw_scan(python: str, corpus: Path, plans: Path, out: Path, seed: int) -> Path:
    """The scan of this seed in `out`, of one of the plans; drawn where it is not there yet.

    Raises MissingProgram.
    """
    out.mkdir(parents=True, exist_ok=True)
    if not list(out.glob(f"*.r{seed}.gold.json")):
        script = Path(__file__).with_name("draw_scans.py")
        command = [python, *map(str, (script, corpus, plans, out)), f"{seed}:{seed + 1}"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise MissingProgram("Scans cannot be drawn.", done.stderr.strip()[-300:])
    return next(out.glob(f"*.r{seed}.pdf"))


def _samples() -> Iterator[Case]:
    for path in sorted(SAMPLES.glob("*.pdf")):
        yield Case(path, "samples", _load(SAMPLES / "expected" / f"{path.name.split('.')[0]}.json"))


def _real(corpus: Path) -> Iterator[Case]:
    for path in sorted((corpus / "real").glob("*.pdf")):
        transcript = path.with_suffix(".txt")
        if transcript.exists():
            yield Case(path, "real", {"transcript": transcript.read_text(encoding="utf-8")})
        else:
            yield Case(path, "real", _load(path.with_name(f"{path.name.split('.')[0]}.gold.json")))


def _plans(corpus: Path, folder: Path, conditions: Sequence[str], plans: Sequence[str]) -> Iterator[Case]:
    names = [name for name in CONDITIONS if name in conditions]
    for plan in sorted((corpus / "plans").glob("*.yaml")):
        if names and (not plans or plan.stem in plans):
            _scan(plan, corpus, folder, names)
            gold = _load(folder / f"{plan.stem}.gold.json")
            for name in names:
                yield Case(folder / f"{plan.stem}.{name}.pdf", name, gold)


def _scan(plan: Path, corpus: Path, folder: Path, conditions: Sequence[str]) -> None:
    """Typeset and scan a plan under the conditions of which there is no scan, or one older than the plan."""
    made = {name: folder / f"{plan.stem}.{name}.pdf" for name in conditions}
    missing = [name for name, path in made.items() if not _newer(path, plan)]
    if not missing:
        return
    print(f"typesetting {plan.stem}: {', '.join(missing)}", file=sys.stderr)
    scanned = (
        ",".join(name for name in missing if name != DIGITAL) or "clean"
    )  # it wants one condition at least
    digital = ["--born-digital"] if DIGITAL in missing else []
    program, out = str(corpus / "make_scan.py"), str(folder)
    command = [scanner_of(folder.parent), program, str(plan), out, "--cond", scanned, *digital]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:]
        raise MissingProgram(
            f"{plan.stem} cannot be typeset: {' '.join(last)}",
            f"`make evaluate` installs what that needs; by hand: pip install -r "
            f"{corpus / 'requirements.txt'}.",
        )


def scanner_of(cache: Path) -> str:
    """The Python that typesets: the one that `make evaluate` set up, else this one."""
    own = cache / "scanner" / "bin" / "python"
    return str(own) if own.exists() else sys.executable


def _newer(path: Path, source: Path) -> bool:
    return path.exists() and path.stat().st_mtime >= source.stat().st_mtime


def _load(path: Path) -> Gold:
    gold: Gold = json.loads(path.read_text(encoding="utf-8"))
    return gold
