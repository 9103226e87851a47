"""`python -m tests.scale [DOCUMENTS …]`: what a run costs by its parts, at each number of built reports: processor seconds of
reading for each page, of the process that hands out and commits for each document, and of Ray besides.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ingest.cluster.engine import RayPool
from ingest.pool import Pool
from ingest.run import ingest

from .load import PAGES, build

SIZES = (125, 250, 500)
ENGINES: dict[str, Callable[..., Any]] = {"local": Pool, "ray": RayPool}


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
                theirs = (
                    after.children_user
                    + after.children_system
                    - before.children_user
                    - before.children_system
                )
                print(
                    f"{documents:6} documents, {name}: {seconds:.0f} s; a processor: handing out and committing "
                    f"{1000 * own / documents:.1f} ms/document, all else {1000 * theirs / documents / PAGES:.1f} ms/page",
                    flush=True,
                )


if __name__ == "__main__":
    main()
