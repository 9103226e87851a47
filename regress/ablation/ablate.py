"""What nothing needs: one clue, rule, entry, wording or condition switched off at a time, and whether a
document reads otherwise.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator

from extract.model import Document
from ingest.limits import cores
from regress.changes.texts import says

from .switches import KINDS, Switch, switches
from .trace import Trace, traces


class Ablation:
    """Documents as they are read, and what can be switched off."""

    def __init__(self, documents: Iterable[Document], kinds: tuple[str, ...] = KINDS) -> None:
        self.switches = switches(kinds)
        self.traces = traces(documents, kinds)

    def touched(self, switch: Switch) -> list[Trace]:
        """The documents that may read otherwise without it: those in which it was of use, then, as wordings
        are also built into patterns and nobody is told, those that say them.
        """
        used = [t for t in self.traces if switch.key in t.used]
        said = [t for t in self.traces if switch.key not in t.used and says(t.text, switch.patterns)]
        return [*used, *said]

    def needed(self, switch: Switch) -> bool:
        """Whether a row of some document changes without it."""
        touched = self.touched(switch)
        if not touched:
            return False
        with switch.open():
            return not all(t.reads_alike(switch.parses) for t in touched)

    def unneeded(self, jobs: int | None = None) -> Iterator[Switch]:
        """What changes no row of any document when it is off; as many processes as there are processors."""
        global _held
        jobs = jobs or cores()
        if jobs == 1 or "fork" not in multiprocessing.get_all_start_methods():
            yield from (s for s in self.switches if not self.needed(s))
            return
        _held = self
        with multiprocessing.get_context("fork").Pool(jobs) as pool:
            for switch, needed in zip(
                self.switches, pool.imap(_needed, range(len(self.switches)), chunksize=8), strict=True
            ):
                if not needed:
                    yield switch


_held: Ablation | None = None
"""What the processes that are forked off find: code and documents as they are, which no pipe carries."""


def _needed(number: int) -> bool:
    assert _held is not None
    return _held.needed(_held.switches[number])
