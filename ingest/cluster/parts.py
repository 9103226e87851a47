"""The parts of a dataset that tasks of the cluster make: rows go there, the bytes of a file come back, and
what commits them is the process that was started.
"""

from __future__ import annotations

import logging
from typing import Any

from normalize.store.parts import GivenPart, MadePart, part_given

PATIENCE = 120.0
"""Seconds within which a part is made that waits for no core."""
MOST = 32
"""Parts that are away at once: more are not sent in the time that one takes."""
log = logging.getLogger("juesuan.ingest")


class PartTasks:
    """Has tasks of a cluster of so many cores make parts. One whose task ends without an answer is made in
    this process; when one is not made in time, so are all that follow.
    """

    def __init__(self, ray: Any, cores: int) -> None:
        self.together = min(MOST, cores)
        self._ray, self._late = ray, False
        self._task = ray.remote(max_retries=0, num_cpus=1)(part_given)

    def make(self, given: GivenPart) -> MadePart | None:
        """The part; null where no task makes it."""
        from ray.exceptions import GetTimeoutError, RayError

        if self._late:
            return None
        log.info("making a part of %s (task of Ray)", given.table)
        task = self._task.remote(given)
        try:
            made: MadePart = self._ray.get(task, timeout=PATIENCE)
            return made
        except GetTimeoutError:
            self._late = True
            self._ray.cancel(task, force=True)
        except RayError as error:
            log.warning(
                "a task of Ray ended (%s) while making a part of %s", type(error).__name__, given.table
            )
        return None
