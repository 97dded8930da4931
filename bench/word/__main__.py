"""How well plans are read that were written in Word: `python -m bench.word [--misses] [--cache FOLDER]`.

Each plan of `plans/` is written as .docx, exported by LibreOffice (`apt-get install
libreoffice-writer-nogui`) and read; printed are the figures, and how many tables were found that are none.
"""

import argparse
import subprocess
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Final

from bench.metrics import score_document
from bench.reading import find_rows, read_documents
from bench.scans import DIGITAL, Case
from bench.word.document import write_document
from bench.word.gold import gold
from bench.word.model import Plan, load_plans
from kehoach.errors import MissingProgram

_OFFICE: Final = "soffice"
_FIGURES: Final = (
    ("head", "head_right", "head_all"),
    ("sections R", "section_right", "section_gold"),
    ("sections P", "section_right", "section_read"),
    ("task rows R", "task_right", "task_gold"),
    ("task rows P", "task_right", "task_read"),
    ("cells exact", "cell_right", "cell_all"),
    ("silent errors", "silent", "cell_all"),
    ("false alarms", "alarm", "cell_all"),
)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.word", description=__doc__)
    parser.add_argument("--misses", action="store_true", help="print each thing that is wrong")
    parser.add_argument("--cache", type=Path, default=Path(__file__).parents[2] / ".cache/word")
    given = parser.parse_args()
    plans = list(load_plans())
    cases = [Case(exported(plan, given.cache), DIGITAL, gold(plan)) for plan in plans]
    documents, failures = read_documents(cases, given.cache, 1)
    rows = find_rows(documents, given.cache)
    total: Counter[str] = Counter()
    for plan, case in zip(plans, cases, strict=True):
        score = score_document(case.gold, rows[case.name])
        phantoms = len(rows[case.name]["tables"]) - (plan.table is not None)
        total += score.counts + Counter(phantoms=max(0, phantoms))
        if given.misses:
            told = (m for m in score.misses if not m.startswith(("deadline", "citation")))
            print("".join(f"{case.name}  {miss}\n" for miss in told), end="")
            print(f"{case.name}  {phantoms} tables too many\n" if phantoms else "", end="")
    print(f"{len(cases)} plans, {total['task_gold']} tasks, {total['phantoms']} phantom tables")
    for name, part, whole in _FIGURES:
        print(f"    {name:14} {total[part] / max(total[whole], 1):.4f}  ({total[part]} of {total[whole]})")
    print("".join(f"NOT READ  {name}  {reason}\n" for name, reason in failures.items()), end="")


def exported(plan: Plan, cache: Path) -> Path:
    """The plan as LibreOffice exports it; written and exported where it was not before.

    Raises MissingProgram.
    """
    sources = sorted((*Path(__file__).parent.glob("*.py"), *Path(__file__).parent.glob("plans/*.toml")))
    folder = cache / sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:12]
    folder.mkdir(parents=True, exist_ok=True)
    typed, pdf = folder / f"{plan.name}.docx", folder / f"{plan.name}.pdf"
    if not pdf.exists():
        write_document(plan, typed)
        command = [_OFFICE, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(typed)]
        try:
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            advice = "Install LibreOffice: apt-get install libreoffice-writer-nogui"
            raise MissingProgram("LibreOffice cannot export.", advice) from error
    return pdf


if __name__ == "__main__":
    main()
