"""Rows drawn at random from stored cases or a dataset, for a person to compare with the reports: how many are
right.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from normalize.dataset import read_table, row_of
from regress.cases import Case, CaseError
from regress.rows import RowFacts, facts_of, read_facts
from regress.update import confirm

STRATA = {"form": ("statement", "kind", "component"), "rule": ("rule",)}
"""What rows are drawn evenly by: the columns of which the first that a row has tells its stratum."""
Z = 1.96
"""Of a normal distribution, the bound that 95 % lie within."""


@dataclass(frozen=True)
class Drawn:
    """A row, in which stratum it was drawn, and what holds it: a case, in which it has a number from 1, or a
    document of a dataset.
    """

    held_by: Case | str
    number: int
    row: RowFacts
    stratum: str

    @property
    def name(self) -> str:
        """What holds it, as people call it."""
        return self.held_by if isinstance(self.held_by, str) else self.held_by.name


def draw(
    cases: Iterable[Case], table: str, count: int, seed: int, stratify: str | None = None
) -> list[Drawn]:
    """So many rows of a table (all where there are fewer), evenly over the strata. Raises CaseError where no
    case holds any.
    """
    held = [
        Drawn(case, number, row, _stratum(row, stratify))
        for case in cases
        for number, row in enumerate(read_facts(case.expectation(table)), 1)
    ]
    return [held[n] for n in _evenly([d.stratum for d in held], table, count, seed)]


def draw_of_dataset(
    folder: Path, table: str, count: int, seed: int, stratify: str | None = None
) -> list[Drawn]:
    """The same of the rows of a dataset, older versions of reports left out. Raises DatasetError, and
    CaseError where it holds none.
    """
    rows = read_table(folder, table, versions=False)
    if not rows.num_rows:
        raise CaseError(f"the dataset has no rows of {table}")
    documents = read_table(folder, "documents", ["doc_id", "source"]).to_pylist()
    sources = {d["doc_id"]: d["source"] for d in documents}
    columns = rows.select([c for c in STRATA.get(stratify or "", ()) if c in rows.schema.names]).to_pylist()
    strata = [_stratum({k: v for k, v in r.items() if v is not None}, stratify) for r in columns]
    chosen = _evenly(strata or [""] * rows.num_rows, table, count, seed)
    out = []
    for n, held in zip(chosen, rows.take(chosen).to_pylist(), strict=True):
        row = row_of(table, {k: v for k, v in held.items() if k != "fiscal_year"}, held["fiscal_year"])
        stratum = strata[n] if strata else ""
        out.append(Drawn(sources[held["doc_id"]], n + 1, facts_of(row, table), stratum))
    return out


def _stratum(row: RowFacts, stratify: str | None) -> str:
    return next((str(row[c]) for c in STRATA.get(stratify or "", ()) if c in row), "")


def _evenly(strata: Sequence[str], table: str, count: int, seed: int) -> list[int]:
    """The numbers from 0 of so many rows, drawn evenly over their strata."""
    if not strata:
        raise CaseError(f"no case holds {table}: make cases of the reports with `juesuan case new FOLDER`")
    rng = random.Random(seed)
    numbers: dict[str, list[int]] = defaultdict(list)
    for n, stratum in enumerate(strata):
        numbers[stratum].append(n)
    for held in numbers.values():
        rng.shuffle(held)
    out: list[int] = []
    while len(out) < count and any(numbers.values()):
        for name in sorted(numbers):
            if numbers[name] and len(out) < count:
                out.append(numbers[name].pop())
    return out


def interval(right: int, seen: int) -> tuple[float, float]:
    """The bounds within which the share of right rows lies with 95 % certainty (Wilson)."""
    if not seen:
        return 0.0, 1.0
    share, spread = right / seen, Z * Z / seen
    middle = share + spread / 2
    half = Z * ((share * (1 - share) + spread / 4) / seen) ** 0.5
    return max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))


def keep_answer(drawn: Drawn, table: str, right: bool, answers: Path | None = None) -> None:
    """Keeps an answer: a right row is confirmed in its case, a wrong one is noted there in `wrong.jsonl`;
    of a dataset, which is never changed, both are noted in `answers`.
    """
    if isinstance(drawn.held_by, Case) and right:
        confirm(drawn.held_by, table, [drawn.number])
    elif isinstance(drawn.held_by, Case):
        _note(drawn.held_by.folder / "wrong.jsonl", {"table": table, **drawn.row})
    elif answers is not None:
        _note(answers, {"table": table, "source": drawn.held_by, "right": right, **drawn.row})


def _note(path: Path, row: RowFacts) -> None:
    """Adds a line, once."""
    line = json.dumps(row, ensure_ascii=False, sort_keys=True)
    held = path.read_text("utf-8").splitlines() if path.is_file() else []
    path.write_text("".join(f"{x}\n" for x in dict.fromkeys([*held, line])), "utf-8")
