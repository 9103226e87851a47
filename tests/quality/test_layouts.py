"""The same report in other faces, sizes, margins and spacings gives the same rows."""

from __future__ import annotations

import importlib
import random
import sys
from pathlib import Path

import juesuan
from regress.compare import difference
from regress.facts import CORE, table_facts

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


def test_layout_does_not_matter(tmp_path: Path) -> None:
    sys.path.insert(0, str(FIXTURES))
    build, layout = importlib.import_module("build"), importlib.import_module("layout")
    rng = random.Random(3)
    for n in range(6):
        wide = n % 2 == 0
        built = build.final_accounts.build(
            build.UNIT, build.draw(40 + n), build.Variant(style=rng.choice(["hunan", "shanghai"]), zero=rng.choice(["", "0.00"]), wide=wide, repeat=n % 3 == 0)
        )
        options = layout.Options(
            font=rng.choice(["song", "hei"]), size=rng.choice([10.5, 12, 14, 16]), table_size=rng.choice([6, 8, 9]) if wide else 6.5, margin=rng.choice([56, 70]),
            leading=rng.choice([1.3, 1.6, 2.0]), padding=rng.choice([1, 5, 9]),
        )  # fmt: skip
        path = tmp_path / f"{n}.pdf"
        path.write_bytes(layout.render_pdf(built.blocks, options))
        rows = juesuan.parse(path)
        assert not difference("funds", built.funds, table_facts(rows, "funds"), CORE["funds"], loose=True), options
        assert not rows.findings
