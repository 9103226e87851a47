"""A unit has one id however it is spelt, and two units have two."""

from __future__ import annotations

import csv
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from extract.fold import fold
from normalize.ids import unit_id

BODIES = Path(__file__).parent / "places/bodies.csv"
NAMES = sorted({r["name"] for r in csv.DictReader(BODIES.read_text("utf-8").splitlines())})
SPACES = st.sampled_from(["", " ", "　", "\u00a0", "\n", "\t"])
SUFFIXES = st.sampled_from(
    ["", "（本级）", "(本级)", "本级", "本部", "（机关）", "（汇总）", "(部门)", "（单位）"]
)
RADICALS = str.maketrans("门车见长马龙齐", "⻔⻋⻅⻓⻢⻰⻬")
WIDE = str.maketrans("()0123456789ABC", "（）０１２３４５６７８９ＡＢＣ")


@given(st.sampled_from(NAMES), st.lists(SPACES, min_size=48, max_size=48), SUFFIXES, SUFFIXES, st.booleans())
def test_any_spelling_gives_one_id(name: str, spaces: list[str], one: str, two: str, odd: bool) -> None:
    written = name.translate(RADICALS).translate(WIDE) if odd else name
    spread = "".join(sign + space for sign, space in zip(written, spaces, strict=False))
    assert unit_id(spread + written[len(spaces) :] + one + two) == unit_id(name)


def test_other_names_have_other_ids() -> None:
    plain = {fold(n).replace("(本级)", "").replace("(汇总)", "").removesuffix("本级") for n in NAMES}
    assert len({unit_id(n) for n in plain}) == len(plain) > 1000


def test_one_unit_one_id() -> None:
    assert (
        unit_id("云溪省青禾市教育局（本级）")
        == unit_id("云溪省青禾市教育局")
        == unit_id("云溪省 青禾市教育局本级")
        != unit_id("云溪省青禾市财政局")
    )
