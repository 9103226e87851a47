"""Every file of the lexicon is as it is said to be."""

from __future__ import annotations

import pytest

from parsers import lexicon
from parsers.lexicon.contents import FILES


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_as_it_is_said_to_be(name: str) -> None:
    assert isinstance(lexicon.__dict__["_words"](name), FILES[name])
