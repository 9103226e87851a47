"""What one document may cost: seconds, memory and tries; defaults come from the machine."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

GIB = 2**30
FLOOR, CEILING = 120.0, 3600.0
"""Seconds that a document may take at least and at most."""
PER_MEGABYTE, PER_PAGE = 20.0, 15.0
"""Seconds for each megabyte and page: a page read by OCR takes 2 to 3 on a core of its own, a page with text
0.01.
"""
START = 120.0
"""Seconds within which a worker process must have started."""
LEAST_MEMORY, MOST_MEMORY = GIB, 4 * GIB
"""Between these the default memory of a worker lies; OCR needs half a gigabyte."""
SHARE = 0.8
"""The share of the machine's memory that workers divide among them."""
RECYCLED = 200
"""Documents after which a worker makes room for a new one."""
TRIES, MOST_TRIES = 2, 3
"""Failures of one kind, and of any, after which a document is given up."""
JOBS_PER_CORE, FEWEST = 4, 8
"""Ceiling of the number of workers: so many for each core, but no fewer than this."""


@dataclass(frozen=True)
class Limits:
    """What a document may cost. `seconds`: the same for every document; by size and pages where null.
    `memory`: bytes of a worker.
    """

    memory: int
    seconds: float | None = None
    documents: int = RECYCLED

    def time(self, size: int, pages: int = 0) -> float:
        """Seconds for a document of so many bytes and pages."""
        if self.seconds is not None:
            return self.seconds
        return min(CEILING, FLOOR + PER_MEGABYTE * size / 2**20 + PER_PAGE * pages)


def default_limits(jobs: int) -> Limits:
    """The limits of each of so many workers on this machine."""
    return Limits(default_memory(jobs))


def default_memory(jobs: int) -> int:
    """Bytes for each of so many workers: an equal share of the machine, neither starved nor without end."""
    return int(min(MOST_MEMORY, max(LEAST_MEMORY, SHARE * machine_memory() / jobs)))


def default_jobs() -> int:
    """A worker for each core, but no more than the memory allows."""
    return max(1, min(cores(), int(SHARE * machine_memory()) // LEAST_MEMORY))


def most_jobs() -> int:
    """The ceiling of the number of workers."""
    return max(FEWEST, JOBS_PER_CORE * cores())


def size_of(text: str | int) -> int:
    """Bytes of a size as people write it: 800M, 2G, 1.5GiB. Raises ValueError."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMGT]?)(?:i?B)?", str(text).strip(), re.IGNORECASE)
    if not found or not float(found[1]):
        raise ValueError(f"{text} is no size: write it as 800M or 2G")
    return int(float(found[1]) * 2 ** (10 * " KMGT".index(found[2].upper() or " ")))


def fraction(text: str | float) -> float:
    """A share as people write it: 5% or 0.05. Raises ValueError."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(%?)", str(text).strip())
    share = float(found[1]) / (100 if found[2] else 1) if found else None
    if share is None or share > 1:
        raise ValueError(f"{text} is no share: write it as 5%")
    return share


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def machine_memory() -> int:
    """Bytes of memory that this process may use: the machine's, or its control group's where that is less."""
    held = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    for path in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        try:
            told = Path(path).read_text("ascii").strip()
        except OSError:
            continue
        if told.isdigit():
            held = min(held, int(told))
    return held
