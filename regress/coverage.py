"""Which lexicon entries, clues, table kinds and outcomes of rules the cases exercise."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib.resources import files

from checks.rules import RULES
from extract import regex
from extract.model import Document
from normalize.schema import Rows
from parsers import lexicon
from parsers.lexicon.contents import FILES, narrative
from parsers.report import Profile
from parsers.tables.kinds import kind_names, name_of

from .cases import rows_of
from .changes.texts import bare, text_of
from .clues import clue_ids, watched

NARRATIVE = tuple(name for name, kind in FILES.items() if kind.__module__ == narrative.__name__)
"""The files of the lexicon whose wordings stand in sentences."""


@dataclass(frozen=True)
class Item:
    """Something that a case can exercise. `kind`: lexicon, narrative, clue, table, kept and broken (rules by
    what came of them); `missing`: of its wordings, those that no case holds.
    """

    kind: str
    name: str
    exercised: bool
    missing: tuple[str, ...] = ()


@dataclass
class Seen:
    """What the cases' documents exercised; `narrative`, `everything`: the lines that they say."""

    entries: dict[tuple[str, str, int], set[str]] = field(default_factory=lambda: defaultdict(set))
    kinds: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)
    clues: Counter[str] = field(default_factory=Counter)
    narrative: dict[str, None] = field(default_factory=dict)
    everything: dict[str, None] = field(default_factory=dict)


def coverage(documents: Iterable[Document]) -> list[Item]:
    """Every item with whether a document (of a case) exercises it; a rule, where it compared something that
    holds, and where it found something broken.
    """
    seen = Seen()
    with noted(seen), watched(lambda told: seen.clues.update([told.clue])):
        for document in documents:
            note_document(seen, document)
    return items(seen)


@contextmanager
def noted(seen: Seen) -> Iterator[None]:
    """While open, every entry of the lexicon that is found is noted."""

    def note(name: str, section: str, number: int, text: str) -> None:
        seen.entries[name, section, number].add(text)

    with lexicon.observed(note):
        yield


def items(seen: Seen) -> list[Item]:
    """Every item, with whether it was exercised."""
    return [
        *(Item("table", kind, bool(seen.kinds[kind])) for kind in kind_names()),
        *(Item("kept", rule, bool(seen.kept[rule])) for rule in RULES),
        *(Item("broken", rule, bool(seen.broken[rule])) for rule in RULES),
        *(Item("clue", clue, bool(seen.clues[clue])) for clue in clue_ids()),
        *_lexicon_items(seen),
    ]


def note_document(seen: Seen, document: Document) -> Rows:
    """The rows of a document; what it says and what reading it came to is noted."""
    rows = rows_of(document)
    seen.kept.update(c.rule for c in rows.checks if c.compared and c.outcome == "passed")
    seen.broken.update(f.rule for f in rows.findings)
    read = set(_tables_read(rows))
    seen.kinds.update(
        k
        for t in document.tables
        if t.index in read and (k := name_of(t, Profile(doc_type=rows.document.doc_type or "other")))
    )
    told = text_of([replace(document, blocks=tuple(document.paragraphs))])
    seen.narrative |= dict.fromkeys(told.splitlines())
    seen.everything |= dict.fromkeys(text_of([document]).splitlines())
    return rows


def _tables_read(rows: Rows) -> Iterator[int]:
    """The tables that gave rows."""
    for row in (*rows.funds, *rows.indicators, *rows.scores):
        if found := regex.match(r"t(\d+)r", row.locator or ""):
            yield int(found.group(1))


def _lexicon_items(seen: Seen) -> Iterator[Item]:
    """Entries by what the parsers found with them, plain wordings by what stands in the documents."""
    narrative_text, everything = "\n".join(seen.narrative), "\n".join(seen.everything)
    for name in sorted(
        p.name.removesuffix(".toml") for p in files(lexicon).iterdir() if p.name.endswith(".toml")
    ):
        kind = "narrative" if name in NARRATIVE else "lexicon"
        text = narrative_text if kind == "narrative" else everything
        for section, held in lexicon.load(name).items():
            if isinstance(held[0], str):
                wordings = [
                    w for pattern in lexicon.wordings_of(name, section) for w in alternatives(pattern)
                ]
                yield _wordings(kind, f"{name}.{section}", wordings, text)
            else:
                yield from _entries(seen, kind, name, section, text)


def _entries(seen: Seen, kind: str, name: str, section: str, text: str) -> Iterator[Item]:
    """Entries with codes: what was found is exercised, however its wording was joined with its neighbours. Of
    a section whose entries are built into patterns nobody is told: there the words count.
    """
    told = any(key[:2] == (name, section) for key in seen.entries)
    for n, entry in enumerate(lexicon.entries(name, section)):
        texts = seen.entries.get((name, section, n), set()) if told else {text}
        found = _wordings(kind, f"{name}.{section}.{entry.code}", _each(entry), "\n".join(sorted(texts)))
        yield replace(found, exercised=bool(texts)) if told else found


def _each(entry: lexicon.Entry) -> list[str]:
    """The wordings of an entry, those that one pattern joins apart."""
    return [w for pattern in entry.wordings for w in alternatives(pattern)]


def _wordings(kind: str, name: str, wordings: Iterable[str], text: str) -> Item:
    wordings = list(wordings)
    missing = tuple(w for w in wordings if not _said(w, text))
    return Item(kind, name, len(missing) < len(wordings), missing)


def _said(wording: str, text: str) -> bool:
    """Whether a text holds a wording, whatever stands beside it: readers cut clauses out of it. One that only
    asks what stands beside is sought as it is.
    """
    words = bare(wording)
    found = regex.finditer(words or wording, text)
    return bool(text) and any(m.group() or not words for m in found)


def alternatives(pattern: str) -> list[str]:
    """The wordings that a pattern joins by |: those of its outermost level, or of the one group that it
    consists of.
    """
    pieces = _split(pattern)
    whole = regex.fullmatch(
        r"\^?(?P<group>\((?:\?:|\?P<\w+>)?(?!\?)(?P<inner>(?:[^()\\]|\\.|(?&any))*)\))(?:[+*](?:\[[^\]]*\]\??)?)?\$?"
        r"(?(DEFINE)(?P<any>\((?:[^()\\]|\\.|(?&any))*\)))",
        pattern,
    )
    return _split(whole["inner"]) if len(pieces) == 1 and whole else pieces


def _split(pattern: str) -> list[str]:
    pieces, depth, bracket, escaped = [""], 0, False, False
    for char in pattern:
        if not escaped and not bracket:
            depth += (char == "(") - (char == ")")
        if not escaped:
            bracket = char == "[" or (bracket and char != "]")
        if char == "|" and not (depth or bracket or escaped):
            pieces.append("")
        else:
            pieces[-1] += char
        escaped = char == "\\" and not escaped
    return pieces
