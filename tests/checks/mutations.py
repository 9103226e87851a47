"""Consistent reports of all layouts, one number or word of each changed: how many of the mistakes are named, and what else is reported.

`python -m tests.checks.mutations [REPORTS] [CHANGES] [SEED]` prints the figures for a longer run than the tests make.
"""

from __future__ import annotations

import hashlib
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from checks.run import check_rows
from extract.captions import with_context
from extract.model import Cell, Document, Paragraph, Table, Text
from extract.numbered import is_heading
from normalize.rows import normalize_report
from normalize.schema import Finding, Passage, Rows
from parsers.parse import parse_document
from parsers.personal import without_personal_data

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "fixtures"))

import build
from builder.accounts import draw, varied
from builder.evaluations import annexes, usage
from builder.final_accounts import detailed_statements, other_statements
from builder.final_accounts import document as final_accounts
from builder.final_accounts.report import Variant
from builder.forms import national, provinces, whole_unit
from builder.layout import Built, Grid, Para
from builder.narratives import accounts_wordings, budget_wordings, slots
from builder.relations import relation
from builder.relations.printed import relations

OTHER_WORD = {"大于": "小于", "小于": "大于"}
NARRATIVES = (
    accounts_wordings.TOTALS_SEPARATE,
    accounts_wordings.CHAINED,
    accounts_wordings.DATED,
    budget_wordings.BUDGET,
    budget_wordings.BUDGET_LED,
)
FORMS: tuple[Callable[[], Built], ...] = (
    lambda: national.build(build.UNIT, build.SECOND, "产品质量抽查", "national"),
    lambda: national.build(build.SECOND, build.UNIT, "食品安全抽检", "sichuan"),
    lambda: whole_unit.hunan_unit(build.UNIT),
    lambda: provinces.anhui(build.UNIT, build.SECOND, "产品质量抽查"),
    lambda: provinces.guangdong(build.UNIT, build.SECOND, "产品质量抽查"),
    lambda: provinces.shanghai(build.UNIT, build.SECOND, "产品质量抽查"),
    lambda: provinces.sichuan(build.UNIT, build.SECOND, "产品质量抽查"),
    lambda: usage.usage(build.UNIT),
    lambda: annexes.evaluated(build.UNIT),
)


def drawn(rng: random.Random) -> Built:
    """A consistent report of a random layout."""
    year = rng.choice([2022, 2023, 2024])
    unit = rng.choice([build.UNIT, build.SECOND, build.THIRD])
    accounts = draw(rng.randrange(10**6), year)
    kind = rng.choice(["accounts"] * 5 + ["narrative"] * 3 + ["form"] * 2 + ["other", "detailed"])
    if kind == "form":
        return rng.choice(FORMS)()
    if kind == "other":
        return other_statements.build(unit, accounts)
    if kind == "detailed":
        return detailed_statements.detailed(unit, accounts)
    accounts = varied(
        accounts,
        rng,
        rng.random() < 0.5,
        kind == "accounts" and rng.random() < 0.5,
        kind == "accounts" and rng.random() < 0.3,
    )
    if kind == "narrative":
        template = rng.choice(NARRATIVES)
        return slots.build(
            unit,
            accounts,
            template,
            rng.choice(["万元", "元"]),
            "budget" if "部门预算" in template else "final_accounts",
        )
    variant = Variant(
        unit=rng.choice(["万元", "元"]),
        codes=rng.choice([1, 3]),
        style=rng.choice(["hunan", "shanghai"]),
        zero=rng.choice(["", "0.00", "-"]),
        line_numbers=rng.random() < 0.4,
        directions=rng.random() < 0.5,
        partial=rng.random() < 0.3,
    )
    return final_accounts.build(unit, accounts, variant)


def read(built: Built) -> Rows:
    """The rows of a report, read from its blocks as they would be from a file."""
    document = without_personal_data(as_document(built.blocks))
    return normalize_report(document, parse_document(document))


def as_document(blocks: list[Any]) -> Document:
    """The blocks as the reader of DOCX gives them."""
    made: list[Paragraph | Table] = []
    for block in blocks:
        if isinstance(block, Para):
            made.append(
                Paragraph(
                    sum(isinstance(b, Paragraph) for b in made),
                    Text(block.text.strip()),
                    is_heading(block.text.strip()),
                )
            )
        elif isinstance(block, Grid):
            made.append(_table(block, sum(isinstance(b, Table) for b in made)))
    return Document(
        "report.docx",
        hashlib.sha256(repr(blocks).encode()).hexdigest(),
        "docx",
        (),
        tuple(with_context(made)),
    )


def _table(grid: Grid, index: int) -> Table:
    width = len(grid.rows[0])
    spans = {(r, c): (rows, cols) for r, c, rows, cols in grid.spans}
    covered = {
        (r + i, c + j) for (r, c), (rows, cols) in spans.items() for i in range(rows) for j in range(cols)
    } - spans.keys()
    places = [(r, c) for r in range(len(grid.rows)) for c in range(width) if (r, c) not in covered]
    cells = tuple(Cell(r, c, Text(grid.rows[r][c] or ""), *spans.get((r, c), (1, 1))) for r, c in places)
    return Table(index, cells, len(grid.rows), width, 0)


@dataclass
class Figures:
    """What was measured."""

    reports: int = 0
    changes: int = 0
    named: int = 0
    beside: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.named / self.changes if self.changes else 0.0


def measure(reports: int, changes: int, seed: int) -> Figures:
    """`reports` consistent reports, and `changes` mistakes in each."""
    rng, found = random.Random(seed), Figures()
    for _ in range(reports):
        built = drawn(rng)
        rows = read(built)
        found.reports += 1
        found.false += [
            f"{rows.document.title}: {f.rule} {f.message}"
            for f in check_rows(rows).findings
            if f.severity != "info"
        ]
        for told, id, changed in _mistakes(built, rows, rng, changes, found):
            leaders = [f for f in check_rows(changed).findings if f.cluster == f.finding_id]
            named = [f for f in leaders if any(e.id == id for e in f.evidence)]
            found.changes += 1
            found.named += bool(named)
            others = [f for f in leaders if f not in named[:1] and f.severity != "info"]
            found.beside += [f"{told} | {f.rule} {f.message}" for f in others]
            if not named:
                found.missed.append(f"{built.document.get('doc_type')}: {told} | {_summary(leaders)}")
    return found


def _summary(findings: list[Finding]) -> str:
    return "; ".join(f"{f.rule} {f.message}" for f in findings[:2])


def _mistakes(
    built: Built, rows: Rows, rng: random.Random, wanted: int, found: Figures
) -> Iterator[tuple[str, str, Rows]]:
    """What was changed, the id of its row, and the rows with the mistake: only mistakes that break a relation of the report."""
    held = relations(built)
    touching = {k: [r for r in held if k in r.numbers] for r in held for k in r.numbers}
    ids = _matched(built, rows)
    keys = sorted(touching)
    words = [p for p in rows.passages if p.kind == "direction" and (p.text or "")[2:5] and built.directions]
    for _ in range(wanted if keys else 0):
        if words and rng.random() < 0.15:
            yield _other_direction(rows, rng.choice(words))
            continue
        for _ in range(50):
            key = rng.choice(keys)
            told = _misprinted(Decimal(_row(built, key)[key[2]]), key, _row(built, key), rng)
            if told is None or all(relation.holds(_with(built, key, told), r) for r in touching[key]):
                continue
            if key[:2] not in ids:
                found.unread.append(f"{_row(built, key)}")
                continue
            yield (
                f"{_row(built, key)} -> {told}",
                ids[key[:2]],
                _mistaken(rows, ids[key[:2]], key, Decimal(told)),
            )
            break


def _row(built: Built, key: relation.Key) -> dict[str, Any]:
    return dict(getattr(built, key[0])[key[1]])


def _misprinted(value: Decimal, key: relation.Key, row: dict[str, Any], rng: random.Random) -> str | None:
    """A number as it might be misprinted: a digit, two digits, another amount, a slipped point, the other direction word."""
    digits = list(f"{abs(value):f}")
    places = [i for i, d in enumerate(digits) if d.isdigit()]
    kind = rng.choice(["digit", "digit", "swapped", "amount", "point", "direction"])
    if kind == "direction":
        return f"{-value:f}" if row.get("measure") in ("change", "change_rate") and value else None
    if kind == "digit":
        i = rng.choice(places)
        digits[i] = rng.choice([d for d in "0123456789" if d != digits[i]])
    elif kind == "swapped" and len(places) > 1:
        i = rng.randrange(len(places) - 1)
        a, b = places[i], places[i + 1]
        digits[a], digits[b] = digits[b], digits[a]
    elif kind == "amount":
        digits = list(f"{abs(value) + rng.choice([Decimal('3.17'), Decimal('11.4'), Decimal(27)]):f}")
    elif kind == "point" and value:
        digits = list(f"{(abs(value) * 10):f}")
    exponent = int(value.as_tuple().exponent)
    new = Decimal("".join(digits)).quantize(Decimal(1).scaleb(exponent))
    return None if new == abs(value) else f"{'-' if value < 0 else ''}{new:f}"


def _with(built: Built, key: relation.Key, value: str) -> Built:
    held = list(getattr(built, key[0]))
    held[key[1]] = {**held[key[1]], key[2]: value}
    return replace(built, **{key[0]: held})


def _matched(built: Built, rows: Rows) -> dict[tuple[str, int], str]:
    """(table, number of the built row) → the id of the row that was read, each used once."""
    out: dict[tuple[str, int], str] = {}
    free: dict[tuple[Any, ...], list[Any]] = {}
    for f in rows.funds:
        free.setdefault((f.statement, f.measure, f.origin, f.unit, f.value), []).append(f)
    for n, f in enumerate(built.funds):
        held = free.get((f["statement"], f["measure"], f["origin"], f["unit"], Decimal(f["value"])), [])
        best = min(
            held,
            key=lambda r: (
                _plain(r.item) != _plain(f["item"]),
                (r.breakdown or "") != f.get("breakdown", ""),
                r.item_code != f.get("item_code"),
            ),
            default=None,
        )
        if best is not None:
            held.remove(best)
            out["funds", n] = best.fund_id
    indicators = list(rows.indicators)
    for n, i in enumerate(built.indicators):
        if row := next((r for r in indicators if r.level3 == i["level3"]), None):
            indicators.remove(row)
            out["indicators", n] = row.indicator_id
    scores = list(rows.scores)
    for n, s in enumerate(built.scores):
        if score := next(
            (
                r
                for r in scores
                if r.component == s["component"]
                and _same(r.weight, s.get("weight"))
                and _same(r.score, s.get("score"))
            ),
            None,
        ):
            scores.remove(score)
            out["scores", n] = score.score_id
    return out


def _plain(name: str) -> str:
    return name.replace("（", "(").replace("）", ")")


def _same(a: Decimal | None, b: str | None) -> bool:
    return a == (None if b is None else Decimal(b))


def _mistaken(rows: Rows, id: str, key: relation.Key, value: Decimal) -> Rows:
    """The rows as they would be read from the report with the mistake."""
    if key[0] == "indicators":
        return replace(
            rows,
            indicators=tuple(
                replace(i, **{key[2]: value}) if i.indicator_id == id else i for i in rows.indicators
            ),
        )
    if key[0] == "scores":
        return replace(
            rows, scores=tuple(replace(s, **{key[2]: value}) if s.score_id == id else s for s in rows.scores)
        )
    funds = []
    for f in rows.funds:
        if f.fund_id == id:
            amount = None if f.amount_yuan is None else value * relation.FACTOR[f.unit or ""]
            f = replace(f, value=value, amount_yuan=amount, raw=f"{abs(value):f}")
        funds.append(f)
    return replace(rows, funds=tuple(funds))


def _other_direction(rows: Rows, word: Passage) -> tuple[str, str, Rows]:
    text = word.text or ""
    told = next(text.replace(a, b) for a, b in OTHER_WORD.items() if a in text)
    passages = tuple(
        replace(p, text=told, raw=told) if p.passage_id == word.passage_id else p for p in rows.passages
    )
    return f"{text} -> {told}", word.passage_id, replace(rows, passages=passages)


def main(reports: int = 400, changes: int = 10, seed: int = 1) -> None:
    found = measure(reports, changes, seed)
    for line in (
        *found.false,
        *found.unread,
        *(f"missed {x}" for x in found.missed),
        *(f"beside {x}" for x in found.beside),
    ):
        print(line)
    print(Counter(m.partition("'statement': '")[2].partition("'")[0] for m in found.missed))
    print(f"{found.reports} reports, {len(found.false)} false alarms, {len(found.unread)} numbers not read")
    print(
        f"{found.changes} mistakes, {found.named} named (recall {found.recall:.3f}), {len(found.beside)} other leading findings"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
