import tomllib
from pathlib import Path

import pytest

from kehoach.configuration import KNOWN, Given, as_toml, assignment, resolve, variable
from kehoach.errors import WrongUsage
from kehoach.settings import Settings


@pytest.fixture
def file(tmp_path):
    """Write a settings file; its path."""

    def file(text):
        path = tmp_path / "settings.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return file


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_nothing_given_gives_the_defaults():
    resolved = resolve(None, {}, [])
    assert resolved.settings == Settings()
    assert set(resolved.origins.values()) == {"default"}


def test_the_later_wins(file):
    path = file("[run]\njobs = 1\ndocument_seconds = 10\npage_seconds = 5")
    environment = {"KEHOACH_RUN_JOBS": "2", "KEHOACH_RUN_DOCUMENT_SECONDS": "20", "HOME": "/"}
    resolved = resolve(path, environment, [assignment("run.jobs=3"), Given("run.jobs", "4", "--jobs")])
    run = resolved.settings.run
    assert (run.jobs, run.document_seconds, run.page_seconds) == (4, 20.0, 5.0)
    origins = [
        resolved.origins[f"run.{name}"] for name in ("jobs", "document_seconds", "page_seconds", "engine")
    ]
    assert origins == ["--jobs", "KEHOACH_RUN_DOCUMENT_SECONDS", str(path), "default"]


def test_where_the_file_is_looked_for(file, tmp_path):
    (tmp_path / "kehoach.toml").write_text("[run]\njobs = 11")
    assert resolve(None, {}, []).settings.run.jobs == 11
    assert resolve(None, {"KEHOACH_CONFIG": str(file("[run]\njobs = 12"))}, []).settings.run.jobs == 12
    assert resolve(file("[run]\njobs = 13"), {"KEHOACH_CONFIG": "gone.toml"}, []).settings.run.jobs == 13


def test_paths_are_meant_from_where_they_are_written(file, tmp_path):
    assert (
        resolve(file("[extract]\ntessdata = 'data'"), {}, []).settings.extract.tessdata == tmp_path / "data"
    )
    assert resolve(None, {"KEHOACH_EXTRACT_TESSDATA": "data"}, []).settings.extract.tessdata == Path("data")


@pytest.mark.parametrize(
    "text, message, advice",
    [
        ("[run]\njob = 2", "there is no setting run.job", "Did you mean run.jobs?"),
        ("[runs]\njobs = 2", "there is no setting runs.jobs", "Did you mean run.jobs?"),
        ("jobs = 2", "jobs stands in no table", "[run]"),
        ("[run]\njobs = 0", "run.jobs cannot be 0", "a whole number, 1 or more"),
        ("[run]\njobs = 1.5", "run.jobs cannot be 1.5", "a whole number"),
        ("[run]\njobs = true", "run.jobs cannot be True", "a whole number"),
        ("[run]\ndocument_seconds = inf", "document_seconds cannot be inf", "a number, 1 or more"),
        ("[run]\nengine = 'spark'", "run.engine cannot be spark", "local or ray"),
        ("[extract]\ntessdata = ''", "extract.tessdata cannot be", "a path"),
        ("[ray]\naddress = 1", "ray.address cannot be 1", "text"),
        ("[run", "is no TOML file", "kehoach config show"),
    ],
)
def test_what_is_wrong_in_a_file(file, text, message, advice):
    with pytest.raises(WrongUsage) as caught:
        resolve(file(text), {}, [])
    assert message in str(caught.value)
    assert "settings.toml" in str(caught.value)
    assert advice in caught.value.advice


@pytest.mark.parametrize(
    "environment, message, advice",
    [
        (
            {"KEHOACH_RUN_JOB": "2"},
            "There is no setting for KEHOACH_RUN_JOB.",
            "Did you mean KEHOACH_RUN_JOBS?",
        ),
        ({"KEHOACH_RUN_JOBS": "two"}, "KEHOACH_RUN_JOBS: run.jobs cannot be two.", "a whole number"),
        ({"KEHOACH_RUN_JOBS": ""}, "KEHOACH_RUN_JOBS: run.jobs cannot be .", "a whole number"),
        ({"KEHOACH_CONFIG": "gone.toml"}, "gone.toml: No such file", "KEHOACH_CONFIG"),
    ],
)
def test_what_is_wrong_in_the_environment(environment, message, advice):
    with pytest.raises(WrongUsage) as caught:
        resolve(None, environment, [])
    assert message in str(caught.value)
    assert advice in caught.value.advice


def test_a_file_that_is_no_text(tmp_path):
    (tmp_path / "kehoach.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(WrongUsage, match="is no TOML file"):
        resolve(None, {}, [])


def test_an_assignment_without_a_value():
    with pytest.raises(WrongUsage, match=r"--set run\.jobs: a value is missing"):
        assignment("run.jobs")


@pytest.mark.parametrize("with_origins", [True, False])
def test_what_is_shown_is_a_settings_file(file, with_origins):
    text = as_toml(
        resolve(None, {}, [assignment("run.jobs=7"), assignment("ray.address=ray://má:1")]), with_origins
    )
    assert resolve(file(text), {}, []).settings.run.jobs == 7
    assert tomllib.loads(text)["ray"]["address"] == "ray://má:1"
    assert ("jobs = 7  # --set" in text) is with_origins


@pytest.mark.parametrize("name", KNOWN)
def test_every_setting_has_a_variable_and_a_meaning(name):
    _, about = KNOWN[name]
    assert variable(name).startswith("KEHOACH_")
    assert about.meaning[0].isupper() and not about.meaning.endswith(".")
    assert len({variable(other) for other in KNOWN}) == len(KNOWN)
