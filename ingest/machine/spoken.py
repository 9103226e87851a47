"""The help of commands, and what typer says of its own, in the language of the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extract.terminal import in_chinese, speaks_chinese

if TYPE_CHECKING:
    from typer._click import Command, Context


def translate_command(command: Command, ctx: Context) -> None:
    """Turns the help of a command, of those within it and of their options into the terminal's language."""
    if not speaks_chinese():
        return
    for name in ("help", "short_help", "epilog"):
        if text := getattr(command, name, None):
            setattr(command, name, help_in_chinese(text))
    for parameter in (*command.params, command.get_help_option(ctx)):
        # Strings alone: show_default is a truth value, too.
        for name in ("help", "show_default"):
            if isinstance(text := getattr(parameter, name, None), str):
                setattr(parameter, name, help_in_chinese(text))
    for inner in getattr(command, "commands", {}).values():
        translate_command(inner, ctx)


def help_in_chinese(text: str) -> str:
    """A text of help by its paragraphs, whose lines end anywhere."""
    return "\n\n".join(in_chinese(" ".join(part.split())) for part in text.split("\n\n"))


def translate_library() -> None:
    """Has typer say its own words in the language of the terminal: titles, errors, prompts."""
    if not speaks_chinese():
        return
    from rich import columns, table
    from typer import core, rich_utils
    from typer._click import exceptions, termui
    from typer._click.core import Context
    from typer._click.formatting import HelpFormatter

    class ChineseFormatter(HelpFormatter):
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, in_chinese("Usage: ") if prefix is None else prefix)

    class FoldingTable(table.Table):
        def add_row(self, *cells: Any, **options: Any) -> None:
            # Chinese has no spaces to break a line at: without this the rest of it would be cut off.
            super().add_row(*cells, **options)
            for column in self.columns:
                column.overflow = "fold"

    rich_utils.Table = columns.Table = FoldingTable  # type: ignore[attr-defined]
    Context.formatter_class = ChineseFormatter
    core._ = in_chinese  # type: ignore[attr-defined, assignment]
    for name, value in vars(rich_utils).items():
        if isinstance(value, str) and name.endswith(("_STRING", "_TITLE", "_TEXT", "RICH_HELP")):
            setattr(rich_utils, name, in_chinese(value))
    for module in (exceptions, termui):
        plain = module.echo

        def echo(message: Any = None, *args: Any, plain: Any = plain, **options: Any) -> None:
            plain(in_chinese(message) if isinstance(message, str) else message, *args, **options)

        setattr(module, "echo", echo)  # noqa: B010  # mypy knows no such name of a module in a loop
