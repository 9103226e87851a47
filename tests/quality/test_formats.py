"""A report gives the same rows in whatever format it is published."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from regress.cases import Case, Reading, read_again
from regress.show import difference_text

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
sys.path.insert(0, str(FIXTURES))

from build import CASES, spoiled  # noqa: E402
from builder.sheets import render_xls, render_xlsx  # noqa: E402
from builder.web import render_html, render_mht  # noqa: E402

FORMATS: dict[str, Callable[[list[Any]], bytes]] = {
    "utf-8.html": render_html,
    "gb2312.htm": lambda blocks: render_html(blocks, "gb18030"),
    "utf-16.html": lambda blocks: render_html(blocks, "utf-16", broken=True),
    "saved.mht": render_mht,
    "tables.xlsx": render_xlsx,
    "unruled.xlsx": lambda blocks: render_xlsx(blocks, ruled=False),
    "tables.xls": render_xls,
    "tables.et": render_xls,
}
"""How a report is rendered, by what its file is called."""
FEW = ("accounts-hunan", "accounts-shanghai", "form-national", "budget-tables", "narrative-chained")


@lru_cache
def blocks(case: str) -> list[Any]:
    return CASES[case]().blocks


def reading(case: str, name: str, folder: Path) -> Reading:
    path = folder / name
    path.write_bytes(FORMATS[name](blocks(case)))
    return read_again(Case(FIXTURES / case), path)


def shown(found: Reading) -> str:
    return found.error or difference_text(found)


@pytest.mark.parametrize("case", CASES)
def test_web_pages(case: str, tmp_path: Path) -> None:
    found = reading(case, "utf-8.html", tmp_path)
    assert not found, shown(found)
    assert found.rows and found.rows.document.published == "2024-08-30"
    assert not [w for w in found.rows.document.warnings if "网页" in w or "扩展名" in w]


@pytest.mark.parametrize("name", [n for n in FORMATS if n != "utf-8.html"])
@pytest.mark.parametrize("case", FEW)
def test_other_formats(case: str, name: str, tmp_path: Path) -> None:
    found = reading(case, name, tmp_path)
    assert not found, shown(found)
    assert (
        found.rows and found.rows.document.status == "ok" and [f.message for f in found.rows.findings] == []
    )


def test_findings_name_the_cells_of_a_workbook(tmp_path: Path) -> None:
    import juesuan

    (tmp_path / "a.xlsx").write_bytes(render_xlsx(spoiled(CASES["accounts-hunan"]()).blocks))
    found = {f.rule: f.message for f in juesuan.parse(tmp_path / "a.xlsx").findings}
    assert set(found) >= {"equality.text", "ratio.completion"}
    assert "!A" in found["equality.text"] and "第" not in found["equality.text"]
