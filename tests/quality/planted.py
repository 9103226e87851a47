"""Recall of findings: one contradiction is planted in each of many drawn reports; is it named?

python -m tests.quality.planted [--reports 40] [--first 0] [--kind amount]
"""

from __future__ import annotations

import argparse
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path

import juesuan
from normalize.schema import Rows
from tests.generated.draw import draw
from tests.generated.planted import PLANTERS, Planted, plant
from tests.quality.generated import LOUD


def named(planted: Planted, rows: Rows) -> bool:
    """Whether one loud finding names all the numbers or words that were planted."""
    for finding in rows.findings:
        if finding.severity in LOUD:
            said = [finding.message, *(str(e.raw) for e in finding.evidence or ())]
            text = plain("".join(said))
            if all(plain(v) in text for v in planted.values):
                return True
    return False


def plain(text: str) -> str:
    """Full-width forms and separators of thousands told from nothing else."""
    return unicodedata.normalize("NFKC", text).replace(",", "")


def main() -> None:
    """The command line."""
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    args.add_argument("--reports", type=int, default=40)
    args.add_argument("--first", type=int, default=0, help="the first seed")
    args.add_argument("--kind", choices=tuple(PLANTERS), help="this kind alone")
    args.add_argument("--examples", type=int, default=10)
    given = args.parse_args()
    tried, found, missed = Counter[str](), Counter[str](), list[str]()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(given.first, given.first + given.reports):
            drawn = draw(seed)
            for kind in [given.kind] if given.kind else PLANTERS:
                planted = plant(drawn, kind)
                if planted is None:
                    continue
                path = Path(folder) / f"{seed}-{kind}{drawn.suffix}"
                path.write_bytes(planted.content())
                tried[kind] += 1
                if named(planted, juesuan.parse(path)):
                    found[kind] += 1
                else:
                    missed.append(f"seed {seed} {kind} {'、'.join(planted.values)}: {planted.changed}")
    for kind, n in tried.items():
        print(f"{kind:10} {found[kind]:4} of {n:4}  {found[kind] / n:.3f}")
    print("\n".join(missed[: given.examples]))


if __name__ == "__main__":
    main()
