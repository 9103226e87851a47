"""Files of object stores → sources, archives among them replaced by their members.

What is new or changed is fetched once here, for the hash of its content and for what it may hold, and once
more where it is read: no more of it lies on this machine than a few files at a time, and the archives. What
lies in the memory of this process stays here as archives do, as nobody else could fetch it.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from extract.archive.names import note_names
from extract.errors import ReportError
from ingest.sources import Source, unopened
from normalize.store.journal import File
from normalize.store.objects import HERE, StoredFile, fetch, scheme_of

from .members import HeldMember, Unpacker, head_of, may_hold, may_link, without_members

AT_ONCE = 16
"""Files that are fetched together: a store is slow to answer, not to give."""


@contextmanager
def with_stored(files: Sequence[StoredFile], known: Mapping[str, File]) -> Iterator[HeldMember]:
    """The files as sources. What is `known` by itself, has not changed and held no others is not fetched;
    members of archives lie in a temporary folder for as long.
    """
    if not files:
        yield HeldMember(())
        return
    with tempfile.TemporaryDirectory(prefix="juesuan-") as folder, Unpacker(Path(folder)) as unpacker:
        held = list(_Look(Path(folder), files, known).sources(unpacker))
        members = [m for m in held if m is not None]
        yield HeldMember(members, len(held) - len(members))


@dataclass
class _Look:
    """One look at the files of stores."""

    folder: Path
    files: Sequence[StoredFile]
    known: Mapping[str, File]
    beside: dict[str, frozenset[str]] = field(init=False)
    """The names of the files in each folder."""

    def __post_init__(self) -> None:
        names: dict[str, set[str]] = defaultdict(set)
        for file in self.files:
            above, _, name = file.stored.path.rpartition("/")
            names[above].add(name)
        self.beside = {above: frozenset(held) for above, held in names.items()}
        self._bare = without_members(self.known)

    def sources(self, unpacker: Unpacker) -> Iterator[Source | None]:
        """Each file or its members; null for hidden ones."""
        threads = ThreadPoolExecutor(AT_ONCE)
        try:
            for start in range(0, len(self.files), AT_ONCE):
                for source, copy in threads.map(self._looked_at, self.files[start : start + AT_ONCE]):
                    yield from [source] if copy is None else _members(unpacker, source, copy)
        finally:
            threads.shutdown(cancel_futures=True)

    def _looked_at(self, file: StoredFile) -> tuple[Source, Path | None]:
        """A file as a source, and its copy where it may hold others."""
        path, linking = Path(file.url), replace(file.stored, beside=self._beside(file))
        source = Source(
            path,
            file.name,
            "",
            file.size,
            file.changed,
            (),
            None,
            file.named,
            member=file.url,
            stored=linking,
        )
        was = self.known.get(file.url)
        # Not every store tells when a file was changed.
        if was and file.changed and self._bare.get(file.url) == (file.size, file.changed):
            return replace(source, sha256=was.sha256), None
        copy = self.folder / f"copy-{hashlib.sha256(file.url.encode()).hexdigest()}" / "0"
        copy.parent.mkdir()
        try:
            fetch(file.stored, file.name, copy)
        except ReportError as error:
            shutil.rmtree(copy.parent)
            return replace(unopened(path, file.name, str(error)), member=file.url, required=file.named), None
        with copy.open("rb") as held:
            source = replace(source, sha256=hashlib.file_digest(held, "sha256").hexdigest())
        links = may_link(head_of(copy))
        if scheme_of(file.stored.url) in HERE:
            note_names(copy.parent, linking.beside if links else (), copy)
            source = replace(source, path=copy, stored=None)
        elif not links:
            source = replace(source, stored=file.stored)
        if may_hold(copy):
            return source, copy
        if source.stored:
            shutil.rmtree(copy.parent)
        return source, None

    def _beside(self, file: StoredFile) -> frozenset[str]:
        return self.beside[file.stored.path.rpartition("/")[0]]


def _members(unpacker: Unpacker, source: Source, copy: Path) -> Iterator[Source | None]:
    """What a file holds; a PDF stands beside its members."""
    asked = replace(source, path=copy, stored=None)
    for member in unpacker.members(asked):
        yield source if member is asked else member
    if source.stored:
        shutil.rmtree(copy.parent)
