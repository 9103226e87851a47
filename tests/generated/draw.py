"""One report drawn at random: its text or document, and every row of it. A pure function of the seed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.fixtures.builder.layout import Para, render_docx
from tests.generated.accounts import write_accounts
from tests.generated.budgets import write_budget
from tests.generated.model import draw_year
from tests.generated.notices import write_evaluation, write_notice
from tests.generated.tables import set_tables
from tests.generated.writer import Draft, Habits, finished

KINDS = {
    "final_accounts": write_accounts,
    "budget": write_budget,
    "notice": write_notice,
    "self_evaluation": write_evaluation,
}
WEIGHTS = (55, 20, 15, 10)
WITH_TABLES, WITH_CONTENTS = 0.25, 0.3
PRINTED = (
    "statement",
    "item",
    "item_code",
    "breakdown",
    "measure",
    "value",
    "unit",
    "basis",
    "period",
    "origin",
)


@dataclass(frozen=True)
class Drawn:
    """A report. `paragraphs`: in order, a table's place taken by its Grid; `rows`: what it states, with the template each was written by;
    `planted`: what contradicts itself in it (nothing)."""

    seed: int
    kind: str
    name: str
    year: int
    paragraphs: tuple[str, ...]
    tables: tuple[Any, ...]
    rows: tuple[dict[str, Any], ...]
    width: int
    tables_at: int
    planted: None = None

    @property
    def suffix(self) -> str:
        return ".docx" if self.tables else ".txt"

    def content(self) -> bytes:
        """The file: a text export, or a document where there are tables."""
        return encoded(self.paragraphs, self.tables, self.width, self.tables_at)

    def gold(self) -> str:
        """The report and its rows as the gold files have them."""
        kind = "final_accounts" if self.kind == "notice" else self.kind
        head = {"doc_type": kind, "unit_name": self.name, "fiscal_year": self.year}
        keys = (*PRINTED, "basis_item", "project", "accept")
        funds = [{k: row[k] for k in keys if k in row} for row in self.rows]
        listed = sorted({row["statement"] for row in self.rows})
        out: dict[str, Any] = {"document": head, "funds": funds, "exhaustive": {"funds": listed}}
        return json.dumps(out | {"planted": self.planted}, ensure_ascii=False, indent=1)


def draw(seed: int) -> Drawn:
    """The report of a seed."""
    random = Random(seed)
    year = draw_year(random)
    kind = random.choices(tuple(KINDS), WEIGHTS)[0]
    draft = Draft(random, year, "initial_budget" if kind == "budget" else "final")
    KINDS[kind](draft)
    tables, rows = (), draft.rows
    if kind == "final_accounts" and random.random() < WITH_TABLES:
        held = set_tables(year)
        tables, rows = tuple(held.blocks), held.rows + rows
    if kind in ("final_accounts", "budget") and random.random() < WITH_CONTENTS:
        draft.contents()
    habits: Habits = draft.habits
    paragraphs = tuple(finished(p, habits, random) for p in draft.blocks)
    rows = [
        r | {"paragraph": finished(r["paragraph"], habits, random)} if "paragraph" in r else r for r in rows
    ]
    width = 0 if tables else habits.width
    return Drawn(seed, kind, year.name, year.year, paragraphs, tables, tuple(rows), width, draft.tables_at)


def encoded(paragraphs: tuple[str, ...], tables: tuple[Any, ...], width: int, tables_at: int) -> bytes:
    """Paragraphs as a text export, a line each or cut at `width` characters; before the narrative of a document stand its tables."""
    if tables:
        blocks = [*map(Para, paragraphs[:tables_at]), *tables, *map(Para, paragraphs[tables_at:])]
        return render_docx(blocks)
    lines = [line for p in paragraphs for line in cut(p, width)]
    return ("\n".join(lines) + "\n").encode()


def cut(paragraph: str, width: int) -> list[str]:
    """The lines of a paragraph."""
    if not width:
        return [paragraph]
    return [paragraph[n : n + width] for n in range(0, len(paragraph), width)]
