"""What a Ray task does: reads a batch of documents, each in a child process of this node, with the time and
memory that it has on one machine, and returns the rows.

The child stays for the tasks that follow in this process, and ends with it.
"""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from extract.archive.names import note_names
from ingest.limits import Limits
from ingest.pool import Failure, Pool, PoolError
from ingest.process import copy_name
from ingest.sources import Source
from ingest.worker import Settings, WorkOutcome
from normalize.packed import PackedPart


@dataclass(frozen=True)
class GivenDocument:
    """A document to read, its content, and the names of the files beside it, where these matter: no node
    needs the files of another. What a store holds is fetched by the node.
    """

    source: Source
    content: bytes = b""
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ReadDocument:
    """What became of a document, and the file of its rows."""

    outcome: WorkOutcome
    parts: Mapping[str, PackedPart]
    rows: bytes


class ClusterNode(NamedTuple):
    """A node: its id in the cluster, and its name."""

    node: str
    host: str


NOWHERE = ClusterNode("", "")


@dataclass(frozen=True)
class BatchAnswer:
    """What became of the documents of a batch, and on which node. `stop`: why that can read none at all."""

    done: tuple[tuple[Source, ReadDocument | Failure], ...] = ()
    node: ClusterNode = NOWHERE
    stop: str = ""


FOLDER = "juesuan-task-"
"""How the names of a task's folders begin, before the number of its process."""
_pools: dict[tuple[Settings, Limits], tuple[Pool, TemporaryDirectory[str]]] = {}


def read_batch(
    given: Sequence[GivenDocument], settings: Settings, limits: Limits, home: str = ""
) -> BatchAnswer:
    """Reads the documents of a batch, one after another; `home`: the user's, where Ray was given another."""
    if home:
        os.environ["HOME"] = home
    pool, folder = _pool(settings, limits)
    with TemporaryDirectory(dir=folder) as place:
        try:
            return BatchAnswer(tuple(_read(pool, given, Path(place))), _node())
        except (PoolError, OSError) as error:
            return BatchAnswer(stop=str(error))


def _node() -> ClusterNode:
    import ray

    if not ray.is_initialized():
        return NOWHERE
    return ClusterNode(ray.get_runtime_context().get_node_id(), socket.gethostname())


def _read(
    pool: Pool, given: Sequence[GivenDocument], place: Path
) -> Iterator[tuple[Source, ReadDocument | Failure]]:
    here: dict[Path, Source] = {}
    for number, one in enumerate(given):
        path = place / str(number) / copy_name(one.source.name)
        path.parent.mkdir()
        if one.source.stored is None:
            note_names(path.parent, one.beside, path)
            path.write_bytes(one.content)
        here[path] = one.source
    for source, result in pool.read(replace(s, path=path) for path, s in here.items()):
        if isinstance(result, Failure):
            yield here[source.path], result
        else:
            outcome, packed = result
            yield here[source.path], ReadDocument(outcome, packed.parts, packed.path.read_bytes())
            packed.path.unlink()


def _pool(settings: Settings, limits: Limits) -> tuple[Pool, str]:
    """The pool of one worker that this process keeps for such settings."""
    key = settings, limits
    if key not in _pools:
        _sweep()
        folder = TemporaryDirectory(prefix=f"{FOLDER}{os.getpid()}-")
        pool = Pool(1, settings, limits, Path(folder.name))
        _pools[key] = pool, folder
        atexit.register(pool.__exit__, None, None, None)
    pool, folder = _pools[key]
    return pool, folder.name


def _sweep() -> None:
    """Removes what processes left that Ray has ended."""
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER}*"):
        if not Path("/proc", folder.name.removeprefix(FOLDER).partition("-")[0]).exists():
            shutil.rmtree(folder, ignore_errors=True)
