"""The sentences of the clues' docstrings: whether each is read by its clue, and not without it."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest
import regex

from parsers.narrative import choose, measure, statement
from parsers.narrative.clues import compared, evaluation, money, series
from parsers.report import Quantity
from tests.parsers.narrative.book import core, judged, report_of, sentences, value

HEADED = regex.compile(r"(?P<heading>[一二三四五六七八九十]+、[^。]+)。(?P<text>.+)", regex.S)
LISTS = [
    (measure, "RATES"),
    (measure, "AMOUNTS"),
    (choose, "CLUES"),
    (statement, "CLUES"),
]
EVALUATED = (measure.rate, series.as_the_series)
"""Clues to sentences of evaluations."""
BY_BOOK = (compared.compared_amount,)
"""Clues whose sentence is read without them too, by chance of its numbers: the book needs them."""
STATEMENTS = frozenset(statement.CLUES)
BUDGETS = (measure.as_of_a_day, measure.of_the_execution, statement.by_paragraph)
"""Clues to sentences of budgets."""
OTHERS = (statement.by_public_money,)
"""Clues to sentences of pages that are neither accounts nor budgets."""
Case = tuple[ModuleType, str, Callable[..., object]]
CLUES: list[Case] = [(module, name, clue) for module, name in LISTS for clue in getattr(module, name)]


def example(clue: Callable[..., object]) -> tuple[str, str]:
    """The sentence of a clue's docstring and what it says."""
    told = regex.sub(r"\s*\n\s*", "", clue.__doc__ or "").rstrip(".")
    sentence, _, said = told.partition("⇒")
    return sentence.strip(), said.strip()


def read(clue: Callable[..., object]) -> tuple[Quantity, ...]:
    """The quantities of the sentence of a clue."""
    sentence, _ = example(clue)
    headed = HEADED.fullmatch(sentence)
    text = headed["text"] if headed else sentence
    evaluates = clue.__module__ in (evaluation.__name__, money.__name__) or clue in EVALUATED
    plain = [] if clue in STATEMENTS or evaluates else ["三、支出决算情况说明"]
    return report_of(
        text,
        "self_evaluation"
        if evaluates
        else "budget"
        if clue in BUDGETS
        else "other"
        if clue in OTHERS
        else "final_accounts",
        headings=[headed["heading"]] if headed else plain,
    ).quantities


def says(found: tuple[Quantity, ...], said: str) -> bool:
    """Whether a quantity is what the docstring says: a statement, item and statement, or item, measure and value;
    no and a value: that none is.
    """
    if said.startswith("no "):
        return bool(found) and all(f"{value(q)}{q.unit}" != said[3:] for q in found)
    if " " not in said:
        return bool(found) and found[-1].statement == said
    name, kind, *rest = said.split(" ")
    if not rest:
        return any(core(name) == core(q.item) and kind == q.statement for q in found)
    number = rest[0]
    item, _, breakdown = name.partition("/")
    return any(
        core(item) == core(q.item)
        and core(breakdown) == core(q.breakdown or "")
        and kind == q.measure
        and number == f"{value(q)}{q.unit}"
        for q in found
    )


def clues_of(module: ModuleType) -> list[Case]:
    """The clues that a module holds."""
    return [case for case in CLUES if case[2].__module__ == module.__name__]


def reads(case: Case) -> bool:
    """Whether the sentence of a clue says what its docstring says."""
    _, said = example(case[2])
    return bool(said) and says(read(case[2]), said)


def needed(case: Case, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the sentence is not read so without its clue."""
    module, _, clue = case
    needing = [n for n, s in enumerate(sentences()) if s.file == "evaluations-2"] if clue in BY_BOOK else []
    right = {n: judged(sentences()[n])[2] for n in needing}
    _, said = example(clue)
    for held, name in LISTS:
        if held is module:
            monkeypatch.setattr(module, name, tuple(c for c in getattr(module, name) if c is not clue))
    return not says(read(clue), said) or any(judged(sentences()[n])[2] < held for n, held in right.items())
