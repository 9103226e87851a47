"""One printed number changed in a consistent report: is it found, and is nothing else reported gravely?

The report is changed before it is set, so the whole pipeline is under test. Only numbers that take part in a relation of
the report's own data are changed, by more than rounding explains.
"""

from __future__ import annotations

import importlib.util
import random
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import regex

import juesuan

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@pytest.fixture(scope="module")
def builder():  # type: ignore[no-untyped-def]
    sys.path.insert(0, str(FIXTURES))
    spec = importlib.util.spec_from_file_location("fixture_build", FIXTURES / "build.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def mutations(blocks, layout):  # type: ignore[no-untyped-def]
    """Every place of a number that some relation holds: (block, row, col) in tables, (block, span) in paragraphs."""
    for b, block in enumerate(blocks):
        if isinstance(block, layout.Grid):
            for r, row in enumerate(block.rows):
                for c, text in enumerate(row):
                    if text and regex.fullmatch(r"\d+\.\d\d", text) and float(text):
                        yield b, (r, c)
        elif block.__class__.__name__ == "Para":
            for m in regex.finditer(r"(?<=完成年初预算的|占本年支出合计的|支出决算为|基本支出|，占|增长|下降)\d+\.\d\d(?=万元|%)", block.text):
                yield b, m.span()


def changed(blocks, place, rng):  # type: ignore[no-untyped-def]
    b, where = place
    block = blocks[b]
    if hasattr(block, "rows"):
        r, c = where
        rows = [list(x) for x in block.rows]
        rows[r][c] = other(rows[r][c], rng)
        new = replace(block, rows=tuple(tuple(x) for x in rows))
    else:
        start, end = where
        new = replace(block, text=block.text[:start] + other(block.text[start:end], rng) + block.text[end:])
    return [*blocks[:b], new, *blocks[b + 1 :]]


def other(text: str, rng: random.Random) -> str:
    return f"{float(text) + rng.choice([3.17, 11.4, 27.05]):.2f}"


def test_a_changed_number_is_found(builder, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    layout, rng = sys.modules["layout"], random.Random(7)
    tried, missed = 0, []
    for seed in (11, 12):
        built = builder.final_accounts.build(builder.UNIT, builder.draw(seed), builder.Variant(style=("hunan", "shanghai")[seed % 2], zero="0.00"))
        places = list(mutations(built.blocks, layout))
        for place in rng.sample(places, 12):
            path = tmp_path / f"m{tried}.docx"
            path.write_bytes(layout.render_docx(changed(built.blocks, place, rng)))
            grave = [f for f in juesuan.parse(path).findings if f.severity == "error"]
            tried += 1
            if not grave:
                missed.append((built.blocks[place[0]], place[1]))
    assert len(missed) / tried <= 0.05, missed
