"""What a document may cost grows with it, between a floor and a ceiling; sizes and shares are read as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import UsageError
from ingest import limits
from ingest.limits import Limits
from ingest.run import ingest

sizes, pages = st.integers(0, 2**40), st.integers(0, 10**6)


@given(sizes, sizes, pages, pages)
def test_time_grows_between_floor_and_ceiling(a: int, b: int, p: int, q: int) -> None:
    of = Limits(2**30).time
    assert limits.FLOOR <= of(min(a, b), min(p, q)) <= of(max(a, b), max(p, q)) <= limits.CEILING


@given(sizes, pages)
def test_a_time_that_is_set_is_that_of_every_document(size: int, page: int) -> None:
    assert Limits(2**30, 7.5).time(size, page) == 7.5


@given(st.integers(1, 1000))
def test_memory_is_shared_and_never_starves(jobs: int) -> None:
    assert limits.LEAST_MEMORY <= limits.default_memory(jobs + 1) <= limits.default_memory(jobs)
    assert limits.default_memory(jobs) <= limits.MOST_MEMORY


@pytest.mark.parametrize(
    ("text", "size"),
    [("800M", 800 << 20), ("2G", 2 << 30), ("1.5 GiB", 3 << 29), ("64kb", 64 << 10), ("7", 7)],
)
def test_sizes(text: str, size: int) -> None:
    assert limits.size_of(text) == size


@pytest.mark.parametrize("text", ["", "0", "G", "-1G", "2X", "1e9", "much"])
def test_what_is_no_size(text: str) -> None:
    with pytest.raises(ValueError, match="no size"):
        limits.size_of(text)


@given(st.decimals(0, 100, places=2))
def test_shares(percent: object) -> None:
    assert limits.fraction(f"{percent}%") == pytest.approx(float(str(percent)) / 100)


@pytest.mark.parametrize("text", ["101%", "-1%", "2", "x"])
def test_what_is_no_share(text: str) -> None:
    with pytest.raises(ValueError, match=r"no share|float"):
        limits.fraction(text)


def test_the_number_of_workers_has_a_ceiling(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=str(limits.most_jobs())):
        ingest([tmp_path], tmp_path / "out", limits.most_jobs() + 1)
    assert 1 <= limits.default_jobs() <= limits.most_jobs()
