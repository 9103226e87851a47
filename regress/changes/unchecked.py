"""The rows of cases before the rules look at them, kept beside the cases, so that who changes a rule waits
for the rules alone, and who changes a parser does not wait for them where its rows stay the same.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import shutil
import zlib
from collections.abc import Collection, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from normalize.schema import TABLES, Rows

FOLDER = ".rows"
KNOWN = {f"{kind.__module__}.{kind.__qualname__}": kind for kind in (*TABLES.values(), Rows, Decimal)}
"""All that rows are made of. A file that came from elsewhere can name nothing else."""


def packed(rows: Rows) -> bytes:
    """The same bytes for the same rows, the way their numbers are printed included."""
    return pickle.dumps(rows, pickle.HIGHEST_PROTOCOL)


def digest(held: bytes) -> str:
    """What tells packed rows from others."""
    return hashlib.sha256(held).hexdigest()


def keep_rows(folder: Path, name: str, held: Sequence[bytes]) -> None:
    """Writes the packed rows of a case's documents."""
    (folder / FOLDER).mkdir(exist_ok=True)
    (folder / FOLDER / name).write_bytes(zlib.compress(pickle.dumps(list(held)), 1))


def kept_rows(folder: Path, name: str, digests: Sequence[str]) -> list[Rows] | None:
    """The rows of a case's documents; null where they are not there, or not those that the digests tell."""
    try:
        held: list[bytes] = _Rows(io.BytesIO(zlib.decompress((folder / FOLDER / name).read_bytes()))).load()
        if [digest(one) for one in held] == list(digests):
            return [_Rows(io.BytesIO(one)).load() for one in held]
    except (OSError, EOFError, ValueError, TypeError, zlib.error, pickle.UnpicklingError):
        pass
    return None


def keep_only(folder: Path, names: Collection[str]) -> None:
    """Takes away what is kept of cases that are gone."""
    for path in (folder / FOLDER).glob("*"):
        if path.name not in names:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


class _Rows(pickle.Unpickler):
    """Makes rows and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of this name, where rows are made of it."""
        try:
            return KNOWN[f"{module}.{name}"]
        except KeyError as error:
            raise pickle.UnpicklingError(f"rows are not made of {module}.{name}") from error
