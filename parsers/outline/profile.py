"""What a report is: its type, title, unit, fiscal year and date, from its first pages and its tables."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from extract import regex
from extract.fold import fold
from extract.model import Document, Paragraph
from extract.numbered import is_heading
from parsers.codes import DocType
from parsers.lexicon import code_of, outline_words, profile_words, unit_words
from parsers.report import Profile
from parsers.words.bodies import labelled_bodies
from parsers.words.names import tidy

from .contents import contents_entries
from .corrections import is_corrected
from .titles import dated, first_of_joint, read_title, unit_alone

FIRST = 3
"""Lines of a page that say what it is on."""
LABEL_ROWS = 3
"""Rows of a table in which the label of its unit may stand."""
COVER = 8
"""Lines among which a cover prints its month."""


def read_profile(document: Document) -> Profile:
    """The report's profile. A self-evaluation that is part of final accounts does not change their type."""
    contents = contents_entries(document)
    head = _head(document, contents)
    text = [dated(p.text.folded) for p in document.paragraphs if p.index not in contents]
    title, title_unit = read_title(document, head)
    doc_type = _doc_type(document, title, text)
    year = _year(document, title, text)
    return Profile(
        doc_type=doc_type,
        title=title,
        unit_name=_unit(document, head, title_unit, text),
        fiscal_year=year,
        report_date=_date(text, year, doc_type),
        corrected=is_corrected(title, (p.text.chars for p in head)) or None,
    )


def _head(document: Document, contents: frozenset[int]) -> list[Paragraph]:
    """The paragraphs of the cover and the first page of text, in order."""
    out = [
        p
        for p in document.paragraphs
        if p.index not in contents and p.kind == "body" and p.text.chars.strip()
    ]
    return out[:14]


def _doc_type(document: Document, title: str | None, text: list[str]) -> DocType:
    if title:
        found = code_of("outline", "kinds", fold(title))
        if found is None and profile_words().drafted.search(dated(fold(title))):
            found = "budget"
        if found or outline_words().settled.search(title):
            return found or "final_accounts"
    tables = [t.folded_title for t in document.tables if t.title]
    joined = "|".join(tables)
    everything = "|".join(text[:40]) + "|" + joined
    if outline_words().accounts.search("|".join(text) + joined):
        return "final_accounts"
    if not title and _evaluates(text):
        return "self_evaluation"
    found = code_of("outline", "kinds", everything) or code_of(
        "outline", "kinds", "|".join(c.text.folded for t in document.tables[:3] for c in t.cells[:12])
    )
    return found or _by_cells(document) or _judges(text) or _by_words(text)


def _judges(text: list[str]) -> DocType | None:
    """An evaluation where the first lines of a page say what came of one."""
    return "evaluation" if outline_words().judged.search("|".join(text[:FIRST])) else None


def _evaluates(text: list[str]) -> bool:
    """Whether a page without a title has the headings of a report on an evaluation, and speaks of no 决算."""
    heads = (line.rstrip("。") for line in text if is_heading(line))
    told = any(outline_words().evaluated.search(h) for h in heads)
    return told and not any(outline_words().settled.search(line) for line in text)


def _by_words(text: list[str]) -> DocType:
    """Accounts speak of 决算, budgets of 预算 alone: of a notice or a page without a title of its own."""
    told = "|".join(line for line in text if profile_words().telling.search(line))
    if outline_words().spent.search(told):
        return "final_accounts"
    budget = outline_words().budgeted.sub("", told)
    return (
        "budget"
        if profile_words().budget.found_in(budget) and profile_words().amount.search(told)
        else "other"
    )


def _by_cells(document: Document) -> DocType | None:
    words = "|".join(c.text.folded for t in document.tables for c in t.cells[:40])
    if profile_words().target_form.search(words) and not profile_words().reported_form.search(words):
        return "performance_target"
    return "self_evaluation" if profile_words().own_form.search(words) else None


def _year(document: Document, title: str | None, text: list[str]) -> int | None:
    if (said := _titled_year(dated(fold(title or "")))) is not None:
        return said
    titled = Counter(m for t in document.tables for m in profile_words().year.findall(t.folded_title))
    bracketed = Counter(m for t in text[:12] for m in profile_words().bracketed_year.findall(t))
    named = titled or bracketed or _spoken_years(text)
    named = named or Counter(
        m for t in document.tables for c in t.cells for m in profile_words().year.findall(c.text.folded)
    )
    # Of two that are named as often the later: the other is compared with it.
    year = max(named, key=lambda year: (named[year], year), default=None)
    return int(year) if year else None


def _titled_year(title: str) -> int | None:
    """The year that a title reports on; of two, the one whose budget it drafts."""
    words = profile_words()
    found = words.drafted.search(title) or words.year.search(title) or words.titled_year.search(title)
    return int(found.group(1)) if found else None


def _spoken_years(text: list[str]) -> Counter[str]:
    """The years that the text reports on, else those that it speaks of, else that of the months in its
    heading.
    """
    words = profile_words()
    for lines, years in ((text, words.reported), (text, words.spoken), (text[:5], words.months)):
        if found := Counter(m for t in lines for m in years.findall(t)):
            return found
    return Counter()


def why_no_year(document: Document) -> str:
    """Why a document has no fiscal year, in Chinese: it names none, or only such as it compares with."""
    said = [p.text.folded for p in document.paragraphs]
    said += [c.text.folded for t in document.tables for c in t.cells]
    years = sorted({y for text in said for y in profile_words().any_year.findall(dated(text))})
    if not years:
        return "没有年度：标题、表格和正文都没有写年份，不作推断"
    return f"没有年度：标题和表题没有年份，正文的{'、'.join(years)}年只用于比较或日期，不作推断"


def _date(text: list[str], year: int | None, doc_type: DocType) -> str | None:
    """The last date that stands alone on a line (落款日期); a month below all else, or on the cover, where it
    may be another's than the last of the year that is reported on.
    """
    lines = [line for line in text if line]
    dates = (profile_words().date.match(line) for line in reversed(lines))
    below = map(profile_words().month.match, lines[-1:])
    cover = map(profile_words().month.match, lines[:COVER])
    ahead = doc_type in ("budget", "performance_target")
    told = (m for m in cover if m and (ahead or (year is not None and int(m.group(1)) > year)))
    found = next((m for m in (*dates, *below, *told) if m), None)
    return "-".join(f"{int(x):02d}" for x in found.groups()) if found else None


def _uncoded(name: str) -> str:
    """A unit's name without the code before it: 219001-甲镇人民政府."""
    return regex.sub(r"^[\[(]?\d{3,}[\])]?[-—_]?", "", name)


def _unit(document: Document, head: list[Paragraph], title_unit: str | None, text: list[str]) -> str | None:
    """The reporting unit: named in the title, beside a label, or above the title on the cover."""
    candidates = _labelled(document, text)
    if title_unit and len(title_unit) > 1 and profile_words().unit_end.found_in(title_unit):
        candidates[title_unit] += 3
    for above, line in pairwise(["", *text]):
        if found := profile_words().overview.match(line):
            name = unit_alone(found.group(1))
            if profile_words().no_body.search(name):
                continue
            # A long name wraps in a heading; then it stands in one piece elsewhere.
            wrapped = regex.fullmatch(r"\p{Han}+", above) and any(above + name in other for other in text)
            candidates[above + name if wrapped else name] += 2
    for p in head:
        line = profile_words().form_labels.sub("", p.text.folded)
        if _names_a_body(line):
            candidates[line] += 2
    candidates = candidates or _from_forms(document) or _from_labels(text) or _acting(text)
    candidates = candidates or _supervising(document)
    candidates = Counter(
        {first_of_joint(x): n for x, n in candidates.items() if not unit_words().placeholder.fullmatch(x)}
    )
    if not candidates:
        return None
    joined = "".join(text)
    return max(candidates, key=lambda name: (candidates[name] + min(joined.count(name), 5), len(name)))


def _names_a_body(line: str) -> bool:
    """Whether a line of a cover is the name of a body, and nothing that a site says of itself or a label."""
    words = profile_words()
    other = words.of_the_site.found_in(line) or words.no_body.search(line) or any(labelled_bodies([line]))
    return not other and len(line) >= 5 and words.body_name.fullmatch(line) is not None


def _labelled(document: Document, text: list[str]) -> Counter[str]:
    """The units beside a label: above tables, in their first rows, and in the text."""
    label = profile_words().labelled_unit
    above = (p.text.folded for t in document.tables for p in t.above)
    first = (label.match(c.text.folded) for t in document.tables for c in t.cells if c.row < LABEL_ROWS)
    found = (m.group(1) for m in (*map(label.search, (*above, *text)), *first) if m)
    return Counter({name: 2 * n for name, n in Counter(found).items()})


def _from_labels(text: list[str]) -> Counter[str]:
    """The body that carries out the project of a form that is text; where it names none, the one above it."""
    found = [(label, name) for label, name in labelled_bodies(text) if unit_words().ending.ends(name)]
    below = [name for label, name in found if not profile_words().above.begins(label)]
    return Counter(below or [name for _, name in found])


def _acting(text: list[str]) -> Counter[str]:
    """The bodies that a text without a title says to have money or units below them:
    甲市民政局下属共有6个事业单位.
    """
    found = (unit_alone(m) for line in text for m in profile_words().acting.findall(line))
    return Counter(m for m in found if len(m) >= 4 and not profile_words().no_body.search(m))


def _from_forms(document: Document) -> Counter[str]:
    """The implementing unit or department of the forms."""
    out: Counter[str] = Counter()
    for table in document.tables:
        cells = [tidy(c.text.chars) for c in table.cells]
        for label, value in pairwise(cells):
            if outline_words().form_unit.search(fold(label)) and profile_words().body_name.fullmatch(
                name := _uncoded(fold(value))
            ):
                out[name] += 2
        for cell in cells:
            if profile_words().body_name.fullmatch(name := _uncoded(fold(cell))) and len(name) >= 8:
                out[name] += 1
    return out


def _supervising(document: Document) -> Counter[str]:
    """The bodies above the projects of forms that say of none who carries it out."""
    pairs = (x for t in document.tables for x in pairwise([fold(tidy(c.text.chars)) for c in t.cells]))
    told = (_uncoded(value) for label, value in pairs if profile_words().above.begins(label))
    return Counter(name for name in told if profile_words().body_name.fullmatch(name))
