"""Units that a report names in a role: itself, those whose accounts it includes, those that carry out its
projects, its staff.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract import regex
from extract.fold import fold
from extract.model import Document, Place, Table
from parsers.codes import Role
from parsers.lexicon import Wordings, body_words, profile_words, unit_words
from parsers.report import BodyReading, Profile, UnitReading
from parsers.tables.headers import columns, header_rows
from parsers.tables.recognise import recognise
from parsers.words.bodies import bodies_in, is_body, is_own, labelled_bodies, without_own
from parsers.words.names import tidy

from .sections import Placed

ITSELF = "（本级）"
"""What the name of a body ends in that is meant without those below it."""


def read_units(document: Document, placed: Sequence[Placed], profile: Profile) -> Iterator[UnitReading]:
    """The reporting unit first, then the units that its accounts include, then those named over the
    description of a project.
    """
    if profile.unit_name is not None:
        quota, actual = _staff(placed)
        yield UnitReading(
            place=_where(placed, profile.unit_name),
            name=profile.unit_name,
            role="reporting",
            staff_quota=quota,
            staff_actual=actual,
        )
    for table in document.tables:
        yield from _listed(table)
        if recognise(table, profile) is not None:
            yield from _coded(table)
    told = [p for p in placed if not p.contents and p.part not in ("glossary", "tables")]
    yield from _members(told)
    yield from _headed(told)
    if not document.tables:
        yield from _labelled(placed)


def _labelled(placed: Sequence[Placed]) -> Iterator[UnitReading]:
    """The bodies that labels of a form name, in a document that holds it as text."""
    for label, name in dict.fromkeys(labelled_bodies([p.folded for p in placed])):
        role: Role = "supervisor" if profile_words().above.begins(label) else "implementing"
        yield UnitReading(place=_where(placed, name), name=name, role=role)


def supervisors(
    bodies: Iterable[BodyReading], units: Iterable[UnitReading], profile: Profile
) -> Iterator[UnitReading]:
    """The bodies that the text says the reporting unit to be below, where no form names them so."""
    known = {fold(u.name) for u in units if u.role == "supervisor"}
    for body in bodies:
        own = body.kind == "supervisor" and body.of in (None, profile.unit_name)
        if own and fold(body.value) not in known:
            known.add(fold(body.value))
            yield UnitReading(place=body.place, name=body.value, role="supervisor")


def with_full_names(
    units: Iterable[UnitReading], placed: Sequence[Placed], profile: Profile
) -> Iterator[UnitReading]:
    """The units, with the full name of those that the report calls by a short name that it defines
    (以下简称“市文旅局”), or just 局本级.
    """
    units = list(units)
    known = {without_own(fold(u.name)) for u in units}
    short = {
        m["value"]: name
        for p in placed
        if body_words().short_word.found_in(p.folded)
        for m in body_words().short_name.finditer(p.folded)
        for name in known
        if m["of"].endswith(name)
    }
    for unit in units:
        name = fold(unit.name)
        full = short.get(without_own(name))
        if is_own(name) and profile.unit_name and name not in short:
            yield replace(unit, name=without_own(fold(profile.unit_name)) + ITSELF)
        else:
            yield replace(unit, full_name=full) if full else unit


def _where(placed: Sequence[Placed], name: str) -> Place:
    for p in placed:
        if name in p.folded:
            return p.paragraph.place(0, len(p.paragraph.text.chars))
    return Place(None, None, "p0@0-0", name)


def _staff(placed: Sequence[Placed]) -> tuple[str | None, str | None]:
    """编制数 and 实有人数 as the overview prints them. Posts of several kinds without their sum are no
    编制数.
    """
    words = unit_words()
    whole: list[str] = []
    parts: list[str] = []
    actual = None
    for p in placed:
        if p.contents or p.part == "glossary":
            continue
        for m in words.posts.finditer(p.folded):
            (parts if m["kind"] else whole).append(m["n"])
        if actual is None:
            actual = next(
                (
                    m["n"]
                    for m in words.present.finditer(p.folded)
                    if not words.not_present.found_in(m["between"])
                ),
                None,
            )
    return (whole[0] if whole else parts[0] if len(parts) == 1 else None), actual


def _listed(table: Table) -> Iterator[UnitReading]:
    """The rows of a table 序号 | 单位名称 (决算单位构成)."""
    header = {c.col: c.text.folded for c in table.cells if c.row == 0}
    col = next((c for c, t in header.items() if unit_words().name_column.whole(t)), None)
    if col is None or table.cols > 4 or unit_words().no_list.search("".join(header.values())):
        return
    for row in range(1, table.row_count):
        cell = table.grid.get((row, col))
        if (
            cell is not None
            and cell.row == row
            and unit_words().placeholder.fullmatch(cell.text.folded) is None
        ):
            name = unit_words().name_tail.sub("", tidy(cell.text.chars))
            yield UnitReading(place=table.place(cell), name=name, role="subordinate")


def _coded(table: Table) -> Iterator[UnitReading]:
    """The units of a budget table whose rows are units: 单位代码 | 单位名称."""
    words, header, cols = table.words, header_rows(table), columns(table)
    code = next(
        (c for c in cols if c.role == "unit_code" and not unit_words().project.found_in(c.label)), None
    )
    name = next((c for c in cols if unit_words().name_label.search(c.label)), None)
    if code is None or name is None:
        return
    for row in range(header, table.row_count):
        cell, number = table.grid.get((row, name.index)), words.get((row, code.index), "")
        if cell is not None and cell.row == row and number.isdigit() and is_body(cell.text.folded):
            yield UnitReading(
                place=table.place(cell), name=tidy(cell.text.chars), role="subordinate", code=number
            )


def _members(placed: Sequence[Placed]) -> Iterator[UnitReading]:
    """Units that a sentence lists as those whose accounts are included, behind it or in the paragraphs that
    follow it.
    """
    words = unit_words()
    listing = False
    for p in placed:
        if listing and (found := list(_first_body(p))):
            yield from found
            continue
        listing = False
        for sentence in regex.finditer(r"[^。;]+", p.folded):
            says = sentence.group()
            yield from (
                _unit(p, sentence.start() + m.start("name"), sentence.start() + m.end("name"))
                for m in words.below_named.finditer(says)
                if is_body(m["name"])
            )
            itself = words.itself_below.search(says)
            intro = words.members.search(says, itself.end() if itself else 0)
            if intro is None or words.other.search(says):
                continue
            start = sentence.start() + intro.end()
            yield from (_unit(p, start + a, start + b) for _, a, b in bodies_in(says[intro.end() :]))
            listing = True


def _first_body(p: Placed) -> Iterator[UnitReading]:
    """The unit that a paragraph of a list begins with: 1.水务局本部，设9个内设机构. A paragraph without
    number holds its name alone.
    """
    found = next(bodies_in(p.folded[:60]), None)
    if found is None:
        return
    _, start, end = found
    numbered = unit_words().list_number.fullmatch(p.folded[:start])
    if numbered or (start == 0 and regex.fullmatch(r"(?:\([^()]*\))?[,。;、]?", p.folded[end:])):
        yield _unit(p, start, end)


def _headed(placed: Sequence[Placed]) -> Iterator[UnitReading]:
    """Units under a heading 实施主体 or 主管部门, or behind it on its line."""
    words = unit_words()
    roles: tuple[tuple[Role, Wordings], ...] = (
        ("implementing", words.implementing),
        ("supervisor", words.supervisor),
    )
    pending = None
    for p in placed:
        label = regex.match(r"[^:。,;]{2,16}", p.folded)
        role = next((r for r, pattern in roles if label and pattern.search(label.group())), None)
        if p.heading and role and ":" not in p.folded:
            pending = role
            continue
        behind = pending or (role if ":" in p.folded else None)
        text = regex.match(r"(?:[^:]{2,12}:)?(?P<name>[^,。;:]+)", p.folded) if behind else None
        if text is not None and behind and is_body(text["name"]):
            yield _unit(p, *text.span("name"), role=behind)
        pending = None


def _unit(p: Placed, start: int, end: int, role: Role = "subordinate") -> UnitReading:
    place = p.paragraph.place(*p.paragraph.text.span(start, end))
    return UnitReading(place=place, name=tidy(place.raw), role=role)
