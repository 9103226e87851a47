"""The same report in other faces, sizes, margins, column widths and spacings gives the same rows."""

from __future__ import annotations

import importlib
import random
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import juesuan
from regress.compare import difference
from regress.rows import CORE, table_facts

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
FORMS = (
    "national",
    "sichuan",
    "hunan-unit",
    "anhui",
    "guangdong",
    "beijing",
    "shanghai",
    "sichuan-turned",
    "yuan",
    "cut",
    "several",
    "unruled",
)


@pytest.fixture(scope="module")
def build() -> ModuleType:
    sys.path.insert(0, str(FIXTURES))
    return importlib.import_module("build")


@pytest.fixture(scope="module")
def layout(build: ModuleType) -> ModuleType:
    return importlib.import_module("builder.layout")


def test_layout_does_not_matter(build: ModuleType, layout: ModuleType, tmp_path: Path) -> None:
    rng = random.Random(3)
    for n in range(6):
        wide = n % 2 == 0
        built = build.final_accounts.build(
            build.UNIT,
            build.draw(40 + n),
            build.Variant(
                style=rng.choice(["hunan", "shanghai"]),
                zero=rng.choice(["", "0.00"]),
                wide=wide,
                repeat=n % 3 == 0,
            ),
        )
        options = layout.Options(
            font=rng.choice(["song", "hei"]), size=rng.choice([10.5, 12, 14, 16]), table_size=rng.choice([6, 8, 9]) if wide else 6.5, margin=rng.choice([56, 70]),
            leading=rng.choice([1.3, 1.6, 2.0]), padding=rng.choice([1, 5, 9]),
        )  # fmt: skip
        path = tmp_path / f"{n}.pdf"
        path.write_bytes(layout.render_pdf(built.blocks, options))
        rows = juesuan.parse(path)
        assert not difference("funds", built.funds, table_facts(rows, "funds"), CORE["funds"], loose=True), (
            options
        )
        assert not rows.findings


@pytest.mark.parametrize("form", FORMS)
def test_layout_of_forms_does_not_matter(
    build: ModuleType, layout: ModuleType, tmp_path: Path, form: str
) -> None:
    """Column widths, rules, ends of pages, headers repeated or not, turned pages, as drawn at random."""
    for seed in range(4):
        rng = random.Random(f"{form}{seed}")
        built = build.CASES[f"form-{form}"]()
        blocks, options = set_anew(layout, built.blocks, rng, build.FACES.get(f"form-{form}"))
        path = tmp_path / f"{seed}.pdf"
        path.write_bytes(layout.render_pdf(blocks, options))
        rows = juesuan.parse(path)
        wrong = [
            difference(t, getattr(built, t), table_facts(rows, t), CORE[t], loose=True)
            for t in ("units", "funds", "indicators", "scores")
        ]
        assert not any(wrong), (seed, options, wrong)
        assert not rows.findings


def set_anew(layout: ModuleType, blocks: list[Any], rng: random.Random, face: Any) -> tuple[list[Any], Any]:
    """The blocks of a form, and how to set them."""
    turned = layout.Page(True, rng.choice([0, 90, 270]))
    options = replace(
        face or layout.Options(font=rng.choice(["song", "hei"])),
        table_size=rng.choice([6, 7, 8, 9]), margin=60, leading=rng.choice([1.3, 1.6, 2.0]), padding=rng.choice([1, 3, 8]),
    )  # fmt: skip
    out = [turned]
    for block in blocks:
        if isinstance(block, layout.Grid):
            block = redrawn(block, rng)
            # A table without all of its rules is to stand on one page.
            out.append(block)
        elif isinstance(block, layout.Para):
            out += [turned, block] if block.kind == "title" and len(out) > 1 else [block]
    return out, options


def redrawn(grid: Any, rng: random.Random) -> Any:
    """A table across a landscape page with other column widths and page ends, ruled on all sides or across only."""
    widths = [w * rng.uniform(0.8, 1.25) for w in grid.widths]
    ends = (
        sorted(rng.sample(range(len(grid.rows) // 2, len(grid.rows)), rng.choice([0, 0, 1, 2])))
        if grid.rules == "all"
        else []
    )
    return replace(
        grid,
        widths=tuple(w * 700 / sum(widths) for w in widths),
        repeat=grid.repeat and rng.random() < 0.5,
        cuts=tuple((row, 0) for row in ends),
        rules="horizontal" if grid.rules == "all" and not ends and rng.random() < 0.3 else grid.rules,
    )
