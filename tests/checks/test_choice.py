"""Rules that a configuration switches off, or whose severity it sets."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.choice import Choice, read_choice
from checks.run import check_rows
from extract.errors import UsageError
from tests.checks.cases import ratios

BROKEN = ratios.CASES["ratio.share"][1]


def test_a_rule_that_is_off_is_not_examined() -> None:
    rows = check_rows(BROKEN, choice=Choice(off=frozenset({"ratio.share"})))
    assert not [f for f in rows.findings if f.rule == "ratio.share"]
    assert "ratio.share" not in {c.rule for c in rows.checks}


def test_the_severity_of_a_rule_is_set_and_what_is_lighter_stays_so(tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text('[rules]\n"ratio.share" = "warning"\n"score.reason" = "error"\n', "utf-8")
    choice = read_choice(file)
    (found,) = (f for f in check_rows(BROKEN, choice=choice).findings if f.rule == "ratio.share")
    assert found.severity == "warning"
    assert choice.severity("score.reason", "warning", "warning") == "error"
    assert choice.severity("score.reason", "warning", "info") == "info"
    assert choice.severity("sum.row", "error", "warning") == "warning"


@pytest.mark.parametrize("text", ['[rules]\n"no.rule" = "off"', '[rules]\n"sum.row" = "loud"', "no toml"])
def test_what_is_no_choice_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "rules.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=r"rules\.toml"):
        read_choice(file)
