"""Progress names what is being read, as often as it is asked to; the log is written while it is open."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from ingest.progress import Progress, logged, shown_progress


def test_lines_name_what_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    state = Progress(4, 100, documents=1, pages=12, reading=("甲.pdf (page 3/20)", "乙.pdf"))
    with shown_progress(every=0) as show:
        show(state)
    with shown_progress(every=3600) as show:
        show(state)
    (line,) = capsys.readouterr().err.splitlines()
    assert "1/4 documents" in line and "reading 甲.pdf (page 3/20), 乙.pdf" in line


def test_the_log_is_written_while_it_is_open(tmp_path: Path) -> None:
    log, path = logging.getLogger("juesuan.ingest"), tmp_path / "log"
    with logged(path):
        log.info("within")
    log.info("after")
    assert path.read_text("utf-8").count("\n") == 1 and "within" in path.read_text("utf-8")
