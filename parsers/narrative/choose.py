"""Which subject a number has: the one that its clause names, its list, its heading, or the one that carries on.

Each clue reads the sentence of its docstring. What no clue explains has no subject: the number stays a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from extract import regex
from parsers.lexicon import code_of_whole, load
from parsers.words.names import clean_item

from .follow import years
from .subject import (
    Subject,
    classified,
    is_generic,
    named,
    recognised,
    trimmed,
    without_lead,
    without_unit,
)
from .thread import CARRIED, HEADING, LISTED, NAMED, Found, Measured, Point
from .vocabulary import makes_subject, may_be_listed

COUNTED = regex.compile(
    r"(?:\d{4}年度?)?(?P<s>\p{Han}{2,24}?)(?:个数|数量)?共?(?:计|有)?\d[\d,.٬]*(?:个|项|辆|台|套|件|处|栋|平方米)(?:[(（].{1,4}[)）])?[，,、](?:其中)?$"
)
SAMPLED = regex.compile(r"\d+个(?P<s>\p{Han}{0,6}项目)、?涉及资金$")
MANAGED = regex.compile("(?P<s>绩效目标(?:管理)?|绩效自评|绩效评价|绩效跟踪|绩效监控)")
BARE = ("收入", "支出", "收入预算", "支出预算", "收入决算", "支出决算", "收入总", "支出总")
OF_THE_ITEM = (
    "本年支出",
    "本年收入",
    "支出合计",
    "收入合计",
    "财政拨款",
    "财政拨款支出",
    "一般公共预算",
    "一般公共预算财政拨款",
)
Clue = Callable[[Point, Measured, str], Found | None]


def chosen(p: Point, m: Measured) -> Found | None:
    """The number's subject, or nothing where none is found."""
    words = subject_words(p, m)
    involved = load("narrative")["words"]["involved"]
    told = trimmed(words)
    if (
        told.startswith(("涉及", "共涉及"))
        and regex.fullmatch(involved, told)
        and counted(p, m, words) is None
    ):
        return None
    return next((found for clue in CLUES if (found := clue(p, m, words)) is not None), None)


def subject_words(p: Point, m: Measured) -> str:
    """The words of the clause in which the subject stands: before 增加, 占, 完成 and without what is compared with."""
    lexicon, lead = load("narrative"), p.lead
    if m.measure in ("change", "change_rate"):
        lead = regex.split(f"{lexicon['rise']}|{lexicon['fall']}|差异率", lead)[0]
        lead = regex.sub(r"(?:按?(?:可比|同)口径)?(?:相?[比较]|与|同|于)(?![口])[^，,]*$", "", lead)
        return str(regex.sub(r"(?:按?(?:可比|同)口径)?(?:同比|环比)?(?:总体|有所|各|分别)?$", "", lead))
    if m.measure == "share":
        # Where the whole stands with its amount, 占 stands before that amount and not in the lead.
        return lead[: max(lead.rfind("占"), 0)]
    if m.measure.endswith("_rate"):
        return str(
            regex.split(
                "完成|(?:资金|预算)*(?:执行率|使用率|支付率|执行进度|支出进度|到位率|下达率|控制率|执行)|占|为(?:年初|全年)?预算",
                lead,
            )[0]
        )
    lead = regex.sub(lexicon["words"]["compared_with"], "", lead)
    return str(regex.sub(r"^(比|较|与|同)(上年|20\d\d年)?(度)?(?=.*[预决]算)", "", lead))


NUMBER = r"[+-]?[\d.,٬]*\d(?:(?:百|千|万|亿)*元|[万亿%]|(?=[、,][\d.]+\d))"
LISTED_NUMBER = rf"(?:(?:[、和及与]|以及)(?:增加|减少|增长|下降|降低|上升)?{NUMBER}|[,，]{NUMBER})"


def distributed(p: Point, m: Measured, words: str) -> Found | None:
    """收入总计、支出总计分别为50.00万元、60.00万元。 ⇒ 支出总计 final 60.00万元"""
    between = "(?:[、,，和及与；;]?|以及)(?:增加|减少|增长|下降|降低|上升)?"
    return p.thread.queue.pop(0) if p.thread.queue and regex.fullmatch(between, p.n.gap) else None


def apportioned(p: Point, m: Measured, words: str) -> Found | None:
    """收、支总计分别为50.00、60.00万元，分别增长5.00%和6.00%。 ⇒ 支出总计 change_rate 6.00%"""
    following = regex.match(f"(?:{LISTED_NUMBER})+", p.folded[p.n.end : p.n.end + 160])
    count = 1 + len(regex.findall(LISTED_NUMBER, following.group())) if following else 1
    if count < 2 or not (regex.search("分别|各|均", p.lead) or regex.match("[、,和及与]\\d", p.n.after)):
        return None
    names = listed_subjects(named(without_unit(words, p.profile.unit_name)), count)
    if not names and explained(p, words):
        before = [x.name for x in (p.thread.recent or p.thread.resting)[-count:]]
        names = p.thread.pair if len(p.thread.pair) == count else before
    if len(names) != count:
        return None
    p.thread.pair = names
    p.thread.queue = [Found(Subject(clean_item(name))) for name in names[1:]]
    return Found(Subject(clean_item(names[0])))


def each_of_several(p: Point, m: Measured, words: str) -> Found | None:
    """收入总计、支出总计均为50.00万元。 ⇒ 支出总计 final 50.00万元"""
    if not regex.search("(?<!平)(?:均|各|都)(?!单位|部门|乡|镇|级|项|类|预算|委办)", p.lead):
        return None
    words = regex.sub("预算数?[与和、]决算数?", "", words)
    name = named(without_unit(words, p.profile.unit_name))
    names = [clean_item(x) for x in regex.split("、|和|与|以及", name)]
    if len(names) < 2 and is_generic(name) and regex.search("各|均", p.lead):
        before = p.thread.recent or p.thread.resting
        names = [x.name for x in before[-2:] if regex.search("总计$|合计$", x.name)]
    if len(names) < 2 or not all(
        x in BARE or p.vocabulary.knows(x) or (makes_subject(x) and not is_generic(x)) for x in names
    ):
        return None
    return Found(Subject("、".join(names), each=tuple(names)))


def classification_head(p: Point, m: Measured, words: str) -> Found | None:
    """教育支出（类）普通教育（款）小学教育（项）20.00万元。 ⇒ 小学教育 final 20.00万元"""
    found = classified(words)
    if not found:
        return None
    subject = recognised(words, p.vocabulary, p.profile)
    return Found(subject) if subject is not None else None


def in_bracket_by_kind(p: Point, m: Measured, words: str) -> Found | None:
    """公务接待费支出12.50万元（其中：一般公共预算支出12.50万元）。 ⇒ 公务接待费支出/一般公共预算支出 final 12.50万元"""
    held = p.thread.listing
    name = named(words)
    if held is None or held.whole is None or not held.depth:
        return None
    if regex.search("合计|总计|^本年", held.whole.subject.name) or not regex.fullmatch(
        load("narrative")["words"]["kind"], name
    ):
        return None
    return Found(replace(held.whole.subject, breakdown=name), LISTED)


def described(p: Point, m: Measured, words: str) -> Found | None:
    """基本支出：为保障机构正常运转的日常支出50.00万元。 ⇒ 基本支出 final 50.00万元"""
    if regex.fullmatch(load("narrative")["words"]["described"], words):
        return p.thread.head or p.thread.title or p.thread.found
    return None


def bare_total(p: Point, m: Measured, words: str) -> Found | None:
    """2023年收入500.00万元，支出480.00万元。 ⇒ 支出 final 480.00万元"""
    name = clean_item(named(without_unit(words, p.profile.unit_name)))
    if name not in BARE:
        return None
    thread = p.thread
    above = thread.head or thread.title
    if above is not None and not regex.search("收入|支出|收支", above.subject.name):
        return None
    if p.profile.doc_type == "budget" and name in ("收入预算", "支出预算") and thread.head is None:
        return Found(Subject(name))
    held = thread.found.subject.name if thread.found else ""
    other = {"收入": "支出", "支出": "收入"}[name[:2]]
    again = (held, m.measure) in thread.stated and "共" not in p.lead
    opposed = name[:2] not in held and (name[:2] == "收入" or not held or other in held or "收" in held)
    return Found(Subject(name)) if opposed or (again and m.measure in ("final", "initial_budget")) else None


def total_of_the_item(p: Point, m: Measured, words: str) -> Found | None:
    """城乡社区支出（类）其他城乡社区支出（款）。本年支出80.00万元。 ⇒ 其他城乡社区支出 final 80.00万元"""
    head = p.thread.head
    if head is None or head.subject.level is None:
        return None
    return head if named(without_unit(words, p.profile.unit_name)) in OF_THE_ITEM else None


def counted(p: Point, m: Measured, words: str) -> Found | None:
    """房屋2300平方米，价值500.00万元。 ⇒ 房屋 final 500.00万元"""
    wordings = load("narrative")["words"]
    lead = trimmed(words)
    involves = regex.match("共?涉及", lead) is not None
    if involves and not regex.fullmatch(wordings["involved"], lead):
        return None
    bare = p.placed.statement == "assets" and not lead
    if not (involves or bare or regex.fullmatch(wordings["counted"], lead)):
        return None
    if lead.startswith("共涉及") and p.thread.context:
        return Found(Subject(p.thread.context))
    if sampled := SAMPLED.search(p.n.gap[: -len(p.n.lead) or None][-40:] + p.n.lead):
        return Found(Subject(sampled["s"] + "涉及资金"))
    found = COUNTED.search(
        years(p.folded[max(p.n.start - len(p.n.lead) - 60, 0) : p.n.start - len(p.n.lead)], p.profile)
    )
    unnamed = found is None or regex.fullmatch(wordings["recounted"], found["s"])
    if p.thread.context and unnamed and regex.fullmatch(wordings["involved"], lead):
        return Found(Subject(p.thread.context))
    name = clean_item(without_lead(without_unit(found["s"], p.profile.unit_name))) if found else ""
    if not is_generic(name):
        return Found(Subject(name))
    managed = MANAGED.search(p.folded, max(p.n.start - 80, 0), p.n.start)
    return Found(Subject(managed["s"] + "的项目")) if managed and involves else None


def of_the_same_money(p: Point, m: Measured, words: str) -> Found | None:
    """政府性基金预算财政拨款本年收入80.00万元；本年支出80.00万元。 ⇒ 政府性基金预算财政拨款本年支出 final 80.00万元"""
    whole = regex.fullmatch(r"本年(收入|支出)(合计)?", named(words))
    before = regex.match(r"(.*拨款)本年(收入|支出)", p.thread.found.subject.name) if p.thread.found else None
    return Found(Subject(before[1] + whole[0])) if whole and before else None


def spent_on(p: Point, m: Measured, words: str) -> Found | None:
    """在业务经费中列支办公楼玻璃维修1.76万元。 ⇒ 办公楼玻璃维修 final 1.76万元"""
    found = regex.search(
        "(?:列支|支付了?|用于|购置|采购)(?P<s>\\p{Han}[^，,。；;:：]{3,30})$", trimmed(words)
    )
    if not p.evaluates or p.n.percent or found is None or not may_be_listed(found["s"]):
        return None
    return Found(Subject(clean_item(years(found["s"], p.profile))))


def put_into(p: Point, m: Measured, words: str) -> Found | None:
    """标准化战略等质量基础建设投入12.80万元。 ⇒ 标准化战略等质量基础建设 final 12.80万元"""
    found = regex.search(
        "(?P<s>\\p{Han}[^，,。；;:：]{3,30}?)(?:共|累计|实际)?(?:投入|支出|使用|安排)(?:了|资金)?$",
        trimmed(words),
    )
    if not p.evaluates or p.n.percent or found is None:
        return None
    name = without_lead(without_unit(found["s"], p.profile.unit_name))
    return Found(Subject(clean_item(name))) if may_be_listed(name) and not is_generic(name) else None


def before_the_verb(p: Point, m: Measured, words: str) -> Found | None:
    """灌区改造工程年初预算安排资金62.00万元。 ⇒ 灌区改造工程 initial_budget 62.00万元"""
    if not p.evaluates:
        return None
    told = trimmed(words)
    name = regex.sub(load("narrative")["words"]["of_money"], "", told)
    name = clean_item(without_lead(without_unit(name, p.profile.unit_name), len(p.n.lead) < len(p.n.clause)))
    if (
        name == told
        or is_generic(name)
        or len(name) < 3
        or not (may_be_listed(name) or p.vocabulary.knows(name))
    ):
        return None
    return Found(Subject(name), LISTED if p.thread.listing is not None else NAMED)


def money_itself(p: Point, m: Measured, words: str) -> Found | None:
    """2023年部门预算385.00万元。 ⇒ 部门预算 initial_budget 385.00万元"""
    if not p.evaluates or m.measure in ("share", "change", "change_rate"):
        return None
    wordings, name = load("narrative")["words"], regex.sub("(?:为|共|数为)$", "", trimmed(words))
    told = regex.match(wordings["own_money"], name)
    if told is not None and p.thread.fresh:
        return Found(Subject(told.group()))
    alone = p.thread.found is None and p.thread.title is None
    return Found(Subject(name)) if alone and regex.fullmatch(wordings["money_itself"], name) else None


def budget_of_a_list(p: Point, m: Measured, words: str) -> Found | None:
    """共收到专项资金20.00万元，其中年初部门预算15.00万元。 ⇒ 年初部门预算 initial_budget 15.00万元"""
    held = p.thread.listing
    name = regex.sub("^其中[:：,，]?", "", words)
    if (
        not p.evaluates
        or held is None
        or not regex.fullmatch(load("narrative")["words"]["part_of_money"], name)
    ):
        return None
    return Found(Subject(name), LISTED)


def aimed(p: Point, m: Measured, words: str) -> Found | None:
    """今年投入15.00万元对河道水质进行抽样检测。 ⇒ 河道水质抽样检测 final 15.00万元"""
    spends = regex.search("(安排了?|投入|列支|使用|支出)$", p.n.lead)
    if (
        p.n.percent
        or p.thread.head is not None
        or not (spends or (p.n.lead in ("", "、") and not p.thread.fresh))
    ):
        return None
    purpose = regex.match(
        r"(?:用于|对)(?P<s>[^，,。；;:：]{4,40}?)(?=[，,。；;]|以及|$)", p.folded[p.n.end : p.n.end + 48]
    )
    unnamed = trimmed(words).startswith("从") or is_generic(named(words))
    return Found(Subject(regex.sub("进行", "", purpose["s"]))) if purpose and unnamed else None


def named_in_clause(p: Point, m: Measured, words: str) -> Found | None:
    """2023年度公务接待费支出决算为2.00万元。 ⇒ 公务接待费 final 2.00万元"""
    behind = len(p.n.lead) < len(p.n.clause) or (p.n.clause == p.n.lead and p.n.gap.startswith("("))
    bare = trimmed(words)
    bare = (
        regex.sub(load("narrative")["words"]["opening"], "", bare) if not p.vocabulary.knows(bare) else bare
    )
    if not p.vocabulary.knows(bare) and (
        public := regex.search(load("narrative")["words"]["three_public"], bare)
    ):
        bare = public.group()
    bare = without_lead(bare, behind)
    subject = recognised(bare, p.vocabulary, p.profile)
    if subject is None or subject.name in BARE:
        return None
    if regex.fullmatch(load("narrative")["words"]["own"], subject.name) and p.placed.evaluated:
        return None
    by = LISTED if p.thread.listing is not None and not m.measure.endswith("rate") else NAMED
    part = _part_of_an_item(p, subject)
    return Found(part or subject, by)


def _part_of_an_item(p: Point, subject: Subject) -> Subject | None:
    """基本支出 of an item is that item's and not the unit's: 高中教育支出20.00万元，其中：基本支出16.00万元."""
    held = p.thread.listing
    if held is None or held.whole is None or subject.name not in ("基本支出", "项目支出"):
        return None
    whole = held.whole.subject
    if code_of_whole("concepts", "concepts", whole.name) or TOTAL.search(whole.name):
        return None
    return replace(whole, breakdown=subject.name)


TOTAL = regex.compile("预算|拨款|收支|总|合计|^支出|^收入|^本年|部门|单位|整体|资金|决算")


def of_a_list(p: Point, m: Measured, words: str) -> Found | None:
    """本年支出合计90.00万元，其中：河道整治60.00万元，灌区改造30.00万元。 ⇒ 灌区改造 final 30.00万元"""
    if p.n.percent or m.measure == "change":
        return None
    listed = p.thread.listing is not None or (p.evaluates and regex.match("[；;、]", p.n.gap))
    name = named(without_unit(without_lead(words, len(p.n.lead) < len(p.n.clause)), p.profile.unit_name))
    if not listed or is_generic(name) or not may_be_listed(name):
        return None
    return Found(Subject(clean_item(name)), LISTED)


def in_the_clause_before(p: Point, m: Measured, words: str) -> Found | None:
    """公务接待费，2023年决算数为2.00万元。 ⇒ 公务接待费 final 2.00万元"""
    if not explained(p, words):
        return None
    for clause in p.clauses:
        if regex.search(load("narrative")["words"]["reason"], clause):
            return None
        if regex.search(load("narrative")["words"]["aside_clause"], clause):
            continue
        subject = _alone(clause, p)
        if subject is not None:
            return Found(subject)
        if not explained(p, clause):
            return None
    return None


def _alone(clause: str, p: Point) -> Subject | None:
    """The subject of a clause that says no more than it, or with what it is compared."""
    words = regex.sub(
        r"(?:与|同|比|较)[^，,。；;:：]{2,20}(?:相比|比较|对比)?$|(?:总体|具体)?(?:情况)?如下$", "", clause
    )
    words = regex.sub("^(?:关于|截至.*日)", "", words)
    subject = recognised(words, p.vocabulary, p.profile) if len(words) <= 60 else None
    return subject if subject is not None and subject.name not in BARE else None


def told_by_context(p: Point, m: Measured, words: str) -> Found | None:
    """未举办节庆活动，支出5.00万元。 ⇒ 节庆 final 5.00万元"""
    return Found(Subject(p.thread.context)) if p.thread.context and explained(p, words) else None


def caused(p: Point, m: Measured, words: str) -> Found | None:
    """收入总计50.00万元，主要原因是项目支出增加，较上年增加3.00万元。 ⇒ 项目支出 change 3.00万元"""
    return p.thread.cause if p.thread.cause is not None and explained(p, words) else None


def behind_the_list(p: Point, m: Measured, words: str) -> Found | None:
    """事业运行经费90.00万元，其中：基本支出60.00万元，项目支出30.00万元，同比增加5.00万元。 ⇒ 事业运行经费 change 5.00万元"""
    held = p.thread.listing
    if held is None or held.depth > 0 or not explained(p, words):
        return None
    again = held.whole is not None and (held.whole.subject.name, m.measure) in p.thread.stated
    whole = (
        not again
        and held.entries > 1
        and not held.detailed
        and not held.parted
        and m.measure in ("change", "change_rate", "completion_rate")
    )
    other = p.evaluates and held.entries and m.measure not in ("share", "change", "change_rate", held.measure)
    if not whole and not other:
        return None
    p.thread.listings.pop()
    return held.whole


def sum_of_the_heading(p: Point, m: Measured, words: str) -> Found | None:
    """五、“三公”经费支出情况。公务用车运行维护费20.00万元、公务接待费2.00万元，合计22.00万元。 ⇒ “三公”经费 final 22.00万元"""
    if not _is_sum(p):
        return None
    if [x.name for x in p.thread.recent] == ["基本支出", "项目支出"]:
        return Found(Subject("支出合计"))
    held = p.thread.listing
    return held.whole if held is not None and held.whole is not None else p.thread.title


def _is_sum(p: Point) -> bool:
    return len(p.thread.recent) > 1 and regex.fullmatch("(?:以上)?(?:合计|共计|总计)为?", p.lead) is not None


def of_the_item(p: Point, m: Measured, words: str) -> Found | None:
    """1.行政运行（项）。年初预算为20.00万元，支出决算为18.00万元。 ⇒ 行政运行 final 18.00万元"""
    head = p.thread.head
    if head is None or head.subject.level is None or not p.thread.fresh or not explained(p, words):
        return None
    return head


def of_the_sentence_before(p: Point, m: Measured, words: str) -> Found | None:
    """机关运行经费40.00万元，其中：办公费10.00万元、培训费5.00万元。较上年减少2.00万元。 ⇒ 机关运行经费 change -2.00万元"""
    before = p.thread.returning
    if not p.thread.fresh or before is None or not explained(p, words):
        return None
    return replace(before, by=HEADING if before.by == HEADING else CARRIED)


def of_the_heading(p: Point, m: Measured, words: str) -> Found | None:
    """（二）公务接待费。2023年决算数为2.00万元。 ⇒ 公务接待费 final 2.00万元"""
    head = p.thread.head or p.thread.title
    return head if head is not None and p.thread.fresh and explained(p, words) else None


def of_the_sentence(p: Point, m: Measured, words: str) -> Found | None:
    """机关运行经费40.00万元，比上年减少2.00万元。 ⇒ 机关运行经费 change -2.00万元"""
    found = p.thread.found
    if found is None or not explained(p, words) or _is_sum(p):
        return None
    return replace(found, by=CARRIED) if p.thread.fresh and found.by != HEADING else found


CLUES: Sequence[Clue] = (
    distributed,
    apportioned,
    each_of_several,
    in_bracket_by_kind,
    classification_head,
    described,
    of_the_same_money,
    counted,
    told_by_context,
    aimed,
    spent_on,
    total_of_the_item,
    bare_total,
    budget_of_a_list,
    before_the_verb,
    money_itself,
    named_in_clause,
    put_into,
    of_a_list,
    in_the_clause_before,
    caused,
    behind_the_list,
    sum_of_the_heading,
    of_the_item,
    of_the_sentence_before,
    of_the_heading,
    of_the_sentence,
)


def explained(p: Point, words: str) -> bool:
    """Whether words say nothing but measure, time, comparison and who reports: no other subject hides in them."""
    rest = named(
        without_unit(regex.sub(load("narrative")["words"]["unsaid"], "", words), p.profile.unit_name)
    )
    return is_generic(clean_item(rest)) or rest in BARE


def listed_subjects(words: str, count: int = 2) -> list[str]:
    """The subjects of one verb: 基本支出、项目支出分别为; 收、支总计 are 收入总计 and 支出总计."""
    totals = regex.fullmatch(
        r"(?P<of>.*?)收入?[、和与]?支出?(?P<total>总计|合计|总额|决算总计|总预算|总决算)", words
    )
    if count == 2 and totals:
        return [totals["of"] + "收入" + totals["total"], totals["of"] + "支出" + totals["total"]]
    names = [x for x in words.split("、") if x]
    for mark in ("和|与|以及", "及"):
        if names and len(names) < count:
            names = [*names[:-1], *(x for x in regex.split(mark, names[-1]) if x)]
    return names if len(names) == count > 1 and all(len(x) >= 2 for x in names) else []
