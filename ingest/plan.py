"""The files found and the journal → what is to be read, and what becomes of the documents that are known: a
pure function of both.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from normalize.store.journal import File, Journal, JournalEntry
from normalize.store.objects import root_of, url_of

from .sources import Source

LARGE = 0.01
"""A file of more than this share of all is read before the others."""


@dataclass
class Plan:
    """What a run does. `copies`: the files found that hold a content, the first in sorted order before the
    others; `sources`: all paths that hold a document, by its id; `versions`: older documents that are kept,
    with the one that stands for each.
    """

    files: dict[str, File]
    copies: dict[str, list[Source]] = field(default_factory=dict)
    sources: dict[str, tuple[str, ...]] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    versions: dict[str, str | None] = field(default_factory=dict)
    changed: int = 0
    renamed: int = 0
    gone: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def to_read(self, journal: Journal, reading: Collection[str], anew: Collection[str]) -> list[Source]:
        """The contents that are not in the dataset as `reading` gives them, and those to be read anew. Large
        ones come first, so that no worker is left with one at the end; the others in no order, so that kinds
        and folders mix and a run goes at one speed.
        """
        todo = [
            replace(copies[0], sources=self.sources[content])
            for content, copies in self.copies.items()
            if content in anew or not self._is_done(journal.documents.get(content), reading)
        ]
        large = LARGE * sum(s.size for s in todo)
        return sorted(todo, key=lambda s: (-s.size if s.size > large else 0, s.sha256))

    def another(self, source: Source) -> Source | None:
        """The same content under the next kind of name, for where one was of no use; null where all were."""
        first: dict[str, Source] = {}
        for copy in self.copies[source.sha256]:
            first.setdefault(_kind(copy.name), copy)
        kinds = list(first)
        after = kinds[kinds.index(_kind(source.name)) + 1 :]
        return replace(first[after[0]], sources=source.sources) if after else None

    def moved(self, content: str, doc_id: str) -> None:
        """A content was another when it was read: the files that hold it are looked at again next time."""
        self.copies.setdefault(doc_id, []).extend(self.copies.pop(content))
        for path, file in self.files.items():
            if file.sha256 == content:
                self.files[path] = replace(file, sha256=doc_id, size=-1)
        names = {*self.sources.pop(content), *self.sources.get(doc_id, ())}
        self.sources[doc_id] = tuple(sorted(names))

    def _is_done(self, entry: JournalEntry | None, reading: Collection[str]) -> bool:
        if entry is None or entry.reading not in reading or self.copies[entry.doc_id][0].error:
            return False
        names = self.sources[entry.doc_id]
        # An error names the file; what was read may have been by a kind of name that it has no more, or with
        # a warning about that.
        return entry.sources == names or (entry.error is None and _kinds(entry.sources) == _kinds(names))


def planned(
    found: Sequence[Source],
    roots: Iterable[Path],
    journal: Journal,
    prune: bool = False,
    keep_versions: bool = False,
) -> Plan:
    """What a run does with the files found below the roots."""
    plan = Plan(dict(journal.files))
    held = {s.key: s for s in found}
    replaced: dict[str, str] = {}
    for path, source in held.items():
        known = journal.files.get(path)
        if source.error and known and known.size:
            plan.warnings.append(f"{source.error}；数据集中保留其原有内容")
            continue
        plan.copies.setdefault(source.sha256, []).append(source)
        plan.files[path] = File(source.name, source.size, source.changed, source.sha256)
        if known and known.sha256 != source.sha256:
            plan.changed += 1
            replaced[known.sha256] = source.sha256
    below = [Path(root_of(url) if (url := url_of(root)) else root.resolve()) for root in roots]
    _take_out_renamed(plan, held, below)
    _take_out_gone(plan, held, below, prune)
    for copies in plan.copies.values():
        copies.sort(key=lambda s: (s.name, s.key))
    _settle_documents(plan, journal, replaced, keep_versions)
    return plan


def _kind(name: str) -> str:
    return PurePath(name).suffix.lower()


def _kinds(names: Iterable[str]) -> list[str]:
    """The kinds of names in the order in which they are tried."""
    return list(dict.fromkeys(map(_kind, names)))


def _is_there(path: str, below: Iterable[Path]) -> bool:
    """Whether there is a file, or may be, that was not found. What is below a URL was listed."""
    return not _is_below(path, below) if url_of(path) else os.path.lexists(path)


def _is_below(path: str, below: Iterable[Path]) -> bool:
    return any(Path(path).is_relative_to(b) for b in below)


def _take_out_renamed(plan: Plan, held: Mapping[str, Source], below: Sequence[Path]) -> None:
    """A path that is no more, whose content lies at one that was found."""
    for path, file in list(plan.files.items()):
        if path not in held and file.sha256 in plan.copies and not _is_there(path, below):
            del plan.files[path]
            plan.renamed += 1


def _take_out_gone(plan: Plan, held: Mapping[str, Source], below: Sequence[Path], prune: bool) -> None:
    for path, file in list(plan.files.items()):
        if path in held or _is_there(path, below) or not _is_below(path, below):
            continue
        plan.gone.append(file.name)
        if prune:
            del plan.files[path]


def _settle_documents(plan: Plan, journal: Journal, replaced: Mapping[str, str], keep: bool) -> None:
    """The paths of each document, and which are dropped or kept as older versions."""
    names: dict[str, set[str]] = defaultdict(set)
    for file in plan.files.values():
        names[file.sha256].add(file.name)
    plan.sources = {content: tuple(sorted(paths)) for content, paths in names.items()}
    had_files = {f.sha256 for f in journal.files.values()}
    for doc, entry in journal.documents.items():
        standing = entry.replaced_by or (replaced.get(doc) if keep else None)
        if doc in names:
            plan.versions[doc] = None
        elif standing:
            plan.versions[doc] = replaced.get(standing, standing)
        elif doc in had_files:
            plan.dropped.add(doc)
    for doc in [d for d, standing in plan.versions.items() if standing and standing not in names]:
        del plan.versions[doc]
        plan.dropped.add(doc)
