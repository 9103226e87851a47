"""`make fuzz`: mutants of the fixtures, in every format that is read without another program, through the whole program, in
the workers that every ingest uses, until the time is up; and mutants of the lexicon's files through its loader.

A mutant at which the program itself fails, crashes or passes a limit is kept in `tests/fuzz/corpus`, which `make test` reads again.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import random
import re
import shutil
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from extract.settings import Ocr, OcrMode
from ingest.limits import Limits
from ingest.run import ingest
from ingest.worker import Settings
from tests.quality.test_formats import FEW, FORMATS, blocks

from .lexicon import tried
from .mutate import mutant

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
CORPUS = Path(__file__).parent / "corpus"
FEWEST, MOST = 30, 400
"""Mutants of a batch: the more, the less the start of the workers and the commit weigh."""
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
    documents = seeds(sorted(FIXTURES.glob("*/document.*")), FEW)
    size = FEWEST
    while (began := time.monotonic()) < until:
        with TemporaryDirectory() as folder:
            raw = Path(folder, "raw")
            raw.mkdir()
            for n in range(size):
                kind, data = chance.choice(documents)
                (raw / f"{n}.{kind}").write_bytes(mutant(data, kind, chance))
            kept += keep(raw, Path(folder, "out"))
            count += size
        for said in (wrong := tried(chance, size // 10)):
            print(said)
        kept += len(wrong)
        speed, left = size / (time.monotonic() - began), until - time.monotonic()
        size = max(FEWEST, min(2 * size, MOST, int(speed * left)))
    print(f"seed {options.seed}: {count} mutants, {kept} kept in {CORPUS}")


def seeds(documents: Sequence[Path], cases: Sequence[str]) -> list[tuple[str, bytes]]:
    """Documents by the format that each is in; of some cases all the other formats, as texts and in an archive."""
    held = [(p.suffix[1:], p.read_bytes()) for p in documents]
    for case in cases:
        made = [(name.rpartition(".")[2], render(blocks(case))) for name, render in FORMATS.items()]
        page = next(data for kind, data in made if kind == "html")
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as members:
            for n, (kind, data) in enumerate(made):
                members.writestr(f"{n}.{kind}", data)
        words = re.sub(rb"<[^>]*>", b"\t", page)
        held += [*made, ("txt", words), ("csv", words.replace(b"\t", b",")), ("zip", archive.getvalue())]
    return held


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
