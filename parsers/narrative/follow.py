"""What the words between two numbers change in the state of the reader: sentences, lists, brackets,
comparisons, reasons.
"""

from __future__ import annotations

from typing import cast

from extract import regex
from parsers.codes import Basis, Measure
from parsers.lexicon import clause_words, code_of, naming_words, narrative_words, thread_words
from parsers.outline.sections import Placed
from parsers.report import Profile
from parsers.words.names import LAST_YEAR, clean_item

from .lists import is_numbered, of_last_entry, of_many
from .subject import Subject, chained, classified, is_generic, recognised, without_asides
from .thread import CARRIED, HEADING, OF, PARTS, Found, Listing, Thread
from .topic import topic_of, years_of
from .vocabulary import Vocabulary, may_be_listed

WORDS = "words"
"""How one begins without a number."""


def years(words: str, profile: Profile) -> str:
    """Words with the report's own year left out and the year before it called 上年."""
    year = profile.fiscal_year
    return naming_words().year.sub(
        lambda m: (
            m.group() if year is None else {year: "", year - 1: LAST_YEAR}.get(int(m["year"]), m.group())
        ),
        words,
    )


def begin(thread: Thread, folded: str, placed: Placed, profile: Profile, vocabulary: Vocabulary) -> None:
    """What a new paragraph changes: numbered paragraphs and 其中 go on with a list that the one before
    has opened.
    """
    style = thread.style = _style(folded)
    thread.leave_nested()
    _begin_in_list(thread, folded, style)
    if not thread_words().within_the_whole.begins(folded):
        thread.basis, thread.compared = "prior_year", False
    thread.changed, thread.context = None, ""
    thread.own, thread.involved, thread.reason, thread.cause = False, False, False, None
    thread.project, thread.topic, thread.begun = None, None, None
    thread.fresh, thread.depth, thread.queue, thread.pair = True, 0, [], []
    thread.years, thread.coming = [], []
    thread.stated, thread.beside = set(), set()
    thread.several, thread.others = False, None
    thread.found = thread.returning or thread.main or thread.found
    thread.main, thread.returning = None, None
    head = opening(folded, placed, profile, vocabulary)
    if head is not None:
        if head.subject.level is not None:
            thread.listings = []
        thread.head, thread.found, thread.head_used = head, head, False
    elif thread.head_used:
        thread.head = None
    if placed.evaluated:
        thread.head = thread.found = Found(Subject(placed.evaluated), HEADING)


def _begin_in_list(thread: Thread, folded: str, style: str) -> None:
    """Leaves the list before a paragraph that is no entry of it, and no parts of the last one."""
    held = thread.listing
    if held is None:
        return
    held.lines = held.lines or ("" if held.entries or held.detailed else style)
    if style != PARTS:
        held.last = None
    beside = held.entries and thread_words().numbered.match(folded) and held.opened == style
    beside = beside or thread_words().own_list.begins(folded)
    over = held.ended and held.lines == WORDS and not held.entries
    if beside or over or not (style == PARTS or held.lines == style):
        thread.listings = []


def _style(folded: str) -> str:
    """How a paragraph begins, so that those of one list are known: 1、, （一）, 其中, or with words."""
    if thread_words().parts.begins(folded):
        return PARTS
    found = thread_words().line_number.match(folded)
    return regex.sub(r"\d+", "1", thread_words().numeral.sub("n", found.group())) if found else WORDS


def opening(folded: str, placed: Placed, profile: Profile, vocabulary: Vocabulary) -> Found | None:
    """The item that a paragraph opens with: 2013801行政运行：…, or 行政运行（项）。."""
    found = thread_words().opening.match(folded)
    if found is None:
        return None
    name = years(found["name"], profile)
    if thread_words().opening_amount.search(name) or thread_words().no_opening.search(name):
        return None
    subject = recognised(name, vocabulary, profile) or _colon_head(name)
    if subject is None:
        return None
    fits = placed.statement in BY_NAME or thread_words().project_ends.search(subject.name)
    if subject.level is None and fits and thread_words().measured.match(folded[found.end() :]):
        return Found(subject, HEADING)
    known = (
        subject.level is not None
        or vocabulary.knows(subject.name)
        or bool(thread_words().made.search(subject.name))
    )
    return Found(subject, HEADING) if known else None


def _colon_head(name: str) -> Subject | None:
    """An item by its plain name, where its budget or account follows: 死亡抚恤：支出决算为."""
    plain = clean_item(name)
    told = regex.fullmatch(r"\p{Han}[\p{Han}、（）()]{2,28}", plain) and may_be_listed(plain)
    told = told and not is_generic(plain)
    return Subject(plain) if told else None


ITEMISED = (
    "general_expenditure",
    "government_fund",
    "state_capital",
    "appropriation_summary",
    "general_project",
    "expenditure",
)
"""Statements whose narrative goes by items of the classification."""
BY_NAME = (*ITEMISED, "procurement", "general_spending")
"""Those whose narrative goes by items, be they of the classification or not."""


def follow(
    thread: Thread,
    words: str,
    placed: Placed,
    profile: Profile,
    vocabulary: Vocabulary,
    evaluates: bool,
    held: frozenset[int],
    full: frozenset[int],
    at: int,
) -> None:
    """Reads the words between two numbers; `held`: where brackets that hold numbers stand, `full`: where
    those open whose amounts make up the one before them.
    """
    said = without_asides(years(words, profile))
    for event in thread_words().event.finditer(words):
        if event["end"] and words[event.end() : event.end() + 1] in (")", "）"):
            continue
        if event["end"]:
            _end_sentence(thread, evaluates)
            _go_beside(thread, words[event.end() :])
            _go_back_to_side(thread, words[event.end() :])
        elif event["part"]:
            _end_part(thread, words[event.end() :])
        elif event["open"] and at + event.start() in held:
            *_, clause = regex.split("[，,。；;:：]", words[: event.start()])
            if thread.depth == 0:
                _name_before(thread, clause, profile, vocabulary)
            parts = at + event.start() in full or thread_words().bracket_of_parts.match(words[event.end() :])
            _open_bracket(thread, clause, parts=bool(parts), directly=event.start() == 0)
        elif at + event.start() in held:
            _close_bracket(thread)
        elif event["list"]:
            _begin_list(thread, words[: event.start()], event.group(), words[event.end() :], evaluates)
    if thread_words().added_to.search(words):
        _leave_whole(thread)
    _read_heads(thread, words, profile, vocabulary)
    _read_reason(thread, said, profile, vocabulary)
    _read_context(thread, said, placed, evaluates)
    _read_comparison(thread, said)
    if thread.fresh and (topic := topic_of(said)):
        thread.topic, thread.begun, thread.returning = topic, topic, None
    thread.years = years_of(words) or thread.years


def _end_sentence(thread: Thread, evaluates: bool) -> None:
    thread.leave_nested()
    held = thread.listing
    several = held is not None and held.entries > 1 and len(thread.recent) > 1
    whole = held.whole if held is not None and several and not held.detailed else None
    if evaluates and of_many(thread):
        # None of several projects is what the sentence speaks of.
        thread.main = thread.found = None
    thread.returning = thread.begun or whole or thread.main or thread.returning
    thread.several = False
    thread.main, thread.begun, thread.fresh = None, None, True
    thread.resting, thread.recent = thread.recent, []
    thread.changed, thread.involved, thread.reason, thread.cause = None, False, False, None
    thread.announced, thread.nameless = None, None
    thread.context, thread.queue, thread.pair = "", [], []
    thread.years, thread.coming = [], []
    thread.stated, thread.beside = set(), set()
    if thread.listing is not None:
        thread.listing.parted = thread.listing.ended = True


def _go_beside(thread: Thread, words: str) -> None:
    """此外 goes on with what the list before measures, and with no part of its whole."""
    if thread_words().besides.begins(words):
        _leave_whole(thread)


def _leave_whole(thread: Thread) -> None:
    """What is told beside the parts of a whole, or added to it, is measured as they are."""
    held = thread.listing
    if held is not None and not held.depth:
        thread.listings = [Listing(None, None, 0, held.measure)]


def _go_back_to_side(thread: Thread, words: str) -> None:
    """收入总计100万元；支出总计100万元。支出较上年增加5万元: of the two, what changed is the one named."""
    said = thread_words().side_again.match(words)
    named = [x for x in thread.resting if said is not None and said["side"] in x.name]
    if len(named) == 1:
        thread.returning = Found(named[0], CARRIED)


def _end_part(thread: Thread, words: str) -> None:
    """；: what follows is told anew; 二是 goes on with a reason, （2） with parts that are numbered."""
    held = thread.listing
    if held is not None and not (held.alone or (held.numbered and is_numbered(words))):
        thread.leave_nested()
    thread.reason = thread.reason and thread_words().goes_on.match(words) is not None
    thread.cause, thread.context, thread.changed = None, "", None
    if thread.listing is not None:
        thread.listing.parted, thread.listing.last = True, None


def _name_before(thread: Thread, words: str, profile: Profile, vocabulary: Vocabulary) -> None:
    """Parts in a bracket before their whole: 文物保护资金预算（修缮18万元、监测3万元）共21万元."""
    subject = recognised(words, vocabulary, profile)
    if subject is not None:
        thread.found, thread.latest = Found(subject), None
        of_list = thread.listing.measure if thread.listing is not None else None
        thread.announced = code_of("narrative", "measures", words) or of_list


def _open_bracket(thread: Thread, before: str, *, parts: bool, directly: bool) -> None:
    """A bracket behind an amount holds its parts; behind a change, what the change is made of."""
    thread.depth += 1
    if thread.others is not None and directly:
        thread.list_others()
    elif thread.found is not None:
        quantity = thread.latest if parts else None
        told = thread.latest.measure if thread.latest else thread.announced
        told = code_of("narrative", "measures", before) or told
        measure = told if directly or told not in ("change", "change_rate", "share") else None
        thread.listings.append(Listing(thread.found, quantity, thread.depth, measure))
    elif directly and thread.nameless is not None:
        thread.listings.append(Listing(None, None, thread.depth, thread.nameless))


def _close_bracket(thread: Thread) -> None:
    while thread.listing is not None and thread.listing.depth >= max(thread.depth, 1):
        thread.found = thread.listings.pop().whole
    thread.depth = max(thread.depth - 1, 0)


def _begin_list(thread: Thread, before: str, opener: str, behind: str, evaluates: bool) -> None:
    """Begins a list between the words before and behind what opens it."""
    if clause_words().bare.whole(regex.split("[，,。；;]", before)[-1]):
        # 收入包括：…；支出包括：…: the parts of a side whose sum is not told.
        thread.listings.append(Listing(None, None, 0, None))
        return
    _open_list(thread, opener, before if evaluates else "")
    if thread.listing is not None:
        thread.listing.numbered = is_numbered(behind)


def _open_list(thread: Thread, opener: str, before: str) -> None:
    """其中 opens a list of parts of the last amount that is no part itself; within a bracket, of the
    amount before it; where none is, of what the clause `before` it measures.
    """
    if thread.depth and thread.listing is not None and not thread.listing.entries:
        thread.listing.quantity = thread.latest if thread.listing.whole else None
        return
    if thread.others is not None and not thread.fresh:
        thread.list_others()
        return
    whole, quantity = thread.whole, thread.last_money
    *_, clause = regex.split("[，,。；;]", before)
    beside = bool(before) and not clause and _is_resting(thread)
    if not thread_words().parts.found_in(opener) and not beside and (thread.fresh or quantity is None):
        if thread.listing is None:
            thread.listings.append(Listing(None, None, 0, code_of("narrative", "measures", clause)))
        return
    if whole is None or quantity is None:
        return
    if (of_entry := of_last_entry(thread)) is not None:
        thread.leave_nested()
        thread.listings.append(of_entry)
        return
    if not thread.depth:
        thread.listings = []
    if (changed := _of_a_change(thread, whole)) is not None:
        thread.listings.append(changed)
        return
    # What is of another year by its number's own words is so for the list's sentence alone.
    dated = quantity.measure == "prior_final" and quantity.period is not None
    measure = "final" if dated else quantity.measure
    thread.listings.append(Listing(whole, quantity, thread.depth, measure, opened=thread.style))


def _of_a_change(thread: Thread, whole: Found) -> Listing | None:
    """Parts of a change, and of no amount before it: of another subject than that of the last amount
    (资产总额较上年增加9万元，其中固定资产增加5万元), or of 减少了“三公”经费6万元，其中公务接待费2万元.
    """
    changed, itself = thread.changed, thread.measured is not None and thread.measured.itself
    if changed is None or changed.measure != "change":
        return None
    if not itself and changed.item == whole.subject.name:
        return None
    measure: Measure | None = "change" if itself else None
    return Listing(thread.found, None, thread.depth, measure, opened=thread.style, nested=itself)


def _is_resting(thread: Thread) -> bool:
    """Whether a new sentence goes on with the amount that the one before ended in: 资金20万元。分别为：."""
    last, resting = thread.last_money, [x.name for x in thread.resting]
    return last is not None and resting[-1:] == [last.item]


def _read_heads(thread: Thread, words: str, profile: Profile, vocabulary: Vocabulary) -> None:
    """类款项 between two numbers open an item."""
    chain = chained(words) if "“" in words else None
    opened = thread_words().opened_between.search(words)
    named = recognised(opened["name"], vocabulary, profile) if opened else None
    for subject in (*classified(words), *(s for s in (chain, named) if s is not None)):
        thread.head = thread.found = Found(subject, HEADING)
        thread.head_used = False
        thread.leave_lists()


def _read_reason(thread: Thread, words: str, profile: Profile, vocabulary: Vocabulary) -> None:
    wordings = narrative_words()
    *before, sentence = regex.split("[。；;]", words)
    thread.reason = thread.reason or wordings.reason.search(sentence) is not None
    thread.reason = thread.reason or _goes_on_with_reasons(before, sentence)
    if cause := thread_words().cause.search(sentence):
        subject = recognised(cause["s"], vocabulary, profile)
        thread.cause = Found(subject) if subject is not None else None
    *_, clause = regex.split("[，,]", sentence)
    thread.reason = thread.reason and wordings.after_reason.search(clause) is None


def _goes_on_with_reasons(before: list[str], part: str) -> bool:
    """Whether the last of several parts is one of the numbered reasons that a part before it opens:
    原因是：1、…；2、….
    """
    said, words = "；".join(before), thread_words()
    return words.reason_number.match(part) is not None and words.reasons_numbered.search(said) is not None


OWN = ("procurement", "assets", "operating_cost", "three_public", "general_expenditure")
"""Statements whose sentences say 涉及 of other than the money of an evaluation."""


def _read_context(thread: Thread, words: str, placed: Placed, evaluates: bool) -> None:
    said = thread_words()
    *_, latest = regex.split("[。；;]", words)
    counted = placed.statement == "performance" and said.counted_projects.search(words)
    involved = said.involved.found_in(latest) and placed.statement not in OWN
    thread.involved = thread.involved or involved or bool(counted or said.managed.search(words))
    if placed.statement == "performance" and (evaluation := said.evaluation_of.search(words)):
        thread.context = said.count.sub("", evaluation["s"])
    elif placed.statement == "performance" and (evaluation := said.evaluated.search(words)):
        done = evaluation["done"]
        thread.context = f"{said.done.sub('', done)}{OF}{evaluation['s']}" if done else evaluation["s"]
    occasions = said.occasion if evaluates or placed.statement == "general_spending" else said.within
    if occasion := occasions.search(latest):
        thread.context = occasion["s"]


def _read_comparison(thread: Thread, words: str) -> None:
    thread.compared = thread.compared or bool(thread_words().comparing.search(words))
    found = [
        (m.start(), n, cast(Basis, entry.code))
        for n, entry in enumerate(narrative_words().bases.entries)
        for m in entry.pattern.finditer(words)
    ]
    own = [m.start() for m in thread_words().own_execution.finditer(words)]
    if own and max(own) >= max(found, default=(0,))[0]:
        # What the accounts differ by from the year's own provisional figures is against none of the others.
        thread.basis, thread.compared, thread.based = None, True, True
    elif found:
        thread.basis = max(found)[2]
        thread.compared = True
        thread.based = True
    elif "。" in words:
        thread.based = False
