"""Staged files → the dataset, in one step that a reader sees or does not see.

The files of a commit are written to a folder of their own and made lasting. That folder is named `.commit`;
then its manifest takes the place of the dataset's, by one rename, which is the commit. What follows only
moves: the files to their places, those that the manifest no longer names out of the tables' folders. A
commit without its manifest is therefore one that happened, one with it one that did not: `recover` ends the
first and drops the second.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from normalize.schema import TABLES

from .manifest import LABELS, MANIFEST, STAGE, DatasetError, read_manifest

SCRATCH = ".tmp-"
"""What the names of a writer's own folders begin with."""


@contextmanager
def undisturbed(out: Path) -> Iterator[None]:
    """Names what the system did not allow. Raises DatasetError."""
    try:
        yield
    except OSError as error:
        where = error.filename or out
        raise DatasetError(
            f"{where}: {error.strerror or error}; the dataset in {out} is as it was: make room there, or see "
            "to its permissions, or name another folder with --out, and run it again"
        ) from error


def commit(out: Path, staged: Path) -> None:
    """Makes the staged files, a manifest among them, the dataset's."""
    for path in _files(staged):
        _make_lasting(path)
        # From the commit on nothing is left to do that needs room.
        (out / path.relative_to(staged)).parent.mkdir(parents=True, exist_ok=True)
    stage = out / STAGE
    staged.rename(stage)
    _make_lasting(out)
    (stage / MANIFEST).rename(out / MANIFEST)
    try:
        _make_lasting(out)
        _settle(out)
    except OSError as error:
        raise DatasetError(
            f"{error.filename or out}: {error.strerror or error}; {out} holds what was read, but not all "
            "files are at their places: see to its permissions, and run it again"
        ) from error


def recover(out: Path) -> None:
    """Ends what a writer before left unfinished. Only who holds the lock may do so."""
    stage = out / STAGE
    if (stage / MANIFEST).exists():
        shutil.rmtree(stage)
    for folder in out.glob(f"{SCRATCH}*"):
        shutil.rmtree(folder)
    if (out / MANIFEST).exists():
        _settle(out)


def _settle(out: Path) -> None:
    """The files of a commit to their places, a folder at a time, and what is no part any more out of it."""
    named = {p.path for p in read_manifest(out).parts}
    stage = out / STAGE
    new = {p.relative_to(stage).as_posix() for p in _files(stage)}
    held = [p for t in TABLES for p in (out / t).glob("fiscal_year=*/part-*")]
    old = {p.relative_to(out).as_posix() for p in (*held, *(out / LABELS).glob("part-*"))}
    for name in sorted((old - named) | new, key=lambda n: (Path(n).parent, n in new, n)):
        if name in new:
            (stage / name).rename(out / name)
        else:
            (out / name).unlink()
    for folder in (f for t in TABLES for f in (out / t).glob("fiscal_year=*")):
        with suppress(OSError):
            folder.rmdir()
    shutil.rmtree(stage, ignore_errors=True)


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file())


def _make_lasting(path: Path) -> None:
    """Has what was written outlast a loss of power."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
