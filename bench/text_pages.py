"""What a born-digital page costs: opening, rendering, geometry, words, the sample of its words and the
ledger.

    python -m bench.text_pages FILES

Prints processor seconds a page, the mean and the dearest.
"""

import argparse
from hashlib import sha256
from pathlib import Path
from time import process_time
from typing import NoReturn

from extract.layer_sample import other_texts
from extract.sources.opening import open_pages
from extract.sources.text_layer import is_trusted
from extract.text_page import read_text_page
from kehoach.records import Source
from kehoach.settings import ExtractSettings


class _OcrNeededError(Exception):
    """The page shows what only its picture tells, and costs as much as a scan."""


def _no_reader() -> NoReturn:
    raise _OcrNeededError


def seconds(path: Path) -> list[float]:
    """Processor seconds of each page of a file that its text layer alone tells."""
    source = Source(path, path.name, sha256(path.read_bytes()).hexdigest())
    spent: list[float] = []
    with open_pages(source, ExtractSettings()) as pages:
        for page in pages:
            begin = process_time()
            layer = page.text_page
            if layer is None or not is_trusted(layer) or other_texts(layer):
                continue
            try:
                read_text_page(layer, 1, _no_reader)
            except _OcrNeededError:
                continue
            spent.append(process_time() - begin)
    return spent


def main() -> None:
    """Reads the files, the first of them twice, as the first page loads the recogniser."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("files", type=Path, nargs="+")
    files: list[Path] = parser.parse_args().files
    seconds(files[0])
    spent = [one for path in files for one in seconds(path)]
    print(
        f"{len(spent)} pages: {sum(spent) / max(1, len(spent)):.2f} s a page, "
        f"{max(spent, default=0.0):.2f} s at most"
    )


if __name__ == "__main__":
    main()
