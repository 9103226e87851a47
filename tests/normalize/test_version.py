"""The package bears the version that rows are written with."""

from __future__ import annotations

import regex
from typer.testing import CliRunner

import juesuan
from normalize.version import VERSION


def test_the_package_and_the_command_say_it() -> None:
    assert regex.fullmatch(r"\d+\.\d+\.\d+", VERSION)
    told = CliRunner().invoke(juesuan.app, ["--version"])
    assert told.output == f"juesuan {VERSION}\n"
