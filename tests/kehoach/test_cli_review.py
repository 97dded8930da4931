"""The steward's commands in the terminal."""

import json

import pandas as pd
import pytest


@pytest.fixture
def doubts(kehoach, fake_stages, write, tmp_path):
    """A warehouse with open doubts about two documents."""
    write("a.pdf", tasks=2)
    write("b.pdf", tasks=1, year=2019)
    kehoach("run", tmp_path / "in", "--warehouse", tmp_path / "wh")
    return tmp_path / "wh"


@pytest.mark.parametrize("address", ["0.0.0.0:8600", "192.0.2.7:80"])
def test_other_addresses_need_names_of_stewards(kehoach, doubts, address):
    code, _, errors = kehoach("review", "--warehouse", doubts, "--address", address)
    assert code == 2 and "127.0.0.1 only" in errors and "--stewards" in errors


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "No warehouse"),
        (("--address", "8600"), "is no address"),
        (("--stewards", "nobody.txt"), "cannot be read"),
    ],
)
def test_slips_end_in_a_sentence(kehoach, doubts, arguments, message):
    warehouse = ("--warehouse", doubts) if arguments else ()
    code, _, errors = kehoach("review", *warehouse, *arguments)
    assert code == 2 and message in errors


def test_open_doubts_are_listed_and_chosen(kehoach, doubts):
    found = [json.loads(line) for line in kehoach("flags", doubts, "--json")[1].splitlines()]
    assert {row["source_path"] for row in found} == {"a.pdf", "b.pdf"}
    rule = found[0]["rule"]
    chosen = kehoach("flags", doubts, "--json", "--rule", rule, "--document", "a.pdf")[1].splitlines()
    assert {(row["rule"], row["source_path"]) for row in map(json.loads, chosen)} == {(rule, "a.pdf")}
    assert kehoach("flags", doubts, "--severity", "none")[1] == ""
    assert found[0]["reason"] in kehoach("flags", doubts)[1]


def test_the_state_of_a_warehouse_is_told(kehoach, doubts):
    code, told, _ = kehoach("status", doubts)
    flags = pd.read_parquet(doubts / "flags")
    assert code == 0 and f"2 văn bản, {len(pd.read_parquet(doubts / 'values'))} giá trị" in told
    assert f"{len(flags)} nghi ngờ còn mở" in told and flags["rule"].iloc[0] in told


def test_a_value_has_its_picture(kehoach, sample_warehouse, tmp_path):
    values = pd.read_parquet(sample_warehouse / "values")
    value = values[values["field"] == "due_text"].iloc[0]
    name = f"{value['table']}/{value['row_id']}/{value['field']}"
    inputs = ("--inputs", sample_warehouse.parent / "in")
    assert kehoach("crop", sample_warehouse, name, "-o", tmp_path / "a.png", *inputs)[0] == 0
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    code, _, errors = kehoach("crop", sample_warehouse, "tasks/none/content", "-o", tmp_path / "b.png")
    assert code == 2 and "no value" in errors
