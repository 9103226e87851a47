"""Rows as plain facts: what a row states, without the ids and boxes that only name and place it."""

from __future__ import annotations

import dataclasses
import gzip
import json
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from extract import regex
from extract.fold import fold
from normalize.dataset import DatasetError
from normalize.placed import Row
from normalize.schema import Figure, Finding, Fund, Rows

RowFacts = dict[str, Any]
"""Column → JSON value; decimals are text, as printed; a null is left out."""

CORE = {
    "documents": (),
    "units": ("name", "role"),
    "funds": (
        "statement",
        "item",
        "item_code",
        "breakdown",
        "measure",
        "basis",
        "value",
        "unit",
        "origin",
        "project",
    ),
    "indicators": (
        "level1",
        "level2",
        "level3",
        "target",
        "actual",
        "weight",
        "score",
        "deviation",
        "project",
    ),
    "scores": ("component", "weight", "score", "project"),
    "figures": ("value", "unit"),
    "passages": ("kind", "text", "number"),
    "findings": ("rule", "severity"),
    "checks": ("rule", "outcome", "compared"),
}
"""The columns that are compared whatever the expectation states; of the others, those that it states."""

SAID = {**CORE, "figures": ("value", "unit", "context"), "findings": ("rule", "severity", "message")}
"""The columns that name a row to its reader."""

IDENTITY = {
    "documents": (),
    "units": ("role",),
    "funds": ("statement", "item", "breakdown", "measure", "project"),
    "indicators": ("level3", "project"),
    "scores": ("component", "project"),
    "figures": ("unit", "used_by"),
    "passages": ("kind", "page"),
    "findings": ("rule", "unit"),
    "checks": ("rule",),
}
"""The columns by which a reader knows a row again when its values changed."""

CONFIRMED = "confirmed"
UNKNOWN = "unknown"
"""Of an expected row, the columns that its writer left open: they are not compared."""
MARKS = (CONFIRMED, UNKNOWN)
BLANK = "''"
"""How a text without a character is compared: it is not the same as none."""
PLACE = ("page", "locator", "raw")
UNSTATED = {
    "doc_id",
    "fiscal_year",
    "unit_id",
    "unit_name",
    "table_id",
    "parent_id",
    "used_by",
    "related_doc_id",
    "follows",
    "cluster",
    "evidence",
    "bbox",
    "missing",
    "points_locator",
}
"""Ids and boxes: what they point at is stated in their place (`POINTED`)."""
UNSTATED_DOCUMENT = {
    *("doc_id", "unit_id", "source", "sources", "version", "report_id", "edition_of"),
    *("file_format", "pages", "published"),
}
"""What is said of the file: the documents of one case are of several formats; some have pages, web pages a
date.
"""
PLACES = regex.compile(r"（第\d+页(?:、第\d+页)*）")
"""What a message says of pages."""
POINTED = {"funds": ("parent",), "figures": ("used_by",), "findings": ("evidence",)}
"""What stands for the ids."""
UNEXAMINED = ("not_applicable",)
"""Outcomes of rules that had nothing to compare."""


def facts_of(row: Row, table: str) -> RowFacts:
    """What a row states by itself."""
    said = shortest if table == "findings" else plain
    held = vars(row)
    facts = {
        name: value if type(value) is str else said(value)
        for name in _stated(type(row), table)  # type: ignore[arg-type]  # a row has no hash, its class has
        if (value := held[name]) is not None and value != ()
    }
    if table == "findings":
        # In a text without pages the same is said.
        facts.pop("source", None)
        facts["message"] = PLACES.sub("", facts["message"])
    return facts


@cache
def _stated(kind: Any, table: str) -> tuple[str, ...]:
    """The columns of a row that an expectation states."""
    left_out = UNSTATED_DOCUMENT if table == "documents" else {*UNSTATED, f"{table.removesuffix('s')}_id"}
    return tuple(f.name for f in dataclasses.fields(kind) if f.name not in left_out)


def table_facts(rows: Rows, table: str) -> list[RowFacts]:
    """The facts of a table in reading order, with what their ids point at; of the checks, those of rules that
    found something to examine.
    """
    if table == "checks":
        return [facts_of(r, table) for r in rows.checks if r.outcome not in UNEXAMINED]
    pointed = _pointed(rows)
    return [{**facts_of(r, table), **pointed(r)} for r in rows.table(table)]


def _pointed(rows: Rows) -> Callable[[Row], RowFacts]:
    """Of a row, in words: what a fund is a part of, what carries a figure, what a finding rests on."""
    names = {f.fund_id: f.item for f in rows.funds}
    carriers = {f.fund_id: f"{f.measure} {f.item}" for f in rows.funds}
    carriers |= {i.indicator_id: f"indicator {i.level3}" for i in rows.indicators}
    carriers |= {s.score_id: f"score {s.component}" for s in rows.scores}

    def pointed(row: Row) -> RowFacts:
        if isinstance(row, Fund) and row.parent_id in names:
            return {"parent": names[row.parent_id]}
        if isinstance(row, Figure) and row.used_by in carriers:
            return {"used_by": carriers[row.used_by]}
        if isinstance(row, Finding) and row.evidence:
            return {"evidence": [f"{e.table} {e.raw or ''}".strip() for e in row.evidence]}
        return {}

    return pointed


def plain(value: Any) -> Any:
    """A column's value as JSON; decimals as text."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return list(value) if isinstance(value, tuple) else value


def shortest(value: Any) -> Any:
    """A computed number without the zeros behind it; how many it was computed with says nothing."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else plain(value)


def read_facts(path: Path) -> list[RowFacts]:
    """The rows of an expectation; none where the file is missing."""
    lines = [x for x in read_text(path).split("\n") if x] if path.exists() else []
    try:
        rows: list[RowFacts] = json.loads(f"[{','.join(lines)}]")
    except json.JSONDecodeError as error:
        raise DatasetError(f"{path} is damaged ({error.msg}): take it from the repository again") from error
    if len(rows) != len(lines):
        raise DatasetError(f"{path} is damaged (a row is no line): take it from the repository again")
    return rows


def write_facts(path: Path, rows: Iterable[RowFacts]) -> None:
    """One row a line, sorted, so that versions of the file can be told apart line by line."""
    lines = sorted(json.dumps(r, ensure_ascii=False, sort_keys=True) for r in rows)
    write_text(path, "".join(line + "\n" for line in lines))


def read_text(path: Path) -> str:
    """The text of a file, packed or not."""
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")


def write_text(path: Path, text: str) -> None:
    """Writes a file, packed where its name ends in .gz; the same text gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = text.encode("utf-8")
    path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)


def compared_columns(table: str, expected: Iterable[RowFacts]) -> tuple[str, ...]:
    """The columns that decide whether two rows are the same. Locators count paragraphs and tables, and shift
    when any is read differently.
    """
    stated = stated_columns(expected) - {"locator", *MARKS}
    return tuple(sorted({*CORE[table], *stated}))


def stated_columns(rows: Iterable[RowFacts]) -> frozenset[str]:
    """The columns that some row states."""
    return frozenset().union(*rows)


def key(facts: RowFacts, columns: Iterable[str], loose: bool = False) -> tuple[str, ...]:
    """A row as it is compared. `loose`: a builder writes the names that it means, so they are compared
    without the marks （类） and the word 支出 that wordings add or leave out.
    """
    if loose:
        return tuple(_loosely(facts.get(c)) for c in columns)
    return tuple(["" if (v := facts.get(c)) is None else str(v) or BLANK for c in columns])


def _loosely(value: Any) -> str:
    if value is None:
        return ""
    return _meant(value) if isinstance(value, str) else str(value)


@lru_cache(maxsize=65536)
def _meant(text: str) -> str:
    said = regex.sub(r"\([类款项]\)", "", fold(text))
    return said.removesuffix("支出") or said or BLANK


def parser_of(table: str, facts: RowFacts) -> str:
    """The module of parsers/ that reads a row (of findings: the rule)."""
    if table == "funds":
        annexes = {
            "fund_usage": "annexes",
            "site_sample": "annexes",
            "performance_target": "performance_targets",
        }
        own = {"self_evaluation": "self_evaluation", "base_data": "base_data", **annexes}
        return (
            "narrative"
            if facts.get("origin") == "text"
            else own.get(facts.get("statement", ""), "statements")
        )
    if table == "indicators":
        return "self_evaluation" if facts.keys() & {"actual", "weight", "score"} else "performance_targets"
    if table == "scores":
        return "narrative_scores" if str(facts.get("locator", "")).startswith("p") else "self_evaluation"
    return str(facts.get("rule")) if table == "findings" else {"documents": "profile"}.get(table, table)
