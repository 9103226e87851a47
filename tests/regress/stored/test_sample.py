"""Rows are drawn evenly and again by their seed; the interval holds the share; answers stay in the cases."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.run import ingest
from regress.cases import CaseError, find_cases
from regress.rows import read_facts
from regress.stored.new import new_case
from regress.stored.sample import draw, draw_of_dataset, interval, keep_answer

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def test_a_seed_draws_the_same_rows_and_strata_are_even() -> None:
    cases = find_cases(FIXTURES, ["accounts-hunan", "form-national"])
    drawn = draw(cases, "funds", 40, 7, "form")
    assert [(d.held_by, d.number) for d in drawn] == [
        (d.held_by, d.number) for d in draw(cases, "funds", 40, 7, "form")
    ]
    assert len({(d.held_by, d.number) for d in drawn}) == 40
    held = Counter(r["statement"] for c in cases for r in read_facts(c.expectation("funds")))
    counts = Counter(d.stratum for d in drawn)
    assert set(counts) == set(held)
    assert all(counts[s] == held[s] or counts[s] >= max(counts.values()) - 1 for s in held)
    assert len(draw(cases, "scores", 10**6, 1)) == sum(
        len(read_facts(c.expectation("scores"))) for c in cases
    )


def test_nothing_to_draw_is_said() -> None:
    with pytest.raises(CaseError, match="case new"):
        draw(find_cases(FIXTURES, ["form-national"]), "findings", 3, 1)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share(counts: tuple[int, int]) -> None:
    right, seen = counts
    low, high = interval(right, seen)
    assert 0 <= low <= right / seen + 1e-9 and right / seen - 1e-9 <= high <= 1
    closer = interval(right * 4, seen * 4)
    assert closer[1] - closer[0] <= high - low


def test_answers_are_kept(tmp_path: Path) -> None:
    case = new_case(FIXTURES / "form-national/document.docx", "form", tmp_path)
    good, bad = draw([case], "funds", 2, 3)
    keep_answer(good, "funds", True)
    keep_answer(bad, "funds", False)
    keep_answer(bad, "funds", False)
    rows = read_facts(case.expectation("funds"))
    assert [n for n, r in enumerate(rows, 1) if r.get("confirmed")] == [good.number]
    assert len(read_facts(case.folder / "wrong.jsonl")) == 1


def test_rows_of_a_dataset_are_drawn_in_the_same_way(tmp_path: Path) -> None:
    ingest(
        [FIXTURES / "form-national/document.docx", FIXTURES / "accounts-spoiled/document.docx"],
        tmp_path / "data",
    )
    drawn = draw_of_dataset(tmp_path / "data", "funds", 20, 5, "form")
    assert drawn == draw_of_dataset(tmp_path / "data", "funds", 20, 5, "form")
    counts = Counter(d.stratum for d in drawn)
    assert len(drawn) == 20 and len(counts) > 5 and max(counts.values()) <= 3
    assert {d.name for d in drawn} <= {
        "form-national/document.docx",
        "accounts-spoiled/document.docx",
        "document.docx",
    }
    assert all(d.row["item"] and d.row["statement"] == d.stratum for d in drawn)
    found = draw_of_dataset(tmp_path / "data", "findings", 100, 5, "rule")
    assert sorted(d.stratum for d in found) == ["equality.text", "ratio.completion", "sum.listed", "sum.text"]
    held = {p: p.read_bytes() for p in (tmp_path / "data").rglob("*") if p.is_file()}
    for d in found[:2] * 2:
        keep_answer(d, "findings", d is found[0], tmp_path / "answers.jsonl")
    assert [r["right"] for r in read_facts(tmp_path / "answers.jsonl")] == [True, False]
    assert held == {p: p.read_bytes() for p in (tmp_path / "data").rglob("*") if p.is_file()}
