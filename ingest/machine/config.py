"""Settings: what options are where a call does not say, from a TOML file and the environment.

    [ingest]                 # the command, and its options under their names
    jobs = 8
    keep-versions = true

    [rules]                  # as checks.choice has it; for every command with --config
    "score.reason" = "off"

The file is the first that there is of $JUESUAN_CONFIG, juesuan.toml in the folder of the call, and
juesuan/config.toml in $XDG_CONFIG_HOME. JUESUAN_INGEST_KEEP_VERSIONS=1 in the environment goes before the
file, an option of the call before both. An option that may be given several times takes a list in the file;
in the environment its values stand apart by blanks, paths by colons.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperArgument, TyperGroup, TyperOption

from extract.errors import UsageError, reason
from extract.terminal import echo

if TYPE_CHECKING:
    from typer._click import Command, Context
    from typer._click.core import Parameter

PREFIX = "JUESUAN_"
NAMED = "JUESUAN_CONFIG"
HERE = "juesuan.toml"
RULES = "rules"
"""The table of the file that is no command's."""
DEFAULT = "default"


@dataclass(frozen=True)
class Stated:
    """What a file and the environment state; `file` is null where there is none."""

    file: Path | None = None
    held: Mapping[str, Any] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Setting:
    """The value of an option, and where it comes from: a variable, a file, or `default`."""

    option: str
    value: Any
    source: str


def read_settings(environment: Mapping[str, str] = os.environ) -> Stated:
    """What holds for a call here. Raises UsageError for a file that cannot be read, or is named and gone."""
    own = {name: value for name, value in environment.items() if name.startswith(PREFIX)}
    file = next(
        (path for path in _candidates(environment) if path.exists() or path == _named(environment)), None
    )
    if file is None:
        return Stated(environment=own)
    try:
        return Stated(file, tomllib.loads(file.read_text("utf-8")), own)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        told = reason(error) if isinstance(error, OSError) else error
        raise UsageError(f"{file} cannot be read as TOML: {told}") from None


def _named(environment: Mapping[str, str]) -> Path | None:
    return Path(environment[NAMED]) if environment.get(NAMED) else None


def _candidates(environment: Mapping[str, str]) -> list[Path]:
    """The files that are looked for, in their order."""
    home = environment.get("XDG_CONFIG_HOME") or Path(environment.get("HOME", "~")) / ".config"
    named = _named(environment)
    return [named] if named else [Path(HERE), Path(home) / "juesuan/config.toml"]


def settings_of(ctx: Context, commands: Iterable[str]) -> Stated:
    """What holds for this call, read once. Raises UsageError where the file cannot be read, or has a table of
    no command.
    """
    if __name__ not in ctx.meta:
        ctx.meta[__name__] = read_settings()
        _require_known(ctx.meta[__name__], frozenset(commands))
    settings: Stated = ctx.meta[__name__]
    return settings


def _require_known(settings: Stated, commands: Set[str]) -> None:
    for name in settings.held:
        if name not in commands and name != RULES:
            raise UsageError(f"{settings.file}: there is no command {name}; `juesuan --help` lists them")


def defaults_of(name: str, command: Command, settings: Stated) -> dict[str, Any]:
    """What the options of a command are where the call does not say, by the names of its parameters; those of
    the commands within it under their names. Raises UsageError for an option that it does not have.
    """
    return _chosen((name,), command, settings.held.get(name, {}), settings)


def _chosen(path: tuple[str, ...], command: Command, table: Any, settings: Stated) -> dict[str, Any]:
    if not isinstance(table, dict):
        name = ".".join(path)
        raise UsageError(f"{settings.file}: {name} is a command: write [{name}] and its options below")
    if isinstance(command, TyperGroup):
        _require(path, table, command.commands, settings)
        return {
            name: _chosen((*path, name), inner, table.get(name, {}), settings)
            for name, inner in command.commands.items()
        }
    options = {_option(p): p for p in command.params if _may_be_set(p)}
    _require(path, table, options, settings)
    _require_variables(path, options, settings)
    held = {str(p.name): _value(path, p, table, settings) for p in options.values()}
    return {name: value[0] for name, value in held.items() if value is not None}


def _value(
    path: tuple[str, ...], parameter: Parameter, table: Mapping[str, Any], settings: Stated
) -> tuple[Any, str] | None:
    """The value of an option, and the variable or file that sets it; null where none does."""
    option, file = _option(parameter), str(settings.file)
    several = parameter.nargs == -1 or getattr(parameter, "multiple", False)
    name = variable(path, option)
    if told := settings.environment.get(name):
        return told.split(_splitter(parameter)) if several else told, name
    if option in table:
        held = table[option]
        return [held] if several and isinstance(held, str) else held, file
    return (file, file) if option == "config" and RULES in settings.held else None


def _splitter(parameter: Parameter) -> str | None:
    """What stands between several values in the environment, as for every option of the library; null for
    blanks.
    """
    if isinstance(parameter, TyperOption | TyperArgument):
        return parameter.type_descriptor.envvar_list_splitter
    return None


def variable(path: tuple[str, ...], option: str) -> str:
    """The variable of the environment that sets an option.

    >>> variable(("case", "new"), "keep-names")
    'JUESUAN_CASE_NEW_KEEP_NAMES'
    """
    return PREFIX + "_".join((*path, option)).upper().replace("-", "_")


def _require(path: tuple[str, ...], table: Mapping[str, Any], known: Iterable[str], settings: Stated) -> None:
    for name in table:
        if name not in known:
            raise UsageError(
                f"{settings.file}: `juesuan {' '.join(path)}` has no option {name}; it has {', '.join(known)}"
            )


def _require_variables(path: tuple[str, ...], options: Iterable[str], settings: Stated) -> None:
    allowed = {variable(path, option) for option in options}
    for name in settings.environment:
        if name.startswith(variable(path, "")) and name not in allowed:
            raise UsageError(f"{name} is set, but `juesuan {' '.join(path)}` has no such option")


def _may_be_set(parameter: Parameter) -> bool:
    return not parameter.required and parameter.name != "help"


def _option(parameter: Parameter) -> str:
    """What an option is called in the file: --keep-versions is keep-versions."""
    return max(parameter.opts, key=len).lstrip("-")


def shown(name: str, command: Command, settings: Stated) -> Iterator[Setting]:
    """Every option of a command, with its value and where that comes from, where `defaults_of` finds no
    fault.
    """
    yield from _shown((name,), command, settings.held.get(name, {}), settings)


def _shown(
    path: tuple[str, ...], command: Command, table: Mapping[str, Any], settings: Stated
) -> Iterator[Setting]:
    if isinstance(command, TyperGroup):
        for name, inner in command.commands.items():
            yield from _shown((*path, name), inner, table.get(name, {}), settings)
        return
    for parameter in filter(_may_be_set, command.params):
        value, source = _value(path, parameter, table, settings) or (_default(parameter), DEFAULT)
        yield Setting(".".join((*path, _option(parameter))), value, source)


def _default(parameter: Parameter) -> Any:
    told = parameter.show_default if isinstance(parameter, TyperOption) else None
    return told if isinstance(told, str) else parameter.default


def config(
    ctx: typer.Context,
    command: Annotated[str | None, typer.Argument(help="a command: its options alone")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="show the options that nobody has set, too, with their defaults")
    ] = False,
) -> None:
    """Show the options that a file or the environment sets, and where each value comes from."""
    group = ctx.find_root().command
    assert isinstance(group, TyperGroup)
    names = group.list_commands(ctx)
    if command is not None and command not in names:
        raise UsageError(f"there is no command {command}; `juesuan --help` lists them")
    settings = settings_of(ctx, names)
    sought = ", ".join(map(str, _candidates(os.environ)))
    echo(f"file: {sought} (not there)" if settings.file is None else f"file: {settings.file}")
    for name in [command] if command else names:
        inner = group.get_command(ctx, name)
        for setting in shown(name, inner, settings) if inner else ():
            if everything or setting.source != DEFAULT:
                echo(f"{setting.option} = {_text(setting.value)}  ({setting.source})", data=True)


def _text(value: Any) -> str:
    return "none" if value is None else str(getattr(value, "value", value))
