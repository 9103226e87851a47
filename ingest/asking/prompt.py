"""The prompt of `juesuan query` on a terminal: history, completion of names, statements that end in `;`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import JuesuanError
from extract.terminal import echo
from normalize.labels import labels
from normalize.schema import TABLES
from normalize.views import views

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

WORDS = (
    "select", "from", "where", "group by", "order by", "having", "limit", "join", "left join", "using", "on",
    "and", "or", "not", "in", "is null", "like", "between", "distinct", "count(*)", "sum", "min", "max", 
    "case",    "when", "then", "else", "end", "union all", "with", "as", "describe", "show tables",
)  # fmt: skip
HELP = """A statement ends in ; and may take several lines. Tab completes names. Besides SQL:
.tables   the tables and views
.help     this
.quit     leave (or Ctrl-D)"""


def run_prompt(
    answer: Callable[[str], None], input: Input | None = None, output: Output | None = None
) -> None:
    """Reads statements until the end of the input and hands each to `answer`; what is wrong with one is told,
    and the next one asked for.
    """
    session = _session(input, output)
    echo("Ctrl-D or .quit leaves, .help helps; end a statement with ;")
    while True:
        try:
            text = session.prompt().strip()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if text == ".quit":
            return
        if text.startswith("."):
            echo("\n".join(_names()) if text == ".tables" else HELP)
        elif text.strip("; \n"):
            try:
                answer(text.rstrip("; \n"))
            except JuesuanError as error:
                echo(f"juesuan: {error}", err=True)


def history_file() -> Path:
    """Where what was asked is remembered: the user's folder for the state of programs (XDG)."""
    state = os.environ.get("XDG_STATE_HOME")
    return (Path(state) if state else Path.home() / ".local/state") / "juesuan" / "history"


def _session(input: Input | None, output: Output | None) -> PromptSession[str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.history import FileHistory, History, InMemoryHistory

    history: History = InMemoryHistory()
    path = history_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        history = FileHistory(path)
    except OSError:
        pass
    session: PromptSession[str] = PromptSession(
        "juesuan> ", history=history, completer=completer(), input=input, output=output,
        prompt_continuation=lambda width, line, wrapped: "." * (width - 1) + " ",
    )  # fmt: skip
    session.multiline = Condition(lambda: not is_whole(session.default_buffer.text))
    return session


def is_whole(text: str) -> bool:
    """Whether what was typed is to be answered: a statement with its `;`, a command, or nothing."""
    told = text.strip()
    return not told or told.endswith(";") or told.startswith(".")


def completer() -> WordCompleter:
    """Completes the words of SQL, the names of tables, views and columns, and codes, with their Chinese
    names.
    """
    from prompt_toolkit.completion import WordCompleter

    meanings = {label.code or label.column or label.table: label.zh for label in labels()}
    words = sorted({*WORDS, *_names(), *meanings})
    return WordCompleter(words, ignore_case=True, meta_dict=meanings)


def _names() -> Iterator[str]:
    yield from (*TABLES, "labels", *views())
