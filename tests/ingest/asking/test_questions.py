"""Each question finds what it asks for and leaves what is near to it; rule findings and suspicions stay apart."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from checks.run import check_rows  # noqa: F401  (registers the rules)
from extract.errors import UsageError
from ingest.asking.questions import (
    COLUMNS,
    ask,
    ask_each,
    ask_together,
    chosen,
    explained,
    parameter_of,
    question_of,
    questions,
)
from ingest.query import Answer, query
from normalize.writing import write_rows

from .cases import CASES

RULES = {"q05", "q06", "q07", "q20", "q35"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All cases in one dataset: of each question a unit 甲 that it finds and one or several 乙 that it leaves."""
    out = tmp_path_factory.mktemp("data")
    write_rows(
        out,
        [
            r
            for id, case in CASES.items()
            for hit in (True, False)
            for r in case(f"{id}{'甲' if hit else '乙'}", hit)
        ],
    )
    return out


IDS = """
select fund_id as id from funds union all select indicator_id from indicators union all select score_id from scores
union all select figure_id from figures union all select doc_id from documents union all select report_id from documents
"""


@pytest.fixture(scope="module")
def answers(data: Path) -> dict[str, Answer]:
    """The answers to all questions."""
    return dict(zip(questions(), ask_each(list(questions().values()), data), strict=True))


@pytest.fixture(scope="module")
def ids(data: Path) -> set[str]:
    """The ids of all rows that may be evidence."""
    return {id for (id,) in query(IDS, data)[1]}


def test_every_question_has_a_case() -> None:
    assert list(CASES) == list(questions()) and len(CASES) >= 30


@pytest.mark.parametrize("id", CASES)
def test_a_question_finds_what_it_asks_for_and_nothing_near_to_it(
    answers: dict[str, Answer], ids: set[str], id: str
) -> None:
    names, rows = answers[id]
    assert tuple(names) == COLUMNS
    found = [row for row in rows if row[1].startswith(id) and row[1][3] in "甲乙"]
    assert {row[1] for row in found} == {f"{id}甲"}
    for row in found:
        told = dict(zip(names, row, strict=True))
        assert all(told[name] for name in ("body", "subject", "source")) and told["year"] in (2022, 2023)
        if id not in RULES:
            assert told["evidence"] and set(told["evidence"]) <= ids
            assert None not in [
                told[name] for name in ("source_value", "target_value", "difference", "threshold")
            ]


def test_rules_and_suspicions_are_never_mixed(data: Path) -> None:
    from checks.registry import RULES as REGISTERED

    assert {q.id for q in questions().values() if q.raises == "错误"} == RULES
    assert {q.raises for q in questions().values()} == {"错误", "疑点"}
    for q in questions().values():
        assert ("findings" in q.sql) == (q.id in RULES)
        assert q.id in RULES or q.basis.startswith("经验值")
        if q.id in RULES:
            assert any(rule in q.basis and rule in q.sql for rule in REGISTERED)
    assert all(
        row[1] == questions()[row[0]].raises for row in ask_together(list(questions().values()), data)[1]
    )


def test_a_threshold_can_be_set(data: Path) -> None:
    asked = chosen("q02")
    low, default, high = (
        len(ask(asked, data, {"soft": Decimal(n)} if n else None)[1]) for n in (1, None, 60)
    )
    assert low < default < high
    with pytest.raises(UsageError, match="no parameter 'hard' here: there are soft, strict"):
        ask(asked, data, {"hard": Decimal(1)})
    with pytest.raises(UsageError, match="no parameter 'hard'"):
        ask_together([asked, chosen("q01")], data, {"hard": Decimal(1)})


def test_what_is_told_wrong_is_told() -> None:
    assert parameter_of("rate=50.5") == ("rate", Decimal("50.5"))
    for wrong in ("rate", "rate=x", "rate=1;drop"):
        with pytest.raises(UsageError, match="--param"):
            parameter_of(wrong)
    with pytest.raises(UsageError, match="no question 'q99'"):
        chosen("q99")
    with pytest.raises(ValueError, match="blind, needs"):
        question_of("q", "-- title: 甲\n-- raises: 疑点\n-- basis: 经验值\nselect 1\n")


def test_a_question_says_what_it_cannot_see() -> None:
    told = explained(chosen("q02"))
    assert "看不到：" in told and "参数 soft：默认 50" in told and "疑点" in told
