"""The journal beside a dataset: what each document is and how it was read, and which files hold it.

It is kept by the writer and moves with each commit. Readers need it for one thing: to name the documents of
a part that is lost.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .manifest import DatasetError
from .provenance import UNKNOWN, Provenance

JOURNAL = "journal.json"


@dataclass(frozen=True)
class JournalEntry:
    """One document of the dataset. `rows`: how many each table has; `reading`: the version and settings by
    which it was read; `family`: what it has in common with the files that may be one report with it;
    `report_id`: the report that it belongs to; `edition_of`: the document that stands for it; `parts`: the
    documents that are this report together, the narrative first; `apart`: what is said of those that look
    like parts of it and are none; `replaced_by`: the document that stands for it where its file has changed
    since, and it was kept; `published`: when it was published by what it says itself; `provenance`: what the
    list of sources says of it.
    """

    doc_id: str
    fiscal_year: int | None = None
    unit_id: str | None = None
    sources: tuple[str, ...] = ()
    status: str = "ok"
    error: str | None = None
    pages: int = 0
    rows: Mapping[str, int] = field(default_factory=dict)
    findings: Mapping[str, int] = field(default_factory=dict)
    reading: str = ""
    family: str = ""
    report_id: str = ""
    edition_of: str | None = None
    parts: tuple[str, ...] = ()
    apart: str | None = None
    replaced_by: str | None = None
    published: str | None = None
    provenance: Provenance = UNKNOWN


@dataclass(frozen=True)
class File:
    """A file as it was when it was last looked at: its name in the dataset, bytes, time of change (ns) and
    content.
    """

    name: str
    size: int
    changed: int
    sha256: str


@dataclass(frozen=True)
class Journal:
    """The documents by their ids, and the files by their paths."""

    documents: Mapping[str, JournalEntry] = field(default_factory=dict)
    files: Mapping[str, File] = field(default_factory=dict)

    def text(self) -> str:
        """The journal as it is written: the same for the same content."""
        held = {
            "documents": {k: _as_json(e) for k, e in sorted(self.documents.items())},
            "files": {k: vars(f) for k, f in sorted(self.files.items())},
        }
        # Paths may hold bytes that are no UTF-8; escapes hold them.
        return json.dumps(held, sort_keys=True) + "\n"


def _as_json(entry: JournalEntry) -> dict[str, Any]:
    return vars(entry) | {"provenance": vars(entry.provenance)}


def _entry(told: dict[str, Any]) -> JournalEntry:
    lists = {name: tuple(told[name]) for name in ("sources", "parts")}
    return JournalEntry(**told | lists | {"provenance": Provenance(**told["provenance"])})


def read_journal(out: Path) -> Journal:
    """The journal of a dataset. Raises DatasetError where there is none, or none that can be read."""
    path = out / JOURNAL
    try:
        held = json.loads(path.read_text("utf-8", errors="surrogateescape"))
        documents = {k: _entry(e) for k, e in held["documents"].items()}
        return Journal(documents, {k: File(**f) for k, f in held["files"].items()})
    except FileNotFoundError:
        raise DatasetError(
            f"{path} is lost: the dataset can be read, but not changed; "
            "ingest its documents into a new folder"
        ) from None
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DatasetError(f"{path} is damaged: ingest the documents into a new folder") from error
