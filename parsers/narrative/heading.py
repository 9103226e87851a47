"""What a heading says of the numbers under it: the item that it names, its subject, and its year."""

from __future__ import annotations

from parsers.codes import HeadingCode
from parsers.lexicon import clause_words, measure_words, naming_words, narrative_words
from parsers.outline.sections import Placed
from parsers.report import Profile
from parsers.words.names import clean_item
from parsers.words.sentences import sentence_before

from .follow import ITEMISED
from .subject import Subject, is_generic, recognised
from .thread import HEADING, Found, Point, Thread
from .vocabulary import Vocabulary, makes_subject

BUDGET = "预算"
"""What the heading on one side of a budget names: 收入 is 收入预算."""


def as_head(thread: Thread, p: Placed, profile: Profile, vocabulary: Vocabulary) -> None:
    """A heading that is an item of the classification heads what follows."""
    subject = recognised(clean_item(p.folded).rstrip("。:"), vocabulary, profile)
    if subject is not None and subject.level is not None:
        thread.head, thread.head_used = Found(subject, HEADING), False


def project_of(path: tuple[str, ...], evaluates: bool) -> str | None:
    """The project that a heading names below one on projects, or in an evaluation: 1.水渠维修项目."""
    words = naming_words()
    for n in range(len(path) - 1, max(len(path) - 3, -1), -1):
        name = clean_item(path[n]).rstrip("。")
        if (labelled := words.project_named.fullmatch(name)) is not None:
            return labelled["s"]
        found = words.project_line.fullmatch(name)
        below = evaluates or any(words.projects.search(h) for h in path[:n])
        if found is not None and below and not words.no_project.search(name):
            return name
    return None


def project_told(placed: Placed, thread: Thread, evaluates: bool) -> str | None:
    """The project that a paragraph describes or sums up, where it has a name."""
    if placed.evaluated is None and thread.project:
        return thread.project
    if placed.project and not is_generic(placed.project):
        return placed.project
    if (headed := project_of(placed.path, evaluates)) is not None:
        named_project = clause_words().project.fullmatch(headed)
        return named_project["s"].strip('“”"') if named_project else headed
    return None if naming_words().overall.whole(placed.evaluated or "") else placed.evaluated


def project_of_pages(p: Placed) -> Found | None:
    """The project that the pages under a heading of its own describe: 校舍维修项目经费情况说明."""
    return Found(Subject(p.project), HEADING) if p.project and not is_generic(p.project) else None


def title_of(
    path: tuple[str, ...], statement: HeadingCode | None, profile: Profile, vocabulary: Vocabulary
) -> Found | None:
    """The subject that a heading names: 2.公务接待费支出决算情况说明 → 公务接待费."""
    words = narrative_words()
    evaluates = profile.doc_type in ("self_evaluation", "evaluation")
    if (project := project_of(path, evaluates)) is not None:
        return Found(Subject(project), HEADING)
    for heading in reversed(path[-2:]):
        name = clean_item(heading).rstrip("。:")
        name = words.heading_tail.sub(
            "", naming_words().year.sub("", name).replace(profile.unit_name or "\0", "")
        )
        name = naming_words().about.sub("", name)
        known = vocabulary.knows(name) or clause_words().sides.whole(name)
        if naming_words().general_heading.fullmatch(name) or (is_generic(name) and not known):
            continue
        if clause_words().sides.whole(name):
            told = name + BUDGET if profile.doc_type == "budget" else name
            return None if evaluates else Found(Subject(told), HEADING)
        if known or (words.heading.search(name) and makes_subject(name)):
            return Found(Subject(name), HEADING)
        if statement in ITEMISED and naming_words().item_line.fullmatch(clean_item(heading).rstrip("。:")):
            return Found(Subject(name), HEADING)
        return None
    return None


def under_spending(p: Point, name: str, held: str) -> Found | None:
    """A side of the account under a heading on what was spent alone: what came in is none of that, and
    what was spent behind it is what the heading names. `held`: what the number before is of.
    """
    thread, heading = p.thread, p.placed.path[-1] if p.placed.path and not p.evaluates else ""
    income, expenditure = clause_words().sides.listed
    if expenditure not in heading or income in heading:
        return None
    if clause_words().came.whole(name):
        thread.leave_lists()
        return Found(Subject(name))
    if not clause_words().came.whole(held):
        return None
    # What follows speaks of what the heading does.
    thread.main = None
    return thread.head or thread.title or Found(Subject(name))


def year_before(profile: Profile, text: str, path: tuple[str, ...]) -> bool:
    """Whether the headings speak of the accounts of the year before the report's, and the `text` before a
    number does not name it: 二、2021年决算情况 in a notice of 2022. Where headings on an execution name no
    year, or a paragraph begins with that year, the title does: 2021年预算执行情况和2022年预算草案的报告.
    """
    year = profile.fiscal_year
    if year is None or f"{year}年" in text:
        return False
    heading, told = _dated(path)
    words = measure_words()
    executed = any(words.execution.search(h) and not words.draft.found_in(h) for h in path)
    opens = text.startswith(f"{year - 1}年")
    if told is None and (executed or opens) and not any(f"{year}年" in h for h in path):
        heading, told = _dated((profile.title or "",))
    return told == year - 1 and naming_words().accounts.search(heading) is not None


def _dated(path: tuple[str, ...]) -> tuple[str, int | None]:
    """The nearest heading with a year, and the year."""
    told = ((h, int(m["year"])) for h in reversed(path) if (m := naming_words().year.search(h)) is not None)
    return next(told, ("", None))


def _year_ahead(year: int | None, path: tuple[str, ...]) -> int | None:
    """The year behind `year` whose execution or budget the nearest heading with a year speaks of:
    二、2023年上半年执行情况 in accounts of 2022.
    """
    heading, told = _dated(path)
    if year is None or told != year + 1 or f"{year}年" in heading:
        return None
    return year + 1 if naming_words().accounts.search(heading) or BUDGET in heading else None


def year_of_sentence(folded: str, start: int) -> int | None:
    """The year that the sentence speaks of, by the text up to a number that begins there: 2022年，本局接待费
    预算…, or that its paragraph does from its beginning; nothing where a later clause of it names another.
    """
    words, sentence = naming_words(), sentence_before(folded, start)
    found, text = words.opening_year.match(sentence), sentence
    if found is None:
        found, text = words.paragraph_year.match(folded), folded[:start]
    if found is None:
        return None
    said = words.compared_year.sub("", text[found.end() :])
    return None if words.year.search(said) else int(found["year"])


def year_spoken(year: int | None, folded: str, start: int, path: tuple[str, ...]) -> int | None:
    """The year that a number is told of that begins there, by its heading or its sentence."""
    ahead = _year_ahead(year, path)
    return year_of_sentence(folded, start) if ahead is None else ahead
