"""How much of a document's money was read, and what its reader is told where that is little."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from .schema import DocumentRow, Figure, Passage
from .values import YUAN

LEAST = 0.6
"""A document of whose money less was read says so."""
NOT_MISSED = ("threshold", "foreign")
"""Figures that state no quantity of the unit's: nobody wants a row of them."""
FEWEST_GAPS = 12
"""An empty form has so many places that are to be filled in, and no figure."""


TEMPLATE, MISSING, LITTLE = "这是空白模板，没有填写数字", "没有读到", "带金额单位的数字只读懂"
"""How the warnings of little being read begin."""
LITTLE_READ = (
    "select source, warnings from documents where len(list_filter(warnings, lambda w: "
    + " or ".join(f"starts_with(w, '{said}')" for said in (TEMPLATE, MISSING, LITTLE))
    + ")) > 0"
)
"""The query for the documents that `little_read` counts."""


def little_read(out: Path) -> int:
    """How many documents of the dataset in a folder say that they have no money, unit or year, that little of
    their money was read, or that they are empty templates. Raises DatasetError.
    """
    from .dataset import read_table

    told = read_table(out, "documents", ("warnings",)).column("warnings").to_pylist()
    return sum(any(w.startswith((TEMPLATE, MISSING, LITTLE)) for w in held or ()) for held in told)


def share_read(figures: Iterable[Figure]) -> float | None:
    """Of the figures with a money unit, those that some row uses, 0 to 1; null without money.

    >>> read, unread, cars = Figure(unit="万元", used_by="f1"), Figure(unit="元"), Figure(unit="辆")
    >>> share_read([read, unread, cars])
    0.5
    """
    money = [f for f in figures if f.unit in YUAN and f.unread not in NOT_MISSED]
    return round(sum(f.used_by is not None for f in money) / len(money), 4) if money else None


def reading_warnings(
    row: DocumentRow, share: float | None, funds: int, passages: Sequence[Passage]
) -> Iterator[str]:
    """What the reader of a document is told in Chinese: an empty template, no money, no unit, no year, little
    read.
    """
    gaps = sum(p.kind == "template_residue" for p in passages)
    if not funds and gaps >= FEWEST_GAPS:
        yield TEMPLATE
        return
    if row.status != "ok":  # its own warnings say why
        return
    missing = [
        name
        for name, there in (("金额", funds), ("单位名称", row.unit_name), ("年度", row.fiscal_year))
        if not there
    ]
    if missing:
        yield f"{MISSING}{'、'.join(missing)}"
    if share is not None and share < LEAST:
        yield f"{LITTLE}{share:.0%}，其余见 figures 中 used_by 为空的行"
