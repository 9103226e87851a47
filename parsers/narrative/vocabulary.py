"""What can be a subject: names of the document's tables, of the lexicon and of the classification, and
words that make one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from extract import regex
from extract.fold import fold
from parsers.classification import economic_class, of_name
from parsers.lexicon import code_of_whole, naming_words, narrative_words
from parsers.report import Quantity
from parsers.words.names import clean_item

EXPENDITURE = "支出"
"""What some print behind a name, and some do not."""
CODE = regex.compile(r"2\d{2}(?:\d{2}){0,2}")


@dataclass(frozen=True)
class Vocabulary:
    """Names that are subjects. `codes`: the classification codes of a name; `tabled`: names that the
    document's tables print.
    """

    codes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    tabled: frozenset[str] = frozenset()

    def knows(self, words: str) -> bool:
        """Whether words are the name of a subject and nothing else."""
        name = bare(words)
        return (
            bool(_classified(name))
            or name in self.tabled
            or code_of_whole("concepts", "concepts", words.strip('“”"')) is not None
            or naming_words().money_or_total.whole(words)
            or economic_class(name) is not None
        )

    def is_item(self, words: str) -> bool:
        """Whether words are the name of an item of the classification."""
        return bare(words) in self.codes or bool(_classified(bare(words)))

    def code(self, name: str, above: str = "") -> str | None:
        """The one classification code of a name, where it has one: that under the class, section or code
        `above` it.
        """
        found = self.codes.get(bare(name)) or _classified(bare(name))
        under = {c for c in found for a in self._codes_of(above) if c.startswith(a) and c != a}
        chosen = under or found
        return next(iter(chosen)) if len(chosen) == 1 else None

    def class_of(self, above: str) -> str | None:
        """The code of the one class that a name or code above an item belongs to."""
        classes = {code[:3] for code in self._codes_of(above)} if above else set()
        return classes.pop() if len(classes) == 1 else None

    def _codes_of(self, above: str) -> frozenset[str]:
        return (
            frozenset({above})
            if CODE.fullmatch(above)
            else self.codes.get(bare(above)) or _classified(bare(above))
        )


@lru_cache(maxsize=8192)
def _classified(name: str) -> frozenset[str]:
    """The codes that the functional classification has for a bare name; its words alone (教育) name no
    subject.
    """
    if len(name) < 4:
        return frozenset()
    found = (*of_name(name, "function"), *of_name(name + EXPENDITURE, "function"))
    return frozenset(e.code for e in found if e.code)


@lru_cache(maxsize=8192)
def bare(words: str) -> str:
    """A name without marks, quotation marks, 的 and the word 支出 that some print behind it."""
    name = naming_words().marks.sub("", clean_item(fold(words))).strip('“”"')
    return name.removesuffix(EXPENDITURE) if len(name) > 4 else name


def vocabulary(quantities: Iterable[Quantity]) -> Vocabulary:
    """The names that the tables of a document print."""
    codes: dict[str, set[str]] = defaultdict(set)
    tabled: set[str] = set()
    for q in quantities:
        if q.item_code and CODE.fullmatch(q.item_code):
            codes[bare(q.item)].add(q.item_code)
        tabled |= {bare(name) for name in (q.item, q.project) if name}
    return Vocabulary({k: frozenset(v) for k, v in codes.items()}, frozenset(tabled | codes.keys()))


def makes_subject(words: str) -> bool:
    """Whether words end as subjects do (…支出, …经费, …资金, …项目) and say no more than a name."""
    wordings = narrative_words()
    return bool(wordings.head_noun.search(words)) and not wordings.no_name.search(words)


def may_be_listed(words: str) -> bool:
    """Whether words can be the name of an entry of a list: no clause, no comparison, no count."""
    return (
        len(words) <= 36
        and regex.search(r"\p{Han}{2}|\*{3}", words) is not None
        and not naming_words().no_entry.found_in(words)
    )
