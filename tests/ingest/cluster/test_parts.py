"""A part that no task makes is made in the process that was started, and the run goes on."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.cluster.parts import MOST, PartTasks
from normalize.store.parts import GivenPart, MadePart, part_given

GIVEN = GivenPart("funds", ())


class Ray:
    """A cluster that makes at once what it is given. `ends`: how its first tasks end instead."""

    def __init__(self, *ends: Exception) -> None:
        self.ends, self.given, self.cancelled = list(ends), 0, 0

    def remote(self, *told: GivenPart, **options: int) -> Any:
        if options:
            assert options["max_retries"] == 0
            return lambda function: self
        self.given += 1
        return told[0]

    def get(self, task: GivenPart, timeout: float) -> MadePart:
        if self.ends:
            raise self.ends.pop(0)
        return part_given(task)

    def cancel(self, task: GivenPart, force: bool) -> None:
        self.cancelled += 1


def test_a_lost_task_costs_its_part_alone(caplog: pytest.LogCaptureFixture) -> None:
    errors = pytest.importorskip("ray.exceptions")
    tasks = PartTasks(Ray(errors.NodeDiedError("gone"), errors.WorkerCrashedError()), 2)
    assert [tasks.make(GIVEN) for _ in range(3)] == [None, None, part_given(GIVEN)]
    assert caplog.messages.count("a task of Ray ended (WorkerCrashedError) while making a part of funds") == 1


def test_a_cluster_that_is_late_is_not_asked_again() -> None:
    errors = pytest.importorskip("ray.exceptions")
    ray = Ray(errors.GetTimeoutError())
    tasks = PartTasks(ray, 2)
    assert [tasks.make(GIVEN) for _ in range(3)] == [None, None, None]
    assert (ray.given, ray.cancelled) == (1, 1)


def test_no_more_parts_are_away_than_there_are_cores() -> None:
    assert (PartTasks(Ray(), 2).together, PartTasks(Ray(), 512).together) == (2, MOST)
