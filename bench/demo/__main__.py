"""Write the made-up plans: `python -m bench.demo FOLDER [--plans N] [--seed S] [--digital]`.

Half of them are scans, unless all are to be born-digital. A file lies in the folder of its province and year;
the same seed gives the same plans.
"""

import argparse
from itertools import islice
from pathlib import Path

from bench.demo.printed import browser_page, html, scanned
from bench.demo.texts import draw_plans


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.demo")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--plans", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--digital", action="store_true")
    given = parser.parse_args()
    write_plans(given.folder, given.plans, given.seed, given.digital)


def write_plans(folder: Path, count: int, seed: int, digital: bool = False) -> None:
    """Write the first `count` plans below `folder`; no scans where all are to be `digital`."""
    with browser_page() as page:
        for place, plan in enumerate(islice(draw_plans(seed), count)):
            page.set_content(html(plan))
            pdf = page.pdf(prefer_css_page_size=True)
            scan = not digital and (place + place // 2) % 2 == 1
            file = folder / plan.province / str(plan.year) / f"{plan.name}{'.scan' if scan else ''}.pdf"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(scanned(pdf, seed * 1000 + place) if scan else pdf)


if __name__ == "__main__":
    main()
