"""`make fuzz`: mutants of the fixtures through the whole program, in the workers that every ingest uses, until the time is up.

A mutant at which the program itself fails, crashes or passes a limit is kept in `tests/fuzz/corpus`, which `make test` reads again.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from extract.settings import Ocr, OcrMode
from ingest.limits import Limits
from ingest.run import ingest
from ingest.worker import Settings

from .mutate import mutant

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
CORPUS = Path(__file__).parent / "corpus"
BATCH = 60
LIMITS = Limits(memory=2**30, seconds=30)
BAD = ("程序出错", "意外终止", "--timeout", "--memory")
"""What the error of a document says that the program is to blame for."""


def main() -> None:
    """Fuzzes; says how many mutants there were, and names those that it kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    chance, until, count, kept = random.Random(options.seed), time.monotonic() + options.seconds, 0, 0
    seeds = sorted(p for p in FIXTURES.glob("*/document.*") if p.suffix in (".pdf", ".docx", ".txt"))
    while time.monotonic() < until:
        with TemporaryDirectory() as folder:
            raw = Path(folder, "raw")
            raw.mkdir()
            for n in range(BATCH):
                seed = chance.choice(seeds)
                made = mutant(seed.read_bytes(), seed.suffix[1:], chance)
                (raw / f"{n}{seed.suffix}").write_bytes(made)
            kept += keep(raw, Path(folder, "out"))
            count += BATCH
    print(f"seed {options.seed}: {count} mutants, {kept} kept in {CORPUS}")


def keep(raw: Path, out: Path) -> int:
    """How many mutants of a folder the program fails at; they go to the corpus under the hash of their content."""
    summary = ingest([raw], out, 2, Settings(Ocr(OcrMode.OFF)), limits=LIMITS)
    bad = [(source, error) for source, error in summary.failures if any(word in error for word in BAD)]
    for source, error in bad:
        path = raw / source
        name = hashlib.sha256(path.read_bytes()).hexdigest()[:12] + path.suffix
        shutil.copy(path, CORPUS / name)
        print(name, error)
    return len(bad)


if __name__ == "__main__":
    main()
