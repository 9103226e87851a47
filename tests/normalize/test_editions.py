"""Copies of a report are told from its parts, whatever the order in which they come."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from normalize.editions import Copy, Key, editions, report_id, reports
from normalize.schema import DocumentRow

NARRATIVE = frozenset({("income", "财政拨款收入", "", "final", Decimal(n)) for n in range(10)})
TABLES = frozenset({("income", "财政拨款收入", "基本支出", "final", Decimal(n)) for n in range(30)})


def copy(doc_id: str, quantities: frozenset[Key], **columns: object) -> Copy:
    row = {"unit_id": "u", "fiscal_year": 2023, "doc_type": "final_accounts", "file_format": "pdf"} | columns
    return Copy(DocumentRow(doc_id=doc_id, **row), quantities)  # type: ignore[arg-type]


def test_narrative_and_tables_are_one_report_and_both_stand() -> None:
    parts = [copy("a", NARRATIVE), copy("b", TABLES, file_format="xlsx")]
    assert report_id(parts[0].row) == report_id(parts[1].row)
    assert editions(parts) == {"a": None, "b": None}


def test_of_copies_the_best_read_stands() -> None:
    copies = [copy("a", NARRATIVE), copy("b", NARRATIVE | TABLES), copy("c", TABLES, file_format="docx")]
    assert editions(copies) == {"a": "b", "b": None, "c": "b"}


def test_what_is_not_surely_one_report_is_none() -> None:
    others = [
        copy("a", NARRATIVE),
        copy("b", NARRATIVE, unit_id=None),
        copy("c", NARRATIVE, unit_id=None),
        copy("d", NARRATIVE, fiscal_year=2022),
        copy("e", NARRATIVE, scope="own"),
        copy("f", NARRATIVE, doc_type="self_evaluation", title="培训项目自评表"),
        copy("g", NARRATIVE, doc_type="self_evaluation", title="设备项目自评表"),
    ]
    assert len({report_id(c.row) for c in others}) == len(others)
    assert set(editions(others).values()) == {None}


def test_year_marks_and_unit_are_no_part_of_a_title() -> None:
    same = [
        copy(d, NARRATIVE, doc_type="self_evaluation", unit_name="青禾市水务局", title=title)
        for d, title in (
            ("a", "附件1：青禾市水务局2023年度培训项目自评表"),
            ("b", "培训项目自评表（2023年）"),
        )
    ]
    assert report_id(same[0].row) == report_id(same[1].row)


keys = st.builds(lambda n: ("income", "甲", "", "final", Decimal(n)), st.integers(0, 12))
drawn = st.lists(st.tuples(st.sampled_from(["pdf", "docx", "txt"]), st.frozensets(keys)), max_size=6)


@given(drawn, st.integers(0, 99))
def test_neither_order_nor_history_matters(found: list[tuple[str, frozenset[Key]]], seed: int) -> None:
    copies = [copy(str(n), held, file_format=form) for n, (form, held) in enumerate(found)]
    told = editions(copies)
    Random(seed).shuffle(copies)
    assert editions(copies) == told
    assert all(told[other] is None for other in told.values() if other is not None)


def test_a_copy_that_tells_no_scope_is_of_the_one_report_that_does() -> None:
    told = copy("a", NARRATIVE | TABLES, scope="department")
    untold = copy("b", TABLES, ocr_pages=3)
    assert reports([told, untold]) == dict.fromkeys("ab", report_id(told.row))
    assert editions([untold, told]) == {"a": None, "b": "a"}
    # Another scope beside it, other numbers, and an office's own report leave open what it is.
    for others in (
        [told, copy("c", TABLES, scope="unit")],
        [copy("c", NARRATIVE, scope="unit")],
        [copy("c", TABLES, scope="own")],
    ):
        assert reports([*others, untold])["b"] == report_id(untold.row)


def test_of_copies_read_alike_the_format_that_shows_pages_stands() -> None:
    more = frozenset(list(TABLES)[1:])
    assert editions([copy("a", TABLES, file_format="txt"), copy("b", more)]) == {"a": "b", "b": None}


def amounts(shift: int, count: int = 10) -> frozenset[Key]:
    """Quantities of which each has an amount of its own."""
    return frozenset(("income", f"第{n}项", "", "final", Decimal(n + shift)) for n in range(count))


def test_a_corrected_report_stands_for_the_one_that_it_corrects() -> None:
    # All amounts are others; the first publication was read better.
    first = copy("a", amounts(0, 12), report_date="2024-08-01")
    again = copy("b", amounts(10_000), corrected=True, report_date="2024-09-01", file_format="txt")
    assert editions([first, again]) == {"a": "b", "b": None}
    latest = copy("c", amounts(20_000), corrected=True, report_date="2024-10-01")
    assert editions([latest, first, again]) == {"a": "c", "b": "c", "c": None}
    scan = copy("d", amounts(10_000), corrected=True, ocr_pages=3)
    assert editions([scan, first, again]) == {"a": "b", "b": None, "d": "b"}


def test_a_notice_of_a_correction_stands_beside_the_report() -> None:
    report, notice = copy("a", amounts(0)), copy("b", amounts(500, 3), corrected=True)
    assert editions([report, notice]) == {"a": None, "b": None}


def test_without_a_word_of_correction_other_amounts_are_another_document() -> None:
    assert editions([copy("a", amounts(0)), copy("b", amounts(10_000))]) == {"a": None, "b": None}


def test_marks_of_correction_are_no_part_of_a_title() -> None:
    titles = ("2023年度培训项目自评表", "2023年度培训项目自评表（更正后）", "【更正】2023年度培训项目自评表")
    same = [copy(t, amounts(0), doc_type="self_evaluation", title=t) for t in titles]
    assert len({report_id(c.row) for c in same}) == 1
