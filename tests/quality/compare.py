"""Rows found against rows expected: which are missing, which are wrong."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import regex

from extract.fold import fold
from normalize.schema import Rows

COLUMNS = {
    "funds": ("statement", "item", "item_code", "breakdown", "measure", "basis", "value", "unit", "origin", "project"),
    "indicators": ("level1", "level2", "level3", "target", "actual", "weight", "score", "deviation", "project"),
    "scores": ("component", "weight", "score", "project"),
    "units": ("name", "role"),
}


def plain(value: Any) -> str:
    """A value as it is compared: names folded, without the marks （类） and the word 支出 that wordings add or leave out."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return str(value)
    text = regex.sub(r"\([类款项]\)", "", fold(str(value)))
    return str(text.removesuffix("支出")) or str(text)


def key(row: Any, table: str) -> tuple[str, ...]:
    get = row.get if isinstance(row, dict) else lambda c: getattr(row, c)
    return tuple(plain(get(c)) for c in COLUMNS[table])


def expected_rows(case: Path, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (case / "expected" / f"{table}.jsonl").read_text("utf-8").splitlines()]


def differences(case: Path, table: str, rows: Rows) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """(missing, surplus) rows of one table."""
    wanted = Counter(key(r, table) for r in expected_rows(case, table))
    found = Counter(key(r, table) for r in rows.table(table))
    return sorted((wanted - found).elements()), sorted((found - wanted).elements())
