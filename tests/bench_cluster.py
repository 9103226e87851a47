"""`python -m tests.bench_cluster [FEW MANY]`: what a run on a cluster costs the one process that hands out and commits.

The documents are read beforehand; Ray's tasks then give what was read at once, as if there were cores without end. Milliseconds of a
processor for each document between two numbers of them, Ray's own threads in that process among them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.cluster import engine
from ingest.cluster.task import BatchAnswer, GivenDocument, ReadDocument
from ingest.limits import Limits, default_limits
from ingest.machine.stages import ACROSS, HANDING_OUT, LISTING, MERGING, Clock
from ingest.pool import Pool
from ingest.resume import Resume
from ingest.run import ingest
from ingest.sources import source_of
from ingest.worker import DEFAULT, Settings

from .load import build

CORES = 2
KEPT = "JUESUAN_READ_BEFORE"
"""The variable that names the folder of what was read."""
STAGES = (LISTING, HANDING_OUT, ACROSS, MERGING)


def read_before(raw: Path, kept: Path) -> None:
    """Reads the documents of a folder; those of which nothing can be read are removed."""
    sources = [source_of(path, path.name) for path in sorted(raw.iterdir())]
    with (
        TemporaryDirectory(dir=kept) as spool,
        Pool(CORES, DEFAULT, default_limits(CORES), Path(spool)) as pool,
    ):
        for source, result in pool.read(sources):
            if isinstance(result, tuple) and not result[0].error:
                Resume(kept).keep(source.sha256, "", *result)
            else:
                source.path.unlink()


def given_at_once(given: Sequence[GivenDocument], _: Settings, __: Limits, ___: str = "") -> BatchAnswer:
    """What a task gives: what was read before."""
    done = []
    for source in (one.source for one in given):
        found = Resume(Path(os.environ[KEPT])).find(source.sha256, "")
        assert found
        outcome, packed = found
        rows = packed.path.read_bytes()[: packed.size]
        done.append((source, ReadDocument(outcome, packed.parts, rows)))
    return BatchAnswer(tuple(done))


def measured(raw: Path, out: Path) -> dict[str, float]:
    """The stages of a run over a folder."""
    from tests import bench_cluster

    clock = Clock()
    # By its name, as a task finds it.
    engine.read_batch = bench_cluster.given_at_once
    with engine.on_ray() as on:
        ingest([raw], out, CORES, engine=on, clock=clock)
    return clock.told()


def main() -> None:
    """Reads, then runs the fewer and all of them, each in a process of its own."""
    numbers = [int(x) for x in sys.argv[1:]] or [300, 900]
    with TemporaryDirectory() as folder:
        kept, told = Path(folder, "kept"), []
        kept.mkdir()
        os.environ[KEPT] = str(kept)
        for number in numbers:
            raw = Path(folder, f"raw{number}")
            raw.mkdir()
            build(raw, number)
            read_before(raw, kept)
            with ProcessPoolExecutor(1, get_context("spawn")) as apart:
                run = apart.submit(measured, raw, Path(folder, f"out{number}"))
                told.append((len(list(raw.iterdir())), run.result()))
    (few, before), (many, after) = told
    for stage in STAGES:
        print(f"{stage}: {1000 * (after[stage] - before[stage]) / (many - few):.2f} ms a document")


if __name__ == "__main__":
    main()
