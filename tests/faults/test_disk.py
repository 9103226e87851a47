"""A disk that fills at any moment of a run, or that nobody may write to: the dataset is as before, and what is
said names it.

Where the test may, the disk is one of its own: a small tmpfs in a mount namespace that ends with the run.
Elsewhere no file of the run may grow beyond a few bytes, and the folders are closed to it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import LONG
from tests.faults.runs import PATIENCE, ROOT, ingested, reports, states

NAMESPACE = ("unshare", "--mount") if os.geteuid() == 0 else ("unshare", "--map-root-user", "--mount")
ON_A_DISK = """
size=$1 disk=$2 before=$3 after=$4 mode=$5
shift 5
mount -t tmpfs -o size="$size" tmpfs "$disk" && cp -a "$before/." "$disk" && mount -o "remount,$mode" "$disk" || exit 99
"$@"
code=$?
cp -a "$disk/." "$after"
exit $code
"""
ROOM = tuple(range(0, 160, 8)) if LONG else (0, 36, 60)
"""KiB that are left on the disk when the run begins."""
ENOUGH = 10_000
HELD = ("manifest.json", "journal.json", "datapackage.json")


@cache
def may_mount() -> bool:
    """Whether this process may have disks of its own."""
    tried = [*NAMESPACE, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return shutil.which("unshare") is not None and not subprocess.run(tried, capture_output=True).returncode


def run_on_a_disk(
    raw: Path, before: Path, disk: Path, after: Path, room: int, mode: str = "rw"
) -> subprocess.CompletedProcess[str]:
    """An ingest into a copy of `before` on a disk with so many KiB left; `after` is what it leaves there."""
    disk.mkdir()
    pages = sum(1 + -(-p.lstat().st_size // 4096) * p.is_file() for p in before.rglob("*"))
    ingest = [sys.executable, "-m", "juesuan", "ingest", str(raw), "--out", str(disk), "--jobs", "1"]
    given = [f"{4 * pages + room}k", str(disk), str(before), str(after), mode]
    return subprocess.run(
        [*NAMESPACE, "sh", "-c", ON_A_DISK, "sh", *given, *ingest],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


def rows_and_manifest(out: Path) -> dict[str, bytes]:
    """All files but those of runs that did not come to their commit, and their records."""
    files = (p.relative_to(out) for p in out.rglob("*") if p.is_file())
    return {
        f.as_posix(): (out / f).read_bytes()
        for f in files
        if f.parts[0] not in ("runs", "run.json", ".resume")
    }


@pytest.fixture(scope="module")
def more(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports that the dataset has not."""
    return reports(tmp_path_factory.mktemp("more"), "a.pdf", "b.pdf")


@pytest.fixture(scope="module")
def whole(base: Path, more: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The dataset with them."""
    out = tmp_path_factory.mktemp("whole") / "out"
    shutil.copytree(base, out)
    ingested(more, out, "--jobs", "1")
    return rows_and_manifest(out)


@pytest.mark.long
@pytest.mark.parametrize("room", [*ROOM, ENOUGH])
def test_a_disk_that_fills(
    base: Path, more: Path, whole: dict[str, bytes], tmp_path: Path, room: int
) -> None:
    after, disk = tmp_path / "after", tmp_path / "disk"
    if may_mount():
        done = run_on_a_disk(more, base, disk, after, room)
        word, named = "No space left on device", disk
    else:
        shutil.copytree(base, after)
        done = ingested(more, after, "--jobs", "1", most_bytes=None if room == ENOUGH else 512 * (1 + room))
        word, named = "File too large", after
    found = rows_and_manifest(after)
    assert not list(after.rglob(".tmp-*")) and "Traceback" not in done.stderr
    if done.returncode:
        assert done.returncode == 2 and room != ENOUGH, done.stderr
        assert word in done.stderr and str(named) in done.stderr
        assert found == rows_and_manifest(base)
    else:
        assert found == whole and room != ROOM[0]
        return
    again = ingested(more, after, "--jobs", "1")
    assert again.returncode == 0 and rows_and_manifest(after) == whole


@pytest.mark.parametrize("new", [False, True])
def test_a_disk_that_nobody_may_write_to(base: Path, more: Path, tmp_path: Path, new: bool) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    if not new:
        shutil.copytree(base, before, dirs_exist_ok=True)
    if may_mount():
        done = run_on_a_disk(more, before, tmp_path / "disk", after, ENOUGH, "ro")
        word, named = "Read-only file system", tmp_path / "disk"
    else:
        word, named, after = "Permission denied", before, before
        before.chmod(0o500)
        done = ingested(more, before, "--jobs", "1", privileged=False)
        before.chmod(0o700)
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert word in done.stderr and str(named) in done.stderr and "--out" in done.stderr
    assert rows_and_manifest(after) == ({} if new else rows_and_manifest(base))
    assert new or states(after) == {"good.pdf": ("ok", "")}
