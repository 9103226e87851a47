"""A dataset checked anew from its own tables."""

from __future__ import annotations

import importlib
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

from checks.recheck import recheck
from checks.run import check_rows
from ingest.run import ingest
from normalize.dataset import read_table
from normalize.writing import write_rows
from tests.checks.cases.across import dated
from tests.checks.cases.builders import cells, document

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    sys.path.insert(0, str(FIXTURES))
    return importlib.import_module("build")


def two_years(builder: ModuleType, folder: Path, wrong: Decimal = Decimal(0)) -> Path:
    """The accounts of a unit for two years, of which the second says what the first was; read by two runs."""
    first = builder.draw(31, 2022)
    second = replace(
        builder.draw(32, 2023), opening=first.closing, prior=first.total + wrong, prior_spent=first.spent()
    )
    folder.mkdir()
    for accounts in (second, first):
        path = folder / f"{accounts.year}.docx"
        path.write_bytes(
            builder.render_docx(
                builder.final_accounts.build(builder.UNIT, accounts, builder.Variant()).blocks
            )
        )
        ingest([path], folder / "out")
    return folder / "out"


def outcomes(dataset: Path, year: int) -> dict[str, str]:
    return {
        c["rule"]: c["outcome"]
        for c in read_table(dataset, "checks").to_pylist()
        if c["fiscal_year"] == year and c["rule"].startswith("across.")
    }


def test_the_run_holds_each_year_against_the_one_before(builder: ModuleType, tmp_path: Path) -> None:
    """The later year is read first, so it is the second run that finds what it lacked."""
    kept, broken = (
        two_years(builder, tmp_path / name, wrong)
        for name, wrong in (("kept", Decimal(0)), ("broken", Decimal("12.34")))
    )
    assert read_table(kept, "findings").num_rows == 0
    assert outcomes(kept, 2023)["across.prior"] == outcomes(kept, 2023)["across.opening"] == "passed"
    assert outcomes(kept, 2022)["across.prior"] == outcomes(kept, 2023)["across.budget"] == "missing_input"
    found = read_table(broken, "findings").to_pylist()
    assert [(f["rule"], f["fiscal_year"]) for f in found] == [("across.prior", 2023)]
    assert found[0]["related_doc_id"] in {
        d["doc_id"] for d in read_table(broken, "documents").to_pylist() if d["fiscal_year"] == 2022
    }


def test_checking_a_dataset_again_changes_nothing(builder: ModuleType, tmp_path: Path) -> None:
    out = two_years(builder, tmp_path / "raw", Decimal("12.34"))
    ingest([FIXTURES / "form-national/document.docx", FIXTURES / "annex-usage/document.docx"], out)
    files = {p: p.read_bytes() for p in out.rglob("*.parquet")}
    assert read_table(out, "findings").num_rows and read_table(out, "checks").num_rows
    recheck(out)
    assert {p: p.read_bytes() for p in out.rglob("*.parquet")} == files


def test_rounding_adds_one_info_a_document_and_is_taken_back(tmp_path: Path) -> None:
    whole, *parts = cells(
        "expenditure",
        "支出决算表",
        ("合计", {"": "10.01"}, {}),
        *((f"项目{n}", {"": "5.00"}, {}) for n in "甲乙"),
    )
    rows = dated(
        document(whole, [replace(p, parent_id=whole.fund_id, part="exhaustive") for p in parts]), 2023
    )
    write_rows(tmp_path, [check_rows(rows)])
    assert read_table(tmp_path, "findings").num_rows == 0
    recheck(tmp_path, rounding=True)
    gathered = read_table(tmp_path, "findings").to_pylist()
    assert [(f["rule"], f["severity"]) for f in gathered] == [("rounding", "info")]
    assert "10.01万元与10万元" in gathered[0]["message"] and len(gathered[0]["evidence"]) == 1
    recheck(tmp_path)
    assert read_table(tmp_path, "findings").num_rows == 0
