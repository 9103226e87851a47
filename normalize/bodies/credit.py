"""统一社会信用代码: the unified social credit code of a body, and its check character (GB 32100-2015)."""

from __future__ import annotations

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of the code by their values; I, O, S, V and Z are left out."""
LENGTH = 18


def check_sign(code: str) -> str | None:
    """The check character of the first 17; null where one of them is none of the code's.

    The weights are the powers of 3 modulo 31; a check value of 31 is written 0.
    """
    head = code[: LENGTH - 1]
    if len(head) < LENGTH - 1 or any(sign not in SIGNS for sign in head):
        return None
    total = sum(SIGNS.index(sign) * pow(3, n, 31) for n, sign in enumerate(head))
    return SIGNS[-total % 31]


def is_credit_code(code: str) -> bool:
    """Whether a code has its length, its characters and the right check character."""
    return len(code) == LENGTH and check_sign(code) == code[-1]
