"""Reads reports drawn at random and prints how much of them was read, and which wordings were read worst.

python -m tests.quality.generated [--reports 60] [--first 0] [--examples 12] [--template NAME] [--seed N] [--write FOLDER]
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import juesuan
from normalize.schema import Rows
from tests.generated.draw import Drawn, draw
from tests.generated.scoring import Score

COLUMNS = (
    "statement",
    "item",
    "item_code",
    "breakdown",
    "measure",
    "value",
    "unit",
    "basis",
    "period",
    "project",
)
LOUD = ("error", "warning")


@dataclass
class Measured:
    """The score of many reports, and what was reported of them although nothing contradicts itself in them."""

    score: Score = field(default_factory=Score)
    findings: list[tuple[int, str, str]] = field(default_factory=list)
    """Seed, rule and severity, message."""


def read(drawn: Drawn, folder: Path) -> Rows:
    """The checked rows of a drawn report."""
    path = folder / f"report-{drawn.seed}{drawn.suffix}"
    path.write_bytes(drawn.content())
    return juesuan.parse(path)


def text_rows(rows: Rows) -> list[dict[str, Any]]:
    """The fund rows of the narrative, as the scoring knows them."""
    return [{c: getattr(f, c) for c in COLUMNS} | {"raw": f.raw} for f in rows.funds if f.origin == "text"]


def measure(seeds: Iterable[int], folder: Path) -> Measured:
    """Draws and reads each report."""
    out = Measured()
    for seed in seeds:
        drawn = draw(seed)
        rows = read(drawn, folder)
        out.score.add(seed, [r for r in drawn.rows if r["origin"] == "text"], text_rows(rows))
        out.findings += [
            (seed, f"{f.rule} {f.severity}", f.message) for f in rows.findings if f.severity in LOUD
        ]
    return out


def write(seeds: Iterable[int], folder: Path) -> None:
    """The reports below reports/, their rows below gold/ with the map that names the reports of each."""
    for name in ("reports", "gold"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    files = {}
    for drawn in map(draw, seeds):
        name = f"drawn-{drawn.seed:04}"
        files[name] = [name + drawn.suffix]
        (folder / "reports" / files[name][0]).write_bytes(drawn.content())
        (folder / "gold" / f"{name}.json").write_text(drawn.gold(), "utf-8")
    (folder / "gold" / "map.json").write_text(json.dumps(files), "utf-8")


def said(row: Any) -> str:
    """A row in one line."""
    words = (row.get(c) for c in ("statement", "item", "breakdown", "measure", "basis", "period"))
    return " | ".join(str(w) for w in words if w) + f" | {row['value']}{row['unit']}"


def around(row: Any, width: int = 70) -> str:
    """The words around the number of an expected row."""
    text = row["paragraph"].replace("\n", "⏎")
    place = max(text.find(row["printed"]), 0)
    return text[max(0, place - width) : place + width]


def report(measured: Measured, examples: int, template: str = "") -> str:
    """What the script prints."""
    s = measured.score
    lines = [
        f"expected {s.wanted['all']}, recall {s.recall:.4f}; found {s.judged}, precision {s.precision:.4f}"
    ]
    lines += ["", "wordings by rows missed (missed of expected):"]
    lines += [f"  {lost:5} of {n:5}  {name}" for name, lost, n in s.worst()[: 3 * examples]]
    lines += ["", "missed:"]
    for seed, row, made in [m for m in s.missed if template in m[1]["template"]][:examples]:
        lines += [f"  seed {seed} {row['template']}: {said(row)}", f"      {around(row)}", f"      → {made}"]
    lines += ["", "wrong rows by wording:"]
    lines += [f"  {n:5}  {name}" for name, n in Counter(w for _, _, w in s.wrong).most_common(examples)]
    lines += [f"  seed {seed} {w}: {said(row)}" for seed, row, w in s.wrong if template in w][: 3 + examples]
    lines += ["", f"errors and warnings on consistent reports: {len(measured.findings)}"]
    lines += [f"  {n:5}  {rule}" for rule, n in Counter(f[1] for f in measured.findings).most_common()]
    lines += [f"  seed {seed} {rule}: {message}" for seed, rule, message in measured.findings[:examples]]
    return "\n".join(lines)


def main() -> None:
    """The command line."""
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    args.add_argument("--reports", type=int, default=60)
    args.add_argument("--first", type=int, default=0, help="the first seed")
    args.add_argument("--examples", type=int, default=12)
    args.add_argument("--template", default="", help="examples of this wording alone")
    args.add_argument(
        "--write", type=Path, help="write the reports and their gold files there, and read nothing"
    )
    args.add_argument("--seed", type=int, help="print this report and its rows, and read nothing")
    given = args.parse_args()
    if given.seed is not None:
        drawn = draw(given.seed)
        print("\n".join(drawn.paragraphs))
        print("\n".join(f"{said(r)}   [{r.get('template', 'table')}]" for r in drawn.rows))
        return
    seeds = range(given.first, given.first + given.reports)
    if given.write:
        write(seeds, given.write)
        return
    with tempfile.TemporaryDirectory() as folder:
        measured = measure(seeds, Path(folder))
    print(report(measured, given.examples, given.template))


if __name__ == "__main__":
    main()
