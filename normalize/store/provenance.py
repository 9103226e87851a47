"""The list of sources: a CSV file that says where each document was published, and when it was fetched."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from extract.errors import UsageError

COLUMNS = ("path", "url", "published", "retrieved")
ENCODINGS = ("utf-8-sig", "gb18030")
"""Spreadsheet programs write CSV in the one or the other."""


@dataclass(frozen=True)
class Provenance:
    """Where a document was published, when (ISO 8601), and when it was fetched; null where not known."""

    source_url: str | None = None
    published: str | None = None
    retrieved_at: str | None = None


UNKNOWN = Provenance()


def read_sources(path: Path | None) -> dict[str, Provenance]:
    """The provenance of each path that the list names, relative to the folder given to ingest as `source` is.
    None without a list. Raises UsageError where it is not as it has to be.
    """
    if path is None:
        return {}
    reader = csv.DictReader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise UsageError(
                f"{path} has no column {missing[0]}: its first line has to be {','.join(COLUMNS)}"
            )
        return dict(_entries(path, reader))
    except csv.Error as error:
        raise UsageError(f"{path}, line {reader.line_num}: {error}: save it as CSV again") from error


def _text(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(f"{path} is neither UTF-8 nor GB 18030: save it as CSV UTF-8")


def _entries(path: Path, reader: csv.DictReader[str]) -> Iterator[tuple[str, Provenance]]:
    known: set[str] = set()
    for row in reader:
        at = f"line {reader.line_num} of {path}"
        told = {name: (row[name] or "").strip() or None for name in COLUMNS}
        name = (told["path"] or "").removeprefix("./")
        if not name:
            raise UsageError(f"{at}: no path: name the file as `source` in documents does")
        if name in known:
            raise UsageError(f"{at}: {name} stands in the list twice: keep one line")
        known.add(name)
        yield name, Provenance(_url(told, at), _day(told, "published", at), _day(told, "retrieved", at))


def _url(told: Mapping[str, str | None], at: str) -> str | None:
    url = told["url"]
    if url is not None and not url.lower().startswith(("http://", "https://")):
        raise UsageError(f"{at}: {url!r} is no address of a page: it has to begin with http:// or https://")
    return url


def _day(told: Mapping[str, str | None], column: str, at: str) -> str | None:
    value = told[column]
    if value is not None:
        try:
            datetime.fromisoformat(value)
        except ValueError:
            raise UsageError(f"{at}: {column} is {value!r}: write a date as 2024-08-30") from None
    return value
