"""What a scanned page costs, beside tools that give its text alone.

    python -m bench.cost [--conditions office,fax] [--plans bd-sgtvt-2020] [--seeds 1000:1002] [--pages 2]
        [--repeats 3] [--write]
    python -m bench.cost --small      one page of a sample, once

The pages are those of plans under these conditions, and of scans drawn at random with training seeds. Each
tool reads the same pages on one core, in a process of its own, one after the other and again. Told are
processor seconds a page, as ratios to Tesseract's own command, the peak memory of the largest process, and
which share of the printed words the tool's text has. `--write` puts the tables into docs/performance.md.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

import pypdfium2

from bench.options import seed_list
from bench.scans import DIGITAL, SAMPLES, collect_cases, random_cases

_ROOT: Final = Path(__file__).parents[1]
_PAGE: Final = _ROOT / "docs/performance.md"
_SAMPLE: Final = SAMPLES / "hna-snnptnt-2021.scan.pdf"
_DPI: Final = 300
_MARKS: Final = re.compile(r"(<!-- figures -->\n).*(<!-- end of figures -->)", re.DOTALL)
_BASE: Final = "tesseract"  # what the ratios are to


@dataclass(frozen=True, slots=True)
class Material:
    """Pages to read: as a PDF, as pictures, and the words printed on them (none where that is not known)."""

    name: str
    file: Path
    pictures: tuple[Path, ...]
    words: Counter[str]


@dataclass(frozen=True, slots=True)
class Run:
    """What reading them took: processor seconds of a process that reads them once, and of one that has read
    many before (the same where a process reads one file and ends), MB; the text, and the latter seconds by
    stage.
    """

    seconds: float
    going: float
    memory: float
    text: str
    stages: Mapping[str, float]


Tool = Callable[[Material, Path], Run]


def _pipeline(*flags: str) -> Tool:
    """This product, from the file to the rows of its tables."""

    def read(material: Material, _: Path) -> Run:
        command = [sys.executable, "-m", "bench.cost_reading", str(material.file), *flags]
        seconds, memory, told = spend(command)
        found = json.loads(told)  # of the second of two times
        going = sum(found["stages"].values())
        return Run(seconds - going, going, memory, found["text"], found["stages"])

    return read


def _tesseract(material: Material, _: Path) -> Run:
    runs = [spend(["tesseract", str(picture), "-", "-l", "vie"]) for picture in material.pictures]
    text = "\n".join(told for _, _, told in runs)
    seconds = sum(run[0] for run in runs)
    return Run(seconds, seconds, max(run[1] for run in runs), text, {})


def _ocrmypdf(material: Material, folder: Path) -> Run:
    sidecar = folder / "text.txt"
    options = ("--force-ocr", "--jobs", "1", "--optimize", "0", "--output-type", "pdf", "-l", "vie")
    files = ("--sidecar", str(sidecar), str(material.file), str(folder / "out.pdf"))
    command = ["ocrmypdf", "-q", *options, *files]
    seconds, memory, _ = spend(command)
    return Run(seconds, seconds, memory, sidecar.read_text(encoding="utf-8"), {})


_TOOLS: Final[Mapping[str, Tool]] = {
    _BASE: _tesseract,
    "kehoach": _pipeline(),
    "kehoach, Tesseract alone": _pipeline("--alone"),
    "ocrmypdf": _ocrmypdf,
}


# A process is never told to be smaller than the one that started it, so a small one does.
_LAUNCHER: Final = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, done.stdout]))
"""


def spend(command: Sequence[str]) -> tuple[float, float, str]:
    """Processor seconds of a process and its children, MB of the largest of them, and what it printed.

    Raises FileNotFoundError where there is no such program, CalledProcessError where it failed.
    """
    if shutil.which(command[0]) is None:
        raise FileNotFoundError(command[0])
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    launched = subprocess.run(
        [sys.executable, "-c", _LAUNCHER, *command],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    code, seconds, memory, told = json.loads(launched.stdout)
    if code:
        raise subprocess.CalledProcessError(code, command)
    return seconds, memory, told


def main() -> None:
    """Measure as the command line says, print, and write where that is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--small", action="store_true", help="one page of a sample, once")
    parser.add_argument("--conditions", default="office,fax")
    parser.add_argument("--plans", default="bd-sgtvt-2020")
    parser.add_argument("--seeds", type=seed_list, default=(), help="scans drawn at random besides")
    parser.add_argument("--pages", type=int, default=2, help="of each scan, the first ones and the last")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--corpus", type=Path, default=_ROOT / "../shared/corpus")
    parser.add_argument("--cache", type=Path, default=_ROOT / ".cache/evaluate")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    options = parser.parse_args()
    tools = {name: tool for name, tool in _TOOLS.items() if name != "ocrmypdf" or shutil.which(name)}
    with TemporaryDirectory() as folder:
        if options.small:
            tools.pop("kehoach, Tesseract alone")
            materials: Iterator[Material] = iter([cut("sample", _SAMPLE, None, (1,), Path(folder))])
        else:
            materials = _materials(options, Path(folder))
        page = "\n".join(
            table(material, measure(tools, material, Path(folder), 1 if options.small else options.repeats))
            for material in materials
        )
    if "ocrmypdf" not in tools:
        page += "\nOCRmyPDF is not installed here and was left out.\n"
    print(page)
    if options.write:
        old = _PAGE.read_text(encoding="utf-8")
        _PAGE.write_text(_MARKS.sub(lambda m: f"{m[1]}\n{page}\n{m[2]}", old), encoding="utf-8")


def measure(
    tools: Mapping[str, Tool], material: Material, folder: Path, repeats: int
) -> Mapping[str, list[Run]]:
    """The runs of each tool, which took turns."""
    runs: dict[str, list[Run]] = {name: [] for name in tools}
    for _ in range(repeats):
        for name, tool in tools.items():
            runs[name].append(tool(material, folder))
    return runs


def _materials(options: argparse.Namespace, folder: Path) -> Iterator[Material]:
    conditions, plans = options.conditions.split(","), options.plans.split(",")
    cases = collect_cases(options.corpus, options.cache, (*conditions, DIGITAL), plans)
    digital = {case.name.split(".")[0]: case.path for case in cases if case.group == DIGITAL}
    chosen = [(case, digital[case.name.split(".")[0]]) for case in cases if case.group in conditions]
    drawn = random_cases(options.corpus, options.cache, options.seeds) if options.seeds else ()
    for case, printed in (*chosen, *((case, None) for case in drawn)):
        count = len(pypdfium2.PdfDocument(case.path))
        numbers = sorted({round(k * (count - 1) / options.pages) for k in range(1, options.pages + 1)})
        yield cut(case.name, case.path, printed, tuple(numbers), folder)


def cut(name: str, scan: Path, digital: Path | None, numbers: Sequence[int], folder: Path) -> Material:
    """These pages of a scan (from 0) and, where the same plan is at hand as typeset, their words."""
    file = folder / f"{name}.pdf"
    with pypdfium2.PdfDocument(scan) as whole, pypdfium2.PdfDocument.new() as part:
        part.import_pages(whole, list(numbers))
        part.save(file)
        pictures = tuple(folder / f"{name}.{number}.png" for number in numbers)
        for number, picture in zip(numbers, pictures, strict=True):
            whole[number].render(scale=_DPI / 72).to_pil().save(picture, dpi=(_DPI, _DPI))
    words: Counter[str] = Counter()
    if digital is not None:
        with pypdfium2.PdfDocument(digital) as printed:
            for number in numbers:
                words.update(printed[number].get_textpage().get_text_range().split())
    return Material(name, file, pictures, words)


def table(material: Material, runs: Mapping[str, Sequence[Run]]) -> str:
    """A row a tool, in Markdown: the middle of its runs, and of their ratios to the base's in the same turn.
    Below it the stages of the pipeline.
    """
    pages = len(material.pictures)
    base = [run.seconds for run in runs[_BASE]]
    head = (
        f"{material.name}: {pages} page{'s' * (pages > 1)}, turns: {len(base)}\n\n"
        "| tool | CPU s a page | × tesseract | × in a long run | MB | words found |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
    )
    rows = []
    for name, done in runs.items():
        whole = [run.seconds / at for run, at in zip(done, base, strict=True)]
        going = [run.going / at for run, at in zip(done, base, strict=True)]
        found = material.words & Counter(done[0].text.split())
        share = f"{100 * found.total() / material.words.total():.1f} %" if material.words else "–"
        seconds = median(run.seconds for run in done) / pages
        memory = max(run.memory for run in done)
        rows.append(
            f"| {name} | {seconds:.1f} | {_spread(whole)} | {_spread(going)} | {memory:.0f} | {share} |\n"
        )
    return head + "".join(rows) + _stages(runs["kehoach"], pages)


def _spread(ratios: Sequence[float]) -> str:
    between = f" ({min(ratios):.2f}–{max(ratios):.2f})" if len(ratios) > 1 else ""
    return f"{median(ratios):.2f}{between}"


def _stages(runs: Sequence[Run], pages: int) -> str:
    """Where the pipeline's time goes, by the middle one of its runs."""
    run = sorted(runs, key=lambda run: run.going)[len(runs) // 2]
    parts = sorted(run.stages.items(), key=lambda part: -part[1])
    told = ", ".join(f"{name} {seconds / pages:.2f}" for name, seconds in parts)
    start = run.seconds - run.going
    return f"\nkehoach's start {start:.1f} s; in a long run {run.going / pages:.2f} s a page: {told}.\n"


if __name__ == "__main__":
    main()
