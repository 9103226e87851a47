"""A process that unpacks archives, started as `python -m ingest.holders.unpack`: each line that comes in
names a file and a folder, the line that goes out says what the file held. A hostile archive ends it, not
the run.
"""

from __future__ import annotations

import json
import locale
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

MEMORY = 2**31
"""Bytes that it may use."""


def main() -> None:
    """Serves until its input ends."""
    from extract.archive.unpack import unpack

    # The library that reads 7Z gives their names in the encoding of the locale.
    with suppress(locale.Error):
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, resource.RLIM_INFINITY))
    for line in sys.stdin:
        task = json.loads(line)
        found = unpack(Path(task["path"]), task["name"], Path(task["folder"]))
        told = None if found is None else [asdict(u) for u in found]
        print(json.dumps(told, default=str), flush=True)


if __name__ == "__main__":
    main()
