"""Findings of a dataset: chosen, sorted, copies of one report folded, and written as a table or as data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from extract import regex
from extract.cells import csv_text, workbook
from extract.terminal import said
from normalize.dataset import Fields

from .codes import SEVERITIES

LAST = len(SEVERITIES)
PAGES = regex.compile("（第[^（）]*页）")


def gravity(severity: str) -> int:
    """How grave a severity is, 0 most. Raises ValueError for what is none."""
    named: Sequence[str] = SEVERITIES
    return named.index(severity)


class Sort(StrEnum):
    """What findings are sorted by."""

    AMOUNT = "amount"
    SEVERITY = "severity"
    UNIT = "unit"


class ListFormat(StrEnum):
    """What findings are written as."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    XLSX = "xlsx"


@dataclass(frozen=True)
class Wanted:
    """Which findings: what is empty or null asks for nothing."""

    severity: str | None = None
    unit: str | None = None
    rules: frozenset[str] = frozenset()
    year: int | None = None
    document: str | None = None
    everything: bool = False

    def holds(self, f: Fields) -> bool:
        """Whether a finding is one of them."""
        return (
            gravity(f["severity"]) <= (LAST if self.severity is None else gravity(self.severity))
            and (not self.rules or f["rule"] in self.rules)
            and (self.everything or f["leading"])
            and self.is_of(f)
        )

    def is_of(self, f: Fields) -> bool:
        """Whether a finding, or a document, is of the unit, the year and the document that are asked for."""
        source, unit = f["source"] or "", f["unit_name"] or ""
        return (
            (self.unit is None or self.unit in unit)
            and self.year in (None, f["fiscal_year"])
            and (self.document is None or self.document in source or f["doc_id"].startswith(self.document))
        )


def select(
    data: Path, wanted: Wanted, by: Sort = Sort.SEVERITY, known: frozenset[str] = frozenset()
) -> list[Fields]:
    """The findings of a dataset that are wanted, in order, each with the other copies of its report.

    `known`: ids of findings that are not shown again, in any copy.
    """
    from normalize.dataset import read_table

    rows = [f for f in read_table(data, "findings", versions=False).to_pylist() if wanted.holds(f)]
    return _folded(sorted(rows, key=lambda f: _order(f, by)), known)


def is_known(data: Path, wanted: Wanted) -> bool:
    """Whether a document of the unit, the year and the name that are asked for was read."""
    from normalize.dataset import read_table

    read = (d for d in read_table(data, "documents").to_pylist() if d["status"] in ("ok", "partial"))
    return any(map(wanted.is_of, read))


def _order(f: Fields, by: Sort) -> tuple[Any, ...]:
    grave = gravity(f["severity"])
    amount = -abs(f["amount_yuan"] or Decimal(0))
    return {
        Sort.SEVERITY: (grave,),
        Sort.AMOUNT: (amount, grave),
        Sort.UNIT: (f["unit_name"] or "", f["fiscal_year"] or 0, grave),
    }[by]


def _folded(rows: Iterable[Fields], known: frozenset[str]) -> list[Fields]:
    """One finding for all copies of a report (PDF, DOCX, text): the first, with the sources of the others."""
    groups: dict[tuple[Any, ...], list[Fields]] = {}
    for n, f in enumerate(rows):
        key = (f["unit_id"] or n, f["fiscal_year"], f["rule"], PAGES.sub("", f["message"]))
        held = groups.setdefault(key, [])
        if any(f["doc_id"] == x["doc_id"] for x in held):
            groups[(n,)] = [f]
        else:
            held.append(f)
    return [
        first | {"also_in": [c["source"] for c in copies]}
        for first, *copies in groups.values()
        if not known & {x for f in (first, *copies) for x in (f["finding_id"], f["follows"])}
    ]


def known_ids(baseline: Path) -> frozenset[str]:
    """The ids of the findings of an earlier list (json or jsonl). Raises ValueError for anything else."""
    text = baseline.read_text("utf-8")
    lines = [text] if text.lstrip().startswith("[") else [f"[{x}]" for x in text.splitlines() if x]
    return frozenset(f["finding_id"] for line in lines for f in json.loads(line))


COLUMNS = {
    "severity": "严重程度",
    "rule": "规则",
    "unit_name": "单位",
    "fiscal_year": "年度",
    "source": "文件",
    "message": "问题",
    "amount_yuan": "差额（元）",
    "finding_id": "编号",
    "also_in": "另见",
}
"""Columns of a sheet of findings, and what a workbook calls them."""


def render(rows: Sequence[Fields], form: ListFormat) -> str:
    """The findings as text."""
    if form is ListFormat.JSON:
        return json.dumps(rows, ensure_ascii=False, default=str)
    if form is ListFormat.JSONL:
        return "\n".join(json.dumps(f, ensure_ascii=False, default=str) for f in rows)
    if form is ListFormat.CSV:
        return csv_text(list(COLUMNS), ([f[c] for c in COLUMNS] for f in rows)).rstrip("\n")
    return "\n".join(_in_lines(f) for f in rows)


def sheet(rows: Sequence[Fields]) -> bytes:
    """The findings as a workbook of one sheet, in Chinese."""
    from normalize.labels import labels

    told = {(x.column, x.code): x.zh for x in labels() if x.column in ("severity", "rule")}
    lines = [[told.get((c, f[c]), f[c]) if isinstance(f[c], str) else f[c] for c in COLUMNS] for f in rows]
    return workbook("问题", list(COLUMNS.values()), lines)


def _in_lines(f: Fields) -> str:
    names = "、".join(f["also_in"])
    of = f"{f['unit_name'] or ''} {f['fiscal_year'] or ''}"
    head = f"{f['severity']:8} {f['finding_id'][:8]} {f['rule']:20} {of}"
    return f"{head}\n         {f['message']}" + (f"\n         {said(f'also in {names}')}" if names else "")
