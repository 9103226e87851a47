"""`python -m tests.scale [DOCUMENTS …]`: what a run costs by its parts, at each number of built reports: processor seconds of
reading for each page, and of the process that hands out and commits for each document, on this machine alone and through Ray.
"""

from __future__ import annotations

import os
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.cluster.engine import RayPool
from ingest.run import MakeEngine, ingest

from .load import PAGES, build

SIZES = (125, 250, 500)
ENGINES: dict[str, MakeEngine | None] = {"local": None}
if find_spec("ray"):
    ENGINES["ray"] = RayPool


def main() -> None:
    """Prints a line a size and engine."""
    for documents in [int(x) for x in sys.argv[1:]] or SIZES:
        with TemporaryDirectory() as folder:
            raw = Path(folder, "raw")
            raw.mkdir()
            build(raw, documents)
            for name, engine in ENGINES.items():
                before, began = os.times(), time.monotonic()
                ingest([raw], Path(folder, name), 2, engine=engine)
                after, seconds = os.times(), time.monotonic() - began
                own = after.user + after.system - before.user - before.system
                told = f"handing out and committing {1000 * own / documents:.1f} ms/document"
                if engine is None:
                    read = (
                        after.children_user
                        + after.children_system
                        - before.children_user
                        - before.children_system
                    )
                    told += f", reading {1000 * read / documents / PAGES:.1f} ms/page"
                print(f"{documents:6} documents, {name}: {seconds:.0f} s; a processor: {told}", flush=True)


if __name__ == "__main__":
    main()
