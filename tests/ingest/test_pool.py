"""How often a document is tried, over the runs that read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.limits import Limits
from ingest.pool import Attempts, failure_text
from ingest.process import Fault
from ingest.resume import Resume
from ingest.sources import Source

SOURCE = Source(Path("a.pdf"), "a.pdf", "a" * 64, 1)


@pytest.mark.parametrize(
    ("faults", "ends"),
    [
        ([Fault.CRASH], False),
        ([Fault.CRASH, Fault.TIME], False),
        ([Fault.CRASH, Fault.CRASH], True),
        ([Fault.CRASH, Fault.TIME, Fault.CRASH], True),
        ([Fault.CRASH, Fault.TIME, Fault.MEMORY], True),
    ],
)
def test_two_failures_of_a_kind_or_three_end_it(faults: list[Fault], ends: bool) -> None:
    attempts = Attempts()
    told = [attempts.failed(SOURCE, fault, "退出码 1") for fault in faults]
    assert [t.final for t in told] == [*[False] * (len(faults) - 1), ends]
    assert [fault for fault, _ in told[-1].tried] == faults


def test_what_failed_three_times_is_told_with_all_its_reasons() -> None:
    attempts = Attempts()
    (*_, last) = [
        attempts.failed(SOURCE, fault, "退出码 1") for fault in (Fault.TIME, Fault.MEMORY, Fault.CRASH)
    ]
    text = failure_text(SOURCE, last, Limits(2**30))
    assert all(word in text for word in ("3 次", "超过时限", "超过内存上限", "进程意外终止"))


def test_a_document_that_was_read_begins_anew() -> None:
    attempts = Attempts()
    attempts.failed(SOURCE, Fault.CRASH, "退出码 1")
    attempts.done(SOURCE)
    assert not attempts.failed(SOURCE, Fault.CRASH, "退出码 1").final


def test_attempts_of_runs_before_count_where_it_is_read_in_the_same_way(tmp_path: Path) -> None:
    resume, tried = Resume(tmp_path), (("crash", "信号 SIGABRT"),)
    assert resume.tried("a" * 64, "0.1 auto") == ()
    resume.count("a" * 64, "0.1 auto", tried)
    assert Resume(tmp_path).tried("a" * 64, "0.1 auto") == tried
    assert Resume(tmp_path).tried("a" * 64, "0.1 off") == Resume(tmp_path).tried("b" * 64, "0.1 auto") == ()
    again = Attempts().failed(
        Source(Path("a.pdf"), "a.pdf", "a" * 64, 1, tried=tried), Fault.CRASH, "退出码 1"
    )
    assert again.final
