"""The documents that each document is held against."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.companions import (
    ALONE,
    Companions,
    ReportPart,
    comparable,
    find_companions,
    joined_companions,
    scope,
)
from normalize.schema import DocumentRow, Rows, Unit
from tests.checks.cases.across import budget, dated, form, spending, this_year, year_before


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


def department(*units: str) -> Rows:
    rows = spending("297.60")
    named = tuple(Unit(doc_id=rows.document.doc_id, unit_id=u, name=u, role="subordinate") for u in units)
    return Rows(document=rows.document, units=named, funds=rows.funds)


def test_a_part_has_its_reports_and_the_office_of_the_departments_name_its_own() -> None:
    own = department("a")
    below = dated(spending("1.00"), 2023, unit_id="a", title="甲2023年度单位决算")
    office = dated(
        spending("2.00"),
        2023,
        title="青禾市市场监督管理局（本级）2023年度单位决算",
        doc_type="final_accounts",
    )
    office = replace(office, document=replace(office.document, doc_id="office"))
    parts = find_companions([own, below, office])[own.document.doc_id].parts
    assert [(p.name, [r.document.doc_id for r in p.reports]) for p in parts] == [
        (f"{own.document.unit_name}（本级）", ["office"]),
        ("a", [below.document.doc_id]),
    ]


def test_a_unit_and_a_department_that_lists_none_have_no_parts() -> None:
    assert find_companions([department()])["doc2023"].parts == ()
    single = department("a")
    single = replace(single, document=replace(single.document, title="某局2023年度单位决算"))
    assert find_companions([single])["doc2023"].parts == ()


@pytest.mark.parametrize("changed", [{"fiscal_year": None}, {"unit_id": None}, {"doc_type": "other"}])
def test_a_document_that_is_not_known_well_enough_stands_alone(changed: dict[str, object]) -> None:
    own, before = this_year("-7.22"), year_before()
    changed_own = replace(own, document=replace(own.document, **changed))  # type: ignore[arg-type]
    found = find_companions([changed_own, before])
    assert found[own.document.doc_id] == ALONE and set(found) == {own.document.doc_id, before.document.doc_id}


def test_files_of_one_report_are_held_against_what_any_of_them_is_once() -> None:
    before, plan = year_before(), budget()
    joined = joined_companions(
        [
            Companions(prior=(before,)),
            Companions(prior=(before,), budget=(plan,), parts=(ReportPart("a", ()),)),
        ]
    )
    assert (joined.prior, joined.budget, joined.parts) == ((before,), (plan,), (ReportPart("a", ()),))
    one = Companions(rest=(plan,))
    assert joined_companions([one]) is one


@pytest.mark.parametrize(
    ("a", "b", "may"), [("部门", "部门", True), ("部门", "单位", False), ("单位", "", True), ("", "", True)]
)
def test_reports_of_two_scopes_are_not_compared(a: str, b: str, may: bool) -> None:
    def row(kind: str) -> DocumentRow:
        return DocumentRow(title=f"某局2023年度{kind}决算", unit_name="某局")

    assert comparable(row(a), row(b)) == comparable(row(b), row(a)) == may


@pytest.mark.parametrize("status", ["failed", "skipped", "partial", "ok"])
def test_nothing_is_held_against_a_document_that_was_not_read(status: str) -> None:
    own, before = this_year("-7.22"), year_before()
    other = replace(before, document=replace(before.document, status=status))  # type: ignore[arg-type]
    assert len(find_companions([own, other])[own.document.doc_id].prior) == (status in ("partial", "ok"))


def test_only_units_below_are_parts_and_no_report_is_a_part_of_itself() -> None:
    own = department("a")
    above = Unit(doc_id=own.document.doc_id, unit_id="z", name="z", role="supervisor")
    rows = replace(own, units=(*own.units, above))
    parts = find_companions([rows])[own.document.doc_id].parts
    assert [p.name for p in parts] == [f"{own.document.unit_name}（本级）", "a"]
    itself = replace(rows, document=replace(rows.document, title="青禾市市场监督管理局2023年度决算"))
    assert all(p.reports == () for p in find_companions([itself])[own.document.doc_id].parts)
