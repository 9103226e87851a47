"""Changes of the project itself, one at a time, and whether the cases notice: an entry dropped or narrowed, a sign turned, a condition, a number or a code changed, a rule gone.

`python -m tests.regress.project_mutations [CHANGES] [SEED]` draws more than the tests do and lists what escapes.
"""

from __future__ import annotations

import ast
import functools
import pickle
import random
import signal
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checks.rules import RULES
from parsers import lexicon
from regress.ablation.bodies import module_name, rewritten, source
from regress.behind import lexicon_files
from regress.cases import Case, compare, find_cases, load_document, rows_of
from regress.changes.fingerprints import functions_of
from regress.changes.forgetting import forget
from regress.changes.ran import Ran
from regress.changes.texts import says, text_of
from regress.rows import RowFacts, table_facts

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests/fixtures"
MUTATED = ("extract", "parsers", "normalize", "checks")
TABLES = ("documents", "units", "funds", "indicators", "scores", "figures", "passages", "findings", "checks")
SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
"""A sign turned, a condition turned round."""


MOST = 10.0
"""Seconds of computing after which reading one document is endless; it takes a quarter of one."""


class Endless(BaseException):
    """A reading that does not end. No error that the project handles."""


@dataclass(frozen=True)
class Mutation:
    """A change of the project. `open`: while it is entered, the change is in force; `touches`: the cases that can read
    otherwise for it, where that is known."""

    name: str
    open: Callable[[], Any]
    touches: frozenset[Case] | None = None


@dataclass
class Result:
    """Changes that changed some row, and those of them that no case noticed."""

    counted: list[str] = field(default_factory=list)
    escaped: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        return 1 - len(self.escaped) / len(self.counted) if self.counted else 0.0


class Corpus:
    """One document of each case as it was extracted, and all that was read of it before any change."""

    def __init__(self) -> None:
        held = {c: load_document(c.documents[-1]) for c in find_cases(FIXTURES)}
        self.documents = {c: pickle.dumps(d) for c, d in held.items()}
        self.texts = {c: text_of([d]) for c, d in held.items()}
        self.used: dict[str, set[Case]] = defaultdict(set)
        self.found: dict[tuple[str, str, int], set[Case]] = defaultdict(set)
        self.before: dict[Case, dict[str, list[RowFacts]] | None] = {}
        self._watch()

    def read(self, case: Case) -> dict[str, list[RowFacts]] | None:
        """The facts of all tables; null where reading fails or does not end, or
        the rows no longer say what they hold.
        """
        try:
            with _ending():
                rows = rows_of(pickle.loads(self.documents[case]))
                return {table: table_facts(rows, table) for table in TABLES}
        except (Exception, Endless):
            return None

    def _watch(self) -> None:
        """What is read of each document, the functions (path:name) that this runs through, and the entries of the
        lexicon that are found.
        """
        ran = Ran()
        try:
            for case in self.documents:
                found: set[tuple[str, str, int]] = set()
                forget()
                ran.begin()
                with lexicon.observed(lambda *entry, found=found: found.add(entry[:3])):
                    self.before[case] = self.read(case)
                for name in ran.end():
                    self.used[name].add(case)
                for entry in found:
                    self.found[entry].add(case)
        finally:
            ran.close()

    def finds(self, name: str, section: str, number: int, wordings: list[str]) -> frozenset[Case]:
        """The cases that find an entry of the lexicon, and those that say one of its wordings."""
        told = self.found.get((name, section, number), set())
        return frozenset(c for c, text in self.texts.items() if c in told or says(text, wordings))

    def examines(self, rule: str) -> frozenset[Case]:
        """The cases in which a rule examines something."""
        return frozenset(
            c for c, read in self.before.items() if read and any(r["rule"] == rule for r in read["checks"])
        )


@contextmanager
def _ending() -> Iterator[None]:
    """Raises Endless in what computes for more than `MOST` seconds; however busy the machine is, that is no sooner."""
    before = signal.signal(signal.SIGPROF, _give_up)
    signal.setitimer(signal.ITIMER_PROF, MOST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _give_up(*_: object) -> None:
    raise Endless


def measure(count: int, seed: int, corpus: Corpus) -> Result:
    """Draws changes until so many have changed a row."""
    rng, result = random.Random(seed), Result()
    drawn = drawing(rng, corpus)
    while len(result.counted) < count:
        mutation = next(drawn)
        changed, caught = tried(mutation, corpus)
        if changed:
            result.counted.append(mutation.name)
            result.escaped += [] if caught else [mutation.name]
    return result


def tried(mutation: Mutation, corpus: Corpus) -> tuple[bool, bool]:
    """Whether a change changes some row, and whether some case differs for it."""
    changed = False
    with mutation.open():
        forget()
        touched = [c for c in corpus.documents if mutation.touches is None or c in mutation.touches]
        # What is read soonest first: mostly the first case that reads otherwise is told.
        for case in sorted(touched, key=lambda c: len(corpus.documents[c])):
            now = corpus.read(case)
            if now == corpus.before[case]:
                continue
            if now is None or _noticed(case, now):
                changed = True
                break
            changed = changed or not _only_more(corpus.before[case], now)
        else:
            forget()
            return changed, False
    forget()
    return True, True


def _noticed(case: Case, now: dict[str, list[RowFacts]]) -> bool:
    """Whether a case differs; so it does where the comparison fails, which runs through the project too."""
    try:
        with _ending():
            return any(compare(case, t, now[t]) for t in case.tables)
    except (Exception, Endless):
        return True


def _only_more(before: dict[str, list[RowFacts]] | None, now: dict[str, list[RowFacts]]) -> bool:
    """Whether nothing changed but that rules compare more than they did."""
    assert before is not None
    least = {r["rule"]: r["compared"] for r in before["checks"]}
    more = all(r["compared"] >= least.get(r["rule"], 0) for r in now["checks"])
    return more and all(before[t] == now[t] for t in TABLES if t != "checks")


def drawing(rng: random.Random, corpus: Corpus) -> Iterator[Mutation]:
    """Changes of all kinds, never the same twice."""
    kinds: list[list[Mutation]] = [list(_entries(corpus)), list(_rules(corpus)), list(_code(corpus.used))]
    weights = (3, 1, 4)
    while any(kinds):
        (held,) = rng.choices(kinds, weights)
        if held:
            yield held.pop(rng.randrange(len(held)))


def _entries(corpus: Corpus) -> Iterator[Mutation]:
    """Entries of the lexicon dropped, and each of their wordings."""
    for name in lexicon_files():
        for section, held in lexicon.load(name).items():
            if not isinstance(held, list) or not held or not isinstance(held[0], dict):
                continue
            for n, entry in enumerate(held):
                where, touches = (
                    f"{name}.{section}.{entry['code']}",
                    corpus.finds(name, section, n, _all(entry)),
                )
                yield Mutation(
                    f"{where} dropped", functools.partial(_without, name, section, n, None), touches
                )
                wordings = _wordings(entry)
                for w, wording in enumerate(wordings if len(wordings) > 1 else []):
                    kept = [x for i, x in enumerate(wordings) if i != w]
                    change = functools.partial(_without, name, section, n, kept)
                    yield Mutation(f"{where} without {wording}", change, touches)


def _all(entry: dict[str, Any]) -> list[str]:
    return [w for held in entry.values() if isinstance(held, list) for w in held]


def _wordings(entry: dict[str, Any]) -> list[str]:
    return list(next((v for v in entry.values() if isinstance(v, list)), []))


@contextmanager
def _without(name: str, section: str, number: int, kept: list[str] | None) -> Iterator[None]:
    held = lexicon.load(name)[section]
    entry = held[number]
    if kept is None:
        changed = {
            **entry,
            **{k: ["无此词"] for k in entry if k != "code"},
        }
    else:
        changed = {k: v if k == "code" else list(kept) for k, v in entry.items()}
    held[number] = changed
    try:
        yield
    finally:
        held[number] = entry


def _rules(corpus: Corpus) -> Iterator[Mutation]:
    """Rules that no longer compare."""
    for rule in RULES:
        yield Mutation(f"rule {rule} gone", functools.partial(_silenced, rule), corpus.examines(rule))


@contextmanager
def _silenced(rule: str) -> Iterator[None]:
    held = RULES.pop(rule)
    try:
        yield
    finally:
        RULES[rule] = held


def _code(used: dict[str, set[Case]]) -> Iterator[Mutation]:
    """Every place of the code that is run where a sign, a condition, a number or a code can be another."""
    for path in sorted(p for package in MUTATED for p in (ROOT / package).rglob("*.py")):
        for qualname, node in functions_of(ast.parse(source(path))):
            touches = frozenset(used.get(f"{path.relative_to(ROOT).as_posix()}:{qualname}", ()))
            if touches:
                for n, said in enumerate(_sites(node)):
                    change = functools.partial(_changed, path, qualname, n)
                    yield Mutation(f"{module_name(path)}:{qualname} {said}", change, touches)


def _sites(function: ast.FunctionDef) -> list[str]:
    return [f"{line}: {said}" for line, said, _ in _places(function)]


def _places(function: ast.FunctionDef) -> Iterator[tuple[int, str, Callable[[], None]]]:
    """(line, what is changed, the change of the tree)."""
    for statement in function.body:
        for node in ast.walk(statement):
            line = getattr(node, "lineno", function.lineno)
            for owner, name in ((node, "op"), (node, "ops")):
                held = getattr(owner, name, None)
                operator = held[0] if isinstance(held, list) and held else held
                if type(operator) in SWAPPED:
                    yield line, type(operator).__name__, functools.partial(_swap, owner, name, operator)
            if isinstance(node, ast.Constant) and isinstance(node.value, int) and node.value is not True:
                yield (
                    line,
                    f"{node.value!r}",
                    functools.partial(
                        _set, node, "value", node.value + 1 if node.value is not False else True
                    ),
                )
            elif isinstance(node, ast.If | ast.IfExp):
                turned = ast.UnaryOp(ast.Not(), node.test)
                yield line, "if", functools.partial(_set, node, "test", turned)


def _swap(owner: ast.AST, name: str, operator: ast.AST) -> None:
    other = SWAPPED[type(operator)]()
    held = getattr(owner, name)
    setattr(owner, name, [other, *held[1:]] if isinstance(held, list) else other)


def _set(node: ast.AST, name: str, value: Any) -> None:
    setattr(node, name, value)


@contextmanager
def _changed(path: Path, qualname: str, number: int) -> Iterator[None]:
    """Another body for a function, in place: whoever has imported it runs the new one."""

    def change(name: str, node: ast.FunctionDef) -> bool:
        held = list(_places(node)) if name == qualname else []
        if number < len(held):
            held[number][2]()
        return number < len(held)

    with rewritten(path, change):
        yield


def main() -> None:
    """Prints the share of changes that the cases notice, and the others."""
    count, seed = (
        int(v) for v in (*sys.argv[1:], *("200", str(random.randrange(10**6)))[len(sys.argv) - 1 :])
    )
    result = measure(count, seed, Corpus())
    print(f"seed {seed}: {result.share:.3f} of {len(result.counted)} changes noticed; escaped:")
    print("\n".join(f"  {name}" for name in result.escaped))


if __name__ == "__main__":
    main()
