"""The narrative (情况说明) → quantities: read clause by clause, with a subject that carries on.

A number belongs to the nearest subject before it. What it measures is told by the words between subject and number
(年初预算为, 支出决算为, 比上年增加, 占…的, 完成…的); what they leave open is taken from the clauses before: the year compared
with, the budget named, the whole that a share is of. A new sentence returns to the subject that the paragraph's heading names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract import regex
from extract.fold import fold_with_index
from parsers.lexicon import code_of, code_of_whole, load
from parsers.outline.sections import Placed
from parsers.report import Profile, Quantity
from parsers.words.names import clean_item
from parsers.words.numbers import DIGITS, MONEY_UNIT, apart

from .numbers import PERCENT_IN_TEXT, YEAR, Number, is_threshold, numbers
from .subject import (
    CODED,
    COUNTED,
    PURPOSE,
    SHORTEST,
    Subject,
    classified,
    heading_subject,
    listed_subjects,
    subject_of,
)
from .thread import CAUSE, EVALUATED, EVALUATION_OF, OCCASION, WITHIN, Thread, listings
from .wording import OPTION, before_verb, last, named, trimmed, without_lead

COMPARED = regex.compile("比|较|同上|与上|与去|与\\d{4}")
WHOLE = regex.compile(rf"(?P<lead>(?:占|完成)[^，,。；;:：]*?){DIGITS}{MONEY_UNIT}的(?:比例为)?$")


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
            if head := heading_subject(path, profile):
                thread.subject = Subject(head)
        if p.heading and not PERCENT_IN_TEXT.search(p.folded):
            continue
        out.extend(_Reader(p, thread, profile).read())
    return out


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
        head = heading_subject(self.placed.path, self.profile) if leads and not self.placed.heading else ""
        thread.head = Subject(head) if head else None
        thread.stated.clear()
        if self.placed.evaluated:
            thread.subject = thread.head = Subject(self.placed.evaluated)
        self.listings = listings(self.folded)
        position, generic = 0, load("narrative")["words"]["generic"]
        for number in numbers(self.folded):
            self._follow(self.folded[position : number.start], position)
            position = number.end
            thread.numbers += 1
            if (quantity := self._quantity(number)) is not None:
                thread.stated.add((quantity.item, quantity.measure))
                each = (
                    listed_subjects(quantity.item) if regex.search("(?<!平)均[为是有]?$", number.lead) else []
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
                subject_of(thread.parent)
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
        if is_threshold(n) or (n.percent and n.after.startswith("以上")):
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
            place=p.paragraph.place(start, end, p.paragraph.text.chars[start:last]),
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
        rise, fall = last(lexicon["rise"], lead), last(lexicon["fall"], lead)
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
        name = named(found["of"], words) if found else ""
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
        lead = self._without_unit(before_verb(self._years(OPTION.sub("", n.lead)), measure))
        if marked := classified(lead):
            rest, subject = named(lead[lead.rindex(")") + 1 :], words), marked[-1]
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
        bare = without_lead(regex.sub(words["opening"], "", trimmed(bare)), behind)
        name = bare if regex.fullmatch(words["budget"], bare) else named(bare, words)
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
                return Subject(clean_item(without_lead(self._without_unit(counted["s"]))))
            name = regex.sub("^涉及(?=..)", "", name)
        if "分别" in n.lead and (names := listed_subjects(name)):
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
        name = named(without_lead(self._without_unit(words)), wordings)
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
