"""What is compared across documents, and what is not."""

from __future__ import annotations

import importlib
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

from checks.companions import Companions, find_companions, scope
from checks.recheck import recheck
from checks.rules import across as module
from checks.run import check_rows
from ingest.run import ingest
from normalize.dataset import read_table
from normalize.schema import DocumentRow, Rows, Unit
from normalize.writing import write_rows
from tests.checks.cases.across import budget, dated, form, opened, planned, spending, this_year, year_before
from tests.checks.cases.builders import cells, document
from tests.checks.held import breaks, keeps, rules_of

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def across(rows: Rows, companions: Companions) -> dict[str, str]:
    """Rule → outcome, of those that were examined or failed."""
    return {
        c.rule: c.outcome
        for c in check_rows(rows, companions).checks
        if c.rule.startswith("across.") and c.outcome not in ("not_applicable", "missing_input")
    }


def test_companions_are_found_by_unit_year_and_kind() -> None:
    documents = [this_year("-7.22"), year_before(), budget(), form()]
    found = find_companions(documents)
    own = found[documents[0].document.doc_id]
    assert [d.document.fiscal_year for d in own.prior] == [2022]
    assert [d.document.doc_type for d in (*own.budget, *own.forms)] == ["budget", "self_evaluation"]
    assert found[documents[1].document.doc_id].prior == ()


def test_bodies_of_one_name_in_two_places_do_not_meet_and_one_of_two_names_does() -> None:
    def prior(now: str | None, then: str | None, same_name: bool) -> int:
        own, before = this_year("-7.22"), year_before()
        unit = before.document.unit_id if same_name else "0" * 16
        documents = [
            replace(own, document=replace(own.document, body_id=now)),
            replace(before, document=replace(before.document, body_id=then, unit_id=unit)),
        ]
        return len(find_companions(documents)[own.document.doc_id].prior)

    assert prior("a", "b", True) == 0 and prior("a", "a", True) == 1 and prior("a", "a", False) == 1
    assert prior("a", None, True) == prior(None, "a", True) == prior(None, None, True) == 1
    assert prior("a", None, False) == prior(None, None, False) == 0


@pytest.mark.parametrize(
    ("title", "name", "expected"),
    [
        ("某局2023年度部门决算", "某局", "department"),
        ("某局2023年度单位决算", "某局", "unit"),
        ("某局（本级）2023年度决算", "某局（本级）", "unit"),
        (None, "某局", None),
    ],
)
def test_scope(title: str | None, name: str, expected: str | None) -> None:
    assert scope(DocumentRow(title=title, unit_name=name)) == expected


def test_a_department_is_not_held_against_its_own_office() -> None:
    found = find_companions([this_year("-7.22"), year_before(title="青禾市市场监督管理局2022年度单位决算")])
    assert not any(c.prior for c in found.values())


def test_where_nothing_agrees_nothing_is_compared() -> None:
    """Another scope or figures stated anew shows in every number: no finding, and no check that passed."""
    rows = this_year("-7.22", "-3.00")
    assert across(rows, Companions(prior=(year_before(total="500.00"),))) == {}


def test_of_several_versions_one_that_agrees_is_enough() -> None:
    assert across(this_year("-7.22"), Companions(prior=(year_before(total="400.00"), year_before()))) == {
        "across.prior": "passed"
    }


def test_a_budget_that_the_report_does_not_call_the_initial_one_is_not_compared() -> None:
    assert across(planned("315.26", word="预算数为"), Companions(budget=(budget(),))) == {}


def test_a_finding_names_both_documents() -> None:
    before = year_before()
    found = [
        f
        for f in check_rows(opened("20.00"), Companions(prior=(before,))).findings
        if f.rule == "across.opening"
    ]
    assert found[0].related_doc_id == before.document.doc_id and "2022年度决算" in found[0].message
    assert {e.table for e in found[0].evidence} == {"funds"} and len(found[0].evidence) == 2


def department(*units: str) -> Rows:
    rows = spending("297.60")
    named = tuple(Unit(doc_id=rows.document.doc_id, unit_id=u, name=u, role="subordinate") for u in units)
    return Rows(document=rows.document, units=named, funds=rows.funds)


def test_a_department_needs_all_its_units() -> None:
    documents = [
        department("a", "b"),
        dated(spending("97.60"), 2023, unit_id="a", title="甲2023年度单位决算"),
    ]
    companions = find_companions(documents)[documents[0].document.doc_id]
    check = next(c for c in check_rows(documents[0], companions).checks if c.rule == "across.parts")
    assert (
        check.outcome == "missing_input"
        and "本级" in (check.missing or "")
        and "、b" in (check.missing or "")
    )


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


@pytest.mark.parametrize("rule", rules_of(module))
def test_each_rule_is_kept_by_one_document_and_broken_by_another(rule: str) -> None:
    assert keeps(rule) and breaks(rule)
