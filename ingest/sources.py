"""Files and folders, or URLs of them → the files to read, with their names and contents."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from extract.errors import UsageError, reason
from normalize.store.journal import File
from normalize.store.objects import StoreAddress, StoredFile, files_below, url_of
from normalize.store.objects import root_of as root_of_url
from parsers.codes import Status

HIDDEN = (".", "~$", "__MACOSX")
"""How the names of files and folders begin that systems and programs keep for themselves."""
TEMPORARY = ("thumbs.db", "desktop.ini", ".tmp", ".part", ".crdownload")
"""How such files' names end."""
KINDS = {
    stat.S_ISFIFO: "命名管道",
    stat.S_ISSOCK: "套接字",
    stat.S_ISCHR: "字符设备",
    stat.S_ISBLK: "块设备",
}


Try = tuple[str, str]
"""What a document failed at, and what ended the process that read it (Chinese)."""


@dataclass(frozen=True)
class Source:
    """A file to read and the name under which the dataset knows it. `error`: why it cannot even be opened."""

    path: Path
    name: str
    sha256: str
    size: int
    changed: int = 0
    """When it was changed last (ns)."""
    sources: tuple[str, ...] = ()
    """All paths that hold this content, those that the dataset knows included."""
    error: str | None = None
    required: bool = False
    """Whether it was named itself."""
    status: Status = "failed"
    """What a source with an error counts as: failed or skipped."""
    member: str = ""
    """The member of an archive that it is, or the file of a store, as the journal knows it; `path` is then
    where it was unpacked, or no path of this machine.
    """
    stored: StoreAddress | None = None
    """Where it is fetched from by who reads it."""
    tried: tuple[Try, ...] = ()
    """How it failed in runs that did not come to their commit."""

    @property
    def key(self) -> str:
        """How the journal knows the file."""
        return self.member or str(self.path)


@dataclass(frozen=True)
class FoundSource:
    """What the paths given hold: files to read with their names, how many hidden and temporary ones, the
    folders that could not be looked into (Chinese), and the files that were named themselves.
    """

    files: tuple[tuple[Path, str], ...]
    hidden: int
    warnings: tuple[str, ...]
    named: frozenset[Path] = frozenset()
    stored: tuple[StoredFile, ...] = ()
    """Files of object stores."""


def find_files(paths: Sequence[Path]) -> FoundSource:
    """The files to read: all but hidden and temporary ones, and those named themselves. Raises UsageError
    where a path or URL does not exist.
    """
    found: dict[Path, str] = {}
    stored: dict[str, StoredFile] = {}
    warnings: list[str] = []
    links: list[Path] = []
    named: set[Path] = set()
    hidden = 0
    for path in paths:
        if url := url_of(path):
            below = files_below(url)
            shown = [f for f in below if f.named or not is_hidden(Path(f.name))]
            hidden += len(below) - len(shown)
            for one in shown:
                first = stored.get(one.url, one)
                stored[one.url] = replace(first, named=first.named or one.named)
        elif path.is_dir():
            for file in _files(path, warnings, links):
                if is_hidden(file.relative_to(path)):
                    hidden += 1
                else:
                    found.setdefault(_resolved(file), printable(file.relative_to(path).as_posix()))
        elif os.path.lexists(path):
            found.setdefault(_resolved(path), printable(path.name))
            named.add(_resolved(path))
        else:
            raise UsageError(f"{path} does not exist")
    warnings += _unread(links, {_resolved(p) for p in paths if not url_of(p)})
    files = tuple(sorted(found.items(), key=lambda x: (x[1], x[0])))
    return FoundSource(files, hidden, tuple(warnings), frozenset(named), tuple(stored.values()))


def root_of(path: Path) -> str:
    """The folder that the sources found at a path or URL are relative to, as the record of a run names it."""
    if url := url_of(path):
        return root_of_url(url)
    resolved = path.resolve()
    return printable(str(resolved if path.is_dir() else resolved.parent))


def is_hidden(path: Path) -> bool:
    """Whether a path below a folder is a system's or program's own."""
    named = any(part.startswith(HIDDEN) and part != ".." for part in path.parts)
    return named or path.name.lower().endswith(TEMPORARY)


def printable(name: str) -> str:
    r"""A name with the bytes that are no UTF-8 spelled as `\xb2`: every table and message can hold it."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _files(folder: Path, warnings: list[str], links: list[Path]) -> Iterator[Path]:
    """The files below a folder in sorted order; folders that cannot be opened are named, and those that are
    links, which may lead back here, are listed.
    """

    def told(error: OSError) -> None:
        warnings.append(
            f"文件夹 {printable(str(error.filename))} 打不开（{reason(error)}），其中的文件没有读：请检查权限"
        )

    files: list[Path] = []
    for root, inner, names in os.walk(folder, onerror=told):
        files += [Path(root, n) for n in names]
        below = (Path(root, n) for n in sorted(inner))
        links += [p for p in below if p.is_symlink() and not is_hidden(p.relative_to(folder))]
    return iter(sorted(files))


def _unread(links: Iterable[Path], read: Set[Path]) -> Iterator[str]:
    """The linked folders that lead to none of the places that are `read`, in words (Chinese)."""
    for link in links:
        there = _resolved(link)
        if not read & {there, *there.parents}:
            yield f"文件夹 {printable(str(link))} 是链接，其中的文件没有读：要读，请在命令中直接写出它"


def _resolved(path: Path) -> Path:
    try:
        return path.resolve(strict=True)
    except (OSError, RuntimeError):
        return path.absolute()


def source_of(path: Path, name: str, known: File | None = None) -> Source:
    """The source that a path is; with an error where it is no plain file, or cannot be read. What has the
    size and the time of change by which it is known has the content by which it is known.
    """
    try:
        state = path.stat()
        kind = next((kind for test, kind in KINDS.items() if test(state.st_mode)), None)
        if kind:
            return unopened(path, name, f"{name} 是{kind}，不是普通文件：请给出报告文件本身")
        size, changed = state.st_size, state.st_mtime_ns
        with path.open("rb") as file:
            if known and (known.size, known.changed) == (size, changed):
                return Source(path, name, known.sha256, size, changed)
            return Source(path, name, hashlib.file_digest(file, "sha256").hexdigest(), size, changed)
    except OSError as error:
        return unopened(path, name, cannot_be_opened(name, error))


def cannot_be_opened(name: str, error: OSError) -> str:
    """What a document row says of a file that the system does not open (Chinese)."""
    return f"{name} 打不开（{reason(error)}）：请检查路径和权限"


def unopened(path: Path, name: str, error: str, status: Status = "failed") -> Source:
    """The source that cannot be read, known by its name: why not, and as what it counts."""
    return Source(path, name, hashlib.sha256(name.encode()).hexdigest(), 0, error=error, status=status)
