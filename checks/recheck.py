"""A dataset's findings, made anew from its own tables: no document is read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from normalize.dataset import read_groups, read_table
from normalize.schema import DocumentRow, Rows, Unit
from normalize.writing import DatasetWriter, arrow_tables

from .codes import UNREAD
from .companions import find_companions
from .run import check_rows

BATCH = 100
"""Documents held in memory together; more only where they belong together."""
CHECKED = ("findings", "checks")


@dataclass(frozen=True)
class Known:
    """What decides with which others a document belongs together.

    Its own row, and the units that it lists below it.
    """

    rows: Rows

    @property
    def doc_id(self) -> str:
        """The document's id."""
        return self.rows.document.doc_id

    @property
    def unit(self) -> str | None:
        """The reporting unit's id."""
        return self.rows.document.unit_id

    @property
    def below(self) -> set[str]:
        """The ids of the units that it lists below its own."""
        return {u.unit_id for u in self.rows.units}


def recheck(out: Path, rounding: bool = False) -> dict[str, Counter[str]]:
    """Writes the findings and checks of a dataset anew, each document held against its companions.

    Returns by doc_id how many are of which severity.

    `rounding` adds one `info` a document that gathers the differences which rounding explains.
    """
    return _recheck(out, list(_families(_known(out))), rounding)


def recheck_companions(out: Path, read: Collection[str]) -> dict[str, Counter[str]]:
    """The same for the documents that belong together with one of those just read.

    Where all were just read and none is held against another, they were checked as they are.
    """
    together = [f for f in _families(_known(out)) if len(f) > 1 and any(k.doc_id in read for k in f)]
    return _recheck(
        out, [f for f in together if not all(k.doc_id in read for k in f) or _has_companions(f)], False
    )


def _has_companions(family: Sequence[Known]) -> bool:
    found = find_companions([k.rows for k in family]).values()
    return any(c.prior or c.budget or c.forms or any(part.reports for part in c.parts) for c in found)


def _known(out: Path) -> list[Known]:
    below: dict[str, list[Unit]] = defaultdict(list)
    for row in read_table(out, "units", ["doc_id", "unit_id", "name", "role"]).to_pylist():
        if row["role"] == "subordinate":
            below[row["doc_id"]].append(Unit(**row))
    columns = ["doc_id", "fiscal_year", "doc_type", "title", "unit_id", "unit_name", "status"]
    documents = (DocumentRow(**d) for d in read_table(out, "documents", columns).to_pylist())
    return [
        Known(Rows(document=d, units=tuple(below[d.doc_id]))) for d in documents if d.status not in UNREAD
    ]


def _families(known: Iterable[Known]) -> Iterator[list[Known]]:
    """The documents of one unit, of those that it lists below it, and so on, together."""
    of_unit: dict[str, list[Known]] = defaultdict(list)
    linked: dict[str, set[str]] = defaultdict(set)
    for k in known:
        if k.unit is None:
            yield [k]
            continue
        of_unit[k.unit].append(k)
        for unit in k.below:
            linked[k.unit].add(unit)
            linked[unit].add(k.unit)
    seen: set[str] = set()
    for start in of_unit:
        waiting, members = [start], []
        while waiting:
            unit = waiting.pop()
            if unit not in seen:
                seen.add(unit)
                members += of_unit.get(unit, [])
                waiting += linked[unit]
        if members:
            yield members


def _recheck(out: Path, families: list[list[Known]], rounding: bool) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    groups = [[k.doc_id for k in batch] for batch in _batches(families)]
    with DatasetWriter(out, CHECKED) as writer:
        for rows in read_groups(out, groups):
            companions = find_companions(rows)
            for r in rows:
                checked = check_rows(r, companions[r.document.doc_id], rounding)
                writer.add(r.document.doc_id, r.document.fiscal_year, arrow_tables(checked, CHECKED))
                found[r.document.doc_id] = Counter(f.severity for f in checked.findings)
    return found


def _batches(families: list[list[Known]]) -> Iterator[list[Known]]:
    """Whole families, as many as may be held in memory together."""
    batch: list[Known] = []
    for family in families:
        if batch and len(batch) + len(family) > BATCH:
            yield batch
            batch = []
        batch += family
    if batch:
        yield batch
