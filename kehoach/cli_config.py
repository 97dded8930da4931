"""What the command line has to do with settings: the flags of every command that needs them, and `kehoach
config`.
"""

import inspect
import os
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from kehoach.configuration import FILE, KNOWN, Given, Resolved, as_toml, assignment, resolve

SHORT: Final = {  # settings that have flags of their own
    "run.jobs": "--jobs",
    "run.engine": "--engine",
    "log.format": "--log-format",
    "extract.passwords_file": "--passwords-file",
}

_LETTERS: Final = {"run.jobs": "-j"}

PLAIN_HELP: Final = None  # what typer is told for help without rich, which loads in half the time

app = typer.Typer(
    help="The settings, and where each comes from.", no_args_is_help=True, rich_markup_mode=PLAIN_HELP
)


def _names(incomplete: str) -> list[str]:
    """What the shell offers after --set."""
    return [f"{name}=" for name in KNOWN if name.startswith(incomplete)]


_Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Settings file.", show_default=f"{FILE}, if there is one"),
]
_Assignments = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="NAME=VALUE",
        help="A setting, such as extract.dpi=200; repeatable.",
        autocompletion=_names,
    ),
]


def with_settings(*short: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the flags `--config`, `--set` and those of the settings `short`; it gets them resolved,
    as its parameter `resolved`.
    """
    flags = {
        "config": _Config,
        "assignments": _Assignments,
        **{name.replace(".", "_"): _flag(name) for name in short},
    }

    def resolved(taken: Mapping[str, Any]) -> Resolved:
        given = [assignment(text) for text in taken["assignments"] or ()]
        for name in short:
            if (value := taken[name.replace(".", "_")]) is not None:
                given.append(Given(name, str(value), SHORT[name]))
        return resolve(taken["config"], os.environ, given)

    return folding("resolved", flags, resolved)


def folding(
    name: str, flags: Mapping[str, Any], fold: Callable[[Mapping[str, Any]], object]
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command some flags, by their annotations; it gets what `fold` makes of them as its parameter
    `name`.

    A decorator, because such flags belong to several commands and typer reads them from a function's
    signature.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        signature = inspect.signature(command)
        own = [parameter for parameter in signature.parameters.values() if parameter.name != name]
        keyword = inspect.Parameter.KEYWORD_ONLY
        added = [
            inspect.Parameter(flag, keyword, default=None, annotation=kind) for flag, kind in flags.items()
        ]

        @wraps(command)
        def wrapped(**values: Any) -> None:
            taken = {flag: values.pop(flag) for flag in flags}
            command(**{name: fold(taken)}, **values)

        parameters = [parameter.replace(kind=keyword) for parameter in own] + added
        wrapped.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
        wrapped.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return wrapped

    return decorate


def _flag(name: str) -> Any:
    kind, about = KNOWN[name]
    shown = about.default or False
    names = filter(None, (SHORT[name], _LETTERS.get(name)))
    return Annotated[kind | None, typer.Option(*names, help=f"{about.meaning}.", show_default=shown)]


@app.command()
@with_settings(*SHORT)
def show(
    resolved: Resolved,
    origin: Annotated[bool, typer.Option("--origin", help="Say beside each where it comes from.")] = False,
) -> None:
    """Print all settings as they are resolved here, as a settings file."""
    print(as_toml(resolved, origin))
