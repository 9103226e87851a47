"""Small tables of an evaluation's result: 一级指标 | 分值 | 得分 | 得分率, or the same on its side."""

from __future__ import annotations

from collections.abc import Iterator

from extract import regex
from extract.fold import fold
from extract.model import Cell, Table
from parsers.forms.state import LONGEST_LABEL, label
from parsers.lexicon import code_of, form_words, score_words
from parsers.report import Profile, ScoreReading
from parsers.words.names import clean_item, tidy

FEWEST = 3
"""Parts and whole of the least table of scores."""
ScoreRow = tuple[Cell, Cell, Cell]
"""Name, points to be had, points given."""


def is_score_table(table: Table) -> bool:
    """Whether the table gives points for the parts of an evaluation and to no indicator: 分值 and 得分 as
    labels, across or down.
    """
    return (
        table.cols <= 8
        and len(list(_rows(table))) >= FEWEST
        and not any(_column(c.text.folded) in ("level3", "target", "actual") for c in table.cells)
    )


def read_score_table(table: Table, profile: Profile) -> Iterator[ScoreReading]:
    """A score for each part, and for the whole."""
    title = table.folded_title
    own = profile.doc_type == "self_evaluation" or form_words().own.found_in(title)
    for named, weight, score in _rows(table):
        name = clean_item(tidy(named.text.chars))
        component = (
            "total"
            if code_of("self_evaluation", "blocks", fold(name)) == "total"
            else code_of("self_evaluation", "components", fold(name))
        )
        yield ScoreReading(
            place=table.place(score),
            component=component or "other",
            name=name,
            scope="unit" if form_words().overall.found_in(title + (profile.title or "")) else "project",
            method="self" if own else "department",
            weight=_points(weight),
            score=_points(score),
        )


def _rows(table: Table) -> Iterator[ScoreRow]:
    """The parts with their points, whichever way the table stands."""
    for turned in (False, True):

        def at(line: int, place: int, turned: bool = turned) -> Cell | None:
            return table.grid.get((place, line) if turned else (line, place))

        lines, places = (table.cols, table.row_count) if turned else (table.row_count, table.cols)
        heads = {
            code: i
            for i in range(places)
            if (c := at(0, i)) is not None and (code := _column(c.text.folded)) in ("weight", "score")
        }
        if len(heads) < 2 or 0 in heads.values():
            continue
        for line in range(1, lines):
            named, weight, score = at(line, 0), at(line, heads["weight"]), at(line, heads["score"])
            if (
                named
                and weight
                and score
                and regex.search(r"\p{Han}", named.text.chars)
                and _points(weight)
                and _points(score)
            ):
                yield named, weight, score
        return


def _column(text: str) -> str | None:
    if not text or len(text) > LONGEST_LABEL or score_words().rate.search(text):
        return None
    return code_of("self_evaluation", "columns", label(text))


def _points(cell: Cell) -> str | None:
    found = form_words().count.fullmatch(cell.text.folded)
    return found.group(1) if found else None
