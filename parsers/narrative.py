"""The narrative (情况说明) → quantities: read clause by clause, with a subject that carries on.

A number belongs to the nearest subject before it. What it measures is told by the words between subject and number
(年初预算为, 支出决算为, 比上年增加, 占…的, 完成…的); what they leave open is taken from the clauses before: the year compared
with, the budget named, the whole that a share is of. A new sentence returns to the subject that the paragraph's heading names.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from extract import regex
from extract.fold import fold_with_index

from .lexicon import code_of, code_of_whole, load
from .names import clean_item
from .numbers import APART, DIGITS, MONEY, MONEY_UNIT, PERCENT, apart
from .report import Profile, Quantity
from .sections import Placed

MARKS = tuple(
    rf"[(（](?P<{name}>\d*{mark}|{digits})[)）]"
    for name, mark, digits in (
        ("class", "类", r"\d{3}"),
        ("section", "款", r"\d{5}|\d{2}"),
        ("item", "项", r"\d{7}|\d{2}"),
    )
)
MARKED = regex.compile(r"[(（](?:\d*[类款项]|\d{3}|\d{5}|\d{7})[)）]")
NAME = r"[^，,。；;:：“”\"、()（）]*?"
CLASSIFIED = regex.compile(
    rf"(?:[“\"]?(?P<n1>{NAME})[”\"]?{MARKS[0]}[-—]?)?(?:[“\"]?(?P<n2>{NAME})[”\"]?{MARKS[1]}[-—]?)?(?:[“\"]?(?P<n3>{NAME})[”\"]?{MARKS[2]})?"
)
"""类款项 as the narrative writes them: 住房保障支出（类）住房改革支出（款）住房公积金（项）, （221类）…（02款）…（01项）, …（2210201）."""
CLAUSE = regex.compile(r"[，,；;。：:！？]")
PERCENT_IN_TEXT = regex.compile(rf"(?<![\d.])(?P<number>{PERCENT.pattern[:-1]})(?P<unit>%)")
YEAR = regex.compile(r"(?P<year>20\d\d)年(?:度|(?![\d月]))")
OCCASION = regex.compile(
    r"(?:用于|在)(?:举办|开展|组织)?(?P<s>[^，,。；;:：]{4,40}?)中?[，,](?![^，,。；;]*[，,].*(?:用于|在).*中[，,])|(?:未|^)举办(?P<s>[^，,。；;]{2,30}?)(?:活动)?[，,]"
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
    r"(?:主要)?原因是?[:：]?(?P<s>[^，,。；;:：\d]{2,20}?)(?:增加|减少)[，,](?=[^，,。；;]*$)"
)
COMPARED = regex.compile("比|较|同上|与上|与去|与\\d{4}")
COUNTED = regex.compile(
    r"(?:\d{4}年度?)?(?P<s>\p{Han}{2,24}?)(?:个数|数量)?共?(?:计|有)?\d[\d,.٬]*(?:个|项|辆|台|套|件|处|栋|平方米)(?:[(（].{1,4}[)）])?[，,、](?:其中)?$"
)
PURPOSE = regex.compile(r"^(?:用于|对)(?P<s>[^，,。；;:：]{4,40}?)(?=[，,。；;]|以及|$)")
WHOLE = regex.compile(rf"(?P<lead>(?:占|完成)[^，,。；;:：]*?){DIGITS}{MONEY_UNIT}的(?:比例为)?$")
SHORTEST = 4
"""The end of a unit's name that still is its name, in characters."""
CODED = regex.compile(
    r"(?P<code>2\d{2}|2\d{4}|2\d{6})[-—]?(?P<name>\p{Han}[^\d]*)|(?P<name>\p{Han}[^\d]*)[(（](?P<code>2\d{4}|2\d{6})[)）]"
)
"""A classification item behind its code: 2010601-行政运行."""
OPTION = regex.compile(r"[(（/](?:增加|减少|增长|下降|上升|降低)[)）]?")


@dataclass(frozen=True)
class Subject:
    """What a number speaks of; `level` and `section` where 类款项 name it."""

    name: str = ""
    level: int | None = None
    section: str | None = None
    code: str | None = None
    breakdown: str | None = None


@dataclass
class Thread:
    """What carries on from clause to clause within a section."""

    subject: Subject = field(default_factory=Subject)
    head: Subject | None = None
    budget: str = "initial_budget"
    basis: str = "prior_year"
    parent: Quantity | None = None
    queue: list[str] = field(default_factory=list)
    last_money: Quantity | None = None
    """The last amount that is no part of another."""
    latest: Quantity | None = None
    changed: bool = False
    compared: bool = False
    context: str = ""
    own: bool = False
    involved: bool = False
    stated: set[tuple[str, str]] = field(default_factory=set)
    outside: list[tuple[int, Subject, Quantity | None, Quantity | None]] = field(default_factory=list)
    numbers: int = 0


@dataclass(frozen=True)
class Number:
    """A number of money or a percentage in folded text: its span, the words before it back to the last number or clause end."""

    text: str
    unit: str
    start: int
    end: int
    approximate: bool
    lead: str
    clause: str
    after: str

    @property
    def percent(self) -> bool:
        return self.unit == "%"


def read_narrative(placed: Sequence[Placed], profile: Profile) -> list[Quantity]:
    """The quantities that the narrative states, in its order."""
    out: list[Quantity] = []
    thread = Thread()
    section: tuple[object, ...] = ()
    path: tuple[str, ...] = ()
    for p in placed:
        here = (p.part, p.path[:2], p.statement)
        if here != section:
            thread, section = Thread(budget=thread.budget), here
        if p.path != path:
            path = p.path
            if head := _head(path, profile):
                thread.subject = Subject(head)
        if p.heading and not PERCENT_IN_TEXT.search(p.folded):
            continue
        out.extend(_Reader(p, thread, profile).read())
    return out


def _head(path: tuple[str, ...], profile: Profile) -> str:
    """The subject that a heading names: 2.公务接待费支出决算情况说明 → 公务接待费."""
    words = load("narrative")["words"]
    name = clean_item(path[-1]).rstrip("。") if path else ""
    name = regex.sub(words["heading_tail"], "", YEAR.sub("", name).replace(profile.unit_name or "\0", ""))
    general = f"({words['generic']}|收入支出|收支|结转结余)(总体|具体|分项)?(情况)?"
    return name if regex.search(words["heading"], name) and not regex.fullmatch(general, name) else ""


@dataclass
class _Reader:
    """Reads one paragraph."""

    placed: Placed
    thread: Thread
    profile: Profile

    def read(self) -> Iterator[Quantity]:
        thread = self.thread
        folded, self.index = fold_with_index(self.placed.paragraph.text.chars)
        self.folded = apart(folded)
        numbered = regex.match(r"^(\d{1,2}[、.](?!\d)|[(（][一二三四五六七八九十\d]+[)）])", self.folded)
        if not self.folded.startswith("其中") and not numbered:
            thread.parent = None
        thread.basis, thread.changed, thread.compared, thread.context = "prior_year", False, False, ""
        thread.own, thread.involved, thread.outside, thread.numbers = False, False, [], 0
        leads = numbered and self.placed.path and self.folded.startswith(self.placed.path[-1])
        head = _head(self.placed.path, self.profile) if leads and not self.placed.heading else ""
        thread.head = Subject(head) if head else None
        thread.stated.clear()
        if self.placed.evaluated:
            thread.subject = thread.head = Subject(self.placed.evaluated)
        self.listings = _listings(self.folded)
        position, generic = 0, load("narrative")["words"]["generic"]
        for number in _numbers(self.folded):
            self._follow(self.folded[position : number.start], position)
            position = number.end
            thread.numbers += 1
            if (quantity := self._quantity(number)) is not None:
                thread.stated.add((quantity.item, quantity.measure))
                each = (
                    _listed_subjects(quantity.item)
                    if regex.search("(?<!平)均[为是有]?$", number.lead)
                    else []
                )
                if each and all(
                    regex.search("(支出|收入|费|费用|经费|资金|拨款)$", name)
                    and not regex.fullmatch(generic, name)
                    for name in each
                ):
                    # 上缴上级支出、经营支出均为0万元: one number of several subjects.
                    yield from (replace(quantity, item=name) for name in each)
                else:
                    yield quantity
        self._follow(self.folded[position:], position)

    def _follow(self, words: str, position: int) -> None:
        """What the words between two numbers change: subject, bracket, context, basis."""
        thread = self.thread
        for found in regex.finditer(r"[()（）]", words):
            if found.group() in "(（":
                thread.outside.append((thread.numbers, thread.subject, thread.parent, thread.last_money))
                thread.last_money = thread.latest or thread.last_money
            elif thread.outside:
                # What a bracket that holds numbers says is said of its parts: （其中：…）.
                numbers, subject, parent, last = thread.outside.pop()
                thread.last_money = last
                if numbers != thread.numbers:
                    thread.subject, thread.parent = subject, parent
        words = self._years(words)
        *_, latest = regex.split("[。；;]", words)
        if latest != words:
            thread.context = ""
        if "。" in words:
            thread.changed = thread.involved = False
            thread.stated.clear()
            closed = self.folded[self.folded.rfind("。", 0, position) + 1 : self.folded.find("。", position)]
            resumes = self._evaluates or (
                "其中" in closed
                and regex.match(load("narrative")["words"]["resumes"], words.rpartition("。")[2])
            )
            whole = (
                _subject_of(thread.parent)
                if resumes and thread.parent is not None and not thread.outside
                else None
            )
            thread.subject = thread.head or whole or thread.subject
            thread.parent = None if whole else thread.parent
        for subject in classified(words):
            thread.subject = thread.head = subject
            thread.parent = None
        counted = self.placed.statement == "performance" and regex.search(r"项目\d+个[，,](资金|金额)", words)
        thread.involved = (
            thread.involved or "涉及" in words or bool(counted or regex.search("纳入.*绩效", words))
        )
        if self.placed.statement == "performance" and (evaluation := EVALUATION_OF.search(words)):
            thread.context = regex.sub(r"^\d+个", "", evaluation["s"])
        elif self.placed.statement == "performance" and (evaluation := EVALUATED.search(words)):
            thread.context = (
                f"{evaluation['done'].replace('了', '')}的{evaluation['s']}"
                if evaluation["done"]
                else evaluation["s"]
            )
        occasions = OCCASION if self._evaluates or self.placed.statement == "general_spending" else WITHIN
        if named := occasions.search(latest):
            thread.context = named["s"]
        if (compared := regex.search(load("narrative")["words"]["compared"], words)) and (
            name := self._own(compared["s"])
        ):
            thread.subject = Subject(name)
        if cause := CAUSE.search(words):
            thread.subject = Subject(cause["s"])
        thread.compared = thread.compared or bool(COMPARED.search(words))
        found_basis = [
            (m.start(), entry["code"])
            for entry in load("narrative")["bases"]
            for m in regex.finditer(entry["match"], words)
        ]
        if found_basis:
            basis = max(found_basis)[1]
            thread.basis = (
                "prior_year" if basis == "prior_budget" and self.profile.doc_type == "budget" else basis
            )
        if "其中" in words and thread.last_money is not None:
            thread.parent = thread.last_money

    @property
    def _evaluates(self) -> bool:
        return self.profile.doc_type in ("self_evaluation", "evaluation") or self.placed.part == "annex"

    def _years(self, words: str) -> str:
        """Words with the report's own year left out and the year before it called 上年."""
        year = self.profile.fiscal_year
        return YEAR.sub(
            lambda m: (
                "" if int(m["year"]) == year else "上年" if year and int(m["year"]) == year - 1 else m.group()
            ),
            words,
        )

    def _quantity(self, n: Number) -> Quantity | None:
        p, thread = self.placed, self.thread
        if _is_threshold(n) or (n.percent and n.after.startswith("以上")):
            return None
        measure, sign, basis, of = self._measure(n)
        if measure is None:
            return None
        of_last_year = measure in ("initial_budget", "final", "prior_final") and self._of_last_year(n)
        if of_last_year:
            measure = "prior_final" if measure == "final" else measure
            thread.compared, thread.basis = True, "prior_year" if measure == "prior_final" else "prior_budget"
        subject = self._subject(n, measure)
        involved = thread.involved and not self._evaluates and not n.percent
        if involved and measure == "final":
            measure = "initial_budget"
        statement = self._statement(n, subject, involved)
        if statement is None or not subject.name:
            # What follows an amount that is not read speaks of that amount: 项目支出210万元，占42%.
            thread.subject = (
                subject if subject.name and not n.percent and not self._evaluates else thread.subject
            )
            return None
        start, end = self.index[n.start], self.index[n.start + len(n.text) - 1] + 1
        last = self.index[min(n.end, len(self.index)) - 1] + 1
        key = p.paragraph.locator(start, end)
        parent = (
            thread.parent.key if thread.parent is not None and not n.percent and measure != "change" else None
        )
        quantity = Quantity(
            place=p.paragraph.text.place(start, end, key, p.paragraph.text.chars[start:last]),
            statement=statement,
            item=subject.name,
            item_code=subject.code,
            breakdown=subject.breakdown,
            measure=measure,
            number=n.text,
            unit=n.unit,
            key=key,
            group=f"p{p.paragraph.index}s{self.folded.count('。', 0, n.start)}{'%' if n.percent else ''}",
            origin="text",
            basis=basis,
            basis_item=of,
            sign=sign,
            approximate=n.approximate,
            period=self.profile.fiscal_year - 1 if of_last_year and self.profile.fiscal_year else None,
            project=p.project or (p.evaluated if p.evaluated != "整体支出" else None),
            section=subject.section or (p.path[-1] if p.path else None),
            level=subject.level,
            parent=parent,
            part="of_which" if parent else None,
        )
        if not n.percent:
            aside = (
                self._evaluates
                and thread.subject.name
                and regex.fullmatch(load("narrative")["words"]["aside"], subject.name)
            )
            thread.subject, thread.latest = thread.subject if aside else subject, quantity
            first = (
                thread.parent is None
                or thread.last_money is None
                or not any(at < n.start < until for at, until in self.listings)
            )
            if first and measure != "change" and not regex.match("比|较|与|同|完成", n.lead):
                thread.last_money = quantity
        return quantity

    def _measure(self, n: Number) -> tuple[str | None, int, str | None, str | None]:
        """(measure, sign, basis, whole of a share) by the words before the number."""
        lexicon, thread = load("narrative"), self.thread
        lead = self._years(OPTION.sub("", n.lead))
        rise, fall = _last(lexicon["rise"], lead), _last(lexicon["fall"], lead)
        if (
            max(rise, fall) >= 0
            and (n.percent or thread.compared or COMPARED.search(lead))
            and not regex.search("占|完成", lead[max(rise, fall) :])
        ):
            thread.changed = True
            if n.percent and thread.last_money is None:
                return None, 1, None, None
            return ("change_rate" if n.percent else "change"), -1 if fall > rise else 1, thread.basis, None
        if n.percent and lead in ("的", "的比例为") and (whole := WHOLE.search(self._years(n.clause))):
            # 完成全年预算30.00万元的84.33%, 占支出总额900.00万元的88.89%: what it is a part of stands with its amount.
            lead = whole["lead"] + "的"
        if n.percent and "差异率" in lead:
            return "change_rate", 1, thread.budget, None
        if found := regex.search(r"占(?P<whole>.*?)的?(比例|比重|比)?(为|达|约)?$", lead):
            return ("share" if n.percent else None), 1, "total", found["whole"].rstrip("的") or None
        if not n.percent:
            return self._amount(n, lead), 1, None, None
        code = code_of("narrative", "rates", lead)
        if code is None and thread.changed and n.lead in ("、", "和"):
            return "change_rate", 1, thread.basis, None
        if code == "completion_rate":
            # 年初预算150万元，支出决算160万元，完成106.67%: of the budget that the sentence has stated.
            budgeted = (
                regex.fullmatch("完成(率)?[为了达]?", lead)
                and (thread.subject.name, thread.budget) in thread.stated
            )
            named = (
                "adjusted_budget"
                if regex.search("全年|调整", lead)
                else "initial_budget"
                if "年初" in lead
                else thread.budget
                if "预算" in lead or budgeted
                else None
            )
            return (code, 1, named, None) if named else (None, 1, None, None)
        return (
            code,
            1,
            {"execution_rate": "adjusted_budget", "arrival_rate": "received"}.get(code or ""),
            None,
        )

    def _amount(self, n: Number, lead: str) -> str:
        """What an amount measures; a part that does not say measures what its whole does."""
        thread = self.thread
        words = regex.sub(load("narrative")["words"]["budget"], "", lead)
        code = (
            "received"
            if regex.match(r"[，,](资金)?到位率", n.after)
            else code_of("narrative", "measures", words)
        )
        if (
            code == "adjusted_budget"
            and self.profile.doc_type == "budget"
            and not regex.search("全年|调整", words)
        ):
            code = "initial_budget"
        if code in ("initial_budget", "adjusted_budget"):
            thread.budget = code
        if (
            self._evaluates
            and code is not None
            and thread.parent is not None
            and code != thread.parent.measure
        ):
            thread.parent = thread.last_money = None
        if code is None and thread.parent is not None:
            return thread.parent.measure
        return code or ("initial_budget" if self.profile.doc_type == "budget" else "final")

    def _of_last_year(self, n: Number) -> bool:
        """Whether an amount is the year before's: 与上年4,500万元相比, 2022年度收入总计4,500万元; 上年结转 and 2022年工程尾款 are this year's."""
        words, lead = load("narrative")["words"], self._years(OPTION.sub("", n.lead))
        if regex.search(words["compared_with"], lead):
            return True
        found = regex.fullmatch(words["last_year"], lead)
        name = _named(found["of"], words) if found else ""
        known = {self.thread.subject.name, *(item for item, _ in self.thread.stated)}
        return found is not None and (
            not name
            or name in known
            or bool(regex.fullmatch(words["generic"], name) or code_of_whole("concepts", "concepts", name))
        )

    def _subject(self, n: Number, measure: str) -> Subject:
        """The subject named before the number, or the one that carries on."""
        words, thread = load("narrative")["words"], self.thread
        if thread.queue and n.lead in ("、", "和", ""):
            return Subject(thread.queue.pop(0))
        lead = self._without_unit(_before_verb(self._years(OPTION.sub("", n.lead)), measure))
        if marked := classified(lead):
            rest, subject = _named(lead[lead.rindex(")") + 1 :], words), marked[-1]
            own = rest and not (
                regex.fullmatch(words["generic"], rest)
                and (subject.level != 1 or subject.name.endswith(rest))
            )
            return replace(subject, name=subject.name + rest) if own else subject
        bare = (
            lead
            if regex.search(r"[(（]境[)）]", lead)
            else regex.sub(r"^.*[(（](?=[^()（）]*$)|[(（][^()（）]*[)）]$", "", lead)
        )
        behind = bare != lead or len(n.lead) < len(n.clause)
        bare = _without_lead(regex.sub(words["opening"], "", _trimmed(bare)), behind)
        name = bare if regex.fullmatch(words["budget"], bare) else _named(bare, words)
        name = name if self._evaluates else regex.sub("(?<=..)安排了?$", "", name)
        if regex.fullmatch(words["described"], name):
            return thread.subject
        if whole := regex.fullmatch(r"本年(收入|支出)(合计)?", name) and regex.match(
            r"(.*拨款)本年(收入|支出)", thread.subject.name
        ):
            # 政府性基金预算财政拨款本年收入80万元，…；本年支出80万元: of the same money.
            return Subject(whole[1] + name)
        if coded := CODED.fullmatch(clean_item(name)):
            return Subject(coded["name"], len(coded["code"]) // 2, None, coded["code"])
        if name == "合计" and thread.last_money is None:
            name = ""
        if regex.match("涉及", bare) or regex.fullmatch(words["counted"], name):
            counted = COUNTED.search(self.folded[: n.start - len(n.lead)])
            unnamed = counted is None or regex.fullmatch(words["recounted"], counted["s"])
            if thread.context and unnamed and regex.fullmatch(words["involved"], bare):
                return Subject(thread.context)
            if counted:
                # 项目3个，涉及资金…; 房屋2,300平方米，价值…: what was counted is what the amount is of.
                return Subject(clean_item(_without_lead(self._without_unit(counted["s"]))))
            name = regex.sub("^涉及(?=..)", "", name)
        if "分别" in n.lead and (names := _listed_subjects(name)):
            thread.queue = names[1:]
            return Subject(names[0])
        if (
            self._evaluates
            and regex.search("(安排了?|投入|列支)$", name)
            and (purpose := PURPOSE.match(self.folded[n.end :]))
        ):
            return Subject(regex.sub("进行", "", purpose["s"]))
        if thread.outside and regex.fullmatch(words["kind"], name):
            # 决算12.5万元（其中：一般公共预算支出12.5万元；…）: whose money it is, not another subject.
            return replace(thread.outside[-1][1], breakdown=name)
        if self._evaluates and thread.subject.name and regex.fullmatch(words["same"], name):
            return thread.subject
        if (
            name
            and not regex.fullmatch(words["generic"], name)
            and not (self.placed.evaluated and regex.fullmatch(words["own"], name))
        ):
            return Subject(clean_item(name))
        return self._unnamed(n, measure, name, bare)

    def _own(self, words: str) -> str:
        """The subject that words name, or nothing where they only say 支出, 决算数 or the unit's name."""
        wordings = load("narrative")["words"]
        name = _named(_without_lead(self._without_unit(words)), wordings)
        return (
            ""
            if regex.fullmatch(wordings["generic"], name) or regex.search("预算数|决算数|原因", name)
            else clean_item(name)
        )

    def _without_unit(self, words: str) -> str:
        """Words without the unit's name, printed with its region or without it, and what a bracket says of it."""
        name = self.profile.unit_name or "\0"
        tail = next((t for t in (name[n:] for n in range(max(len(name) - SHORTEST, 1))) if t in words), None)
        return (
            words
            if tail is None
            else str(regex.sub(r"^[(（][^()（）]{4,}[)）]", "", words.replace(tail, "")))
        )

    def _unnamed(self, n: Number, measure: str, name: str, bare: str) -> Subject:
        """The subject of a number before which only 支出, 预算, 金额 or nothing is said."""
        words, thread = load("narrative")["words"], self.thread
        if self.profile.doc_type == "budget" and regex.fullmatch("(收入|支出)预算", bare):
            return Subject(bare)
        if bare and not regex.fullmatch(words["generic"], bare) and "其中" in n.lead:
            return Subject(clean_item(bare))
        if thread.context:
            return Subject(thread.context)
        again = (thread.subject.name, measure) in thread.stated and "共" not in n.lead
        other = {"收入": "支出", "支出": "收入"}.get(name)
        opposed = name not in thread.subject.name and (
            name == "收入" or not thread.subject.name or thread.subject.name == other
        )
        if (other and opposed) or (name in ("收入", "支出") and again):
            return Subject(name)
        if (
            measure in ("execution_rate", "arrival_rate")
            and thread.parent is not None
            and regex.match("[，,]?(资金|预算|总体)", n.lead)
        ):
            return Subject(thread.parent.item)
        return thread.subject

    def _statement(self, n: Number, subject: Subject, involved: bool) -> str | None:
        """The statement that the number belongs to; null where the sentence speaks of no money of the unit."""
        p, thread = self.placed, self.thread
        words, clause = load("narrative")["words"], n.clause + subject.name
        if involved:
            return "other"
        if p.evaluated:
            return "self_evaluation"
        if p.statement == "performance" and not self._evaluates:
            return "self_evaluation" if regex.fullmatch("(部门|单位)?整体支出", subject.name) else None
        if p.statement == "performance" and (
            not regex.search(words["money"], n.clause) or regex.search(words["foreign"], clause)
        ):
            return None
        if self._evaluates:
            own = "fund_usage" if self.profile.doc_type == "evaluation" else "self_evaluation"
            if n.percent:
                return own if thread.last_money is not None else None
            thread.own = bool(regex.search(words["money"], clause) or thread.own) and not regex.search(
                words["foreign"], clause
            )
            return own if thread.own else "other"
        if p.project:
            return None if n.percent else "other"
        by_subject = code_of("narrative", "subjects", subject.name) or (
            "general_expenditure" if subject.level else None
        )
        # A part that no statement knows by name (上年结转) stands where its whole does, and its share where its amount.
        beside = thread.latest if n.percent else thread.parent
        inherited = (
            beside.statement
            if beside is not None and (not n.percent or beside.item == subject.name)
            else None
        )
        if self.profile.doc_type == "budget":
            return p.statement or code_of("narrative", "subjects", n.clause) or by_subject or inherited
        if p.part in ("overview", "tables", "glossary") or p.statement == "glossary":
            return None
        # Accounts speak of other money too, of what the unit's work brought about: only names of the accounts tell a statement.
        known = subject.level or code_of_whole("concepts", "concepts", subject.name)
        return p.statement or (by_subject if known else None if by_subject else inherited)


def _numbers(folded: str) -> list[Number]:
    """Amounts and percentages of a paragraph in order."""
    spans = [(m, True) for m in MONEY.finditer(folded)] + [
        (m, False) for m in PERCENT_IN_TEXT.finditer(folded)
    ]
    clauses = [0, *(c.end() for c in CLAUSE.finditer(folded))]
    out: list[Number] = []
    for m, money in sorted(spans, key=lambda s: s[0].start("number")):
        start, end = m.start("number"), m.end()
        if out and start < out[-1].end:
            continue
        clause_start = clauses[bisect_right(clauses, start) - 1]
        lead = folded[max(clause_start, out[-1].end if out else 0) : start]
        unit = m["unit"] if not money or m["unit"].endswith("元") else m["unit"] + "元"
        near = money and bool(m["near"] or m["more"] or m["more2"])
        out.append(
            Number(
                m["number"].replace(APART, ","),
                unit,
                start,
                end,
                near,
                lead,
                folded[clause_start:start],
                folded[end : end + 12],
            )
        )
    return out


def classified(words: str) -> list[Subject]:
    """The subjects that 类款项 name in folded words, each by its lowest mark: 住房公积金（项） is level 3."""
    out: list[Subject] = []
    if not MARKED.search(words):
        return out
    for found in CLASSIFIED.finditer(words):
        marks = [found["class"], found["section"], found["item"]]
        level = max((i for i, mark in enumerate(marks, 1) if mark), default=0)
        if not level:
            continue
        name = clean_item(found[f"n{level}"].strip('“”"')).split("-")[-1]
        if not any(marks[: level - 1]):
            name = _without_lead(name)
        digits = [regex.sub(r"\D", "", mark or "") for mark in marks]
        code = digits[level - 1] if len(digits[level - 1]) == 1 + 2 * level else "".join(digits[:level])
        out.append(
            Subject(name, level, found.group().strip('“”"'), code if len(code) == 1 + 2 * level else None)
        )
    return out


def _listings(folded: str) -> list[tuple[int, int]]:
    """Where each 其中 stands and how far it reaches: to the end of its bracket, or on."""
    ends = {m.start(): m.end() for m in regex.finditer(r"[(（][^()（）]*[)）]", folded)}
    starts = sorted(ends)
    out: list[tuple[int, int]] = []
    for found in regex.finditer("其中", folded):
        opened = bisect_right(starts, found.start())
        end = ends[starts[opened - 1]] if opened else 0
        out.append((found.start(), end if end > found.start() else len(folded)))
    return out


def _subject_of(whole: Quantity) -> Subject:
    return Subject(
        whole.item, whole.level, whole.section if whole.level else None, whole.item_code, whole.breakdown
    )


def _is_threshold(n: Number) -> bool:
    return bool(regex.match(r"(\(含\))?(以上|以下|及以上|以内)", n.after)) or bool(
        regex.search(load("narrative")["words"]["threshold"], n.clause)
    )


def _last(pattern: str, text: str) -> int:
    return max((m.start() for m in regex.finditer(pattern, text)), default=-1)


def _listed_subjects(words: str) -> list[str]:
    """The subjects of one verb: 基本支出、项目支出分别为; 收、支总计 are 收入总计 and 支出总计."""
    if totals := regex.fullmatch(r"(?P<of>.*?)收入?[、和与]?支出?(?P<total>总计|合计|总额|决算总计)", words):
        return [totals["of"] + "收入" + totals["total"], totals["of"] + "支出" + totals["total"]]
    names = [x for x in regex.split("[、和与]", words) if x]
    return names if len(names) > 1 else []


def _named(words: str, wordings: dict[str, str]) -> str:
    """Words without what stands before and after a subject."""
    previous = None
    while previous != words:
        previous = words
        words = regex.sub(wordings["tail"] + "|" + wordings["amid"], "", _without_lead(_trimmed(words)))
    return words


@lru_cache
def _leads() -> regex.Pattern[str]:
    return regex.compile(f"^(?:{'|'.join(load('narrative')['leads'])})+[:,、]?")


def _without_lead(words: str, behind: bool = False) -> str:
    """Words without what leads to a subject; `behind` a number or a bracket 和 and its like are no part of a name."""
    wordings, previous = load("narrative"), None
    while previous != words:
        previous, words = words, _leads().sub("", words)
        rest = words[1:]
        if regex.match(wordings["particles"], words) and (
            behind
            or not rest
            or regex.fullmatch(wordings["words"]["generic"], rest)
            or code_of_whole("concepts", "concepts", rest)
        ):
            words, behind = rest, False
    return words


def _trimmed(words: str) -> str:
    """Words without the marks around them: stray brackets, and an explanation in brackets at the end."""
    words = words.strip("、,，;；:：”")
    words = regex.sub(r"^[)）]+|[(（]+$", "", words)
    if len(regex.findall("[(（]", words)) != len(regex.findall("[)）]", words)):
        words = words.strip("()（）")
    return str(regex.sub(r"(?<=.)[(（][^()（）类款项境]{2,}[)）]$", "", words))


def _before_verb(lead: str, measure: str) -> str:
    """The words before the one that tells the measure: before 增加, 占, 完成."""
    lexicon = load("narrative")
    if measure in ("change", "change_rate"):
        return str(
            regex.sub(
                r"(相?[比较]|与|同).*$", "", regex.split(f"{lexicon['rise']}|{lexicon['fall']}", lead)[0]
            )
        )
    if measure == "share":
        # Where the whole stands with its amount, 占 stands before that amount and not in the lead.
        return lead[: max(lead.rfind("占"), 0)]
    lead = regex.sub(lexicon["words"]["compared_with"], "", lead)
    if measure.endswith("_rate"):
        return str(regex.split("完成|资金执行率|预算执行率|执行率|到位率", lead)[0])
    return str(regex.sub(r"^(比|较|与|同)(上年)?(度)?(?=.*[预决]算)", "", lead))
