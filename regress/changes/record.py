"""What reading each case ran through, kept beside the cases, so that the next run reads those alone that a
change of the project can touch.
"""

from __future__ import annotations

import gc
import gzip
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import _lru_cache_wrapper, lru_cache, partial
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from extract import regex
from ingest.limits import cores
from parsers import lexicon
from parsers.lexicon.wordings import pattern_of
from regress.cases import CHUNK, MANY, Case, Reading, load_document, processes, readings

from .fingerprints import (
    READING,
    ROOT,
    TABLES,
    Changes,
    FunctionPrints,
    changes,
    fingerprints,
    importers,
    wordings,
)
from .texts import says, text_of

FILE, TEXTS = ".read.json.gz", ".text.json.gz"


@dataclass
class Record:
    """The state of the project at the last run, and of each case (by its name) its content, whether it
    differed then, and the functions that reading it ran through; `texts`: what it says, folded.
    """

    source: dict[str, FunctionPrints] = field(default_factory=dict)
    wordings: dict[str, list[str]] = field(default_factory=dict)
    functions: list[str] = field(default_factory=list)
    cases: dict[str, dict[str, Any]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    python: str = sys.version


def held_record(folder: Path) -> Record:
    """The record of a folder of cases; an empty one where there is none, or another Python wrote it."""
    try:
        held = Record(**json.loads(gzip.decompress((folder / FILE).read_bytes())))
    except (OSError, ValueError, TypeError):
        return Record()
    return held if held.python == sys.version else Record()


def touched(folder: Path, cases: Sequence[Case], record: Record) -> list[Case]:
    """The cases that can read otherwise than when they were recorded, those that differed then, and those
    that are new or were changed themselves.
    """
    now, says = fingerprints(record.source), wordings()
    change = changes(record.source, now, record.wordings, says)
    if change.all:
        return list(cases)
    ran = _numbers(change, record)
    spoken = _speaking(folder, change.wordings)
    out = []
    for case in cases:
        held = record.cases.get(case.name)
        if (
            held is None
            or held["differs"]
            or held["content"] != content(case)
            or case.name in spoken
            or not ran.isdisjoint(held["ran"])
        ):
            out.append(case)
    return out


def _numbers(change: Changes, record: Record) -> set[int]:
    """The numbers of the recorded functions that differ, or whose module differs elsewhere."""
    modules = importers(change.modules)
    return {
        n
        for n, name in enumerate(record.functions)
        if name in change.functions or name.partition(":")[0] in modules
    }


def _speaking(folder: Path, words: Iterable[str]) -> set[str]:
    """The cases whose text holds one of the wordings."""
    if not words:
        return set()
    texts: dict[str, str] = json.loads(gzip.decompress((folder / TEXTS).read_bytes()))
    return {name for name, text in texts.items() if says(text, words)}


def content(case: Case) -> str:
    """A fingerprint of what a case holds: its documents and expectations, by name, size and time."""
    files = sorted(p for p in (*case.folder.glob("*"), *case.folder.glob("expected/*")) if p.is_file())
    told = [(p.name, p.stat().st_size, p.stat().st_mtime_ns) for p in files]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def read_recorded(
    cases: Sequence[Case], record: Record, jobs: int | None = None, whole: bool = False
) -> list[Reading]:
    """Reads cases anew and records what that ran through, by as many processes as there are processors where
    there are many. `whole`: with their rows and what is as expected.
    """
    jobs = jobs or cores()
    if jobs == 1 or len(cases) < MANY:
        told = [_read(case, whole) for case in cases]
    else:
        with processes(jobs) as pool:
            told = list(pool.map(partial(_read, whole=whole), cases, chunksize=CHUNK))
    known = {name: n for n, name in enumerate(record.functions)}
    for case, (found, names, text) in zip(cases, told, strict=True):
        ran = sorted(known.setdefault(name, len(known)) for name in names)
        record.cases[case.name] = {"content": content(case), "differs": any(map(bool, found)), "ran": ran}
        record.texts[case.name] = text
    record.functions = list(known)
    return [reading for found, _, _ in told for reading in found]


def _read(case: Case, whole: bool) -> tuple[list[Reading], list[str], str]:
    """A case read anew, the functions that this ran through, and what its documents say."""
    seen: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            seen.add(frame.f_code)

    forget(of_reports)
    sys.setprofile(note)
    try:
        found = list(readings(case))
    finally:
        sys.setprofile(None)
    text = text_of(load_document(path) for path in case.documents)
    names = sorted({name for code in seen if (name := _name(code))})
    return found if whole else [r.bare() for r in found], names, text


def _name(code: CodeType) -> str | None:
    """path:function of code of the project; what is defined within a function is a part of it."""
    if not code.co_filename.startswith(f"{ROOT}/"):
        return None
    path = code.co_filename[len(str(ROOT)) + 1 :]
    return f"{path}:{code.co_qualname.partition('.<locals>')[0]}" if path.startswith(READING) else None


def keep(folder: Path, cases: Sequence[Case], record: Record) -> None:
    """Writes the record of the cases that are still there, with the state of the project now."""
    names = {c.name for c in cases}
    texts = record.texts
    if len(texts) < len(names) and (folder / TEXTS).is_file():
        texts = json.loads(gzip.decompress((folder / TEXTS).read_bytes())) | texts
    record.source, record.wordings = fingerprints(record.source), wordings()
    record.cases = {n: held for n, held in record.cases.items() if n in names}
    if record.texts:
        _write(folder / TEXTS, {n: t for n, t in texts.items() if n in names})
    _write(folder / FILE, {**record.__dict__, "texts": {}})


def _write(path: Path, held: Any) -> None:
    path.write_bytes(gzip.compress(json.dumps(held, ensure_ascii=False).encode(), 1, mtime=0))


def forget(of: Callable[[str], bool] = lambda module: True) -> None:
    """Nothing is remembered of what was answered before, so that whoever is asked answers himself; `of`: the
    modules that this is about.
    """
    if of(lexicon.__name__):
        lexicon.forget()
    for held in _caches(len(sys.modules)):
        if of(held.__module__ or ""):
            held.cache_clear()


def of_reports(module: str) -> bool:
    """Modules that answer by the lexicon or by what a report says; the others answer from tables alone."""
    return not module.startswith(tuple(path.strip("/").replace("/", ".") for path in TABLES))


@lru_cache(maxsize=1)
def _caches(_: int) -> tuple[Any, ...]:
    """What the packages remember, sought again where there are more modules than there were. The lexicon's
    files are read once; a pattern is what it is.
    """
    kept = (lexicon.load, pattern_of, regex._compiled)
    own = (o for o in gc.get_objects() if isinstance(o, _lru_cache_wrapper))
    return tuple(o for o in own if (o.__module__ or "").partition(".")[0] in READING and o not in kept)
