"""The vocabulary of the reports, in TOML: what varies from province to province is data."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

import regex


@lru_cache
def load(name: str) -> dict[str, Any]:
    """The lexicon file `name`.toml."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))


@lru_cache
def patterns(name: str, section: str) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    """(code, pattern) of a section in its order; the first that matches decides."""
    return tuple((entry["code"], regex.compile(entry["match"])) for entry in load(name)[section])


def code_of(name: str, section: str, text: str) -> str | None:
    """The code of the first pattern of a section that is found in folded text."""
    return next((code for code, pattern in patterns(name, section) if pattern.search(text)), None)
