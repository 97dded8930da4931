import pytest

from kehoach.cli_config import SHORT
from kehoach.configuration import KNOWN


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_show(kehoach, monkeypatch, tmp_path):
    (tmp_path / "kehoach.toml").write_text("[extract]\ndpi = 150\n[run]\njobs = 9")
    monkeypatch.setenv("KEHOACH_LOG_FORMAT", "json")
    code, out, _ = kehoach("config", "show", "--origin", "--jobs", 3, "--set", "ray.retries=5")
    assert code == 0
    wanted = (
        "dpi = 150  # kehoach.toml",
        "jobs = 3  # --jobs",
        "retries = 5  # --set",
        '"json"  # KEHOACH_LOG_FORMAT',
    )
    for line in (*wanted, "document_seconds = 3600.0  # default"):
        assert line in out


def test_a_file_that_is_named(kehoach, tmp_path):
    (tmp_path / "other.toml").write_text("[run]\njobs = 9")
    assert "jobs = 9  # other.toml" in kehoach("config", "show", "--origin", "--config", "other.toml")[1]


@pytest.mark.parametrize("command", [("config", "show"), ("run", "x.pdf", "--warehouse", "wh"), ("doctor",)])
def test_a_wrong_name_stops_every_command(kehoach, command):
    code, _, err = kehoach(*command, "--set", "run.job=3")
    assert code == 2
    assert "Did you mean run.jobs?" in err


def test_flags_of_their_own_are_settings():
    assert set(SHORT) <= set(KNOWN)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(kehoach, monkeypatch, shell):
    monkeypatch.setenv("_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")
    code, out, _ = kehoach("--show-completion", shell)
    assert code == 0
    assert "_KEHOACH_COMPLETE" in out
