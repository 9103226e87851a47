"""The log of verdicts: what is added stays, what was cut is named, two logs make one."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import UsageError
from review.verdicts.entry import FindingKey, Verdict, VerdictEntry
from review.verdicts.log import append, merge, read_log
from review.verdicts.state import history, last_of, precision, standing, state_of

KEY = FindingKey("b1", 2023, "department", "sum.text", "人员经费")
texts = st.text(max_size=20)
entries = st.builds(
    VerdictEntry,
    at=st.datetimes().map(lambda d: d.isoformat()),
    who=st.sampled_from(["甲", "乙"]),
    finding_id=st.sampled_from(["f1", "f2", "f3"]),
    key=st.builds(FindingKey, texts, st.integers(0, 3000), texts, texts, texts),
    verdict=st.sampled_from(Verdict),
    reason=texts,
    seen=texts,
)


def entry(
    at: int, who: str = "甲", verdict: Verdict = Verdict.REAL, finding: str = "f1", **more: str
) -> VerdictEntry:
    return VerdictEntry(f"2026-01-01T00:00:{at:02}", who, finding, KEY, verdict, **more)


@settings(max_examples=25)
@given(st.lists(entries, max_size=5))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, held: list[VerdictEntry]) -> None:
    path = tmp_path_factory.mktemp("log") / "verdicts.jsonl"
    for e in held:
        append(path, [e])
    assert read_log(path).entries == tuple(held) and read_log(path).damaged == ()


@settings(max_examples=25)
@given(st.lists(entries, max_size=5), st.randoms(use_true_random=False))
def test_merging_is_the_same_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, held: list[VerdictEntry], draw: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("logs")
    a, b = folder / "a", folder / "b"
    for e in held:
        append(draw.choice((a, b)), [e])
    for path in (a, b):
        path.touch()
    merge(a, [b])
    merge(b, [a])
    assert {e.id for e in read_log(a).entries} == {e.id for e in read_log(b).entries} == {e.id for e in held}
    assert merge(a, [b]) == merge(b, [a]) == 0
    assert state_of(read_log(a).entries) == state_of(read_log(b).entries)


def test_a_cut_line_is_named_and_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.jsonl"
    append(path, [entry(1), entry(2)])
    path.write_bytes(path.read_bytes()[:-20])
    append(path, [entry(3)])
    read = read_log(path)
    assert read.entries == (entry(1), entry(3)) and read.damaged == (2,)


def test_a_log_that_is_none_is_not_merged(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text('{"a": 1}\n')
    with pytest.raises(UsageError, match="第 1 行"):
        merge(tmp_path / "log", [other])
    with pytest.raises(UsageError, match="不存在"):
        merge(tmp_path / "log", [tmp_path / "none"])
    assert not (tmp_path / "log").exists()


def test_undo_takes_back_the_last_of_the_same_person() -> None:
    first, second, theirs = entry(1), entry(2, verdict=Verdict.DISMISSED), entry(3, "乙", finding="f2")
    log = [first, second, theirs]
    assert last_of(log, "甲") == [second]
    log.append(entry(4, verdict=Verdict.DISMISSED, undoes=second.id))
    assert standing(log) == [first, theirs] and state_of(log).by_finding["f1"] == first
    log.append(entry(5, undoes=first.id))
    assert "f1" not in state_of(log).by_finding and len(history(log, "f1")) == 4
    assert last_of(log, "甲") == [] and last_of(log, "乙") == [theirs]


def test_people_who_differ_are_a_conflict_until_they_agree() -> None:
    log = [entry(1), entry(2, "乙", Verdict.DISMISSED)]
    assert set(state_of(log).conflicts) == {"f1"} and state_of(log).by_finding["f1"].who == "乙"
    log.append(entry(3, "甲", Verdict.DISMISSED))
    assert not state_of(log).conflicts and state_of(log).by_finding["f1"].who == "甲"


def test_precision_counts_what_stands() -> None:
    log = [entry(n, finding=f"f{n}", verdict=v) for n, v in enumerate([*Verdict, Verdict.REAL])]
    (found,) = precision(state_of(log))
    assert (found.real, found.dismissed, found.unsure) == (2, 1, 1) and found.share == pytest.approx(2 / 3)


def test_a_finding_of_next_year_is_of_the_same_kind() -> None:
    assert KEY.kind == KEY._replace(year=2024).kind and KEY._replace(year=2024) != KEY


def test_what_was_decided_at_once_is_taken_back_at_once() -> None:
    log = [entry(1), entry(2), entry(2, finding="f2")]
    assert {e.finding_id for e in last_of(log, "甲")} == {"f1", "f2"}
    assert last_of(log, "甲", "f1") == [log[1]]
