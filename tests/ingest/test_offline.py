"""A run opens no connection and writes nothing outside its dataset and the temporary folder, by its system calls."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rasterise import Scanner, rasterised

ROOT = Path(__file__).resolve().parents[2]
FORM = ROOT / "tests/fixtures/form-national/document.pdf"
CALLS = (
    "socket,connect,sendto,sendmsg,openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat"
)
OWN = ("/dev/", "/proc/", "/sys/")


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "scan.pdf"
    path.parent.mkdir()
    path.write_bytes(rasterised(FORM, Scanner(150, 0.0, 0, 0)))
    return path


def traced(report: Path, folder: Path, *options: str) -> list[str]:
    """The system calls of an ingest of a report into `folder/out`, its home and temporary folder there too."""
    if shutil.which("strace") is None:
        if os.environ.get("CI"):
            pytest.fail("strace is not installed")
        pytest.skip("strace is not installed (Debian, Ubuntu: apt install strace)")
    for name in ("home", "tmp"):
        (folder / name).mkdir()
    environment = os.environ | {
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    environment = {k: v for k, v in environment.items() if not k.startswith("XDG_")}
    command = [
        sys.executable,
        "-m",
        "juesuan",
        "ingest",
        str(report),
        "--out",
        str(folder / "out"),
        "--jobs",
        "1",
        *options,
    ]
    log = folder / "calls"
    done = subprocess.run(
        ["strace", "-f", "-qq", "-o", str(log), "-e", f"trace={CALLS}", *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return log.read_text("utf-8", "replace").splitlines()


def outward(calls: list[str]) -> list[str]:
    """Calls that reach another machine: any connection or message but to a local socket."""
    return [c for c in calls if re.search(r" (connect|sendto|sendmsg)\(", c) and "AF_INET" in c]


def written(calls: list[str], allowed: Path) -> list[str]:
    """Calls that make or change a file outside a folder."""
    making = re.compile(r" (creat|mkdir|mkdirat|rename\w*|unlink\w*)\(|O_CREAT|O_WRONLY|O_RDWR")
    paths = ((c, re.findall(r'"([^"]*)"', c)) for c in calls if making.search(c) and " = -1 " not in c)
    return [
        c
        for c, found in paths
        if any(p.startswith("/") and not p.startswith((str(allowed), *OWN)) for p in found)
    ]


@pytest.mark.parametrize("picture", [False, True], ids=["text", "ocr"])
def test_a_run_keeps_to_itself(scan: Path, tmp_path: Path, picture: bool) -> None:
    calls = traced(scan if picture else FORM, tmp_path)
    assert any("/out/funds" in c for c in calls)
    assert outward(calls) == [] and written(calls, tmp_path) == []
    assert list((tmp_path / "home").iterdir()) == [] and list((tmp_path / "tmp").iterdir()) == []


def test_a_run_with_libreoffice_keeps_to_itself(tmp_path: Path) -> None:
    """But for the pipe that it holds in the temporary folder of the system, and a file by which it asks whether its own
    folder can be written to.
    """
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed (Debian, Ubuntu: apt install libreoffice-writer)")
    said = "青禾市水务局2023年度部门决算\n2023年度收入总计1,234.56万元，支出总计1,234.56万元。"
    signs = ("\\par " if c == "\n" else f"\\u{ord(c) - 65536 * (ord(c) > 32767)}?" for c in said)
    (tmp_path / "a.rtf").write_text("{\\rtf1\\ansi " + "".join(signs) + "}", "ascii")
    calls = traced(tmp_path / "a.rtf", tmp_path)
    assert any("soffice" in c for c in calls) and outward(calls) == []
    own = ("/tmp/OSL_PIPE_", "/uno_packages/cache/stamp.sys")
    assert [c for c in written(calls, tmp_path) if not any(path in c for path in own)] == []
    assert list((tmp_path / "home").iterdir()) == [] and list((tmp_path / "tmp").iterdir()) == []


def test_the_trace_shows_what_it_is_for(tmp_path: Path) -> None:
    calls = [
        "7 connect(3, {sa_family=AF_INET, sin_port=htons(443)}, 16) = -1 ENETUNREACH",
        '7 openat(AT_FDCWD, "/root/.cache/x", O_RDWR|O_CREAT, 0600) = 4',
    ]
    assert outward(calls) == calls[:1] and written(calls, tmp_path) == calls[1:]
