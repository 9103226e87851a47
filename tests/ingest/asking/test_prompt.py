"""The prompt: statements over several lines, errors that do not end it, names completed, what was asked kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from extract.errors import UsageError
from ingest.asking.prompt import completer, history_file, is_whole, run_prompt


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PipeInput]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    with create_pipe_input() as pipe:
        yield pipe


def test_statements_are_answered_until_the_end(keys: PipeInput, capsys: pytest.CaptureFixture[str]) -> None:
    asked: list[str] = []

    def answer(sql: str) -> None:
        asked.append(sql)
        if "wrong" in sql:
            raise UsageError("no such thing")

    keys.send_text("select 1;\rselect wrong\rfrom funds;\r\r.tables\r.help\rselect 2;\r.quit\r")
    run_prompt(answer, keys, DummyOutput())
    assert asked == ["select 1", "select wrong\nfrom funds", "select 2"]
    printed = capsys.readouterr()
    assert "no such thing" in printed.err and "unit_year" in printed.out and ".quit" in printed.out
    assert "select wrong" in history_file().read_text("utf-8")


def test_the_end_of_input_leaves(keys: PipeInput) -> None:
    keys.send_text("\x03\x04")
    run_prompt(lambda sql: None, keys, DummyOutput())


def test_names_are_completed_with_what_they_mean() -> None:
    found = {
        c.text: c.display_meta_text
        for c in completer().get_completions(Document("initial_b"), CompleteEvent())
    }
    assert "年初预算" in found["initial_budget"]
    assert [
        c.text for c in completer().get_completions(Document("select * from three_p"), CompleteEvent())
    ] == ["three_public"]


@pytest.mark.parametrize(
    ("text", "whole"), [("select 1", False), ("select 1; ", True), (".help", True), ("", True), (" ", True)]
)
def test_when_a_statement_is_whole(text: str, whole: bool) -> None:
    assert is_whole(text) is whole
