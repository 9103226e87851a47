"""Words of the narrative without what leads to a subject and what follows it."""

from __future__ import annotations

from functools import lru_cache

from extract import regex
from parsers.lexicon import code_of_whole, load

OPTION = regex.compile(r"[(（/](?:增加|减少|增长|下降|上升|降低)[)）]?")


def last(pattern: str, text: str) -> int:
    return max((m.start() for m in regex.finditer(pattern, text)), default=-1)


def named(words: str, wordings: dict[str, str]) -> str:
    """Words without what stands before and after a subject."""
    previous = None
    while previous != words:
        previous = words
        words = regex.sub(wordings["tail"] + "|" + wordings["amid"], "", without_lead(trimmed(words)))
    return words


@lru_cache
def _leads() -> regex.Pattern[str]:
    return regex.compile(f"^(?:{'|'.join(load('narrative')['leads'])})+[:,、]?")


def without_lead(words: str, behind: bool = False) -> str:
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


def trimmed(words: str) -> str:
    """Words without the marks around them: stray brackets, and an explanation in brackets at the end."""
    words = words.strip("、,，;；:：”")
    words = regex.sub(r"^[)）]+|[(（]+$", "", words)
    if len(regex.findall("[(（]", words)) != len(regex.findall("[)）]", words)):
        words = words.strip("()（）")
    return str(regex.sub(r"(?<=.)[(（][^()（）类款项境]{2,}[)）]$", "", words))


def before_verb(lead: str, measure: str) -> str:
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
