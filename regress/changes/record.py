"""What reading each case ran through, kept beside the cases, so that the next run reads those alone that a
change of the project can touch.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from regress.cases import Case

from .fingerprints import Changes, FunctionPrints, changes, fingerprints, importers, wordings
from .forgetting import SHARED
from .importing import run_by_imports
from .texts import says
from .unchecked import keep_only

FILE, TEXTS = ".read.json.gz", ".text.json.gz"


@dataclass
class Record:
    """The state of the project at the last run, and of each case (by its name) its content, whether it
    differed then, and the functions that it ran through: until its rows were there (`ran`) and while these
    were checked (`checked`), with a digest of the rows and what each rule said of them (`said`); `imported`:
    functions that run while modules are loaded; `rules`: what tells all rules from others; `texts`: what a
    case says, folded.
    """

    source: dict[str, FunctionPrints] = field(default_factory=dict)
    wordings: dict[str, list[str]] = field(default_factory=dict)
    functions: list[str] = field(default_factory=list)
    cases: dict[str, dict[str, Any]] = field(default_factory=dict)
    imported: list[str] = field(default_factory=list)
    rules: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    python: str = sys.version


@dataclass(frozen=True)
class Touched:
    """A case that a change can touch. `rows`: they may be others, else only what is checked of them;
    `checks`: that may be otherwise though the rows are the same, and `rules` the ones by which it may; null
    where it may by any.
    """

    case: Case
    rows: bool
    checks: bool
    rules: frozenset[str] | None = None


def held_record(folder: Path) -> Record:
    """The record of a folder of cases; an empty one where there is none, or another Python wrote it."""
    try:
        held = Record(**json.loads(gzip.decompress((folder / FILE).read_bytes())))
        known = held.python == sys.version and all("said" in case for case in held.cases.values())
    except (OSError, ValueError, TypeError):
        return Record()
    return held if known else Record()


@dataclass(frozen=True)
class Sources:
    """The project as it is: the fingerprints of its files and functions, and the wordings of its lexicon."""

    source: dict[str, FunctionPrints]
    wordings: dict[str, list[str]]

    @classmethod
    def now(cls, record: Record) -> Sources:
        """What is as it was is taken from the record."""
        return cls(fingerprints(record.source), wordings())


def touched(
    folder: Path, cases: Sequence[Case], record: Record, state: Sources | None = None
) -> list[Touched]:
    """The cases that can read otherwise than when they were recorded, those that differed then, and those
    that are new or were changed themselves.
    """
    state = state or Sources.now(record)
    change = changes(record.source, state.source, record.wordings, state.wordings)
    functions, modules = change.functions, _modules(change, record, state.source)
    paths = {name.partition(":")[0] for name in functions} | modules
    if change.all or any(path.startswith(SHARED) for path in paths):
        return [Touched(case, rows=True, checks=True) for case in cases]
    ran = {
        n for n, name in enumerate(record.functions) if name in functions or name.partition(":")[0] in modules
    }
    spoken = _speaking(folder, change.wordings)
    asked = _Asked(record, state.source, modules)
    out = []
    for case in cases:
        held = record.cases.get(case.name)
        if held is None or held["differs"] or held["content"] != content(case) or case.name in spoken:
            out.append(Touched(case, rows=True, checks=True))
        else:
            rows, checks = not ran.isdisjoint(held["ran"]), ran.intersection(held["checked"])
            if rows or checks:
                out.append(Touched(case, rows, bool(checks), None if rows else asked.by(checks)))
    return out


class _Asked:
    """The rules by which functions that changed, and nothing else of their modules, change what is said."""

    def __init__(self, record: Record, source: Mapping[str, FunctionPrints], modules: frozenset[str]) -> None:
        self._record, self._source, self._modules = record, source, modules
        self._known: dict[frozenset[str], frozenset[str] | None] = {}

    def by(self, functions: Iterable[int]) -> frozenset[str] | None:
        """The rules; null where any may be one of them."""
        from .asked import registered, touched_rules

        paths = frozenset(self._record.functions[n].partition(":")[0] for n in functions)
        if paths not in self._known:
            alone = self._modules.isdisjoint(paths) and self._record.rules == registered()
            self._known[paths] = touched_rules(paths, self._source) if alone else None
        return self._known[paths]


def _modules(change: Changes, record: Record, now: Mapping[str, FunctionPrints]) -> frozenset[str]:
    """The modules that differ outside of their functions, also by what a function gave that ran as its module
    was loaded, and those that import from them.
    """
    imported = change.functions.intersection(record.imported)
    return importers(change.modules | {name.partition(":")[0] for name in imported}, now)


def _speaking(folder: Path, words: Iterable[str]) -> set[str]:
    """The cases whose text holds one of the wordings."""
    if not words:
        return set()
    texts: dict[str, str] = json.loads(gzip.decompress((folder / TEXTS).read_bytes()))
    return {name for name, text in texts.items() if says(text, words)}


def content(case: Case) -> str:
    """A fingerprint of what a case holds: its documents and expectations, by name, size and time."""
    told = []
    for within in ("", "expected"):
        with os.scandir(case.folder / within) as files:
            held = ((f.name, f.stat()) for f in files if f.is_file())
            told += sorted((within, name, stat.st_size, stat.st_mtime_ns) for name, stat in held)
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def keep(folder: Path, cases: Sequence[Case], record: Record, state: Sources | None = None) -> None:
    """Writes the record of the cases that are still there, with the state of the project now."""
    state, names, texts = state or Sources.now(record), {c.name for c in cases}, record.texts
    if not texts and record.cases.keys() == names and record.source == state.source:
        return
    if texts and len(texts) < len(names) and (folder / TEXTS).is_file():
        texts = json.loads(gzip.decompress((folder / TEXTS).read_bytes())) | texts
    before, record.source, record.wordings = record.source, state.source, state.wordings
    change = changes(before, record.source, {}, {})
    if change.modules or change.functions.intersection(record.imported) or not before:
        loaded = {name.partition(":")[0] for name in record.functions}
        record.imported = run_by_imports(path for path in loaded if path in record.source)
    from .asked import registered

    record.rules = registered()
    record.cases = {n: held for n, held in record.cases.items() if n in names}
    if record.texts:
        _write(folder / TEXTS, {n: t for n, t in texts.items() if n in names})
    keep_only(folder, names)
    _write(folder / FILE, {**record.__dict__, "texts": {}})


def _write(path: Path, held: Any) -> None:
    path.write_bytes(gzip.compress(json.dumps(held, ensure_ascii=False).encode(), 1, mtime=0))
