"""Errors: each kind has its exit code, and why a file could not be opened is said in Chinese."""

from __future__ import annotations

import errno
import os
import signal

import pytest

from extract.errors import REASONS, ExitCode, JuesuanError, ReportError, reason


def kinds(of: type[JuesuanError]) -> list[type[JuesuanError]]:
    return [of, *(k for sub in of.__subclasses__() for k in kinds(sub))]


def test_what_a_user_can_mend_ends_in_a_code_for_it() -> None:
    codes = {kind: kind.exit_code for kind in kinds(JuesuanError)}
    assert len(codes) > 5 and set(codes.values()) <= {ExitCode.USAGE, ExitCode.DIFFERENT}
    assert ExitCode.DONE == 0 and len({int(c) for c in ExitCode}) == len(ExitCode)


def test_a_signal_ends_with_the_code_of_the_shell() -> None:
    assert ExitCode.INTERRUPTED == 128 + signal.SIGINT and ExitCode.TERMINATED == 128 + signal.SIGTERM


def test_every_report_that_cannot_be_read_is_a_report_error() -> None:
    assert all(issubclass(k, ReportError) for k in kinds(JuesuanError) if k.__name__.endswith("FileError"))


@pytest.mark.parametrize("number", [*REASONS, errno.ENOSPC])
def test_the_usual_reasons_are_chinese(number: int) -> None:
    said = reason(OSError(number, os.strerror(number)))
    assert (not said.isascii()) == (number in REASONS)


def test_an_error_without_a_number_says_its_own_words() -> None:
    assert reason(OSError("odd")) == "odd"
