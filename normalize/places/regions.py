"""Where a body sits: its name, the fiscal year and what else its document says → the code of a division.

Nothing is guessed. A place that the table of divisions does not know, or knows several of, has a code only
where the document tells which it is; otherwise the row says why it has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract import regex
from extract.fold import fold

from .chains import Chain, chains, forms, has_counties, namesakes, right_before
from .divisions import Division, chain, divisions, of_code
from .lineage import lasting_id, of_lasting, stem
from .suffixes import Suffixed, is_central, region_of, suffixed, without_party

LATE = 2
"""Years by which a name may be newer than the fiscal year: a report bears the unit's name of the day when it
is published, and the table has changes up to two years late (`docs/regions.md`).
"""
_DIRECTIONS = regex.compile(r"[东西南北中新老城市郊矿关河江湖港]+区")
"""Names that tell where in a city a district lies: many cities know them, whether as a district or not."""
LONGEST_PLACE = 14
"""Characters of the longest name above a county."""
_ABOVE = regex.compile(r"\p{Han}+(?:[省市州盟]|地区|自治区)$")
_NO_PLACE = regex.compile(r"[我本全该各市地级城都超](?:省|市|州|盟|地区)$")


@dataclass(frozen=True)
class RegionEvidence:
    """What a document says besides a unit's name, folded, the surest kind first."""

    title: str = ""
    folder: str = ""
    issuer: str = ""
    text: str = ""

    def kinds(self) -> Iterator[tuple[str, str]]:
        """Each kind with its words."""
        yield from (("title", self.title), ("folder", self.folder), ("issuer", self.issuer))
        yield "text", self.text


@dataclass(frozen=True)
class Located:
    """Where a unit sits.

    `region`, `level`: what the name states, known to the table or not. `code`: null where `gap` says why.
    `place`: the division's lasting id. `by`: what told it (name, title, folder, issuer, text, code).
    `body`: the name without the places that the table knows.
    """

    region: str | None
    level: str | None
    code: str | None = None
    place: str | None = None
    by: str | None = None
    gap: str | None = None
    body: str = ""


def locate(
    name: str, year: int | None, evidence: RegionEvidence | None = None, printed: str | None = None
) -> Located:
    """Where a unit of this name sat in a fiscal year.

    `printed`: the code of its division, where the document gives it.
    """
    region, level = region_of(name)
    plain = fold(name)
    told = Located(region, level, body=plain)
    if is_central(plain):
        return replace(told, gap="central")
    lead, text = without_party(plain)
    at = _years(year)
    found = max((chains(text, y) for y in at), key=lambda c: c[0].end if c else 0)
    if not found:
        return _nameless(told, text, year, evidence or RegionEvidence(), printed)
    rest = _of_street(text[found[0].end :])
    told = replace(told, body=lead + _short_committee(rest, text != plain))
    return _of_chains(told, text, found, year, evidence or RegionEvidence(), printed)


def _of_street(body: str) -> str:
    """人民政府和平街道办事处, the office of a district's government in a street, as 和平街道办事处."""
    plain = body.removeprefix("人民政府")
    below = suffixed(plain) if plain != body else None
    return plain if below is not None and below.kind == "town" else body


def _short_committee(body: str, party: bool) -> str:
    """中共长沙市委员会 is 长沙市委; only a party's committee is called so."""
    return body.replace("委员会", "委", 1) if party and body.startswith("委员会") else body


def _years(year: int | None) -> range:
    if year is None:
        return range(_latest(), _latest() + 1)
    return range(year, year + LATE + 1)


def _latest() -> int:
    return max(d.valid_from or 0 for d in divisions())


def _of_chains(
    told: Located,
    text: str,
    found: Sequence[Chain],
    year: int | None,
    evidence: RegionEvidence,
    printed: str | None,
) -> Located:
    below = suffixed(_of_street(text[found[0].end :]))
    if below is not None and below.kind == "town":
        told = replace(told, region=below.name, level="township")
    if below is None or below.kind != "zone":
        written = text[found[0].start : found[0].end]
        told = told if below else replace(told, region=written, level=found[0].divisions[-1].level)
    if below is not None and (gap := _gap_below(below, found)):
        return replace(told, gap=gap)
    # In a year of change one place may stand twice, under one name and two codes.
    named = {lasting_id(c.divisions[-1]): c.divisions[-1] for c in sorted(found, key=_begun)}
    candidates, word = list(named.values()), text[found[0].start : found[0].end]
    if len(candidates) == 1 and (len(found[0].divisions) > 1 or candidates[0].level == "province"):
        return _coded(told, candidates[0], "name", year)
    if _contradicted(word, candidates, evidence, year):
        return replace(told, gap="contradicted")
    if len(candidates) == 1 and not _DIRECTIONS.fullmatch(word):
        return _coded(told, candidates[0], "name", year)
    if chosen := _supported(word, candidates, evidence, printed, year):
        return _coded(told, *chosen, year)
    return replace(told, gap="ambiguous")


def _begun(found: Chain) -> int:
    return found.divisions[-1].valid_from or 0


def _gap_below(below: Suffixed, found: Sequence[Chain]) -> str | None:
    """Why a place that is named below a known one leaves the unit without a code; null where it does not.

    A zone has the code of what is above it, a town that of its county, or of a city without counties.
    """
    if below.kind == "place":
        return "unknown"
    return "town" if any(_too_high(below, c.divisions[-1]) for c in found) else None


def _too_high(below: Suffixed, division: Division) -> bool:
    """Whether a town lies in one of the counties of a division, and not right below it."""
    return below.kind == "town" and division.level != "county" and has_counties(division)


def _coded(told: Located, division: Division, by: str, year: int | None) -> Located:
    """With the code that a division had in the year.

    Without one where it did not stand, or where the year is not known and it had several.
    """
    place = lasting_id(division)
    if year is None:
        codes = {d.code for d in divisions() if lasting_id(d) == place}
        if len(codes) > 1:
            return replace(told, place=place, gap="no_year")
        return replace(told, place=place, code=division.code, by=by)
    stood = division if division.stands_in(year) else of_lasting(place, year)
    if stood is None:
        return replace(told, gap="not_in_year")
    return replace(told, place=place, code=stood.code, by=by)


def _above(division: Division, year: int | None) -> tuple[str, ...]:
    """How the divisions above one may be written, the nearest first."""
    years = _years(year)
    lines = (chain(division, y)[:-1] for y in years if division.stands_in(y))
    return tuple(dict.fromkeys(form for line in lines for d in reversed(line) for form in forms(d)))


def _contradicted(
    word: str, candidates: Sequence[Division], evidence: RegionEvidence, year: int | None
) -> bool:
    """Whether the document puts the place below another than the table does."""
    known = tuple(name for d in candidates for name in _above(d, year))
    for _, words in evidence.kinds():
        for m in regex.finditer(word, words):
            above = _ABOVE.search(words[max(0, m.start() - LONGEST_PLACE) : m.start()])
            if above and not above.group().endswith(known) and not _NO_PLACE.search(above.group()):
                return True
    return False


def _supported(
    word: str, candidates: Sequence[Division], evidence: RegionEvidence, printed: str | None, year: int | None
) -> tuple[Division, str] | None:
    """The one of the divisions of a name that the document means, and what says so."""
    if printed and year is not None:
        meant = of_code(printed, year)
        same = [d for d in candidates if meant and lasting_id(d) == lasting_id(meant)]
        return (same[0], "code") if same else None
    for kind, words in evidence.kinds():
        joined = [d for d in candidates if any(above + word in words for above in _above(d, year))]
        # Running text names other cities too: a place is theirs only right behind their names.
        held = joined or [d for d in candidates if kind != "text" and _mentioned(d, kind, words, year)]
        if held:
            return (held[0], kind) if len(held) == 1 else None
    return None


def _mentioned(division: Division, kind: str, words: str, year: int | None) -> bool:
    """Whether the words name what lies right above a division; a folder is often called 南京 without 市."""
    line = next((chain(division, y) for y in _years(year) if division.stands_in(y)), ())
    if len(line) < 2:
        return False
    short = {stem(fold(line[-2].name))} if kind == "folder" else set()
    return any(form in words for form in {*forms(line[-2]), *short} if len(form) > 1)


def _nameless(
    told: Located, text: str, year: int | None, evidence: RegionEvidence, printed: str | None
) -> Located:
    """A name that begins with no division of the table.

    It begins with a town, a zone named after its city, an unknown place, or with none.
    """
    below = suffixed(text)
    if below is not None and below.kind == "place":
        return replace(told, gap="unknown")
    if below is not None and below.kind == "zone":
        told = replace(told, region=None, level=None)
    if printed and year is not None and (division := of_code(printed, year)):
        return _coded(told, division, "code", year)
    if below is None:
        return replace(told, gap="no_place")
    at = _years(year)[0]
    likely = namesakes(text, at) if below.kind == "zone" else ()
    for kind, words in evidence.kinds():
        held = {d for m in regex.finditer(below.name, words) for d in right_before(words, m.start(), at)}
        held = {d for d in held if not _too_high(below, d)}
        held |= {d for d in likely if any(form in words for form in forms(d))}
        if held:
            return _coded(told, held.pop(), kind, year) if len(held) == 1 else replace(told, gap="ambiguous")
    return replace(told, gap=below.kind)
