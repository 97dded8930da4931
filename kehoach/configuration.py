"""Settings from file, environment and flags, resolved once; later ones win in that order.

A setting is called by its table and name, `run.jobs`: `[run] jobs = 4` in the file, `KEHOACH_RUN_JOBS=4` in
the environment, `--set run.jobs=4` as a flag. A name that is not known is an error everywhere, so that a slip
of the pen is never taken for the default.
"""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from math import isfinite
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from kehoach.errors import WrongUsage
from kehoach.settings import About, Settings

FILE: Final = "kehoach.toml"
PREFIX: Final = "KEHOACH_"
FILE_VARIABLE: Final = f"{PREFIX}CONFIG"
DEFAULT: Final = "default"

_ALL: Final = "All settings: kehoach config show."


@dataclass(frozen=True, slots=True)
class Given:
    """A value that somebody set. `origin` says where; relative paths are meant from `folder`."""

    name: str
    value: object
    origin: str
    folder: Path = Path()


@dataclass(frozen=True, slots=True)
class Resolved:
    """The settings, and where each came from, by name."""

    settings: Settings
    origins: Mapping[str, str]


def _declared() -> Iterator[tuple[str, tuple[Any, About]]]:
    for table, section in get_type_hints(Settings).items():
        for name, hint in get_type_hints(section, include_extras=True).items():
            kind, about = get_args(hint)
            yield f"{table}.{name}", (kind, about)


KNOWN: Final[Mapping[str, tuple[Any, About]]] = MappingProxyType(
    dict(_declared())
)  # type and meaning, by name


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + name.replace(".", "_").upper()


def resolve(file: Path | None, environment: Mapping[str, str], flags: Iterable[Given]) -> Resolved:
    """The settings of `file` (else of the one that the environment names, else of `kehoach.toml` in the
    working folder, if there is one), of the environment and of the flags. Raises WrongUsage.
    """
    named = file or (Path(environment[FILE_VARIABLE]) if FILE_VARIABLE in environment else None)
    found = named or (Path(FILE) if Path(FILE).is_file() else None)
    values: dict[str, dict[str, object]] = {table.name: {} for table in fields(Settings)}
    origins = dict.fromkeys(KNOWN, DEFAULT)
    for given in (*(_of_file(found) if found else ()), *_of_environment(environment), *flags):
        if given.name not in KNOWN:
            raise WrongUsage(f"{given.origin}: there is no setting {given.name}.", _advice(given.name, KNOWN))
        table, _, name = given.name.partition(".")
        values[table][name] = _converted(given)
        origins[given.name] = given.origin
    tables = {table: kind(**values[table]) for table, kind in get_type_hints(Settings).items()}
    return Resolved(Settings(**tables), MappingProxyType(origins))


def assignment(text: str) -> Given:
    """The flag `--set NAME=VALUE`. Raises WrongUsage where there is no "="."""
    name, equals, value = text.partition("=")
    if not equals:
        raise WrongUsage(f"--set {text}: a value is missing.", f"Write --set {name}=VALUE.")
    return Given(name.strip(), value.strip(), "--set")


def as_toml(resolved: Resolved, with_origins: bool) -> str:
    """The settings as a file that `resolve` reads; each line ends with its origin where that is asked for."""
    lines = []
    for table in fields(Settings):
        section = getattr(resolved.settings, table.name)
        lines += ["", f"[{table.name}]"]
        for item in fields(section):
            line = f"{item.name} = {_literal(getattr(section, item.name))}"
            origin = resolved.origins[f"{table.name}.{item.name}"]
            lines.append(f"{line}  # {origin}" if with_origins else line)
    return "\n".join(lines[1:])


def _of_file(path: Path) -> Iterator[Given]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WrongUsage(f"{path}: {error.strerror}.", f"Check --config and {FILE_VARIABLE}.") from error
    except ValueError as error:  # no TOML, or no UTF-8
        raise WrongUsage(
            f"{path} is no TOML file: {error}.", "Compare it with kehoach config show."
        ) from error
    for table, content in tables.items():
        if not isinstance(content, dict):
            raise WrongUsage(
                f"{path}: {table} stands in no table.", f"Put it under one, such as [run]. {_ALL}"
            )
        for name, value in content.items():
            yield Given(f"{table}.{name}", value, str(path), path.parent)


def _of_environment(environment: Mapping[str, str]) -> Iterator[Given]:
    names = {variable(name): name for name in KNOWN}
    for key, value in sorted(environment.items()):
        if key in names:
            yield Given(names[key], value, key)
        elif key.startswith(PREFIX) and key != FILE_VARIABLE:
            raise WrongUsage(f"There is no setting for {key}.", _advice(key, (*names, FILE_VARIABLE)))


def _advice(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, known, n=1)
    return f"Did you mean {close[0]}? {_ALL}" if close else _ALL


def _converted(given: Given) -> object:
    """The value in its setting's type: text from the environment and flags, TOML's own types from a file."""
    kind, about = KNOWN[given.name]
    value = _typed(kind, given)
    low = isinstance(value, int | float) and about.minimum is not None and value < about.minimum
    if value is None or low:
        message = f"{given.origin}: {given.name} cannot be {given.value}."
        raise WrongUsage(message, f"It takes {allowed(given.name)}. {about.meaning}.")
    return value


def _typed(kind: Any, given: Given) -> object:
    """None where the value does not fit."""
    value = given.value
    if kind in (int, float):
        return _number(kind, value)
    if not isinstance(value, str) or not value:
        return None
    if get_origin(kind) is Literal:
        return value if value in get_args(kind) else None
    return given.folder / value if kind is Path else value


def _number(kind: type[int] | type[float], value: object) -> int | float | None:
    if isinstance(value, bool) or not isinstance(value, str | int | kind):
        return None
    try:
        number = kind(value)
    except ValueError:
        return None
    return number if isfinite(number) else None


def allowed(name: str) -> str:
    """What values a setting takes, in words."""
    kind, about = KNOWN[name]
    if get_origin(kind) is Literal:
        return " or ".join(get_args(kind))
    least = "" if about.minimum is None else f", {about.minimum:g} or more"
    return {int: "a whole number", float: "a number", Path: "a path", str: "text"}[kind] + least


def default(name: str) -> str:
    """The default of a setting, or the name of one that depends on the machine."""
    table, _, key = name.partition(".")
    return KNOWN[name][1].default or _literal(getattr(getattr(Settings(), table), key))


def _literal(value: object) -> str:
    """A value as TOML writes it: as JSON does, for the types that settings have."""
    return json.dumps(str(value) if isinstance(value, Path) else value, ensure_ascii=False)
