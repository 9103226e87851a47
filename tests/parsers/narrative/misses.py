"""What of the gold of the real reports, and of the book of sentences, is not read, each with its reason: lines of Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from parsers.report import FigureReading
from tests.conftest import SHARED
from tests.parsers.narrative.book import Row, Sentence, is_figure, is_row, judged, read, sentences
from tests.quality.gold import UNOPENED, scans
from tests.quality.subjects import right_rows, scorer

REASONS = {
    "no_subject": "no subject found",
    "two_subjects": "of two subjects that cannot be settled",
    "foreign": "taken for another body's money",
    "threshold": "taken for a limit",
    "other": "taken for no quantity",
    None: "no number with a unit is printed: a form as lines of text",
}


def of_reports(folder: Path) -> Iterator[str]:
    """The rows of text, and of forms printed as text, that the gold of the opened reports states and the dataset lacks."""
    score, files = scorer(), json.loads((SHARED / "gold" / "map.json").read_text("utf-8"))
    data, pictures = score.load(folder), scans()
    docs = {d["source"]: d["doc_id"] for d in data["documents"]}
    figures = json_rows(folder, "figures")
    for name, held in sorted(files.items()):
        gold = json.loads((SHARED / "gold" / f"{name}.json").read_text("utf-8"))
        wanted = [g for g in gold["funds"] if not g.get("optional")]
        for file in (f for f in held if f in docs and f not in pictures and name not in UNOPENED):
            found = [f for f in data["funds"] if f["doc_id"] == docs[file] and score.quantity(f)]
            hit = {i for i, _ in right_rows(score, wanted, found)}
            mine = [f for f in figures if f["doc_id"] == docs[file]]
            for g in (g for i, g in enumerate(wanted) if i not in hit):
                yield f"- {file}: {_row(g)}: {_why(g, found, mine)}"


def json_rows(folder: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table of a dataset."""
    import pyarrow.dataset as ds

    return list(ds.dataset(folder / table, format="parquet", partitioning="hive").to_table().to_pylist())


def _row(g: Row) -> str:
    return f"{g['item']} {g['measure']} {g['value']}{g.get('unit') or ''}"


def _why(g: Row, found: Iterable[dict[str, Any]], figures: Iterable[dict[str, Any]]) -> str:
    value = Decimal(str(g["value"]).replace(",", ""))
    held = next((f for f in figures if f["value"] == value and f["used_by"] is None and f["unread"]), None)
    same = [f for f in found if f["value"] == value and f["unit"] == g.get("unit")]
    if held is None and same:
        # The most alike of those with the number: its measure, its item.
        f = max(same, key=lambda f: (f["item"] == g["item"], f["measure"] == g["measure"]))
        return f"read as {f['item']} {f['measure']} ({f['statement']})"
    return REASONS[held["unread"] if held else None]


def of_the_book() -> Iterator[str]:
    """The rows that the book states and the reader does not give, sentence by sentence."""
    for sentence in sentences():
        stated, found, right = judged(sentence)
        if not stated == found == right:
            yield from (f"- {sentence.file} {sentence.number + 1}: {told}" for told in _missed(sentence))


def _missed(sentence: Sentence) -> Iterator[str]:
    report = read(sentence)
    found = list(report.quantities)
    missed = []
    for want in sentence.rows:
        match = next((q for q in found if is_row(want, q, sentence.entry["fiscal_year"])), None)
        missed += [] if match is not None else [want]
        found = [q for q in found if q is not match]
    for want in missed:
        value = abs(Decimal(want["value"]))
        other = next((q for q in found if Decimal(q.number.replace(",", "")) == value), None)
        figure: FigureReading | None = next((f for f in report.figures if is_figure(want, f)), None)
        why = f"read as {other.item} {other.measure} ({other.statement})" if other else None
        yield f"{_row(want)}: {why or REASONS[figure.unread if figure else None]}"
    wanted = {abs(Decimal(w["value"])) for w in missed}
    for q in (q for q in found if Decimal(q.number.replace(",", "")) not in wanted):
        yield f"{q.item} {q.measure} {q.number}{q.unit}: a row that the book does not state"
