"""Forms as provinces print them, as PDF, DOCX and HTML: each gives the exact rows that are in it."""

from __future__ import annotations

import importlib
import sys
import tomllib
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from html import escape
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from extract.read import read_document
from normalize.rows import normalize_report
from parsers.parse import parse_document
from tests.conftest import LONG
from tests.written import ABOVE, LEFT

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
CASES = tomllib.loads(Path(__file__).with_name("province_forms.toml").read_text("utf-8"))["case"]
WIDTH = 700.0
"""Of a table across a landscape page, in pt."""
Row = list[list[str]]


@pytest.fixture(scope="module")
def layout() -> ModuleType:
    sys.path.insert(0, str(FIXTURES))
    importlib.import_module("build")
    return importlib.import_module("builder.layout")


@pytest.mark.parametrize("kind", ["pdf", "docx", "html"])
@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_a_form_gives_its_rows(case: dict[str, Any], kind: str, layout: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / f"form.{kind}"
    path.write_bytes(written(case, kind, layout))
    document = read_document(path)
    rows = normalize_report(document, parse_document(document))
    assert funds(rows) == case.get("funds", [])
    assert indicators(rows) == case.get("indicators", [])
    assert scores(rows) == case.get("scores", [])


STYLES: dict[str, Callable[[list[str]], list[str]]] = {
    "bars": lambda row: [" | ".join(row)],
    "tabs": lambda row: ["\t".join(row)],
    "bars by cell": lambda row: ["|", *(f"{x} |" if x else "|" for x in row)],
    "a cell a line": lambda row: row,
    "lines set apart": lambda row: [y for x in row for y in (x, "")],
}


LEAST = {(True, True): 0.96, (True, False): 0.81, (False, True): 0.8, (False, False): 0.44}
"""What share of the rows is read, by whether blank cells are kept and whether a line is a row. A row that is
one amount short in a table that shows no blank cell is not: which column lacks it nobody knows.
"""


@pytest.mark.parametrize("kept", [True, False], ids=["blank", "lost"])
@pytest.mark.parametrize("style", STYLES if LONG else ["bars", "bars by cell", "a cell a line"])
def test_exported_text_gives_no_other_rows(style: str, kept: bool, tmp_path: Path) -> None:
    """Merged cells are blank there, or lost: what is read is in the form, and what cannot be is told."""
    counts: Counter[str] = Counter()
    path = tmp_path / "form.txt"
    for case in CASES:
        rows = [
            ["" if x in (LEFT, ABOVE) else x for x in row if kept or x not in (LEFT, ABOVE)]
            for row in case["table"]
        ]
        path.write_text(
            "\n".join([*case["title"], *(y for row in rows for y in STYLES[style](row)), "以上。"])
        )
        document = read_document(path)
        found = normalize_report(document, parse_document(document))
        for name, read in (("funds", funds), ("indicators", indicators)):
            wanted = {tuple(row[: KEYS[name]]) for row in case.get(name, [])}
            given = {tuple(row[: KEYS[name]]) for row in read(found)}
            # A project's name may be lost; another is not to be put in its place.
            assert given <= wanted | {("", *row[1:]) for row in wanted}, case["name"]
            assert given or not wanted or found.document.warnings, case["name"]
            counts += Counter({"wanted": len(wanted), "given": len(given)})
    assert counts["given"] > counts["wanted"] * LEAST[kept, style in ("bars", "tabs")]


KEYS = {"funds": 6, "indicators": 9}
"""Columns of the rows that are compared: without levels and parents, and without reasons."""


def written(case: dict[str, Any], kind: str, layout: ModuleType) -> bytes:
    """The form as a file."""
    if kind == "html":
        return html(case).encode()
    rows = tuple(tuple(None if x in (LEFT, ABOVE) else x for x in row) for row in case["table"])
    held = spans(case["table"])
    paras = [layout.Para(line, "title" if n == 0 else "unit") for n, line in enumerate(case["title"])]
    widths = (WIDTH / len(rows[0]),) * len(rows[0])
    grid = layout.Grid(rows, widths, tuple(x for x in held if x[2:] != (1, 1)), header=0)
    blocks = [layout.Page(wide=True), *paras, grid]
    return bytes(layout.render_pdf(blocks) if kind == "pdf" else layout.render_docx(blocks))


def spans(table: Row) -> list[tuple[int, int, int, int]]:
    """Row, column, height and width of each cell."""
    out = []
    for r, row in enumerate(table):
        for c, text in enumerate(row):
            if text not in (LEFT, ABOVE):
                wide = next((n for n, t in enumerate(row[c + 1 :], 1) if t != LEFT), len(row) - c)
                high = next((n for n, x in enumerate(table[r + 1 :], 1) if x[c] != ABOVE), len(table) - r)
                out.append((r, c, high, wide))
    return out


def html(case: dict[str, Any]) -> str:
    cells: dict[int, list[str]] = {r: [] for r in range(len(case["table"]))}
    for r, c, high, wide in spans(case["table"]):
        cells[r].append(f"<td rowspan={high} colspan={wide}>{escape(case['table'][r][c])}</td>")
    lines = "".join(f"<p>{line}</p>" for line in case["title"])
    rows = "".join(f"<tr>{''.join(row)}</tr>" for row in cells.values())
    return f"<html><meta charset=utf-8><body>{lines}<table border=1>{rows}</table></body></html>"


def number(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def funds(rows: Any) -> Row:
    return [
        [f.project or "", f.item, f.breakdown or "", f.measure, number(f.value), f.unit or "",
         "" if f.level is None else str(f.level), "part" if f.parent_id else ""]
        for f in rows.funds
    ]  # fmt: skip


def indicators(rows: Any) -> Row:
    return [
        [i.project or "", i.kind, *(x or "" for x in (i.level1, i.level2, i.level3, i.target, i.actual)),
         number(i.weight), number(i.score), i.deviation or ""]
        for i in rows.indicators
    ]  # fmt: skip


def scores(rows: Any) -> Row:
    return [
        [s.project or "", s.component, s.name or "", number(s.weight), number(s.score), s.grade or ""]
        for s in rows.scores
    ]
