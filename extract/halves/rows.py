"""Rows of folded texts: labels and the numbers below them, with row heads or without."""

from __future__ import annotations

from collections.abc import Sequence

from extract import regex

NUMBER = regex.compile(r"[-+△]?\d[\d,]*(?:\.\d+)?%?|\(\d[\d,]*(?:\.\d+)?\)")
ABSENT = regex.compile(r"[-—－/…]*|无")
YEAR = regex.compile(r"(?:19|20)\d\d")
FEWEST = 2
"""Rows of numbers from which on a table without row heads is half of one; the table of a single row (“三公”)
has none either.
"""


def headless(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows of folded texts are labels and then nothing but numbers below them; years that begin the
    rows are their heads.
    """
    begin = first_figures(rows)
    body = rows[begin:]
    figures = all(is_figure(t) for row in body for t in row)
    return (
        begin > 0 and len(body) >= FEWEST and figures and not are_years([t for row in body for t in row[:1]])
    )


def repeats_heads(above: Sequence[Sequence[str]], below: Sequence[Sequence[str]]) -> bool:
    """Whether the rows of `below` have the heads of those of `above`, other columns, and only numbers in
    these.
    """
    over, under = above[first_figures(above) :], below[(begin := first_figures(below)) :]
    if begin == 0 or not FEWEST <= len(under) <= len(over) or list(above[0]) == list(below[0]):
        return False
    # A total may be merged over the columns of codes and of names: each row has as many heads as both print.
    heads = [_alike(a, b) for a, b in zip(over, under, strict=False)]
    named = sum(any(not is_figure(t) for t in row[:n]) for row, n in zip(under, heads, strict=True))
    others = (t for row, n in zip(under, heads, strict=True) for t in row[n:])
    return min(heads) > 0 and named >= FEWEST and all(map(is_figure, others))


def _alike(a: Sequence[str], b: Sequence[str]) -> int:
    """How many texts two rows have in common from the left."""
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def is_figure(text: str) -> bool:
    """Whether a cell is a number, or says that there is none."""
    return bool(NUMBER.fullmatch(text) or ABSENT.fullmatch(text))


def are_years(column: Sequence[str]) -> bool:
    """Whether all texts of a column are bare years."""
    return bool(column) and all(map(YEAR.fullmatch, column))


def first_figures(rows: Sequence[Sequence[str]]) -> int:
    """The first row with a number in it."""
    return next((n for n, row in enumerate(rows) if any(NUMBER.fullmatch(t) for t in row)), len(rows))
