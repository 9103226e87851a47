"""What nobody misses fails no test of the parsers, whichever folder they are of."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from regress.ablation.switches import Switch
from tests.regress.ablation.tried import ASKS, unnoticed


@pytest.mark.long
@pytest.mark.long_alone
def test_what_is_not_off_is_not_noticed() -> None:
    idle = [Switch("wording", f"{files[0]}.none", nullcontext) for files in ASKS.values()]
    assert unnoticed(idle) == idle
