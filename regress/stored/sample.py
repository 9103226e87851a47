"""Rows drawn at random from stored cases, for a person to compare with the reports: how many are right."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from regress.cases import Case, CaseError
from regress.rows import Facts, read_facts
from regress.update import confirm

STRATA = {"form": ("statement", "kind", "component"), "rule": ("rule",)}
"""What rows are drawn evenly by: the columns of which the first that a row has tells its stratum."""
Z = 1.96
"""Of a normal distribution, the bound that 95 % lie within."""


@dataclass(frozen=True)
class Drawn:
    """A row, where it is held, and in which stratum it was drawn."""

    case: Case
    number: int
    row: Facts
    stratum: str


def draw(
    cases: Iterable[Case], table: str, count: int, seed: int, stratify: str | None = None
) -> list[Drawn]:
    """So many rows of a table (all where there are fewer), evenly over the strata. Raises CaseError where no
    case holds any.
    """
    rng = random.Random(seed)
    strata: dict[str, list[Drawn]] = defaultdict(list)
    for drawn in _all(cases, table, STRATA[stratify] if stratify else ()):
        strata[drawn.stratum].append(drawn)
    if not strata:
        raise CaseError(f"no case holds {table}: make cases of the reports with `juesuan case new FOLDER`")
    for rows in strata.values():
        rng.shuffle(rows)
    out: list[Drawn] = []
    while len(out) < count and any(strata.values()):
        for name in sorted(strata):
            if strata[name] and len(out) < count:
                out.append(strata[name].pop())
    return out


def _all(cases: Iterable[Case], table: str, columns: Sequence[str]) -> Iterator[Drawn]:
    for case in cases:
        for number, row in enumerate(read_facts(case.expectation(table)), 1):
            yield Drawn(case, number, row, next((str(row[c]) for c in columns if c in row), ""))


def interval(right: int, seen: int) -> tuple[float, float]:
    """The bounds within which the share of right rows lies with 95 % certainty (Wilson)."""
    if not seen:
        return 0.0, 1.0
    share, spread = right / seen, Z * Z / seen
    middle = share + spread / 2
    half = Z * ((share * (1 - share) + spread / 4) / seen) ** 0.5
    return max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))


def answer(drawn: Drawn, table: str, right: bool) -> None:
    """Keeps an answer: a right row is confirmed in its case, a wrong one is noted there in `wrong.jsonl`."""
    if right:
        confirm(drawn.case, table, [drawn.number])
        return
    path: Path = drawn.case.folder / "wrong.jsonl"
    line = json.dumps({"table": table, **drawn.row}, ensure_ascii=False, sort_keys=True)
    held = path.read_text("utf-8").splitlines() if path.is_file() else []
    path.write_text("".join(f"{x}\n" for x in dict.fromkeys([*held, line])), "utf-8")
