"""What neither a fixture case, nor a sentence, a label or a text of the books, nor a test of the parsers needs.

`python -m tests.regress.ablation.whole [KIND...]`; `juesuan regress --ablate` asks the cases of a folder alone.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from extract.model import Document
from regress.ablation.ablate import Ablation
from regress.ablation.switches import KINDS, Switch
from regress.cases import find_cases, load_document
from regress.changes.texts import says, text_of
from tests.checks.held import CASES, checked
from tests.conftest import FIXTURES
from tests.parsers.lexicon.labels import labelled
from tests.parsers.lexicon.texts import Written, texts
from tests.parsers.narrative.book import document_of, sentences
from tests.regress.ablation.tried import unnoticed

LEXICAL = ("entry", "wording")


def documents() -> Iterator[Document]:
    """One document of each case, and the sentences and the labels of the books, each as a report."""
    for case in find_cases(FIXTURES):
        yield load_document(case.documents[-1])
    yield from (document_of(s) for s in sentences())
    yield from (held.document(held.other) for held in labelled())


def needed_by_rows() -> set[str]:
    """The rules that compare something of the rows that keep or break them."""
    return {
        rule
        for rule, pair in CASES.items()
        if any(c.rule == rule and c.compared for rows in pair for c in checked(rows, rule).checks)
    }


def needed_by_texts(switch: Switch) -> bool:
    """Whether something else comes of a text, or nothing at all, where it is off; of wordings, of one that says it."""
    lexical = switch.kind in LEXICAL
    said = [w for w in texts() if not lexical or says(_text(w), switch.patterns)]
    with switch.open():
        return not all(w.reads_as_wanted() for w in said)


@lru_cache
def _text(written: Written) -> str:
    # As it is printed, too: names of indicators are read so.
    return "\n".join((text_of([written.document()]), written.said))


def unneeded(ablation: Ablation) -> Iterator[Switch]:
    """What nothing needs; entries and wordings last, as the tests of the parsers run for all of them at once."""
    rows = needed_by_rows()
    lexical = []
    for switch in ablation.unneeded():
        if switch.name in rows or needed_by_texts(switch):
            continue
        if switch.kind in LEXICAL:
            lexical.append(switch)
        else:
            yield switch
    yield from unnoticed(lexical)


def main() -> None:
    """Prints what can be switched off, and how many of each kind."""
    started = time.perf_counter()
    ablation = Ablation(documents(), tuple(sys.argv[1:]) or KINDS)
    found: Counter[str] = Counter()
    for switch in unneeded(ablation):
        found[switch.kind] += 1
        print(switch.kind, switch.name, flush=True)
    held = Counter(s.kind for s in ablation.switches)
    said = ", ".join(f"{found[kind]} of {number} ({kind})" for kind, number in held.items())
    print(f"off unnoticed: {said}; {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
