"""Expectations rewritten from what is read now, and rows marked as confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from .cases import Case, CaseError, Reading, below_floor
from .compare import Difference
from .rows import CONFIRMED, MARKS, RowFacts, compared_columns, key, read_facts, table_facts, write_facts


def refusals(folder: Path, found: Sequence[Reading]) -> list[str]:
    """Why the expectations must not be rewritten unless told: a document unread, a floor broken, a confirmed
    row lost.
    """
    out = [f"{r.case.name}/{r.document.name} could not be read: {r.error}" for r in found if r.error]
    out += below_floor(folder, found)
    for reading in found:
        for d in reading.differences:
            lost = sum(bool(r.get(CONFIRMED)) for r in (*d.gone, *(c.old for c in d.changed)))
            if lost:
                out.append(
                    f"{reading.case.name}/{reading.document.name}: "
                    f"{lost} confirmed rows of {d.table} would change"
                )
    return out


def update(found: Sequence[Reading]) -> list[str]:
    """Rewrites what differs, but for what a builder states. Where the documents of one case give different
    rows, none is right. What is left as it was is said.
    """
    refused: list[str] = []
    for case in dict.fromkeys(r.case for r in found):
        own = [r for r in found if r.case == case and r.rows is not None]
        refused += _update_tables(case, own)
        if own and (told := examined(own)) != _pinned(case):
            write_facts(case.expectation("checks"), told)
    return refused


def _update_tables(case: Case, own: Sequence[Reading]) -> Iterator[str]:
    for differences in zip(*(r.differences for r in own), strict=True):
        table = differences[0].table
        if not any(differences) or table == "checks":
            continue
        rows = [_expectation(d) for d in differences]
        if case.built:
            yield f"{case.name}: its {table} are written by its builder: change that"
        elif any(_keys(table, r) != _keys(table, rows[0]) for r in rows):
            names = " and ".join(r.document.name for r in own)
            yield f"{case.name}: {names} give different rows of {table}"
        else:
            write_facts(case.expectation(table), rows[0])


def _pinned(case: Case) -> list[RowFacts]:
    """What the rules are expected to examine, without marks."""
    held = read_facts(case.expectation("checks")) if "checks" in case.tables else []
    return _by_rule({name: value for name, value in row.items() if name not in MARKS} for row in held)


def examined(own: Sequence[Reading]) -> list[RowFacts]:
    """What the rules examined in every document of a case: of each rule, the fewest comparisons."""
    read = [{row["rule"]: row for row in table_facts(r.rows, "checks")} for r in own if r.rows]
    everywhere = set.intersection(*(set(rows) for rows in read))
    return _by_rule(
        min((rows[rule] for rows in read), key=lambda r: int(r["compared"])) for rule in everywhere
    )


def _by_rule(rows: Iterable[RowFacts]) -> list[RowFacts]:
    return sorted(rows, key=lambda r: str(r["rule"]))


def _expectation(d: Difference) -> list[RowFacts]:
    """The rows kept, with their marks, and the rows found."""
    return [*d.kept, *d.new, *(c.new for c in d.changed)]


def _keys(table: str, rows: Iterable[RowFacts]) -> list[tuple[str, ...]]:
    rows = list(rows)
    columns = compared_columns(table, rows)
    return sorted(key(r, columns) for r in rows)


def confirm(case: Case, table: str, numbers: Sequence[int] = ()) -> int:
    """Marks rows of a table as confirmed by a human: those numbered (from 1, in the order of the file), or
    all. Returns how many are new.
    """
    rows = read_facts(case.expectation(table))
    if table not in case.tables:
        raise CaseError(f"{case.name} states no {table}: nothing to confirm")
    if wrong := [n for n in numbers if not 1 <= n <= len(rows)]:
        raise CaseError(f"{case.name} has {len(rows)} rows of {table}, no row {wrong[0]}")
    chosen = [rows[n - 1] for n in numbers] if numbers else rows
    fresh = [r for r in chosen if not r.get(CONFIRMED)]
    for row in fresh:
        row[CONFIRMED] = True
    write_facts(case.expectation(table), rows)
    return len(fresh)
