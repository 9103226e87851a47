"""The door to the lexicon: codes and wordings by their names."""

from __future__ import annotations

from parsers.lexicon import code_of


def test_the_first_entry_that_fits_decides() -> None:
    assert code_of("columns", "roles", "项目编码") == "unit_code"
    assert code_of("columns", "roles", "编码") == "code" and code_of("columns", "roles", "金额") is None
