"""What a run found, in one line; and the columns that no case states."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from normalize.schema import TABLES

from .cases import Case
from .compare import Difference
from .rows import CORE, MARKS, PLACE, POINTED, UNSTATED, UNSTATED_DOCUMENT, read_facts

NOTHING = "nothing differs"


def tallies(found: Iterable[Difference]) -> dict[str, Counter[str]]:
    """Table → how many rows were lost and gained, and how many cells changed."""
    out: dict[str, Counter[str]] = defaultdict(Counter)
    for d in found:
        if d:
            cells = sum(len(c.cells) for c in d.changed)
            out[d.table].update(lost=len(d.gone), gained=len(d.new), cells=cells)
    return dict(out)


def headline(found: Iterable[Difference]) -> str:
    """Rows lost and gained and cells changed by table: `funds: 2 lost, 14 cells changed; units: 1 gained`."""
    parts = [f"{table}: {_said(counts)}" for table, counts in tallies(found).items()]
    return "; ".join(parts) or NOTHING


def _said(counts: Counter[str]) -> str:
    words = {"lost": "lost", "gained": "gained", "cells": "cells changed"}
    return ", ".join(f"{counts[k]} {word}" for k, word in words.items() if counts[k])


def unstated(cases: Sequence[Case]) -> dict[str, list[str]]:
    """Table → the columns that no row of any case states: a change in them would show nowhere."""
    out = {}
    for table in CORE:
        held = {name for case in cases for row in read_facts(case.expectation(table)) for name in row}
        of_file = (
            UNSTATED_DOCUMENT
            if table == "documents"
            else {*UNSTATED, *(("source",) if table == "findings" else ())}
        )
        left_out = {*of_file, *PLACE, *MARKS}
        ids = f"{table.removesuffix('s')}_id"
        known = [f.name for f in dataclasses.fields(TABLES[table])]
        columns = [name for name in known if name not in {*left_out, ids}]
        if missing := [c for c in (*columns, *POINTED.get(table, ())) if c not in held]:
            out[table] = missing
    return out
