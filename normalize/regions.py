"""Region and level of a unit, told from its name alone, by the suffixes of Chinese place names."""

from __future__ import annotations

from extract import regex
from extract.fold import fold

MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_PREFIX = regex.compile(r"^(中共|中国共产党|共青团)")
_PARTS = regex.compile(
    r"(?P<province>\p{Han}{2,7}?(?:省|自治区))?(?P<city>\p{Han}{1,8}?(?:市|自治州|州|盟|地区))?(?P<county>\p{Han}{1,8}?(?:区|县|旗|市))?(?P<town>\p{Han}{1,7}?(?:镇|乡|街道))?"
)


def region_of(name: str) -> tuple[str | None, str | None]:
    """(region, level) that a unit's name states; (null, null) where it states none."""
    plain = _PREFIX.sub("", fold(name))
    found = _PARTS.match(plain)
    if found is None or not found.group():
        return None, None
    if found["town"]:
        return found["town"], "township"
    if found["county"] and not regex.match("市场|市政|区域", plain[found.start("county") :]):
        return found["county"], "county"
    if found["city"] and not regex.match(r"场|政", plain[found.end("city") :]):
        return found["city"], "province" if found["city"] in MUNICIPALITIES else "city"
    if found["province"]:
        return found["province"], "province"
    return None, None
