"""What the tests of the parsers need: those that ask about something run with it switched off, until one fails."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext, redirect_stdout
from io import StringIO

import pytest
from _pytest.runner import runtestprotocol

from regress.ablation.switches import Switch
from tests.conftest import ROOT

PARSERS = ROOT / "tests" / "parsers"
ASKS = {
    "forms": ("columns", "glued", "hunan_unit", "self_evaluation", "unrolled"),
    "narrative": (
        *(
            "clauses",
            "clues",
            "concepts",
            "figures",
            "headings",
            "measures",
            "naming",
            "narrative",
            "numbers",
            "profile",
        ),
        *("scores", "threads"),
    ),
    "outline": ("bodies", "figures", "headings", "outline", "passages", "profile", "units"),
    "tables": (
        *(
            "base_data",
            "columns",
            "figures",
            "fund_usage",
            "numbers",
            "scores",
            "self_evaluation",
            "site_sample",
        ),
        *("statements", "targets"),
    ),
    "words": ("numbers", "figures", "units"),
}
"""The folders of tests, and the files of the lexicon that they ask about."""
BOOK = "test_sentences.py"
"""It is read sentence by sentence already."""
IDLE = Switch("none", "nothing", nullcontext)


class _Trial:
    """Runs its tests for each switch in the place of once. `unnoticed`: those with which all of them pass."""

    def __init__(self, switches: Iterable[Switch]) -> None:
        self.switches = tuple(switches)
        self.unnoticed: list[Switch] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        # Those that draw their texts draw others each time; and some hold what was made before.
        items = [i for i in session.items if not hasattr(getattr(i, "obj", None), "hypothesis")]
        with IDLE.open():
            # Twice, as what one leaves behind may fail it with any switch.
            items = [i for i in items if _passes(i) and _passes(i)]
        for switch in self.switches:
            asked = [i for i in items if switch.name.partition(".")[0] in _asked(i)]
            with switch.open():
                if all(map(_passes, asked)):
                    self.unnoticed.append(switch)
        return True


def _asked(item: pytest.Item) -> tuple[str, ...]:
    """The files of the lexicon that a test asks about."""
    return ASKS[item.path.relative_to(PARSERS).parts[0]]


def _passes(item: pytest.Item) -> bool:
    return not any(r.failed for r in runtestprotocol(item, log=False, nextitem=None))


def unnoticed(switches: Iterable[Switch]) -> list[Switch]:
    """Those of the switches that no test of the parsers notices."""
    trial = _Trial(switches)
    where = [str(PARSERS / name) for name in ASKS]
    with redirect_stdout(StringIO()):
        pytest.main(["-q", "-p", "no:cacheprovider", f"--ignore-glob=*{BOOK}", *where], plugins=[trial])
    return trial.unnoticed
