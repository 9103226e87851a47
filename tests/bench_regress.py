"""How long `juesuan regress` takes over stored cases, as a whole and after changes that are drawn: `python -m tests.bench_regress [--cases 500] [--folder DIR]`.

The cases are reports that the fixtures' builder draws, one unlike the other. Seconds are wall time of the command, and of the
processor; they depend on what else the machine does, and nothing asserts them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from regress.ablation.switches import switches
from regress.cases import Case
from regress.changes.fingerprints import LEXICON, WHOLE
from regress.changes.record import FILE
from regress.stored.new import stored
from tests.checks.mutations import as_document, drawn

KINDS = (
    "checks/rules/",
    "checks/",
    "parsers/narrative/clues/",
    "parsers/narrative/",
    "parsers/",
    "normalize/",
)
"""Where the functions stand that are changed."""


def make(folder: Path, count: int, seed: int) -> None:
    """So many stored cases, packed as those of a folder of reports."""
    rng = random.Random(seed)
    for n in range(count):
        case = Case(folder / f"case-{n:04}")
        if not case.folder.exists():
            document = replace(as_document(drawn(rng).blocks), sha256=f"{n:064x}", name=f"{case.name}.docx")
            stored(case, document, case.folder / "document.json.gz")


def run(folder: Path, *options: str) -> tuple[float, float, str]:
    """Seconds of wall time and of the processor that the command takes, and what it says of how much it read."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "juesuan", "regress", "--cases", str(folder), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = (done.stderr + done.stdout).splitlines()
    return seconds, busy, "; ".join(x.partition(":")[0] for x in said if " cases" in x or x.startswith("of "))


def edits(record: dict[str, Any], each: int, seed: int) -> Iterator[str]:
    """Functions that ran for some case, and entries of the lexicon: so many of each kind, drawn."""
    rng = random.Random(seed)
    for kind in KINDS:
        names = sorted(n for n in record["functions"] if n.startswith(kind) and "<" not in n)
        yield from rng.sample(names, min(each, len(names)))
    yield from rng.sample(sorted(s.name for s in switches(("entry",))), each)


@contextmanager
def as_if_changed(folder: Path, name: str) -> Iterator[None]:
    """While open, a function (path:name) or an entry of the lexicon is recorded as another one than it is."""
    path = folder / FILE
    held = path.read_bytes()
    record: dict[str, Any] = json.loads(gzip.decompress(held))
    file, is_function, function = name.partition(":")
    if is_function:
        record["source"][file] |= {WHOLE: "other", function: "other"}
    else:
        file, _, place = name.partition(".")
        words = record["wordings"][f"{LEXICON}{file}.toml"]
        words[:] = [w for w in words if not w.startswith((f".{place}.", f".{place}\t"))]
        record["source"][f"{LEXICON}{file}.toml"] = {WHOLE: "other"}
    path.write_bytes(gzip.compress(json.dumps(record, ensure_ascii=False).encode(), 1))
    try:
        yield
    finally:
        path.write_bytes(held)


def main() -> None:
    """Prints the seconds of each run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=500)
    parser.add_argument(
        "--folder", type=Path, help="where the cases stay; elsewhere they are gone afterwards"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--edits", type=int, default=3, help="how many of each kind are drawn")
    told = parser.parse_args()
    with TemporaryDirectory() as own:
        folder = told.folder or Path(own)
        make(folder, told.cases, told.seed)
        show("all", *run(folder))
        show("--changed, the first time", *run(folder, "--changed"))
        show("--changed, nothing changed", *run(folder, "--changed"))
        record = json.loads(gzip.decompress((folder / FILE).read_bytes()))
        for name in edits(record, told.edits, told.seed):
            with as_if_changed(folder, name):
                show(f"--changed, {name}", *run(folder, "--changed"))


def show(what: str, seconds: float, busy: float, said: str) -> None:
    """One run, in a line."""
    print(f"{seconds:6.1f} s wall {busy:6.1f} s processor  {what}: {said}", flush=True)


if __name__ == "__main__":
    main()
