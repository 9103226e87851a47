"""What is printed for people: text of documents and file names without characters that steer a terminal."""

from __future__ import annotations

import re

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Control characters but tab and line end, and those that turn the direction of text or are not seen."""


def visible(text: str) -> str:
    r"""The text with what steers a terminal spelled out: a file name cannot clear the screen or run
    backwards.

    >>> visible("a\u202etxt.exe")
    'a\\u202etxt.exe'
    """
    return STEERING.sub(lambda found: rf"\u{ord(found.group()):04x}", text)


def echo(text: str, err: bool = False) -> None:
    """Prints a line to standard output, or to standard error."""
    import typer

    typer.echo(visible(text), err=err)
