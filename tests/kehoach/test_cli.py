import json
import os
import re
import resource
import subprocess
import sys
from importlib.metadata import version
from xml.etree import ElementTree

import pytest
import typer
from typer.testing import CliRunner

from kehoach import cli_commands, doctor
from kehoach.run.rules import RULES
from kehoach.run.warehouse.schemas import TABLES

COMMANDS = sorted(typer.main.get_command(cli_commands.app).commands)


def test_commands():
    reading = ["config", "doctor", "explain", "export", "findings", "run", "show"]
    assert sorted([*reading, "crop", "flags", "publish", "report", "review", "status"]) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_help(command):
    result = CliRunner().invoke(cli_commands.app, [command, "--help"])
    assert result.exit_code == 0
    assert "Usage:" in result.output


def test_help_tells_the_exit_codes():
    output = " ".join(CliRunner().invoke(cli_commands.app, ["run", "--help"]).output.split())
    for code in (
        "0 all",
        "1 some",
        "2 wrong",
        "3 nothing",
        "4 something",
        "5 the warehouse",
        "130 interrupted",
    ):
        assert code in output


def test_run_prints_what_was_found(kehoach, fake_stages, write, tmp_path):
    write("a.pdf", tasks=3)
    code, out, err = kehoach("run", tmp_path / "in", "--warehouse", tmp_path / "wh", "--jobs", 1)
    assert (code, err) == (0, "")
    assert re.search(r"a\.pdf +read \(new\) +2 +3 +3 +1 +1", out)
    assert re.search(r"all +1 read +2 +3 +3 +1 +1", out)


def test_one_failure_is_one_line_and_code_1(kehoach, fake_stages, write, tmp_path):
    write("a.pdf", tasks=3)
    write("b.pdf", "locked")
    code, out, err = kehoach("run", tmp_path / "in", "--warehouse", tmp_path / "wh")
    assert code == 1
    assert err.splitlines() == ["b.pdf: encrypted: b.pdf is encrypted. Give its password."]
    assert "1 read, 1 failed" in out or "1 failed, 1 read" in out


def test_nothing_readable_is_code_3(kehoach, fake_stages, write, tmp_path):
    write("b.pdf", "locked")
    assert kehoach("run", tmp_path / "in", "--warehouse", tmp_path / "wh")[0] == 3


@pytest.mark.parametrize(
    "arguments, code, message",
    [
        (["run", "gone.pdf", "--warehouse", "wh"], 2, "There is nothing at gone.pdf."),
        (["run", ".", "--warehouse", "wh"], 3, "There is no file to read."),
        (["run", "x.pdf", "--warehouse", "."], 5, "holds other files"),
        (["findings", "."], 5, "is no warehouse"),
        (["explain", "nonsense"], 2, "There is no rule nonsense."),
        (["run", "x.pdf"], 2, "--warehouse"),
        (["run", "x.pdf", "--warehouse", "wh", "--jobs", "-1"], 2, "--jobs"),
        (["nonsense"], 2, "nonsense"),
    ],
)
def test_errors_are_told_without_a_traceback(kehoach, tmp_path, monkeypatch, arguments, code, message):
    monkeypatch.chdir(tmp_path)
    if "x.pdf" in arguments:
        (tmp_path / "x.pdf").write_text("")
    actual, _, err = kehoach(*arguments)
    assert actual == code
    assert message in err
    assert "Traceback" not in err


def test_a_bug_has_a_code_of_its_own_and_says_what_to_do(kehoach, monkeypatch, tmp_path):
    monkeypatch.setattr("kehoach.run.batch.run_batch", lambda *arguments: {}["tasks"])
    code, out, err = kehoach("run", tmp_path, "--warehouse", tmp_path / "wh")
    assert (code, out) == (7, "")
    *_, sentence, advice = err.splitlines()
    assert sentence.startswith("kehoach: KeyError: 'tasks' (<lambda>, line ")
    assert advice.startswith("The tables are those of the last run that ended. Report this as a bug")


def test_show_prints_all_parts(kehoach, fake_stages, write):
    code, out, _ = kehoach("show", write("a.pdf", tasks=2))
    assert code == 0
    for part in (
        "286/KH-SGTVT",
        "Sections (1)",
        "Tasks (2)",
        "Citations (2)",
        "Flags (1)",
        "quý I/2020",
    ):
        assert part in out


def test_show_as_json_has_the_tables_names(kehoach, fake_stages, write):
    code, out, _ = kehoach("show", write("a.pdf"), "--json")
    rows = json.loads(out)
    assert code == 0
    assert set(rows["tasks"][0]) == set(TABLES["tasks"].names)
    assert rows["documents"][0]["issued_on"] == "2020-01-22"


def test_export_prints_xml(kehoach, fake_stages, write):
    code, out, _ = kehoach("export", "--akn", write("a.pdf", tasks=2))
    assert code == 0
    assert ElementTree.fromstring(out.encode()).tag.endswith("akomaNtoso")
    assert kehoach("export", write("a.pdf"))[0] == 2


def test_show_of_an_unreadable_file(kehoach, fake_stages, write):
    code, _, err = kehoach("show", write("a.pdf", "locked"))
    assert code == 3
    assert "a.pdf is encrypted." in err


def test_findings_prints_each_document(kehoach, fake_stages, write, tmp_path):
    write("a.pdf", tasks=2)
    write("b.pdf", tasks=3)
    kehoach("run", tmp_path / "in", "--warehouse", tmp_path / "wh")
    code, out, _ = kehoach("findings", tmp_path / "wh")
    assert code == 0
    for part in (
        "a.pdf",
        "b.pdf",
        "Tasks (2)",
        "Tasks (3)",
        "Cited documents (1)",
        "61/2018/NĐ-CP",
        "Quý I/2020",
    ):
        assert part in out


def test_findings_of_some_documents(kehoach, fake_stages, write, tmp_path):
    write("a.pdf", tasks=2)
    write("b.pdf", tasks=3, year=2021)
    kehoach("run", tmp_path / "in", "--warehouse", tmp_path / "wh")
    _, out, _ = kehoach("findings", tmp_path / "wh", "--year", 2021)
    assert "Tasks (3)" in out
    assert "a.pdf" not in out
    _, out, _ = kehoach("findings", tmp_path / "wh", "--document", "a.pdf", "--json")
    rows = json.loads(out)
    assert [row["source_path"] for row in rows["documents"]] == ["a.pdf"]
    assert {row["doc_id"] for row in rows["tasks"]} == {rows["documents"][0]["doc_id"]}
    code, _, err = kehoach("findings", tmp_path / "wh", "--issuer", "Sở Lạ")
    assert (code, "No document" in err) == (2, True)


def test_a_pipe_is_as_wide_as_columns_says(kehoach, fake_stages, write, monkeypatch):
    file = write("a.pdf", tasks=2)
    monkeypatch.setenv("COLUMNS", "72")
    assert max(map(len, kehoach("show", file)[1].splitlines())) <= 72


def test_markup_in_a_document_is_text(kehoach, fake_stages, write):
    assert "[red]KẾ HOẠCH[/]" in kehoach("show", write("a.pdf", title="[red]KẾ HOẠCH[/]"))[1]


@pytest.mark.parametrize("rule", RULES)
def test_explain(kehoach, rule):
    code, out, _ = kehoach("explain", rule)
    assert code == 0
    assert RULES[rule].severity in out


@pytest.mark.parametrize("passed, code", [(True, 0), (False, 4)])
def test_doctor(kehoach, monkeypatch, passed, code):
    check = doctor.Check("Tesseract 5 or later", passed, "", "apt-get install tesseract-ocr")
    monkeypatch.setattr(doctor, "run_checks", lambda tessdata, folder: (check,))
    actual, out, _ = kehoach("doctor")
    assert actual == code
    assert ("apt-get install tesseract-ocr" in out) is not passed


def test_an_interrupt_says_how_to_go_on(kehoach, monkeypatch, tmp_path):
    def interrupted(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("kehoach.run.batch.run_batch", interrupted)
    code, _, err = kehoach("run", tmp_path, "--warehouse", tmp_path / "wh")
    assert code == 130
    assert "Run the same command again" in err


def test_help_loads_neither_stages_nor_tables():
    heavy = (
        "{'spacy', 'cv2', 'underthesea', 'tesserocr', 'pyarrow', 'numpy', 'jinja2', 'fastapi', 'normalize'}"
    )
    command = f"import sys, kehoach.cli_commands; print({heavy} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", command], text=True).strip() == "set()"


@pytest.mark.parametrize("command", [(), ("config",), ("run",)])
def test_help_comes_at_once(command):
    """In 0.3 s of processor time on a machine at rest; here in no more than as often as that as Python's own
    start takes (30 ms there).
    """
    ours, bare = "from kehoach.cli import main; main()", "import argparse, asyncio, dataclasses, inspect"
    times = {ours: [], bare: []}
    for code in (ours, bare) * 5:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code, *command, "--help"], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times[code].append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(times[ours]) <= max(0.3, 4 * min(times[bare])), times


def test_version(kehoach):
    assert kehoach("--version")[:2] == (0, f"kehoach {version('kehoach')}\n")


def test_a_quiet_run_tells_of_failures_alone(kehoach, fake_stages, write, tmp_path):
    write("a.pdf", tasks=3)
    run = ("run", tmp_path / "in", "-w", tmp_path / "wh", "-j", 1, "-q")
    assert kehoach(*run) == (0, "", "")
    write("b.pdf", "locked")
    code, out, err = kehoach(*run)
    assert (code, out, err.count("\n")) == (1, "", 1)


def test_show_refuses_a_folder(kehoach, fake_stages, write, tmp_path):
    write("a.pdf")
    code, out, err = kehoach("show", tmp_path / "in")
    assert (code, out) == (2, "")
    assert "is no single file" in err


def test_an_output_without_vietnamese_letters_ends_in_a_sentence(sample_warehouse):
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    command = [sys.executable, "-c", "from kehoach.cli import main; main()", "findings", sample_warehouse]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.startswith("kehoach: The output is in latin-1, which has no Vietnamese letters.")
    assert "Traceback" not in done.stderr
