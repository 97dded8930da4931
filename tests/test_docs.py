"""Documentation that cannot lie: what exists is told, and what is told exists."""

import re
from pathlib import Path

import pytest
import typer

from kehoach import cli_commands, errors

ROOT = Path(__file__).parents[1]
OPERATING = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
COMMANDS = {
    f"{name} {below}".strip(): command
    for name, group in typer.main.get_command(cli_commands.app).commands.items()
    for below, command in getattr(group, "commands", {"": group}).items()
}
PAGES = [path for folder in (".", "docs", "samples") for path in sorted((ROOT / folder).glob("*.md"))]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_told(name):
    assert f"### `kehoach {name}" in OPERATING


@pytest.mark.parametrize(
    "option",
    sorted(
        {option for command in COMMANDS.values() for parameter in command.params for option in parameter.opts}
    ),
)
def test_every_option_and_argument_is_told(option):
    assert option in OPERATING or option.upper() in OPERATING


def test_every_exit_code_is_told():
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.KehoachError)
    ]
    for code in {0, *(kind.exit_code for kind in kinds)}:
        assert f"| {code} |" in OPERATING


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_make_targets_exist(page):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"\bmake ([a-z]+)\b(?=`|  )", page.read_text(encoding="utf-8")):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
