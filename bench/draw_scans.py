"""Scans of the corpus drawn at random, each with the born-digital file that it is a scan of.

    <python of the corpus> bench/draw_scans.py CORPUS PLANS OUT FIRST:END

Runs where the corpus's own requirements are installed: it imports the corpus's scripts and nothing of ours.
"""

import sys
from pathlib import Path

import numpy as np
import yaml
from weasyprint import HTML


def main(corpus: Path, folder: Path, out: Path, seeds: str) -> None:
    """Write `ID.r<seed>.pdf`, `ID.r<seed>.gold.json` and `ID.r<seed>.digital.pdf` for each seed,
    of the plans in `folder`.
    """
    sys.path.insert(0, str(corpus))
    import make_random
    import make_scan

    first, end = map(int, seeds.split(":"))
    plans = sorted(folder.glob("*.yaml"))
    for seed in range(first, end):
        rng = np.random.default_rng(seed)  # as `make_random.scan` draws it
        plan = plans[int(rng.integers(len(plans)))]
        drawn = make_random.drawn(rng)
        styled = make_random.restyled(yaml.safe_load(plan.read_text(encoding="utf-8")), drawn, rng)
        page = HTML(string=make_scan.to_html(styled, drawn["font"]))
        page.write_pdf(out / f"{styled['id']}.r{seed}.digital.pdf")
        make_random.scan(plans, seed, out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])
