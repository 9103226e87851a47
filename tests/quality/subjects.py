"""How sure the subjects of the narrative are, by the gold of the reports, and which items have a concept."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

from parsers.narrative.vocabulary import bare
from tests.conftest import SHARED
from tests.quality.gold import scans

ITEMISED = ("general_expenditure", "government_fund", "state_capital", "expenditure", "appropriation_summary")
"""Statements that go by items of the classification."""
Rows = list[dict[str, Any]]


def scorer() -> ModuleType:
    """The reports' own scorer."""
    spec = importlib.util.spec_from_file_location("shared_score", SHARED / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def by_certainty(folder: Path) -> dict[str, tuple[int, int]]:
    """By `subject_by`: the rows of text that gold judges, and those that are right."""
    score, files = scorer(), json.loads((SHARED / "gold" / "map.json").read_text("utf-8"))
    data, pictures = score.load(folder), scans()
    docs = {d["source"]: d["doc_id"] for d in data["documents"]}
    funds: dict[str, Rows] = defaultdict(list)
    for row in data["funds"]:
        funds[row["doc_id"]].append(row)
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for name, held in files.items():
        gold = json.loads((SHARED / "gold" / f"{name}.json").read_text("utf-8"))
        for file in (f for f in held if f not in pictures and f in docs):
            found = [f for f in funds[docs[file]] if score.quantity(f)]
            hits = {j for _, j in right_rows(score, gold["funds"], found)}
            for n, row in enumerate(found):
                if row["origin"] == "text" and row["statement"] in gold["exhaustive"].get("funds", ()):
                    seen[row["subject_by"]] += 1
                    right[row["subject_by"]] += n in hits
    return {by: (count, right[by]) for by, count in seen.items()}


def right_rows(score: ModuleType, gold: Rows, found: Rows) -> set[tuple[int, int]]:
    """(gold, row) of the rows that are the gold's in every part that it states."""
    pairs = score.pair_by_key(gold, found, score.quantity, score.fund_score)
    return {
        (i, j)
        for _, i, j in pairs
        if found[j]["statement"] in score.options(gold[i], "statement")
        and score.agree(gold[i], found[j], "breakdown") >= 0.6
        and score.agree(gold[i], found[j], "project") >= 0.6
    }


def items(folder: Path) -> Rows:
    """The rows of accounts and budgets that are of an item of the classification: by its code, or by its marks."""
    data = scorer().load(folder)
    kinds = {d["doc_id"]: d["doc_type"] for d in data["documents"]}
    return [
        row
        for row in data["funds"]
        if kinds[row["doc_id"]] in ("final_accounts", "budget")
        and row["statement"] in ITEMISED
        and row["measure"] in ("initial_budget", "adjusted_budget", "final")
        and (row["item_code"] or (row["origin"] == "text" and row["level"]))
    ]


def otherwise(rows: Rows) -> Rows:
    """The items of the text that a table of their document prints with other concepts than the text has."""
    tabled: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    for row in rows:
        if row["origin"] == "table":
            tabled[row["doc_id"], bare(row["item"])].add(row["concept"])
    return [
        row
        for row in rows
        if row["origin"] == "text"
        and (held := tabled.get((row["doc_id"], bare(row["item"]))))
        and row["concept"] not in held
    ]
