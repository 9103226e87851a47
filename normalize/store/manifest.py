"""The manifest of a dataset: the parts that its tables are made of. What it does not name is no part of the
dataset.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from extract.errors import JuesuanError
from normalize.schema import TABLES, arrow_schema

MANIFEST = "manifest.json"
STAGE = ".commit"
"""Where the files of a commit lie until they are moved to their places."""
LABELS = "labels"
"""The table that belongs to no document."""
SCHEMA_VERSION = 2
"""Of the layout: 1 had one file for each table and year, and no manifest."""


class DatasetError(JuesuanError):
    """A folder is no dataset, or not a whole one; the message says which, and what to do."""


@dataclass(frozen=True)
class StoredPart:
    """A file of a table: the rows of one year (0: of no year) whose units' ids begin with `prefix`. The rows
    of a table that belongs to no document have no place in a year.
    """

    table: str
    year: int | None
    prefix: str
    name: str
    rows: int
    size: int

    @property
    def path(self) -> str:
        """Where it lies in the dataset."""
        folder = self.table if self.year is None else f"{self.table}/fiscal_year={self.year}"
        return f"{folder}/{self.name}"


@dataclass(frozen=True)
class Manifest:
    """The parts of all tables, in the order of their rows."""

    parts: tuple[StoredPart, ...] = ()
    schema: str = ""
    versions: tuple[str, ...] = ()
    """The documents that are older versions of others: their rows are not to be summed with those."""

    def of(self, table: str) -> list[StoredPart]:
        """The parts of a table."""
        return [p for p in self.parts if p.table == table]

    def text(self) -> str:
        """The manifest as it is written: the same for the same parts."""
        held = {
            "schema_version": SCHEMA_VERSION,
            "schema": self.schema,
            "versions": self.versions,
            "parts": [asdict(p) for p in self.parts],
        }
        return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


@cache
def schema_id() -> str:
    """What tells the columns of this version's tables from those of another."""
    columns = [f"{t} {f.name} {f.type}" for t in TABLES for f in arrow_schema(t)]
    return hashlib.sha256("\n".join(columns).encode()).hexdigest()[:16]


def is_dataset(out: Path) -> bool:
    """Whether a folder holds a dataset, of this or another version."""
    return (out / MANIFEST).exists() or any(out.glob("*/fiscal_year=*/*.parquet"))


def read_manifest(out: Path) -> Manifest:
    """The manifest of a dataset. Raises DatasetError where a folder is none, or one of another layout."""
    try:
        text = (out / MANIFEST).read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        if is_dataset(out):
            raise DatasetError(
                f"{out} is a dataset of an older juesuan (schema_version 1), or has lost its {MANIFEST}: "
                "ingest its documents into a new folder"
            ) from None
        raise DatasetError(f"{out} is no dataset: make one with `juesuan ingest PATHS --out {out}`") from None
    except UnicodeDecodeError as error:
        raise _damaged(out) from error
    return parse_manifest(text, out)


def parse_manifest(text: str, where: str | Path) -> Manifest:
    """The manifest that a text is, of the dataset at a place. Raises DatasetError where it is none, or one of
    another layout.
    """
    try:
        held = json.loads(text)
        version = held["schema_version"]
        if version != SCHEMA_VERSION:
            raise DatasetError(
                f"{where} has schema_version {version}, and this juesuan reads {SCHEMA_VERSION}: "
                + ("update juesuan" if version > SCHEMA_VERSION else "ingest its documents into a new folder")
            )
        parts = tuple(StoredPart(**p) for p in held["parts"])
        return Manifest(parts, held["schema"], tuple(held["versions"]))
    except (ValueError, TypeError, KeyError) as error:
        raise _damaged(where) from error


def _damaged(where: str | Path) -> DatasetError:
    path = f"{where}/{MANIFEST}"
    return DatasetError(f"{path} is damaged: ingest the documents into a new folder")


def located(out: Path, part: StoredPart) -> Path | None:
    """The file of a part: at its place, or still where the commit left it; null where it is lost."""
    # Between two looks it may have been moved from the one to the other.
    for path in (out / part.path, out / STAGE / part.path, out / part.path):
        if path.exists():
            return path
    return None


def listed(names: Iterable[str], most: int = 10) -> str:
    """The first of some names, and how many there are besides."""
    shown = sorted(names)
    more = f" and {len(shown) - most} more" if len(shown) > most else ""
    return ", ".join(shown[:most]) + more
