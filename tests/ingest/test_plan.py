"""In which order the files are handed out."""

from __future__ import annotations

import hashlib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ingest.plan import LARGE, planned
from ingest.sources import Source
from normalize.store.journal import Journal


def handed_out(sizes: list[int]) -> list[Source]:
    found = [
        Source(Path(f"/raw/{n}"), str(n), hashlib.sha256(str(n).encode()).hexdigest(), size)
        for n, size in enumerate(sizes)
    ]
    return planned(found, (), Journal()).to_read(Journal(), (), ())


@given(st.lists(st.integers(0, 9000), max_size=20), st.integers(0, 4))
def test_large_files_come_first_and_small_ones_in_no_order(some: list[int], large: int) -> None:
    sizes = [*some, *[1000] * 1500, *(10**6 + n for n in range(large))]
    order = handed_out(sizes)
    most = LARGE * sum(sizes)
    first = [s.size for s in order if s.size > most]
    assert sorted(s.size for s in order) == sorted(sizes)
    assert [s.size for s in order[: len(first)]] == sorted(first, reverse=True)
    assert [s.sha256 for s in order[len(first) :]] == sorted(s.sha256 for s in order[len(first) :])


@given(st.permutations(range(10, 30)))
def test_of_few_files_the_largest_comes_first(sizes: list[int]) -> None:
    assert [s.size for s in handed_out(sizes)] == sorted(sizes, reverse=True)
