"""A born-digital file as a scan: `<python of the corpus> bench/tables/scan.py CORPUS FILE CONDITION OUT`.

Runs where the corpus's own requirements are installed: it imports the corpus's scripts and nothing of ours.
"""

import sys
import zlib
from pathlib import Path

import numpy as np
import pypdfium2


def main(corpus: Path, source: Path, condition: str, out: Path) -> None:
    """Write the scan."""
    sys.path.insert(0, str(corpus))
    import make_scan

    drawn = make_scan.CONDS[condition]
    rng = np.random.default_rng(zlib.crc32(source.name.encode()))
    plan = {"header": {"issuer": "CƠ QUAN BAN HÀNH"}}
    pages = [
        np.asarray(page.render(scale=drawn["dpi"] / 72).to_pil().convert("RGB"))
        for page in pypdfium2.PdfDocument(source)
    ]
    scans = [make_scan.encode(make_scan.degrade(page, drawn, rng, None, plan), drawn) for page in pages]
    out.write_bytes(make_scan.img2pdf.convert(scans))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
