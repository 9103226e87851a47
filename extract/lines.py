"""What stands between two wrapped lines when they are joined."""

from __future__ import annotations


def glue(previous: str, following: str) -> str:
    """A space between two Latin words; nothing beside Han, digits or punctuation, so that torn numbers and units are whole again."""
    a, b = previous[-1:], following[:1]
    return " " if a.isascii() and b.isascii() and a.isalpha() and b.isalpha() else ""
