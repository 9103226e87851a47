"""Counts of persons that a sentence lists under another: 现有职工19人，其中在编13人、聘用2人、临时工4人."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from checks.codes import State
from checks.comparison import HOLDS, Comparison
from checks.facts import Facts, where
from extract import regex
from normalize.schema import Figure

STAFF = regex.compile(
    r"(?:职工|教师|人员|实有人数|从业人数)(?:总数|人数)?(?:共计?|合计|为|有|共有)?(?P<n>\d+)[人名][,，;；(（]"
    r"其中[:：，,]?(?P<listed>(?:[^\d。；;]{2,16}\d+[人名][)、，,；;]?)+)"
)
ENTRY = regex.compile(r"(\D{2,16}?)(\d+)[人名]")
APART = tuple(
    map(
        regex.compile,
        (
            "(?:[正副]高|高级|中级|初级)(?!.*工)|职称|管理人员|技师|[高中初]级工|普通?工$|工勤",
            "在编|编内|正式|聘用|招聘|临时|编外|合同|劳务派遣|公益性?岗|借调",
            "行政|参公|参照公务员|事业|工勤|后勤",
        ),
    )
)
"""Kinds of staff of which nobody is of two: by rank, by how they were hired, by the post that pays them."""
HIRED = (regex.compile("在编|编内|正式"), regex.compile("聘用|招聘|临时|编外|合同|派遣"))
"""Who is on the establishment, and who is not: a list of both leaves nobody out."""
LEAST = 2


def staff(facts: Facts) -> Iterator[Comparison]:
    """Kinds of staff are not more than all of it; those on the establishment and the others are all."""
    for row, text in facts.texts:
        for found in STAFF.finditer(text) if isinstance(row, Figure) else ():
            entries = ENTRY.findall(found["listed"])
            kinds = max((_of_kind(entries, words) for words in APART), key=len)
            if len(kinds) < LEAST:
                continue
            count, stated = sum(int(n) for _, n in kinds), int(found["n"])
            whole = all(any(word.search(name) for name, _ in kinds) for word in HIRED) and kinds == entries
            said = f"人员共{stated}人，所列{len(kinds)}类合计{count}人，两者不符{where(row)}。"
            broken = Comparison(state=State.BROKEN, message=said, rows=(row,), severity="warning")
            yield broken if count > stated or (whole and count != stated) else HOLDS


def _of_kind(entries: Sequence[tuple[str, str]], words: regex.Pattern[str]) -> list[tuple[str, str]]:
    """The first entries of a list, up to one of which nobody need be apart from them."""
    return list(takewhile(lambda entry: words.search(entry[0]), entries))
