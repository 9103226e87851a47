"""The codes that entries may stand for."""

from __future__ import annotations

import pytest

from parsers import lexicon
from parsers.lexicon import LexiconError
from parsers.lexicon.known import KNOWN
from parsers.lexicon.wordings import codes


@pytest.mark.parametrize("section", KNOWN)
def test_a_code_that_nobody_knows_is_named(section: str) -> None:
    name, _, held = section.partition(".")
    written = lexicon.load(name)[held]
    assert {e.code for e in codes(section, written).entries} <= KNOWN[section]
    with pytest.raises(LexiconError) as raised:
        codes(section, [*written, {"code": "average", "found": ["平均"]}])
    assert str(raised.value) == f"{section} {len(written) + 1}: average is no code of this section"
