"""Where the time of a run goes, by stage: processor seconds, as those of the clock are what else the machine
does, too.
"""

from __future__ import annotations

import time
from collections.abc import Mapping

STARTING, LISTING, READING, PARSING = "starting", "listing", "reading", "parsing"
NORMALISING, CHECKING, WRITING = "normalising", "checking", "writing"
HANDING_OUT, ACROSS, MERGING = "handing out", "checks across documents", "merging"
STAGES = {
    STARTING: "starting this program and its workers",
    LISTING: "finding the files and what is known of them",
    READING: "reading files to paragraphs and tables",
    PARSING: "parsing these to what the reports state",
    NORMALISING: "normalising that to rows",
    CHECKING: "checking each document by itself",
    WRITING: "writing the rows of each document",
    HANDING_OUT: "handing out files, and taking what was read",
    ACROSS: "checks across documents, and which are one report",
    MERGING: "merging the rows into the dataset's files",
}
"""The stages in their order, as people read them; those from reading to writing are the workers'."""


class Clock:
    """Processor seconds of this process by stage, from when it is made; and the pages that were read."""

    def __init__(self, starting: float = 0.0) -> None:
        self.seconds = {STARTING: starting}
        self.pages = 0
        self._last = time.process_time()

    def passed(self, stage: str) -> None:
        """What went by since this was last called was this stage."""
        now = time.process_time()
        self.add({stage: now - self._last})
        self._last = now

    def add(self, seconds: Mapping[str, float], pages: int = 0) -> None:
        """Takes what another process has counted."""
        self.pages += pages
        for stage, spent in seconds.items():
            self.seconds[stage] = self.seconds.get(stage, 0.0) + spent

    def told(self) -> dict[str, float]:
        """The seconds of every stage to the millisecond, in their order."""
        return {stage: round(self.seconds.get(stage, 0.0), 3) for stage in STAGES}


def profile_text(clock: Clock) -> str:
    """The table that people read."""
    told = clock.told()
    whole, pages = sum(told.values()) or 1.0, clock.pages or 1
    lines = (
        f"{spent:8.2f} s {spent / whole:5.0%} {1000 * spent / pages:8.2f} ms a page: {STAGES[stage]}"
        for stage, spent in told.items()
    )
    return "\n".join(["seconds of a processor:", *lines])
