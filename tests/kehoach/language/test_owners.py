"""What everybody knows of the language stands once: each of these facts has one owner, and a second fails
here.

Generators of `bench/` are left out: what they print must not come from what reads it.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SOURCES = sorted(
    path for tree in ("extract", "models", "normalize", "kehoach") for path in (ROOT / tree).rglob("*")
)
LANGUAGE = "kehoach/language"

# what only the owner's code may have in it; the files that may have it
OWNERS = {
    "letters are taken apart from their marks": (
        r"NF[K]?D\b|unicodedata\.combining",
        {f"{LANGUAGE}/folding.py", f"{LANGUAGE}/tones.py"},
    ),
    "letters stand for digits, digits for letters": (
        # a table whose keys are letters and values digits, or the other way round
        r"""["'][OoQlIiSsBZz|]["']\s*:\s*["']\d["']|["']\d["']\s*:\s*["'][OoQlIiSsBZz|]+["']"""
        r"""|maketrans\(\s*["'][^"']*["'],\s*["']\d+["']""",
        {f"{LANGUAGE}/lookalikes.py"},
    ),
    "kinds of documents are listed": (
        # two of their names side by side
        r"""(?i)["'](?:kế hoạch|ke hoach)["'],\s*["'](?:quyết định|quyet dinh|chương trình|chuong trinh)["']""",
        set(),
    ),
    "roles of columns have fields": (
        r"""["']due["']\s*:\s*["']due_text["']""",
        {"kehoach/records/findings.py"},
    ),
    "Roman numerals have values": (
        r"""["'](?:II|ii)["'],\s*["'](?:III|iii)["']|["'](?:II|ii)["']\s*:|["']X["']\s*:\s*10|[23]\s*:\s*["']II""",
        {f"{LANGUAGE}/roman.py"},
    ),
}


@pytest.mark.parametrize("fact", OWNERS)
def test_one_owner(fact: str) -> None:
    pattern, owners = OWNERS[fact]
    found = {
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        if path.suffix == ".py" and re.search(pattern, path.read_text(encoding="utf-8"))
    }
    assert found == owners


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        ("letters are taken apart from their marks", 'unicodedata.normalize("NFD", text)'),
        ("letters stand for digits, digits for letters", 'str.maketrans("lO", "10")'),
        ("letters stand for digits, digits for letters", '{"l": "1", "O": "0"}'),
        ("letters stand for digits, digits for letters", '{"6": "b", "0": "Oo"}'),
        ("kinds of documents are listed", '("ke hoach", "chuong trinh", "quyet dinh")'),
        ("Roman numerals have values", '("I", "II", "III", "IV")[value]'),
        ("Roman numerals have values", '{"i": 1, "ii": 2}'),
    ],
)
def test_a_second_one_would_be_seen(fact: str, code: str) -> None:
    assert re.search(OWNERS[fact][0], code)


def test_each_agency_stands_once_in_the_registry_and_in_no_other_data() -> None:
    names = [
        name
        for path in SOURCES
        if path.suffix == ".toml"
        for name in re.findall(r"""\bname = ["']([^"']+)["']""", path.read_text(encoding="utf-8"))
    ]
    assert len(names) == len(set(names))
    data = [
        path for path in SOURCES if path.suffix == ".toml" and "symbols" in path.read_text(encoding="utf-8")
    ]
    assert all(LANGUAGE in path.as_posix() for path in data)
