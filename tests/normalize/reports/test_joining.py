"""Copies of a report and its parts in several files are told from what only looks like them, whatever the order
in which they come.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.reports.editions import Copy, quantities
from normalize.reports.joining import JoinedPlace, family_of, placed
from normalize.schema import DocumentRow, Fund

Stated = Sequence[tuple[str, str, str, int]]
"""Quantities: origin, statement, item, amount."""
NARRATIVE: Stated = [("text", "income", f"甲{n}", n) for n in range(10)]
TABLES: Stated = [("table", "income", f"甲{n}", n) for n in range(30)]
EXPENDITURE: Stated = [("table", "expenditure", f"乙{n}", n) for n in range(30)]


def copy(doc_id: str, stated: Stated, sources: tuple[str, ...] = ("a/x",), **columns: object) -> Copy:
    row = {"unit_id": "u", "fiscal_year": 2023, "doc_type": "final_accounts", "file_format": "pdf"} | columns
    funds = [
        Fund(origin=origin, statement=statement, item=item, measure="final", amount_yuan=Decimal(amount))  # type: ignore[arg-type]
        for origin, statement, item, amount in stated
    ]
    return Copy(DocumentRow(doc_id=doc_id, **row), quantities(funds), sources)  # type: ignore[arg-type]


def standing(copies: Sequence[Copy]) -> dict[str, JoinedPlace]:
    """All documents as they are settled key by key."""
    keys = {family_of(c.row) for c in copies}
    return {
        doc: place
        for key in sorted(keys)
        for doc, place in placed(key, [c for c in copies if family_of(c.row) == key]).items()
    }


def reports(copies: Sequence[Copy]) -> set[str]:
    return {place.report_id for place in standing(copies).values()}


def test_narrative_and_tables_are_one_report_led_by_the_narrative() -> None:
    found = standing([copy("b", NARRATIVE), copy("a", TABLES, file_format="xlsx"), copy("c", EXPENDITURE)])
    assert len({p.report_id for p in found.values()}) == 1
    assert {p.parts for p in found.values()} == {("b", "a", "c")}
    assert all(p.edition_of is None and p.apart == () for p in found.values())


def test_of_copies_of_a_part_one_edition_is_joined() -> None:
    found = standing([copy("a", NARRATIVE), copy("b", TABLES), copy("c", TABLES, file_format="docx")])
    assert found["c"].edition_of == "b" and found["c"].parts == ()
    assert found["a"].parts == found["b"].parts == ("a", "b")
    assert len({p.report_id for p in found.values()}) == 1


def test_of_copies_the_best_read_stands() -> None:
    found = standing(
        [copy("a", NARRATIVE), copy("b", [*NARRATIVE, *TABLES]), copy("c", TABLES, file_format="docx")]
    )
    assert {d: p.edition_of for d, p in found.items()} == {"a": "b", "b": None, "c": "b"}
    assert all(p.parts == () for p in found.values())


def test_a_report_that_contradicts_another_is_left_apart_and_both_say_so() -> None:
    other = [(origin, statement, item, amount + 1000) for origin, statement, item, amount in TABLES]
    found = standing([copy("a", TABLES), copy("b", [*other[:20], *EXPENDITURE[:5]])])
    assert found["a"].apart == ("b",) and found["b"].apart == ("a",)
    assert found["a"].report_id != found["b"].report_id and not found["a"].parts


@pytest.mark.parametrize(
    ("sources", "body", "joined"),
    [
        (("a/y",), None, True),
        (("a/附件/y",), None, True),
        (("a/z.zip!/b/c/y",), None, True),
        (("a/x!/附件.xls",), None, True),
        (("b/y",), None, False),
        (("b/y",), "body", True),
        (("a/y",), "other", False),
        (("b/y", "a/y"), None, True),
    ],
)
def test_parts_lie_together_or_are_of_one_body(
    sources: tuple[str, ...], body: str | None, joined: bool
) -> None:
    own = "body" if body else None
    found = standing([copy("a", NARRATIVE, body_id=own), copy("b", TABLES, sources, body_id=body)])
    assert bool(found["a"].parts) is joined
    assert (found["a"].report_id == found["b"].report_id) is joined
    assert bool(found["a"].apart) is (not joined and body is None)


def test_a_document_that_tells_no_scope_belongs_to_the_only_one_that_does() -> None:
    assert len(reports([copy("a", NARRATIVE, scope="department"), copy("b", TABLES)])) == 1
    three = [copy("a", NARRATIVE, scope="department"), copy("b", TABLES), copy("c", NARRATIVE, scope="own")]
    assert len(reports(three)) == 3


def test_another_scope_beside_it_and_an_offices_own_report_leave_open_what_it_is() -> None:
    untold = copy("b", TABLES, ocr_pages=3)
    told = copy("a", [*NARRATIVE, *TABLES], scope="department")
    assert standing([untold, told])["b"].edition_of == "a"
    for others in ([told, copy("c", TABLES, scope="unit")], [copy("c", TABLES, scope="own")]):
        found = standing([*others, untold])
        assert found["b"].edition_of is None and found["b"].report_id != found["c"].report_id


def amounts(shift: int, count: int = 10) -> Stated:
    """Quantities of which each has an amount of its own."""
    return [("text", "income", f"第{n}项", n + shift) for n in range(count)]


def test_a_corrected_report_stands_for_the_one_that_it_corrects() -> None:
    # All amounts are others; the first publication was read better.
    first = copy("a", amounts(0, 12), report_date="2024-08-01")
    again = copy("b", amounts(10_000), corrected=True, report_date="2024-09-01", file_format="txt")
    latest = copy("c", amounts(20_000), corrected=True, report_date="2024-10-01")
    scan = copy("d", amounts(10_000), corrected=True, ocr_pages=3)
    for held, expected in (
        ([first, again], {"a": "b", "b": None}),
        ([latest, first, again], {"a": "c", "b": "c", "c": None}),
        ([scan, first, again], {"a": "b", "b": None, "d": "b"}),
    ):
        found = standing(held)
        assert {d: p.edition_of for d, p in found.items()} == expected
        assert len({p.report_id for p in found.values()}) == 1


def test_a_notice_of_a_correction_stands_beside_the_report() -> None:
    found = standing([copy("a", amounts(0)), copy("b", amounts(500, 3), corrected=True)])
    assert {d: p.edition_of for d, p in found.items()} == {"a": None, "b": None}


def test_without_a_word_of_correction_other_amounts_are_another_report() -> None:
    found = standing([copy("a", amounts(0)), copy("b", amounts(10_000))])
    assert found["a"].apart == ("b",) and found["a"].report_id != found["b"].report_id


def test_marks_of_correction_are_no_part_of_a_title() -> None:
    titles = ("2023年度培训项目自评表", "2023年度培训项目自评表（更正后）", "【更正】2023年度培训项目自评表")
    same = [copy(t, amounts(0), doc_type="self_evaluation", title=t) for t in titles]
    assert len(reports(same)) == 1


def test_what_is_not_surely_one_report_is_none() -> None:
    others = [
        copy("a", NARRATIVE),
        copy("b", NARRATIVE, unit_id=None),
        copy("c", NARRATIVE, unit_id=None),
        copy("d", NARRATIVE, fiscal_year=2022),
        copy("e", NARRATIVE, doc_type="budget"),
        copy("f", NARRATIVE, doc_type="self_evaluation", title="培训项目自评表"),
        copy("g", NARRATIVE, doc_type="self_evaluation", title="设备项目自评表"),
    ]
    assert len(reports(others)) == len(others)
    assert {p.edition_of for p in standing(others).values()} == {None}


def test_year_marks_unit_and_kind_of_paper_are_no_part_of_a_title() -> None:
    same = [
        copy(d, stated, doc_type="self_evaluation", unit_name="青禾市水务局", title=title)
        for d, stated, title in (
            ("a", TABLES, "附件1：青禾市水务局2023年度培训项目绩效自评表"),
            ("b", NARRATIVE, "培训项目绩效自评报告（2023年）"),
        )
    ]
    assert len(reports(same)) == 1 and standing(same)["a"].parts == ("b", "a")


quantity = st.builds(
    lambda origin, n, item: (origin, "income", f"甲{item}", n),
    st.sampled_from(["text", "table"]),
    st.integers(0, 3),
    st.integers(0, 12),
)
drawn = st.lists(
    st.tuples(
        st.sampled_from(["pdf", "docx", "txt"]), st.lists(quantity), st.sampled_from([None, "own", "unit"])
    ),
    max_size=6,
)


@given(drawn, st.integers(0, 99))
def test_neither_order_nor_history_matters(
    found: list[tuple[str, list[tuple[str, str, str, int]], str | None]], seed: int
) -> None:
    copies = [
        copy(str(n), held, file_format=form, scope=scope) for n, (form, held, scope) in enumerate(found)
    ]
    told = standing(copies)
    Random(seed).shuffle(copies)
    assert standing(copies) == told
    for doc, place in told.items():
        stands = told[place.edition_of or doc]
        assert stands.edition_of is None and stands.report_id == place.report_id
        assert not place.parts or doc in place.parts
        assert {told[p].report_id for p in place.parts} <= {place.report_id}


def test_a_few_more_quantities_do_not_put_a_text_before_the_pages() -> None:
    many: Stated = [("table", "income", f"甲{n}", n) for n in range(100)]
    found = standing([copy("a", many, file_format="txt"), copy("b", many[:98]), copy("c", many[:60])])
    assert {d: p.edition_of for d, p in found.items()} == {"a": "b", "b": None, "c": "b"}
