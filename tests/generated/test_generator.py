"""The generator: the same seed gives the same bytes, its arithmetic holds, every number of its text is a row, and it knows nothing of the reader."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.generated.draw import KINDS, Drawn, draw
from tests.generated.wordings import ALTERNATIVES, wordings

HERE = Path(__file__).parent
SEEDS = range(80)
FOREIGN = {"extract", "parsers", "normalize", "checks", "ingest", "regress", "juesuan"}
NUMBER = re.compile(r"(?<![\d.])(\d[\d,]*(?:\.\d+)?)(?= ?(?:万元|亿元|元|%))")
THRESHOLD = re.compile(r"单(?:价|位价值) ?\d+ ?万元|覆盖率达到\d+%")


@pytest.fixture(scope="module", params=SEEDS)
def drawn(request: pytest.FixtureRequest) -> Drawn:
    return draw(request.param)


@pytest.mark.parametrize("seed", range(12))
def test_the_same_seed_gives_the_same_bytes(seed: int) -> None:
    assert draw(seed).content() == draw(seed).content()
    assert draw(seed).gold() == draw(seed).gold()


def test_seeds_differ() -> None:
    assert len({draw(seed).content() for seed in SEEDS}) == len(SEEDS)
    assert {draw(seed).kind for seed in SEEDS} == set(KINDS)
    assert {draw(seed).suffix for seed in SEEDS} == {".txt", ".docx"}


def test_nothing_of_the_reader_is_imported() -> None:
    modules = [p for p in HERE.glob("*.py") if p != Path(__file__)]
    assert len(modules) >= 8
    for path in modules:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = (
                [a.name for a in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            assert not {n.split(".")[0] for n in names} & FOREIGN, path.name
        assert "lexicon" not in path.read_text("utf-8"), path.name


def lists_of(held: Any, name: str = "") -> dict[str, list[str]]:
    """Every list of wordings below a table."""
    if isinstance(held, list):
        return {name: held}
    return {k: v for key, below in held.items() for k, v in lists_of(below, f"{name}.{key}").items()}


def test_every_statement_has_four_wordings() -> None:
    for name, held in lists_of(wordings()).items():
        assert len(set(held)) >= 4, name
        for text in held:
            # A choice within a choice of directions would be cut in two.
            assert not any("[" in m or "{&" in m for m in ALTERNATIVES.findall(text)), text


def test_modules_are_short() -> None:
    assert all(len(p.read_text("utf-8").splitlines()) < 400 for p in HERE.iterdir() if p.is_file())


def test_every_number_of_the_text_is_a_row(drawn: Drawn) -> None:
    text = "\n".join(THRESHOLD.sub("", p).replace(" ", "") for p in drawn.paragraphs)
    # The first of a pair prints its number without the unit that follows the second.
    printed = Counter(m.replace(",", "") for m in NUMBER.findall(text))
    stated = Counter(r["value"].lstrip("-") for r in drawn.rows if r["origin"] == "text")
    assert not printed - stated
    for value, times in (stated - printed).items():
        said_once_of_two = [r for r in drawn.rows if r["value"].lstrip("-") == value and shared(r)]
        assert len(said_once_of_two) >= times, value


def shared(row: dict[str, Any]) -> bool:
    """Whether a row's number stands in a pair, or is said of two subjects at once."""
    text = row.get("paragraph", "").replace(" ", "").replace(",", "")
    value = row["value"].lstrip("-")
    return "均为" in text or bool(re.search(rf"分别为{re.escape(value)}、", text))


def facts(drawn: Drawn) -> dict[tuple[Any, ...], set[Decimal]]:
    """Every amount and rate by what it is of; a subject by its first name in alphabetical order."""
    out: dict[tuple[Any, ...], set[Decimal]] = defaultdict(set)
    for r in drawn.rows:
        if r["origin"] != "text" or r.get("project"):
            continue
        item = min([r["item"], *r["accept"]["item"]])
        out[r["statement"], item, r["measure"], r.get("basis"), r["paragraph"]].add(Decimal(r["value"]))
    return out


def test_one_quantity_has_one_value(drawn: Drawn) -> None:
    held: dict[tuple[Any, ...], set[Decimal]] = defaultdict(set)
    for r in drawn.rows:
        key = (r["statement"], r["item"], r.get("breakdown"), r["measure"], r.get("basis"), r.get("project"))
        if r["item"] not in ("人员经费", "基本支出", "项目支出"):
            held[key].add(Decimal(r["value"]))
    repeated = {k: v for k, v in held.items() if len(v) > 1}
    # Two 项 of different 类 may bear one name, as may a fund's and a general one.
    assert not {k for k in repeated if not k[1].startswith(("行政", "事业", "一般", "其他"))}


def test_rates_are_those_of_their_numbers(drawn: Drawn) -> None:
    held = facts(drawn)
    plain = "initial_budget" if drawn.kind == "budget" else "final"
    compared = 0
    for (statement, item, measure, basis, paragraph), values in held.items():
        for value in values:
            now = held.get((statement, item, plain, None, paragraph), set())
            change = held.get((statement, item, "change", basis, paragraph), set())
            budget = held.get((statement, item, str(basis), None, paragraph), set())
            exact: set[Fraction] = set()
            if measure == "change_rate":
                exact = {Fraction(c) / Fraction(n - c) * 100 for n in now for c in change if n != c}
            elif measure == "completion_rate":
                exact = {Fraction(n) / Fraction(b) * 100 for n in now for b in budget if b}
            if exact:
                compared += 1
                assert any(rounded(x, value) for x in exact), (item, measure, value, exact)
    assert compared or drawn.kind in ("self_evaluation", "notice", "budget")


def rounded(exact: Fraction, printed: Decimal) -> bool:
    """Whether a printed rate is the exact one to within half of the second, first or no decimal."""
    return any(abs(exact - Fraction(printed)) <= Fraction(1, 2 * 10**d) for d in (2, 1, 0))


def test_sections_add_up(drawn: Drawn) -> None:
    if drawn.kind != "final_accounts":
        # Only accounts list every source.
        return
    for statement, whole, parts in (
        ("income", ("本年收入合计", "收入合计"), "收入"),
        ("expenditure", ("本年支出合计", "支出合计"), "支出"),
    ):
        rows = [
            r
            for r in drawn.rows
            if r["statement"] == statement and r["measure"] == "final" and r["origin"] == "text"
        ]
        total = {Decimal(r["value"]) for r in rows if r["item"] in whole}
        listed = {
            r["item"]: Decimal(r["value"])
            for r in rows
            if r["item"] not in whole and r["item"].endswith(parts)
        }
        assert len(total) == 1
        assert sum(listed.values()) == total.pop()


def test_tables_add_up(drawn: Drawn) -> None:
    rows = [r for r in drawn.rows if r["origin"] == "table"]
    five = [r for r in rows if r["statement"] == "general_expenditure"]
    for label in ("本年支出合计", "基本支出", "项目支出"):
        column = {r.get("item_code", ""): Decimal(r["value"]) for r in five if r["breakdown"] == label}
        for length, longer in ((0, 3), (3, 5), (5, 7)):
            for code in [c for c in column if len(c) == length]:
                below = [v for c, v in column.items() if len(c) == longer and c.startswith(code)]
                assert sum(below) == column[code]
    six = {r["item"]: Decimal(r["value"]) for r in rows if r["statement"] == "general_basic"}
    if six:
        groups = {
            r["item_code"]: Decimal(r["value"])
            for r in rows
            if len(r.get("item_code", "")) == 3 and r["item_code"].startswith("3")
        }
        assert groups["301"] + groups["303"] == six["人员经费合计"]
        assert groups["302"] == six["公用经费合计"]
