"""What a page costs, by tools that cost what the test tells them to."""

import sys
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from bench.cost import Material, Run, cut, measure, spend, table
from bench.scans import SAMPLES

PAGES = Material(
    "plan.fax", Path("plan.pdf"), (Path("1.png"), Path("2.png")), Counter(["Kế", "hoạch", "năm", "2020"])
)


def run(seconds: float, going: float, text: str = "") -> Run:
    return Run(seconds, going, 100.0, text, {"tesseract": going, "rendering": 0.0})


def test_tools_take_turns(tmp_path: Path) -> None:
    turns: list[str] = []

    def tool(name: str, *seconds: float):
        left = iter(seconds)

        def read(material: Material, folder: Path) -> Run:
            turns.append(name)
            return run(spent := next(left), spent)

        return read

    runs = measure(
        {"tesseract": tool("tesseract", 1, 2), "kehoach": tool("kehoach", 3, 4)}, PAGES, tmp_path, 2
    )
    assert turns == ["tesseract", "kehoach"] * 2
    assert [r.seconds for r in runs["kehoach"]] == [3, 4]


def test_ratios_are_of_the_same_turn_and_told_with_their_spread() -> None:
    runs = {
        "tesseract": [run(2.0, 2.0, "Kế hoach năm"), run(4.0, 4.0), run(3.0, 3.0)],
        "kehoach": [run(6.0, 2.0, "Kế hoạch năm 2020"), run(8.0, 6.0), run(9.0, 3.0)],
    }
    lines = table(PAGES, runs).splitlines()
    assert "| tesseract | 1.5 | 1.00 (1.00–1.00) | 1.00 (1.00–1.00) | 100 | 50.0 % |" in lines
    assert "| kehoach | 4.0 | 3.00 (2.00–3.00) | 1.00 (1.00–1.50) | 100 | 100.0 % |" in lines
    assert lines[-1].endswith("in a long run 1.50 s a page: tesseract 1.50, rendering 0.00.")


def test_a_process_is_counted_with_its_children() -> None:
    burn = "import time\nwhile time.process_time() < 0.3: pass\nprint('Kế hoạch')"
    parent = f"import subprocess, sys; print(subprocess.run([sys.executable, '-c', {burn!r}], capture_output=True, text=True).stdout)"
    seconds, memory, told = spend([sys.executable, "-c", parent])
    assert told.split() == ["Kế", "hoạch"]
    assert 0.3 <= seconds < 3
    assert 5 < memory < 200
    with pytest.raises(OSError):
        spend(["no-such-program"])


def test_pages_are_cut_as_a_file_and_as_pictures_with_what_is_printed_on_them(tmp_path: Path) -> None:
    scan, digital = SAMPLES / "hna-snnptnt-2021.scan.pdf", SAMPLES / "ls-stc-2022.digital.pdf"
    material = cut("pages", scan, digital, (0, 2), tmp_path)
    assert len(pypdfium2.PdfDocument(material.file)) == 2
    assert [picture.exists() for picture in material.pictures] == [True, True]
    assert material.words["Kế"] + material.words["KẾ"] > 0
