"""The title of a report and the unit that stands in it, from the lines of its first page."""

from __future__ import annotations

from collections.abc import Sequence

from extract import regex
from extract.fold import fold
from extract.model import Document, Paragraph
from extract.numbered import HEADING, is_heading
from parsers.lexicon import glued_words, outline_words, profile_words
from parsers.words.names import tidy

from .corrections import is_mark, unmarked

BULLETS = "•·●■◆▪ "
SHORTEST, LONGEST, LONGEST_ABOVE, LINES_ABOVE = 6, 60, 40, 3
"""Characters of a title's last line and of one above it; lines that may stand above its last one."""
BARE = 8
"""Characters that the name of a kind of report has at most."""
FIRST = 3
"""Lines among which the title of a page stands that ends in no word of titles."""


def read_title(document: Document, head: Sequence[Paragraph]) -> tuple[str | None, str | None]:
    """The title (its lines joined) and the unit in or above it; of a page without one the title of its first
    form or statement.
    """
    posted = profile_words().posted
    lines = [posted.sub("", _said(tidy(p.text.chars).lstrip(BULLETS))) for p in head]
    ending = [i for i in range(len(lines)) if _closes(lines, i)]
    unnumbered = [i for i in ending if not _numbered(lines[i])]
    plain, above_table = _plain(lines)
    if unnumbered and (plain is None or unnumbered[0] <= plain + FIRST):
        title = _telling(lines, unnumbered)
    elif plain is not None:
        title = lines[plain]
    elif (table := _table_title(document)) is None and (numbered := _with_year(lines, ending)):
        title = numbered
    else:
        return table or (lines[above_table] if above_table is not None else None), None
    return title, titled_unit(unmarked(dated(fold(title))))


def title_of_form(line: str) -> str | None:
    """The title of a line that holds a whole form run together, which begins with it; null for any other."""
    found = glued_words().title.match(line) if glued_words().whole_form.found_in(fold(line)) else None
    return str(found["title"]) if found else None


def _said(line: str) -> str:
    """What a line may say as a title: of a whole form its title alone."""
    return title_of_form(line) or line


def _telling(lines: Sequence[str], ending: Sequence[int]) -> str:
    """The first title; where it names a kind alone (部门决算), the first near below that says a year."""
    titles = [_joined(lines, i) for i in ending if i <= ending[0] + FIRST]
    if len(titles[0]) > BARE:
        return titles[0]
    return next((t for t in titles if regex.search(r"\d{4}", dated(fold(t)))), titles[0])


def _with_year(lines: Sequence[str], ending: Sequence[int]) -> str | None:
    """The first heading of a section that says what the whole is: 第二部分 2022年度单位决算情况说明."""
    return next((lines[i] for i in ending if profile_words().year.search(dated(fold(lines[i])))), None)


def dated(text: str) -> str:
    """Folded text with years in Chinese numerals (二〇二三年) in digits."""
    return profile_words().numeral_year.sub(lambda m: "".join(map(_digit, m.group())), text)


def _digit(numeral: str) -> str:
    """The digit that a Chinese numeral of a year stands for; 年 and all else stand for themselves."""
    numerals = profile_words().numerals.listed
    return next((str(n) for n, signs in enumerate(numerals) if numeral in signs), numeral)


def _closes(lines: Sequence[str], i: int) -> bool:
    """Whether a line is the last of a title; its last characters may stand on a line of their own."""
    line = lines[i]
    words = profile_words()
    spoken = words.sentence.search(fold(line)) or words.of_the_site.found_in(line)
    if len(line) > LONGEST or words.listed.match(line) or spoken:
        return False
    return _ends_title(line) or _ends_title(_whole(lines, i))


def _ends_title(line: str) -> bool:
    """Whether a line ends as titles do and says what a report is on."""
    words, text = profile_words(), fold(line)
    ends = words.title_end.search(unmarked(text)) or words.notice.search(text)
    return bool(ends and outline_words().title_words.search(line))


def _whole(lines: Sequence[str], i: int) -> str:
    """A line with the one above, where it is the last characters of a long title."""
    short = i and len(lines[i]) < 8 and not regex.search("[。；：:]$", lines[i - 1])
    return lines[i - 1] + lines[i] if short and not _ends_title(lines[i]) else lines[i]


def _numbered(line: str) -> bool:
    """Whether a line is the heading of a section."""
    return is_heading(line) and not profile_words().annexed.match(fold(line))


def _plain(lines: Sequence[str]) -> tuple[int | None, int | None]:
    """The first line of a page that names a report's money with a year or a body, and is no sentence: the
    title of a page that ends in no word of titles (甲镇2020年“三公”经费决算情况); and the first that names a
    table so.
    """
    words = profile_words()
    found: dict[bool, int] = {}
    for i, line in enumerate(lines[:FIRST]):
        text = dated(fold(line))
        spoken = words.sentence.search(text) or words.no_plain.search(text)
        if spoken or _numbered(line) or words.listed.match(text) or words.of_the_site.found_in(text):
            continue
        on_money = words.plain.search(text) and words.dated_or_named.search(text)
        if on_money and SHORTEST <= len(text) <= LONGEST:
            found.setdefault(words.named_table.found_in(text), i)
    return found.get(False), found.get(True)


def _joined(lines: Sequence[str], last: int) -> str:
    """A title with its lines above, the year below and the mark of a correction."""
    words, title, start = profile_words(), _whole(lines, last), last
    if title != lines[last]:
        start -= 1
    while (
        start
        and len(lines[start - 1]) <= LONGEST_ABOVE
        and last - start < LINES_ABOVE
        and not words.no_title.search(lines[start - 1])
        and not words.complete.match(dated(fold(title)))
        and not _ends_title(lines[start - 1])
    ):
        start -= 1
        title = lines[start] + title
    following = lines[last + 1] if last + 1 < len(lines) else ""
    if not regex.search(r"\d{4}", dated(fold(title))) and words.year_line.match(dated(fold(following))):
        title = following.strip("()（）") + title
    return title + following if is_mark(fold(following)) or _goes_on(title, following) else title


def _goes_on(title: str, following: str) -> bool:
    """Whether a line is the last characters of a title that could have ended above: 绩效自评 | 报告."""
    words = outline_words().title_words
    return len(following) < BARE and not words.search(following) and _ends_title(title + following)


def _table_title(document: Document) -> str | None:
    """The title of the first form or statement of a page that has none of its own."""
    titles = (HEADING.sub("", tidy(t.title)) for t in document.tables if t.title and not t.pages)
    return next((x for x in titles if outline_words().title_words.search(x) and len(x) <= LONGEST), None)


def titled_unit(title: str) -> str | None:
    """The unit before the year (甲局2023年度部门决算) or behind it (2023年度甲局部门决算), or before the
    money that is evaluated (甲县水务局护堤补助资金2023年度绩效自评报告).
    """
    words = profile_words()
    if own := words.unit_before_project.match(title):
        return str(own["name"])
    behind = words.unit_behind_year.match(title)
    name = (
        behind.group(1) if behind else words.unit_tail.sub("", words.behind_unit.sub("", unit_alone(title)))
    )
    # 2023年度转移支付(健身中心项目)自评表: a bracket that is cut names no body.
    return name if name and name.count("(") == name.count(")") else None


def first_of_joint(name: str) -> str:
    """Of several bodies of one place, one behind the other, the first: 甲市财政局甲市水利局."""
    joint = profile_words().joint.match(name)
    return str(joint["first"]) if joint else name


def unit_alone(text: str) -> str:
    """A unit's name without the words before it: 纳入, 关于, 附件1, 第二部分."""
    return profile_words().unit_lead.sub("", text)
