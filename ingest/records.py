"""run.json: what a run did, kept by run, the last one beside the tables; and how a document is forgotten."""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from extract.errors import JuesuanError, UsageError
from normalize.dataset import require
from normalize.store.journal import JournalEntry
from normalize.writing import DatasetWriter

from .resume import FOLDER

RUNS = "runs"


def run_file(started: datetime) -> str:
    """Where the record of a run lies in the dataset."""
    return f"{RUNS}/{started:%Y%m%dT%H%M%S.%f}-{os.getpid()}/run.json"


def record_text(record: Mapping[str, Any]) -> str:
    """A record as it is written."""
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def begin(out: Path, name: str, record: Mapping[str, Any]) -> None:
    """Writes that a run has begun; what it says of the commit is true as long as nothing replaces it."""
    path = out / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(record_text({**record, "committed": False}), "utf-8")


def end_without_commit(out: Path, name: str, record: Mapping[str, Any], error: BaseException) -> None:
    """Writes why a run did not come to its commit, where that can be written; of an error of the program
    itself, where in the program.
    """
    said = {"error": str(error) or type(error).__name__}
    if isinstance(error, Exception) and not isinstance(error, (JuesuanError, OSError)):
        said["traceback"] = "".join(traceback.format_exception(error))
    with suppress(OSError):
        if not json.loads((out / name).read_text("utf-8")).get("committed"):
            begin(out, name, {**record, **said})


def forget(out: Path, document: str) -> list[str]:
    """Takes a document, told by its id, the beginning of that (8 digits at least), or its path in the
    dataset, out of everything: tables, findings of others about it, journal, records of runs. Returns the
    paths that held it. Raises UsageError where there is none, or more than one.
    """
    from checks.recheck import recheck_companions

    require(out, ())
    with DatasetWriter(out) as writer:
        entry = _chosen(writer.entries, document)
        older = [e.doc_id for e in writer.entries.values() if e.replaced_by == entry.doc_id]
        gone = {entry.doc_id, *older}
        for doc in gone:
            writer.drop(doc)
        writer.files = {p: f for p, f in writer.files.items() if f.sha256 not in gone}
        recheck_companions(writer)
        names = {name for doc in gone for name in writer.before.documents[doc].sources}
        names -= {name for e in writer.entries.values() for name in e.sources}
        writer.beside |= dict(_without(out, names))
    for doc in gone:
        for path in (out / FOLDER).glob(f"{doc}.*"):
            path.unlink()
    return list(entry.sources)


def _chosen(entries: Mapping[str, JournalEntry], document: str) -> JournalEntry:
    """The document that is meant."""
    ways: tuple[Callable[[JournalEntry], bool], ...] = (
        lambda e: e.doc_id == document,
        lambda e: document in e.sources and e.replaced_by is None,
        lambda e: len(document) >= 8 and e.doc_id.startswith(document),
    )
    for way in ways:
        found = [e for e in entries.values() if way(e)]
        if len(found) > 1:
            raise UsageError(
                f"{document!r} may be {len(found)} documents: name one by its doc_id: "
                + ", ".join(sorted(e.doc_id for e in found))
            )
        if found:
            return found[0]
    raise UsageError(f"the dataset has no document {document!r}: `juesuan query` shows doc_id and source")


def _without(out: Path, names: set[str]) -> list[tuple[str, str]]:
    """The records of runs without these paths, as far as they name them."""
    changed = []
    for path in [out / "run.json", *sorted((out / RUNS).glob("*/run.json"))]:
        try:
            record = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            continue
        kept = {
            key: [x for x in value if x.get("source") not in names]
            for key, value in record.items()
            if key in ("failures", "timings", "tracebacks", "attempts")
        }
        if record | kept != record:
            changed.append((path.relative_to(out).as_posix(), record_text(record | kept)))
    return changed
