"""Every fixture document gives exactly the rows that its builder drew, as PDF and as DOCX; consistent reports give no finding."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from compare import COLUMNS, differences

import juesuan

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
CASES = sorted(p.parent for p in FIXTURES.glob("*/expected"))
DOCUMENTS = [(case, form) for case in CASES for form in ("pdf", "docx")]
EXAMINED = {
    "accounts": ("sum.classification", "sum.row", "sum.three_public"),
    "form": ("score.weights", "score.total", "ratio.execution"),
    "annex": ("sum.annex", "ratio.usage"),
    "narrative": ("ratio.growth",),
}
READ: dict[Path, object] = {}


def rows_of(case: Path, form: str):  # type: ignore[no-untyped-def]
    path = case / f"document.{form}"
    if path not in READ:
        READ[path] = juesuan.parse(path)
    return READ[path]


def test_there_are_cases() -> None:
    assert len(CASES) >= 6


@pytest.mark.parametrize("table", COLUMNS)
@pytest.mark.parametrize(("case", "form"), DOCUMENTS, ids=lambda x: getattr(x, "name", x))
def test_rows_are_those_that_were_drawn(case: Path, form: str, table: str) -> None:
    missing, surplus = differences(case, table, rows_of(case, form))
    report = "\n".join([*(f"- {' | '.join(m)}" for m in missing), *(f"+ {' | '.join(s)}" for s in surplus)])
    assert not report, f"{case.name}/document.{form}: {table}\n{report}"


@pytest.mark.parametrize(("case", "form"), DOCUMENTS, ids=lambda x: getattr(x, "name", x))
def test_document_row(case: Path, form: str) -> None:
    wanted = json.loads((case / "expected/document.jsonl").read_text("utf-8"))
    document = rows_of(case, form).document
    assert {k: getattr(document, k) for k in wanted} == wanted
    assert document.status == "ok" and not document.warnings


@pytest.mark.parametrize(("case", "form"), DOCUMENTS, ids=lambda x: getattr(x, "name", x))
def test_consistent_reports_have_no_findings(case: Path, form: str) -> None:
    rows = rows_of(case, form)
    assert [f.message for f in rows.findings] == []
    compared = {c.rule: c.compared for c in rows.checks}
    assert all(compared[r] > 0 for r in EXAMINED[case.name.partition("-")[0]] if case.name != "form-targets")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_every_place_holds_its_number(case: Path) -> None:
    """PDFium's own text within a row's box is the printed number and nothing else."""
    import pypdfium2

    from extract.fold import fold

    rows = rows_of(case, "pdf")
    pdf = pypdfium2.PdfDocument(case / "document.pdf")
    pages = {n + 1: (pdf[n].get_textpage(), pdf[n].get_height()) for n in range(len(pdf))}
    for fund in rows.funds:
        text, height = pages[fund.page]
        x0, top, x1, bottom = fund.bbox
        said = fold(text.get_text_bounded(x0 - 0.5, height - bottom - 0.5, x1 + 0.5, height - top + 0.5)).replace(",", "").rstrip("%")
        assert said == f"{abs(fund.value):f}", (fund.item, fund.raw, said)
