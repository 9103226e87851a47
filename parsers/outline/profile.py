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
from .corrections import is_corrected, is_mark, unmarked

COVER = 8
"""Lines among which a cover prints its month."""


def read_profile(document: Document) -> Profile:
    """The report's profile. A self-evaluation that is part of final accounts does not change their type."""
    contents = contents_entries(document)
    head = _head(document, contents)
    text = [_dated(p.text.folded) for p in document.paragraphs if p.index not in contents]
    title, title_unit = _title(head)
    title = title or _table_title(document)
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


def _dated(text: str) -> str:
    """Folded text with years in Chinese numerals (二〇二三年) in digits."""
    return profile_words().numeral_year.sub(lambda m: "".join(map(_digit, m.group())), text)


def _digit(numeral: str) -> str:
    """The digit that a Chinese numeral of a year stands for; 年 and all else stand for themselves."""
    numerals = profile_words().numerals.listed
    return next((str(n) for n, signs in enumerate(numerals) if numeral in signs), numeral)


def _head(document: Document, contents: frozenset[int]) -> list[Paragraph]:
    """The paragraphs of the cover and the first page of text, in order."""
    out = [
        p
        for p in document.paragraphs
        if p.index not in contents and p.kind == "body" and p.text.chars.strip()
    ]
    return out[:14]


def _title(head: list[Paragraph]) -> tuple[str | None, str | None]:
    """The title (its lines joined) and the unit that stands in or above it."""
    lines = [tidy(p.text.chars) for p in head]
    for i, line in enumerate(lines):
        if len(line) > 60 or regex.search(r"[。；]$", line) or profile_words().sentence.search(fold(line)):
            continue
        if not _ends_title(line) and i and len(line) < 8 and not regex.search("[。；：:]$", lines[i - 1]):
            # The last characters of a long title, on a line of their own.
            line = lines[i - 1] + line
        if _ends_title(line) and outline_words().title_words.search(line):
            start = i
            while (
                start
                and len(lines[start - 1]) <= 40
                and not profile_words().no_title.search(lines[start - 1])
                and i - start < 3
            ):
                start -= 1
            title = "".join(lines[start : i + 1])
            following = lines[i + 1] if i + 1 < len(lines) else ""
            if not regex.search(r"\d{4}", _dated(fold(title))) and profile_words().year_line.match(
                _dated(fold(following))
            ):
                title = following.strip("()（）") + title
            if is_mark(fold(following)):
                title += following
            return title, _titled_unit(unmarked(_dated(fold(title))))
    return None, None


def _ends_title(line: str) -> bool:
    text = fold(line)
    return bool(profile_words().title_end.search(unmarked(text)) or profile_words().notice.search(text))


def _table_title(document: Document) -> str | None:
    """The title of the first form or statement of a page that has none of its own."""
    titles = (tidy(t.title) for t in document.tables if t.title and not t.pages)
    return next((x for x in titles if outline_words().title_words.search(x) and len(x) <= 60), None)


def _titled_unit(title: str) -> str | None:
    """The unit before the year (甲局2023年度部门决算) or behind it (2023年度甲局部门决算), or before the
    money that is evaluated (甲县水务局护堤补助资金2023年度绩效自评报告).
    """
    unit = profile_words().unit_tail.sub("", profile_words().behind_unit.sub("", _without_lead(title)))
    behind = profile_words().unit_behind_year.match(title)
    if own := profile_words().unit_before_project.match(title):
        return str(own["name"])
    return unit or (behind.group(1) if behind else None)


def _without_lead(text: str) -> str:
    """A unit's name without the words before it: 纳入, 关于, 附件1."""
    return profile_words().unit_lead.sub("", text)


def _doc_type(document: Document, title: str | None, text: list[str]) -> DocType:
    if title:
        found = code_of("outline", "kinds", fold(title))
        if found:
            return found
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
    return found or _by_cells(document) or _by_words(text)


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
    titled_as = _dated(fold(title or ""))
    found = profile_words().drafted.search(titled_as) or profile_words().year.search(titled_as)
    if found:
        return int(found.group(1))
    titled = Counter(m for t in document.tables for m in profile_words().year.findall(t.folded_title))
    bracketed = Counter(m for t in text[:12] for m in profile_words().bracketed_year.findall(t))
    named = titled or bracketed or _spoken_years(text)
    named = named or Counter(
        m for t in document.tables for c in t.cells for m in profile_words().year.findall(c.text.folded)
    )
    # Of two that are named as often the later: the other is compared with it.
    year = max(named, key=lambda year: (named[year], year), default=None)
    return int(year) if year else None


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
    years = sorted({y for text in said for y in profile_words().any_year.findall(_dated(text))})
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
    if title_unit and profile_words().unit_end.found_in(title_unit):
        candidates[title_unit] += 3
    for above, line in pairwise(["", *text]):
        if found := profile_words().overview.match(line):
            name = _without_lead(found.group(1))
            if profile_words().no_body.search(name):
                continue
            # A long name wraps in a heading; then it stands in one piece elsewhere.
            wrapped = regex.fullmatch(r"\p{Han}+", above) and any(above + name in other for other in text)
            candidates[above + name if wrapped else name] += 2
    for p in head:
        line = profile_words().form_labels.sub("", p.text.folded)
        if profile_words().body_name.fullmatch(line) and len(line) >= 5:
            candidates[line] += 2
    candidates = candidates or _from_forms(document) or _from_labels(text) or _acting(text)
    candidates = Counter(
        {name: n for name, n in candidates.items() if not unit_words().placeholder.fullmatch(name)}
    )
    if not candidates:
        return None
    joined = "".join(text)
    return max(candidates, key=lambda name: (candidates[name] + min(joined.count(name), 5), len(name)))


def _labelled(document: Document, text: list[str]) -> Counter[str]:
    """The units beside a label, above tables and in the text."""
    above = (p.text.folded for t in document.tables for p in t.above)
    found = (m.group(1) for line in (*above, *text) if (m := profile_words().labelled_unit.search(line)))
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
    found = (_without_lead(m) for line in text for m in profile_words().acting.findall(line))
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
            if profile_words().body_name.fullmatch(fold(cell)) and len(cell) >= 8:
                out[fold(cell)] += 1
    return out
