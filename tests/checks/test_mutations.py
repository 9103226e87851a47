"""A number or word changed in a consistent report: is it named by a leading finding, and is nothing else reported beside it?

First over reports of all layouts, whose rows are changed as a misprint would change them; then, fewer, changed before they are set and read.
"""

from __future__ import annotations

import importlib
import importlib.util
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import regex

import juesuan
from tests.checks.mutations import drawn, measure, relation, relations
from tests.conftest import LONG

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
REPORTS = 8


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    sys.path.insert(0, str(FIXTURES))
    spec = importlib.util.spec_from_file_location("fixture_build", FIXTURES / "build.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def numbers(blocks: list[Any]) -> Iterator[tuple[int, tuple[int, int], str]]:
    """Every printed number other than 0: block, place (row and column, or span), text."""
    for b, block in enumerate(blocks):
        if hasattr(block, "rows"):
            for r, row in enumerate(block.rows):
                for c, text in enumerate(row):
                    if text and regex.fullmatch(r"[\d,]+\.\d\d%?", text) and regex.search("[1-9]", text):
                        yield b, (r, c), text
        elif hasattr(block, "text"):
            for m in regex.finditer(r"\d+\.\d\d(?=万元|%)", block.text):
                if regex.search("[1-9]", m.group()):
                    yield b, m.span(), m.group()


def changed(
    blocks: list[Any], place: tuple[int, tuple[int, int], str], rng: random.Random
) -> tuple[list[Any], str]:
    b, where, text = place
    shift = rng.choice([3.17, 11.4, 27.05]) * (10_000 if "," in text else 1)
    new = f"{float(text.replace(',', '').rstrip('%')) + shift:.2f}" + "%" * text.endswith("%")
    block = blocks[b]
    if hasattr(block, "rows"):
        rows = [list(row) for row in block.rows]
        rows[where[0]][where[1]] = new
        block = replace(block, rows=tuple(tuple(row) for row in rows))
    else:
        block = replace(block, text=block.text[: where[0]] + new + block.text[where[1] :])
    return [*blocks[:b], block, *blocks[b + 1 :]], new.rstrip("%")


def test_a_changed_number_is_named_and_nothing_else(builder: ModuleType, tmp_path: Path) -> None:
    rng, missed, beside = random.Random(7), [], 0
    for n in range(REPORTS):
        variant = builder.Variant(
            unit=rng.choice(["万元", "元"]),
            codes=rng.choice([1, 3]),
            style=rng.choice(["hunan", "shanghai"]),
            zero=rng.choice(["", "0.00", "-"]),
            line_numbers=rng.random() < 0.4,
        )
        built = builder.final_accounts.build(builder.UNIT, builder.draw(500 + n), variant)
        place = rng.choice(list(numbers(built.blocks)))
        blocks, new = changed(built.blocks, place, rng)
        path = tmp_path / f"{n}.docx"
        path.write_bytes(builder.render_docx(blocks))
        leaders = [
            f for f in juesuan.parse(path).findings if f.cluster == f.finding_id and f.severity != "info"
        ]
        named = [
            f
            for f in leaders
            if new in f.message.replace(",", "")
            or any(new in (e.raw or "").replace(",", "") for e in f.evidence)
        ]
        beside += len(leaders) - bool(named)
        if not named:
            missed.append((place, new, [f.message for f in leaders]))
    assert len(missed) <= 0.05 * REPORTS, missed
    assert beside <= 0.1 * REPORTS


@pytest.mark.long
def test_mistakes_in_reports_of_all_layouts() -> None:
    reports = 200 if LONG else 60
    found = measure(reports=reports, changes=2, seed=11)
    assert found.reports == reports and found.false == []
    assert found.unread == [] and found.changes >= 1.95 * reports
    assert found.recall >= 0.95, found.missed
    assert len(found.beside) <= 0.02 * found.changes, found.beside


@pytest.mark.long
def test_nothing_is_reported_of_a_thousand_consistent_reports() -> None:
    reports = 1000 if LONG else 50
    found = measure(reports=reports, changes=0, seed=12)
    assert found.reports == reports and found.false == []


@pytest.mark.long
def test_nothing_is_reported_of_consistent_reports_as_they_are_printed(
    builder: ModuleType, tmp_path: Path
) -> None:
    """Every second as PDF, in another face and size each, the others as DOCX."""
    layout, rng, told = importlib.import_module("builder.layout"), random.Random(77), []
    for n in range(1000 if LONG else 6):
        blocks = drawn(rng).blocks
        options = layout.Options(
            font=rng.choice(["song", "hei"]), size=rng.choice([10.5, 12, 14]), margin=rng.choice([56, 70])
        )
        path = tmp_path / f"report.{'pdf' if n % 2 else 'docx'}"
        path.write_bytes(layout.render_pdf(blocks, options) if n % 2 else builder.render_docx(blocks))
        told += [(n, f.rule, f.message) for f in juesuan.parse(path).findings if f.severity != "info"]
    assert told == []


def test_all_layouts_are_drawn_and_what_they_say_holds() -> None:
    rng = random.Random(5)
    kinds = set()
    for _ in range(60):
        built = drawn(rng)
        held = relations(built)
        assert len(held) >= 4 and all(relation.holds(built, r) for r in held)
        kinds |= {f"{bool(built.named)}{f['statement']}{f['unit']}" for f in built.funds} | {
            r.kind for r in held
        }
    statements = {
        "fund_usage",
        "site_sample",
        "base_data",
        "government_fund",
        "general_detail",
        "self_evaluation",
        "three_public",
    }
    assert {f"False{s}万元" for s in statements} | {"Trueincome元", "Falseincome元"} <= kinds
    assert {"sum", "rate", "growth", "change", "most", "more", "less", "flow"} <= kinds


def test_the_relations_know_nothing_of_the_checks() -> None:
    for path in FIXTURES.glob("*.py"):
        assert not regex.search(
            r"^\s*(import|from) (checks|normalize|parsers|extract)\b",
            path.read_text("utf-8"),
            flags=regex.MULTILINE,
        ), path
