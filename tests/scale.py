"""`python -m tests.scale [DOCUMENTS …]`: what a run costs by its parts, at each number of built reports, on two cores of this
machine and through Ray; a model of it from the two smallest, what that says of the others, and of what nobody has run.

It prints the section of docs/scale.md. Processor seconds are the model's; the clock is worth something on an idle machine alone.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import linear_regression
from tempfile import TemporaryDirectory

from ingest.cluster.engine import on_ray
from ingest.progress import Progress
from ingest.run import MakeEngine, ingest

from .load import PAGES, build

SIZES = (250, 500, 1000, 2000)
CORES = 2
MakesEngine = Callable[[], AbstractContextManager[MakeEngine | None]]
ENGINES: dict[str, MakesEngine] = {"local": nullcontext, "ray": on_ray}
ASKED = (10**4, 10**5, 10**6, 10**7)


@dataclass(frozen=True)
class Sample:
    """A run: processor seconds of the workers (local alone), and of the process that hands out, until all is read and after."""

    documents: int
    read: float
    handed: float
    committed: float
    clock: float


@dataclass(frozen=True)
class Model:
    """Seconds: to start, to read a page, to hand out and keep a document, to commit it. The last is serial, the others share cores."""

    start: float
    page: float
    hand: float
    commit: float

    def seconds(self, documents: int, cores: int, apart: bool) -> float:
        """The clock of a run; `apart`: what hands out has a core that is not among these."""
        read, hand = documents * PAGES * self.page, documents * self.hand
        busy = max(read / cores, hand) if apart else max((read + hand) / cores, hand)
        return self.start + busy + documents * self.commit


def measured(raw: Path, out: Path, reads: MakesEngine) -> Sample:
    """A run over built reports."""
    done: list[float] = []
    before, began = os.times(), time.monotonic()

    def shown(state: Progress) -> None:
        if state.documents == state.total_documents and not done:
            now = os.times()
            done.append(now.user + now.system)

    with reads() as engine:
        summary = ingest([raw], out, CORES, progress=shown, engine=engine)
    after = os.times()
    own = before.user + before.system
    children = after.children_user + after.children_system - before.children_user - before.children_system
    return Sample(
        summary.documents,
        children,
        done[0] - own,
        after.user + after.system - done[0],
        time.monotonic() - began,
    )


def model_of(samples: list[Sample], page: float | None = None) -> Model:
    """The lines through some runs; `page`: seconds that a page is known to take."""

    def line(value: Callable[[Sample], float]) -> tuple[float, float]:
        slope, height = linear_regression([s.documents for s in samples], [value(s) for s in samples])
        return max(0.0, height), slope

    start, hand = line(lambda s: s.handed)
    more, commit = line(lambda s: s.committed)
    loaded, read = line(lambda s: s.read)
    return Model(start + more + loaded / CORES, read / PAGES if page is None else page, hand, commit)


def told(name: str, samples: list[Sample], model: Model) -> None:
    """Prints the runs of an engine, and the clock that the model says of each."""
    print(f"\n{name}: start {model.start:.1f} s, page {1000 * model.page:.1f} ms, ", end="")
    print(f"hand out {1000 * model.hand:.1f} ms, commit {1000 * model.commit:.1f} ms\n")
    print("| documents | workers, processor | handing out | commit | clock | by the model | off |")
    print("|---|---|---|---|---|---|---|")
    for s in samples:
        said = model.seconds(s.documents, CORES, apart=False)
        print(f"| {s.documents:,} | {s.read:.1f} s | {s.handed:.1f} s | {s.committed:.1f} s ", end="")
        print(f"| {s.clock:.0f} s | {said:.0f} s | {100 * (said / s.clock - 1):+.0f} % |", flush=True)


def extrapolated(local: Model, ray: Model) -> None:
    """Prints what nobody has run: hours, what holds them up, and from where on a cluster is faster."""
    print(
        "\n| documents | 2 cores of one machine | 32 cores by Ray | 512 cores by Ray | at 512 cores reading takes |"
    )
    print("|---|---|---|---|---|")
    for n in ASKED:
        hours = [local.seconds(n, 2, apart=False), *(ray.seconds(n, c, apart=True) for c in (32, 512))]
        share = n * PAGES * ray.page / 512 / hours[2]
        print(f"| {n:,} | {' | '.join(f'{h / 3600:.2f} h' for h in hours)} | {100 * share:.0f} % |")
    serial = ray.hand
    print(f"\ncores that keep the one process busy: {PAGES * ray.page / serial:.0f}")
    for cores in (8, 32):
        faster = (
            n for n in range(10, 10**5, 10) if ray.seconds(n, cores, True) < local.seconds(n, CORES, False)
        )
        print(
            f"{cores} cores by Ray are faster than {CORES} of one machine from {next(faster, None)} documents on"
        )


def main() -> None:
    """Runs each size on each engine."""
    sizes = [int(x) for x in sys.argv[1:]] or SIZES
    samples: dict[str, list[Sample]] = {name: [] for name in ENGINES}
    for documents in sizes:
        with TemporaryDirectory() as folder:
            raw = Path(folder, "raw")
            raw.mkdir()
            build(raw, documents)
            for name, reads in ENGINES.items():
                # Each in a process of its own: Ray does not start twice in one.
                with ProcessPoolExecutor(1, get_context("spawn")) as apart:
                    run = apart.submit(measured, raw, Path(folder, name), reads)
                    samples[name].append(run.result())
                print(documents, name, samples[name][-1], file=sys.stderr, flush=True)
    local = model_of(samples["local"][:2])
    ray = model_of(samples["ray"][:2], local.page)
    # Ray is there before anything is handed out.
    waited = min(s.clock - ray.seconds(s.documents, CORES, False) for s in samples["ray"][:1])
    ray = Model(ray.start + max(0.0, waited), ray.page, ray.hand, ray.commit)
    told("local", samples["local"], local)
    told("ray", samples["ray"], ray)
    extrapolated(local, ray)


if __name__ == "__main__":
    main()
