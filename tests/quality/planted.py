"""Reports drawn at random with one contradiction planted in each: how many are named, and what else is reported.

python -m tests.quality.planted [REPORTS] [FIRST]
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import juesuan
from extract.fold import fold
from normalize.schema import Finding, Rows
from tests.generated.draw import Drawn, draw
from tests.generated.planted import Planted, plants

LOUD = ("error", "warning")
AMOUNT = re.compile(r"(?<![\d.,])\d[\d,]*\.\d{2,}(?=\s*[万亿]元)")


@dataclass
class Caught:
    """By kind of contradiction how many were planted and named; what was reported beside them, and missed."""

    planted: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    beside: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of the contradictions that a finding names."""
        return self.named.total() / (self.planted.total() or 1)

    @property
    def precision(self) -> float:
        """The share of the findings that lead and name a contradiction."""
        return self.named.total() / ((self.named.total() + len(self.beside)) or 1)

    @property
    def collateral(self) -> float:
        """Other leading findings, by contradiction planted."""
        return len(self.beside) / (self.planted.total() or 1)

    def add(self, drawn: Drawn, planted: Planted, findings: Iterable[Finding]) -> None:
        """Counts one spoiled report."""
        loud = [f for f in findings if f.severity in LOUD]
        named = {f.cluster for f in loud if names(planted, f)}
        self.planted[planted.kind] += 1
        self.named[planted.kind] += bool(named)
        told = f"seed {drawn.seed} {planted.kind} {planted.values}: {planted.changed[:160]}"
        if not named:
            self.missed.append(told)
        self.beside += [
            f"{told} | {f.rule} {f.message}" for f in loud if f.leading and f.cluster not in named
        ]


def names(planted: Planted, finding: Finding) -> bool:
    """Whether a finding tells the number or word that was planted, as it is or rounded."""
    said = plain(" ".join([finding.message, *(e.raw or "" for e in finding.evidence)]))
    number = planted.values[0]
    return any(plain(v) in said for v in (number, rounded(f"{number}万元").removesuffix("万元")))


def plain(text: str) -> str:
    """Folded, without separators and white space."""
    return fold(text).replace(",", "").replace(" ", "")


def rounded(text: str) -> str:
    """A text whose amounts in 万元 and more keep one decimal, as a careful writer may print them."""

    def coarse(found: re.Match[str]) -> str:
        value = Decimal(found.group().replace(",", "")).quantize(Decimal("0.1"), ROUND_HALF_UP)
        return f"{value:,}" if "," in found.group() else f"{value}"

    return AMOUNT.sub(coarse, text)


def with_rounded(planted: Planted) -> Planted:
    """The spoiled report with its text rounded."""
    return replace(planted, paragraphs=tuple(map(rounded, planted.paragraphs)))


def read(planted: Planted, suffix: str, folder: Path) -> Rows:
    """The checked rows of a spoiled report."""
    path = folder / f"spoiled{suffix}"
    path.write_bytes(planted.content())
    return juesuan.parse(path)


def measure(seeds: Iterable[int], folder: Path, coarse: bool = False) -> Caught:
    """One contradiction of each kind that a report has room for, of each report; `coarse`: its text rounded."""
    caught = Caught()
    for seed in seeds:
        drawn = draw(seed)
        for planted in (with_rounded(p) if coarse else p for p in plants(drawn)):
            caught.add(drawn, planted, read(planted, drawn.suffix, folder).findings)
    return caught


def main(reports: int = 60, first: int = 0) -> None:
    """Prints what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        caught = measure(range(first, first + reports), Path(folder))
    for line in (*(f"missed {m}" for m in caught.missed), *(f"beside {b}" for b in caught.beside)):
        print(line)
    for kind, n in sorted(caught.planted.items()):
        print(f"{kind:10} {caught.named[kind]:5} of {n}")
    print(
        f"recall {caught.recall:.3f}, precision {caught.precision:.3f}, collateral {caught.collateral:.3f} "
        f"of {caught.planted.total()}"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
