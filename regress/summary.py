"""What a run found, in one line; and the columns that no case states."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from extract.terminal import said, speaks_chinese
from normalize.schema import TABLES

from .compare import Difference
from .rows import CORE, MARKS, PLACE, POINTED, UNSTATED, UNSTATED_DOCUMENT


def tallies(found: Iterable[Difference]) -> dict[str, Counter[str]]:
    """Table → how many rows were lost and gained, and how many cells changed."""
    out: dict[str, Counter[str]] = defaultdict(Counter)
    for d in found:
        if d:
            cells = sum(len(c.cells) for c in d.changed)
            out[d.table].update(lost=len(d.gone), gained=len(d.new), cells=cells)
    return dict(out)


def headline(found: Iterable[Difference]) -> str:
    """Rows lost and gained and cells changed by table, in the language of the terminal:
    `funds: 2 lost, 14 cells changed; units: 1 gained`.
    """
    colon, comma, semicolon = "：，；" if speaks_chinese() else (": ", ", ", "; ")
    parts = [f"{table}{colon}{comma.join(_said(counts))}" for table, counts in tallies(found).items()]
    return semicolon.join(parts) or said("nothing differs")


def _said(counts: Counter[str]) -> Iterator[str]:
    if lost := counts["lost"]:
        yield said(f"{lost} lost")
    if gained := counts["gained"]:
        yield said(f"{gained} gained")
    if cells := counts["cells"]:
        yield said(f"{cells} cells changed")


def stated(found: Iterable[Difference]) -> dict[str, set[str]]:
    """Table → the columns that some expected row states."""
    out: dict[str, set[str]] = defaultdict(set)
    for d in found:
        out[d.table] |= d.stated
    return out


def unstated(columns: Mapping[str, Collection[str]], tables: Iterable[str] = CORE) -> dict[str, list[str]]:
    """Table → the columns that are not among those that its rows state: a change in them would show
    nowhere.
    """
    out = {}
    for table in tables:
        held = columns.get(table, ())
        of_file = (
            UNSTATED_DOCUMENT
            if table == "documents"
            else {*UNSTATED, *(("source",) if table == "findings" else ())}
        )
        left_out = {*of_file, *PLACE, *MARKS}
        ids = f"{table.removesuffix('s')}_id"
        known = [f.name for f in dataclasses.fields(TABLES[table])]
        asked = [name for name in known if name not in {*left_out, ids}]
        if missing := [c for c in (*asked, *POINTED.get(table, ())) if c not in held]:
            out[table] = missing
    return out
