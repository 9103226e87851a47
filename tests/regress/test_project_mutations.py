"""Changes of the project, drawn anew in each run, are noticed by the cases. The long run draws 200."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from normalize.schema import Rows
from tests.conftest import LONG
from tests.regress import project_mutations
from tests.regress.project_mutations import Corpus, Mutation, Result, drawing, measure, tried

COUNT, LEAST = (200, 0.97) if LONG else (10, 0.7)
"""How many changes are drawn, and the share that must be noticed."""


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus()


@pytest.mark.long
def test_changes_are_noticed(corpus: Corpus) -> None:
    seed = random.SystemRandom().randrange(10**6)
    result = measure(COUNT, seed, corpus)
    assert len(result.counted) == COUNT
    print(f"seed {seed}: {result.share:.3f} noticed, escaped: {result.escaped}")
    assert result.share >= LEAST, f"seed {seed}: {result.escaped}"


def test_nothing_differs_unchanged(corpus: Corpus) -> None:
    case = next(iter(corpus.documents))
    assert corpus.read(case) == corpus.before[case] is not None


@pytest.mark.parametrize("name", ["concepts.concepts.reception dropped", "rule sum.three_public gone"])
def test_a_change_that_is_named_is_noticed_and_taken_back(corpus: Corpus, name: str) -> None:
    mutation = next(m for m in drawing(random.Random(1), corpus) if m.name == name)
    assert tried(mutation, corpus) == (True, True)
    case = next(c for c in corpus.documents if c.name == "accounts-hunan")
    assert corpus.read(case) == corpus.before[case]


def fails(*_: object) -> None:
    raise AttributeError


def does_not_end(*_: object) -> None:
    while True:
        pass


@pytest.mark.parametrize(
    ("holder", "name", "does"),
    [
        (Rows, "table", fails),
        (project_mutations, "rows_of", does_not_end),
        (project_mutations, "compare", fails),
    ],
)
def test_what_fails_or_does_not_end_is_noticed(
    corpus: Corpus, holder: Any, name: str, does: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = min(corpus.documents, key=lambda c: len(corpus.documents[c]))
    # Where nothing fails but the comparison, something must be there to compare.
    monkeypatch.setitem(corpus.before, case, {})
    if does is does_not_end:
        monkeypatch.setattr(project_mutations, "MOST", 0.5)

    @contextmanager
    def other() -> Iterator[None]:
        with monkeypatch.context() as within:
            within.setattr(holder, name, does)
            yield

    assert tried(Mutation("", other, frozenset({case})), corpus) == (True, True)


def test_shares() -> None:
    assert Result(["a", "b"], ["b"]).share == 0.5 and Result().share == 0.0
