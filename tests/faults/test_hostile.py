"""A hostile file has its own row, in bounded time and memory; what lies beside it is read."""

from __future__ import annotations

import io
import os
import pty
import select
import signal
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest.run import ingest
from normalize.dataset import read_table
from tests.conftest import ROOT
from tests.faults.hostile import FILES
from tests.faults.runs import PATIENCE, ingested, reports, states


def test_every_hostile_file_has_its_row(tmp_path: Path) -> None:
    raw = reports(tmp_path / "raw", "good.pdf")
    for name, (made, _, _) in FILES.items():
        (raw / name).write_bytes(made())
    done = ingested(raw, tmp_path / "out", "--jobs", "2", "--memory", "1G", "--timeout", "30")
    found = states(tmp_path / "out")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert set(found) == {*FILES, "good.pdf"} and found["good.pdf"] == ("ok", "")
    assert not [n for n, (_, error) in found.items() if "程序出错" in error or "意外终止" in error]
    told = {
        n: found[n]
        for n, (_, status, word) in FILES.items()
        if status not in ("*", found[n][0]) or word not in found[n][1]
    }
    assert told == {}


def test_encodings_give_the_same_rows(tmp_path: Path) -> None:
    from tests.faults.hostile import TEXT

    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"):
        (tmp_path / f"{encoding}.txt").write_bytes((TEXT * 3).encode(encoding))
    ingest([tmp_path], tmp_path / "out")
    funds = read_table(tmp_path / "out", "funds").to_pylist()
    of: dict[str, list[object]] = {}
    for f in funds:
        of.setdefault(f["doc_id"], []).append((f["item"], f["value"], f["locator"]))
    assert len(of) == 6 and len({str(sorted(map(str, x))) for x in of.values()}) == 1


def test_what_is_no_plain_file_has_its_row(tmp_path: Path) -> None:
    raw = reports(tmp_path / "raw", "good.pdf")
    os.mkfifo(raw / "pipe.pdf")
    (raw / "gone.pdf").symlink_to(raw / "nowhere.pdf")
    (raw / "zero.pdf").symlink_to("/dev/zero")
    Path(os.fsdecode(os.fsencode(raw) + b"/\xb2\xe2.pdf")).write_bytes(
        (raw / "good.pdf").read_bytes() + b"\n%"
    )
    reports(raw / "closed", "hidden.pdf")
    (raw / "closed").chmod(0)
    try:
        done = ingested(raw, tmp_path / "out", "--jobs", "1", privileged=False)
    finally:
        (raw / "closed").chmod(0o700)
    found = states(tmp_path / "out")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert set(found) == {"good.pdf", "pipe.pdf", "gone.pdf", "zero.pdf", "\\xb2\\xe2.pdf"}
    assert found["good.pdf"] == found["\\xb2\\xe2.pdf"] == ("ok", "")
    assert "命名管道" in found["pipe.pdf"][1] and "文件不存在" in found["gone.pdf"][1]
    assert "字符设备" in found["zero.pdf"][1]
    # A folder that cannot be opened is named.
    assert "closed" in done.stderr and "没有权限" in done.stderr


def test_a_linked_folder_is_named_and_read_where_it_is_given_itself(tmp_path: Path) -> None:
    elsewhere, raw = reports(tmp_path / "elsewhere", "good.pdf"), reports(tmp_path / "raw", "own.pdf")
    (raw / "there").symlink_to(elsewhere)
    (raw / "round").symlink_to(raw)
    done = ingested(raw, tmp_path / "out", "--jobs", "1")
    assert set(states(tmp_path / "out")) == {"own.pdf"}
    assert f"{raw / 'there'} 是链接" in done.stderr and "round" not in done.stderr
    (raw / "own.pdf").unlink()
    assert f"{raw / 'there'} 是链接" in ingested(raw, tmp_path / "none", "--jobs", "1").stderr
    assert "是链接" not in ingested(raw / "there", tmp_path / "out", "--jobs", "1").stderr
    assert states(tmp_path / "out")["good.pdf"] == ("ok", "")


def test_a_device_named_itself_has_its_row(tmp_path: Path) -> None:
    summary = ingest([Path("/dev/zero")], tmp_path / "out")
    assert summary.status["failed"] == 1 and "字符设备" in states(tmp_path / "out")["zero"][1]


SECRET = "unsaid-word"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A folder with a report that asks for the secret."""
    raw, out = tmp_path / "raw", io.BytesIO()
    raw.mkdir()
    canvas = Canvas(out, encrypt=StandardEncryption(SECRET, strength=128))
    canvas.drawString(72, 700, "1,234.56")
    canvas.save()
    (raw / "locked.pdf").write_bytes(out.getvalue())
    return raw


def test_a_password_opens_its_file_and_is_told_nowhere(locked: Path, tmp_path: Path) -> None:
    (tmp_path / "words").write_text(f"wrong\n{SECRET}\n", "utf-8")
    ingested(locked, tmp_path / "out", "--jobs", "1")
    assert "--password-file" in states(tmp_path / "out")["locked.pdf"][1]
    log = tmp_path / "log"
    words = ("--password-file", str(tmp_path / "words"))
    done = ingested(locked, tmp_path / "out", "--jobs", "1", *words, "--log", str(log))
    assert states(tmp_path / "out")["locked.pdf"] == ("ok", "")
    said = done.stdout + done.stderr + log.read_text("utf-8") + (tmp_path / "out/run.json").read_text("utf-8")
    assert SECRET not in said


def test_a_password_that_is_asked_for_is_not_shown(locked: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "juesuan", "ingest", locked, "--out", tmp_path / "out", "--ask-password"]
    process, terminal = pty.fork()
    if process == 0:
        try:
            os.chdir(ROOT)
            os.execv(sys.executable, list(map(str, command)))
        finally:
            os._exit(1)
    until = time.monotonic() + PATIENCE
    shown = b""
    try:
        while termios.tcgetattr(terminal)[3] & termios.ECHO:  # What is typed before is thrown away.
            assert time.monotonic() < until
            time.sleep(0.05)
        os.write(terminal, f"{SECRET}\n".encode())
        with suppress(OSError):  # The terminal's end, as Linux tells it.
            while select.select([terminal], [], [], PATIENCE)[0]:
                shown += os.read(terminal, 1000)
    finally:
        ended = _ended(process)
        os.close(terminal)
    assert ended == 0 and b"Password" in shown and SECRET.encode() not in shown
    assert states(tmp_path / "out")["locked.pdf"] == ("ok", "")


def _ended(process: int) -> int:
    """The exit status of a child that gets some seconds to end, and is then killed."""
    until = time.monotonic() + PATIENCE
    while not (found := os.waitpid(process, os.WNOHANG))[0]:
        if time.monotonic() > until:
            os.kill(process, signal.SIGKILL)
        time.sleep(0.05)
    return found[1]
