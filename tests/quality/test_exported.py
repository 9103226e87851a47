"""Nothing is reported of consistent reports whose tables are lines of text, whichever way their cells were written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.checks.mutations import Grid, Para
from tests.conftest import LONG
from tests.quality.exported import STYLES, exported, read, reported

REPORTS = 60 if LONG else 4
FALSE = 0.02
"""Errors and warnings by exported report: rows of two halves that no one can tell apart."""


@pytest.mark.long
def test_tables_that_were_put_together_wrongly_accuse_nobody(tmp_path: Path) -> None:
    held = list(read(REPORTS, 77, tmp_path))
    rows = Counter(style for style, r in held for f in r.funds if f.origin == "table")
    assert all(rows[style] > 5 * REPORTS for style in ("rows with bars", "rows with tabs")), rows
    found = [(style, f.rule, f.message) for style, r in held for f in reported(r)]
    assert len(found) <= FALSE * REPORTS * len(STYLES), Counter(rule for _, rule, _ in found)


def test_cells_are_written_as_pages_export_them() -> None:
    grid = Grid((("项目", "预算数", None), ("合计", "", "3.00")), (50.0,) * 3, spans=((0, 1, 1, 2),))
    told = {style: exported([Para("单位：万元"), grid], style) for style in STYLES}
    assert told["a cell a line"] == "单位：万元\n项目\n预算数\n合计\n\n3.00"
    assert told["a cell a line, blank ones left out"] == "单位：万元\n项目\n预算数\n合计\n3.00"
    assert told["rows with bars"] == "单位：万元\n项目 | 预算数 |\n合计 |  | 3.00 |"
