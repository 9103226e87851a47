"""What the words between two numbers change in the state of the reader: sentences, lists, brackets,
comparisons, reasons.
"""

from __future__ import annotations

from typing import cast

from extract import regex
from parsers.codes import Basis
from parsers.lexicon import narrative_words
from parsers.outline.sections import Placed
from parsers.report import Profile
from parsers.words.names import clean_item

from .subject import YEAR, Subject, chained, classified, is_generic, recognised, without_asides
from .thread import HEADING, Found, Listing, Thread
from .vocabulary import Vocabulary, may_be_listed

EVENT = regex.compile(
    r"(?P<end>[。！？])|(?P<part>[；;])|(?P<open>[(（])|(?P<close>[)）])"
    r"|(?P<list>其中|(?:主要)?(?:用于以下方面|用于下列方面|包括|用于|安排用于)[:：]?(?=[^，,、；;。()（）\d]{2,40}[(（]?$)|(?:(?:具体|分别|主要)(?:为|是)?[:：]|分别[为是])(?=[^，,、；;。\d]{2,40}$)|(?<=\d(?:万|亿)?元[，,]?)含(?=[^，,、；;。\d]{2,40}$))"
)
OCCASION = regex.compile(
    r"(?:用于|在)(?:举办|开展|组织)?(?P<s>[^，,。；;:：]{4,40}?)中?[，,](?![^，,。；;]*[，,].*(?:用于|在).*中[，,])|(?:未|拟|^)举办(?P<s>[^，,。；;]{2,30}?)(?:活动)?(?:\d+场次?)?[，,]"
)
WITHIN = regex.compile(r"在(?P<s>[^，,。；;:：]{4,40}?)中[，,]")
EVALUATION_OF = regex.compile(
    r"对(?P<s>[^，,。；;:：]{2,40}?)(?:全面|组织)?(?:开展|进行|实施)了?(?:部门|项目|重点|财政)?(?:绩效)?(?:自评|评价|监控|跟踪)"
)
EVALUATED = regex.compile(
    r"\d+个(?P<s>\p{Han}{0,6}项目)(?P<done>开展了?[^，,。；;:：]{2,20})[，,]|开展了?\d+[个项](?P<s>[^，,。；;:：]{2,24})[，,]"
)
"""How many projects were evaluated how: 3个项目开展了重点绩效评价, 开展1项整体支出绩效自评价."""
CAUSE = regex.compile(
    r"原因(?:是|为|主要是)?[:：]?(?P<s>[^，,。；;:：\d]{2,20}?)(?:增加|减少)[，,](?=[^，,。；;]*$)"
)


def years(words: str, profile: Profile) -> str:
    """Words with the report's own year left out and the year before it called 上年."""
    year = profile.fiscal_year
    return YEAR.sub(
        lambda m: (
            "" if int(m["year"]) == year else "上年" if year and int(m["year"]) == year - 1 else m.group()
        ),
        words,
    )


def begin(thread: Thread, folded: str, placed: Placed, profile: Profile, vocabulary: Vocabulary) -> None:
    """What a new paragraph changes: numbered paragraphs and 其中 go on with a list that the one before
    has opened.
    """
    numbered = regex.match(r"^(\d{1,2}[、.](?!\d)|[(（][一二三四五六七八九十\d]+[)）])", folded)
    thread.listings = [x for x in thread.listings if not x.depth]
    style = _style(folded)
    if thread.listing is not None:
        held = thread.listing
        held.lines = held.lines or ("" if held.entries else style)
        if not (style == "其中" or held.lines == style or (numbered and not held.lines)):
            thread.listings = []
    thread.basis, thread.changed, thread.compared, thread.context = "prior_year", None, False, ""
    thread.own, thread.involved, thread.reason, thread.cause = False, False, False, None
    thread.project = None
    thread.fresh, thread.depth, thread.queue, thread.pair = True, 0, [], []
    thread.stated, thread.several = set(), False
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


def _style(folded: str) -> str:
    """How a paragraph begins, so that those of one list are known: 1、, （一）, ①, 其中, or with words."""
    if folded.startswith("其中"):
        return "其中"
    found = regex.match(r"[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.](?!\d)|[①-⑳]", folded)
    return (
        regex.sub(r"\d+", "1", regex.sub("[一二三四五六七八九十]+", "一", found.group()))
        if found
        else "words"
    )


def opening(folded: str, placed: Placed, profile: Profile, vocabulary: Vocabulary) -> Found | None:
    """The item that a paragraph opens with: 2013801行政运行：…, or 行政运行（项）。."""
    found = regex.match(
        r"(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.](?!\d{1,3}(?:\D|$)))*(?P<name>[^，,。；;:：]{2,90}?)(?:[。:：]|$|(?<=[)）”])(?=主要用于|\d))",
        folded,
    )
    if found is None:
        return None
    name = years(found["name"], profile)
    if regex.search(r"\d(?:万|亿)?元|\d%|^(?:资金|经费)?主?要?用于", name):
        return None
    subject = recognised(name, vocabulary, profile) or _colon_head(name, folded[found.end() :], placed)
    if subject is None or (is_generic(subject.name) and not vocabulary.knows(subject.name)):
        return None
    fits = placed.statement in ITEMISED or regex.search("(?:项目|工程|专项)$", subject.name)
    if subject.level is None and fits and MEASURED.match(folded[found.end() :]):
        return Found(subject, HEADING)
    known = subject.level is not None or vocabulary.knows(subject.name) or bool(MADE.search(subject.name))
    return Found(subject, HEADING) if known and not regex.search("情况|说明|如下|包括|其中", name) else None


def _colon_head(name: str, behind: str, placed: Placed) -> Subject | None:
    """An item by its plain name and a colon, where its budget or account follows: 死亡抚恤：支出决算为."""
    plain = clean_item(name)
    fits = placed.statement in ITEMISED and regex.fullmatch(r"\p{Han}[\p{Han}、（）()]{2,28}", plain)
    told = fits and MEASURED.match(behind) and may_be_listed(plain) and not is_generic(plain)
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
MEASURED = regex.compile(
    r"(?:主要用于[^。；;]*[。；;])?(?:20\d\d年度?|本年度?|当年|上年)?(?:财政拨款)?(?:年初|全年|调整后?的?)?(?:(?:支出)?(?:预算|决算|支出|执行)(?:决算|预算|数|安排|总额)*|安排)为?\d"
)
MADE = regex.compile("(?:费|费用|经费|支出|收入)$")


def follow(
    thread: Thread,
    words: str,
    before: str,
    placed: Placed,
    profile: Profile,
    vocabulary: Vocabulary,
    evaluates: bool,
    held: frozenset[int],
    at: int,
) -> None:
    """Reads the words between two numbers; `before`: what stands before them; `held`: where brackets that
    hold numbers stand.
    """
    said = without_asides(years(words, profile))
    for event in EVENT.finditer(words):
        if event["end"] and words[event.end() : event.end() + 1] in (")", "）"):
            continue
        if event["end"]:
            _end_sentence(thread)
        elif event["part"]:
            _end_part(thread, regex.match("[二三四五六七八]是|其[二三四]", words[event.end() :]) is not None)
        elif event["open"] and at + event.start() in held:
            _open_bracket(thread, words[event.end() :], directly=event.start() == 0)
        elif event["close"] and at + event.start() in held:
            _close_bracket(thread)
        elif event["list"]:
            _open_list(thread, event.group())
    _read_heads(thread, words, profile, vocabulary)
    _read_reason(thread, said, profile, vocabulary)
    _read_context(thread, said, placed, evaluates)
    _read_comparison(thread, said, profile)


def _end_sentence(thread: Thread) -> None:
    held = thread.listing
    listed = held is not None and not held.depth and not held.detailed and len(thread.recent) > 1
    whole = held.whole if held and listed and held.entries > 1 else None
    thread.returning = whole or thread.main or thread.returning
    thread.listings = [x for x in thread.listings if not x.nested]
    thread.several = False
    thread.main, thread.fresh = None, True
    thread.resting, thread.recent = thread.recent, []
    thread.changed, thread.involved, thread.reason, thread.cause = None, False, False, None
    thread.context, thread.queue, thread.pair = "", [], []
    thread.stated = set()
    if thread.listing is not None:
        thread.listing.parted = True


def _end_part(thread: Thread, goes_on: bool) -> None:
    """；: what follows is told anew; 二是 goes on with a reason."""
    thread.reason = thread.reason and goes_on
    thread.cause, thread.context, thread.changed = None, "", None
    if thread.listing is not None and thread.listing.nested:
        thread.listings.pop()
    if thread.listing is not None and not thread.listing.depth:
        thread.listing.parted = True


def _open_bracket(thread: Thread, inside: str, *, directly: bool) -> None:
    """A bracket behind an amount holds its parts; behind a change, what the change is made of."""
    thread.depth += 1
    if thread.found is not None:
        quantity = thread.latest if regex.match("其中|包括|含", inside) else None
        told = thread.latest.measure if thread.latest else "final"
        measure = told if directly or told not in ("change", "change_rate", "share") else None
        thread.listings.append(Listing(thread.found, quantity, thread.depth, measure))


def _close_bracket(thread: Thread) -> None:
    while thread.listing is not None and thread.listing.depth >= max(thread.depth, 1):
        thread.found = thread.listings.pop().whole or thread.found
    thread.depth = max(thread.depth - 1, 0)


def _open_list(thread: Thread, opener: str) -> None:
    """其中 opens a list of parts of the last amount that is no part itself; within a bracket, of the
    amount before it.
    """
    if (
        thread.depth
        and thread.listing is not None
        and thread.listing.depth == thread.depth
        and not thread.listing.entries
    ):
        thread.listing.quantity = thread.latest
        return
    whole, quantity = thread.whole, thread.last_money
    if thread.listing is not None and thread.listing.entries and thread.found is not None and thread.nested:
        whole, quantity = thread.found, thread.latest
    if "其中" not in opener and (thread.fresh or quantity is None):
        if thread.listing is None:
            thread.listings.append(Listing(None, None, 0, None))
        return
    if whole is None or quantity is None:
        return
    thread.listings = [x for x in thread.listings if x.depth]
    thread.listings.append(Listing(whole, quantity, 0, quantity.measure))


def _read_heads(thread: Thread, words: str, profile: Profile, vocabulary: Vocabulary) -> None:
    """类款项 between two numbers open an item."""
    chain = chained(words) if "-" in words and "“" in words else None
    for subject in (*classified(words), *([chain] if chain else [])):
        thread.head = thread.found = Found(subject, HEADING)
        thread.head_used = False
        thread.listings = [x for x in thread.listings if x.depth]


def _read_reason(thread: Thread, words: str, profile: Profile, vocabulary: Vocabulary) -> None:
    wordings = narrative_words()
    *_, sentence = regex.split("[。；;]", words)
    if wordings.reason.search(sentence):
        thread.reason = True
    if cause := CAUSE.search(sentence):
        subject = recognised(cause["s"], vocabulary, profile)
        thread.cause = Found(subject) if subject is not None else None
    if thread.reason and wordings.after_reason.search(regex.split("[，,]", sentence)[-1]):
        thread.reason = False


OWN = ("procurement", "assets", "operating_cost", "three_public", "general_expenditure")
"""Statements whose sentences say 涉及 of other than the money of an evaluation."""


def _read_context(thread: Thread, words: str, placed: Placed, evaluates: bool) -> None:
    *_, latest = regex.split("[。；;]", words)
    counted = placed.statement == "performance" and regex.search(r"项目\d+个[，,](?:预算)?(资金|金额)", words)
    involved = "涉及" in words and placed.statement not in OWN
    thread.involved = thread.involved or involved or bool(counted or regex.search("纳入.*绩效", words))
    if placed.statement == "performance" and (evaluation := EVALUATION_OF.search(words)):
        thread.context = regex.sub(r"^\d+个", "", evaluation["s"])
    elif placed.statement == "performance" and (evaluation := EVALUATED.search(words)):
        done = evaluation["done"]
        thread.context = f"{done.replace('了', '')}的{evaluation['s']}" if done else evaluation["s"]
    occasions = OCCASION if evaluates or placed.statement == "general_spending" else WITHIN
    if occasion := occasions.search(latest):
        thread.context = occasion["s"]


def _read_comparison(thread: Thread, words: str, profile: Profile) -> None:
    thread.compared = thread.compared or bool(regex.search("比|较|同上|与上|与去|与\\d{4}", words))
    found = [
        (m.start(), n, cast(Basis, entry.code))
        for n, entry in enumerate(narrative_words().bases.entries)
        for m in entry.pattern.finditer(words)
    ]
    if found:
        thread.basis = max(found)[2]
        thread.compared = True
        thread.based = True
    elif "。" in words:
        thread.based = False
