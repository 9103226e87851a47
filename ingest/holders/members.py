"""Archives among the files to read, and PDFs with files in them → their members as sources, named
`a.zip!/b/c.pdf`.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ingest.limits import CEILING, FLOOR, PER_MEGABYTE
from ingest.process import environment
from ingest.sources import Source, is_hidden, source_of, unopened
from normalize.store.journal import File
from parsers.codes import Status

MAGIC = (b"PK", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
"""How archives begin; DOCX and its like are told from them where they are unpacked."""
TAR = slice(257, 262)
HEAD = 1024
"""Bytes within which a PDF begins."""
EMBEDDED = (b"/EmbeddedFile", b"/ObjStm")
"""What a PDF with files in it holds, openly or in a packed part."""
PIECE = 2**24


@dataclass(frozen=True)
class HeldMember:
    """The files to read, and how many hidden ones archives hold besides."""

    sources: Sequence[Source]
    hidden: int = 0


@contextmanager
def with_members(sources: Sequence[Source], known: Mapping[str, File] | None = None) -> Iterator[HeldMember]:
    """The files, archives replaced by their members, which lie in a temporary folder for as long. What is
    `known` by itself, has not changed and had no members has none.
    """
    bare = without_members(known or {})
    looked = [s for s in sources if not s.error and bare.get(s.key) != (s.size, s.changed)]
    holders = {s.path for s in looked if may_hold(s.path)}
    if not holders:
        yield HeldMember(sources)
        return
    with tempfile.TemporaryDirectory(prefix="juesuan-") as folder, Unpacker(Path(folder)) as unpacker:
        held = [m for s in sources for m in (unpacker.members(s) if s.path in holders else [s])]
        members = [s for s in held if s is not None]
        yield HeldMember(members, len(held) - len(members))


def without_members(known: Mapping[str, File]) -> dict[str, tuple[int, int]]:
    """Size and time of change of the files that held no others."""
    had = {key.partition("!/")[0] for key in known if "!/" in key}
    return {key: (f.size, f.changed) for key, f in known.items() if key not in had}


def head_of(path: Path) -> bytes:
    """How a file begins. Raises OSError."""
    with path.open("rb") as file:
        return file.read(HEAD)


def is_archive(head: bytes) -> bool:
    """Whether a file that begins so is an archive, and no PDF with files in it."""
    return head.startswith(MAGIC) or head[TAR] == b"ustar"


def may_link(head: bytes) -> bool:
    """Whether a file that begins so may be a web page: what lies beside it matters to what it says."""
    return b"<" in head and b"%PDF-" not in head and not is_archive(head)


def may_hold(path: Path) -> bool:
    """Whether a file may be an archive, or a PDF with files in it."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
            if is_archive(head):
                return True
            if b"%PDF-" not in head:
                return False
            before = head
            while piece := file.read(PIECE):
                if any(sign in before[-32:] + piece for sign in EMBEDDED):
                    return True
                before = piece
            return any(sign in head for sign in EMBEDDED)
    except OSError:
        return False


class Unpacker:
    """The process that unpacks, started when it is needed and again when an archive has ended it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.number = folder, 0
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Unpacker:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def members(self, source: Source) -> list[Source | None]:
        """The members of a file, null for hidden ones; the file itself where it has none, or beside them
        where it is a PDF.
        """
        folder = self.folder / str(self.number)
        self.number += 1
        folder.mkdir()
        told = self._asked(source, folder)
        if told == "stopped":
            error = f"{source.name} 没能解压（超时、内存不足或文件损坏）：请解压后再读"
            return [replace(source, error=error)]
        if told is None:
            return [source]
        held = [_member(source, member) for member in told]
        return held if is_archive(head_of(source.path)) else [source, *held]

    def _asked(self, source: Source, folder: Path) -> Any:
        """What the process says of a file; `stopped` where it does not answer in time."""
        if self.process is None:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "ingest.holders.unpack"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(),
                process_group=0,
            )
        task = {"path": str(source.path.resolve()), "name": source.name, "folder": str(folder)}
        line = self._answer(json.dumps(task).encode() + b"\n", source.size)
        if line is None:
            self._end()
            return "stopped"
        return json.loads(line)

    def _answer(self, task: bytes, size: int) -> bytes | None:
        """The line that answers a task within the time for so many bytes."""
        assert self.process and self.process.stdin and self.process.stdout
        until = time.monotonic() + min(CEILING, FLOOR + PER_MEGABYTE * size / 2**20)
        try:
            self.process.stdin.write(task)
            self.process.stdin.flush()
        except OSError:
            return None
        answer = b""
        while not answer.endswith(b"\n"):
            ready, _, _ = select.select([self.process.stdout], [], [], max(0.0, until - time.monotonic()))
            piece = os.read(self.process.stdout.fileno(), PIECE) if ready else b""
            if not piece:
                return None
            answer += piece
        return answer

    def _end(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                if pipe:
                    pipe.close()
            self.process = None


def _status(told: dict[str, Any]) -> Status:
    return "failed" if told["failed"] else "skipped"


def _member(source: Source, told: dict[str, Any]) -> Source | None:
    """A member as a source; null where it is a system's own file."""
    if not told["name"]:
        return replace(source, error=told["reason"], status=_status(told))
    if is_hidden(Path(told["name"].replace("!/", "/"))):
        return None
    name, key = f"{source.name}!/{told['name']}", f"{source.key}!/{told['name']}"
    if told["path"] is None:
        return replace(unopened(source.path, name, told["reason"], _status(told)), member=key)
    # What is unpacked anew each time was changed when its archive was.
    return replace(source_of(Path(told["path"]), name), member=key, changed=source.changed)
