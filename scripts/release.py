"""Builds what a release consists of: source archive, wheel, bill of materials (CycloneDX), checksums.

The same commit gives the same bytes: times are those of the commit, as SOURCE_DATE_EPOCH has it.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

from normalize.version import VERSION

ROOT = Path(__file__).resolve().parents[1]
TAG = f"v{VERSION}"


def wrong(root: Path) -> str | None:
    """Why no release may be made of what is checked out; null where it may."""
    if _git(root, "status", "--porcelain"):
        return "there are changes that are not committed"
    if TAG not in _git(root, "tag", "--points-at", "HEAD").split():
        return f"this commit has no tag {TAG}, as normalize/version.py says: `git tag {TAG}`"
    changes = (root / "CHANGELOG.md").read_text("utf-8")
    if not re.search(rf"^## {re.escape(VERSION)}\b.*\d{{4}}-\d\d-\d\d", changes, re.MULTILINE):
        return f"CHANGELOG.md has no part `## {VERSION} - YYYY-MM-DD`: name what is Unreleased so"
    return None


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=True, cwd=root)
    return done.stdout.strip()


def build(root: Path, out: Path) -> list[Path]:
    """Writes the source archive and the wheel of the last commit of a checkout into a folder."""
    when = _git(root, "log", "-1", "--format=%ct")
    environment = {**os.environ, "SOURCE_DATE_EPOCH": when}
    source = out / "source"
    # Only what is committed: a folder that somebody works in holds more.
    archived = subprocess.run(["git", "archive", "HEAD"], capture_output=True, check=True, cwd=root).stdout
    with tarfile.open(fileobj=io.BytesIO(archived)) as files:
        files.extractall(source, filter="data")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(source)]
    _done(command, env=environment)
    for archive in out.glob("*.tar.gz"):
        archive.write_bytes(_repacked(archive.read_bytes(), int(when)))
    shutil.rmtree(source)
    return sorted([*out.glob("*.whl"), *out.glob("*.tar.gz")])


def _repacked(archive: bytes, when: int) -> bytes:
    """The archive with its members in one order, of nobody's and of one time."""
    held = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(archive)) as given,
        tarfile.open(fileobj=held, mode="w", format=tarfile.PAX_FORMAT) as packed,
    ):
        for member in sorted(given.getmembers(), key=lambda m: m.name):
            member.mtime, member.uid, member.gid, member.uname, member.gname = when, 0, 0, "", ""
            member.mode, member.pax_headers = 0o755 if member.isdir() else 0o644, {}
            packed.addfile(member, given.extractfile(member) if member.isfile() else None)
    return gzip.compress(held.getvalue(), mtime=when)


def _bill_of_materials(root: Path, bill: Path) -> None:
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", "requirements-run.lock"]
    options = ["--output-reproducible", "--pyproject", "pyproject.toml", "-o", str(bill)]
    _done([*command, *options], cwd=root)


def _done(command: list[str], **how: Any) -> None:
    """Runs a command that says nothing where all is well. Raises SystemExit with what it said where it
    fails.
    """
    done = subprocess.run(command, capture_output=True, text=True, check=False, **how)
    if done.returncode:
        raise SystemExit(f"no release: `{' '.join(command[1:4])}` failed:\n{done.stdout}{done.stderr}")


def main() -> int:
    """1 where tag and changes do not agree with the version, else 0 with the files in dist."""
    if told := wrong(ROOT):
        print(f"no release: {told}")
        return 1
    out = ROOT / "dist"
    if out.exists():
        print(f"no release: {out} exists: remove it first")
        return 1
    bill = out / f"juesuan-{VERSION}.cdx.json"
    files = [*build(ROOT, out), bill]
    _bill_of_materials(ROOT, bill)
    sums = "".join(f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.name}\n" for f in files)
    (out / "SHA256SUMS").write_text(sums, "utf-8")
    print(sums, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
