"""How well task tables are read that were drawn at random: `python -m bench.tables 12000:12060 [--scan
office]`.

Tables are tuned to on seeds below 5000; figures are told of seeds from 12000 on, whose pages nobody looks at.
Plans are printed by Chromium, and with `--scan` scanned by the corpus's `make_scan.py` under one of its
conditions.
"""

import argparse
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

from bench.metrics import Rows, score_tasks
from bench.reading import find_rows, read_documents
from bench.scans import DIGITAL, Case
from bench.tables.draw import PLAIN, draw_plan
from bench.tables.gold import gold
from bench.tables.printed import html
from kehoach.errors import MissingProgram

_BROWSER: Final = "/usr/bin/chromium"
_ROOT: Final = Path(__file__).parents[2]
_GROUPS: Final = ("ruled", "without uprights")
_PAGE_NUMBER: Final = (
    '<div style="width: 100%; text-align: center; font: 12px serif"><span class="pageNumber"></span></div>'
)
_NO_ROWS: Final[Rows] = {"tasks": (), "flags": (), "deadlines": ()}
_FIGURES: Final = (
    ("task rows R", "task_right", "task_gold"),
    ("task rows P", "task_right", "task_read"),
    ("cells exact", "cell_right", "cell_all"),
    ("lead", "lead_right", "task_gold"),
    ("coordination", "coordination_right", "task_gold"),
    ("deadlines", "deadline_right", "deadline_all"),
    ("group titles", "group_right", "group_all"),
    ("silent errors", "silent", "cell_all"),
    ("false alarms", "alarm", "cell_all"),
)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.tables", description=__doc__)
    parser.add_argument("seeds", help="FIRST:END")
    parser.add_argument(
        "--scan", default=DIGITAL, help="a condition of make_scan.py; born-digital unless said"
    )
    parser.add_argument(
        "--misses", action="store_true", help="print each thing that is wrong (not of check seeds)"
    )
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--corpus", type=Path, default=_ROOT / "../shared/corpus")
    parser.add_argument("--scanner", type=Path, default=_ROOT / ".cache/evaluate/scanner/bin/python")
    parser.add_argument("--cache", type=Path, default=_ROOT / ".cache/tables")
    given = parser.parse_args()
    first, end = map(int, given.seeds.split(":"))
    cases = list(_cases(range(first, end), given.cache))
    if given.scan != DIGITAL:
        cases = _scanned(cases, given)
    documents, failures = read_documents(cases, given.cache, given.jobs)
    rows = find_rows(documents, given.cache)
    totals: dict[str, Counter[str]] = {name: Counter() for name in ("all", *_GROUPS)}
    for case in cases:
        score = score_tasks(case.gold, rows.get(case.name, _NO_ROWS))
        for name in ("all", case.group):
            totals[name] += score.counts + Counter(plans=1)
        if given.misses:
            print("".join(f"{case.name}  {miss}\n" for miss in score.misses), end="")
    for name, total in totals.items():
        print(f"{name}: {total['plans']} plans, {total['task_gold']} tasks")
        print("\n".join(_told(total)))
    print("".join(f"NOT READ  {name}  {reason}\n" for name, reason in failures.items()), end="")


def _told(total: Counter[str]) -> Iterator[str]:
    for name, part, whole in _FIGURES:
        yield f"    {name:14} {total[part] / max(total[whole], 1):.4f}  ({total[part]} of {total[whole]})"


def _cases(seeds: Iterable[int], cache: Path) -> Iterator[Case]:
    """The plans of the seeds as born-digital files, printed where they were not before."""
    sources = sorted(Path(__file__).parent.glob("*.*"))
    folder = cache / sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:12]
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_BROWSER, args=["--no-sandbox"])
        page = browser.new_page()
        for seed in seeds:
            plan = draw_plan(seed)
            path = folder / f"{plan.name}.{DIGITAL}.pdf"
            if not path.exists():
                page.set_content(html(plan))
                path.write_bytes(
                    page.pdf(
                        prefer_css_page_size=True,
                        print_background=True,
                        display_header_footer=plan.paged,
                        header_template=_PAGE_NUMBER,
                        footer_template="<span></span>",
                    )
                )
            plain = any(table.style.rulings in PLAIN for table in plan.tables)
            yield Case(path, _GROUPS[plain], gold(plan))
        browser.close()


def _scanned(cases: Iterable[Case], given: argparse.Namespace) -> list[Case]:
    """The same plans as scans."""
    found = []
    for case in cases:
        path = case.path.with_name(case.path.name.replace(f".{DIGITAL}.", f".{given.scan}."))
        if not path.exists():
            program = str(Path(__file__).with_name("scan.py"))
            command = [str(given.scanner), program, str(given.corpus), str(case.path), given.scan, str(path)]
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode:
                raise MissingProgram(done.stderr.strip(), "`make evaluate` installs what scanning needs.")
        found.append(Case(path, case.group, case.gold))
    return found


if __name__ == "__main__":
    main()
