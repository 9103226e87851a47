"""What is remembered of a document is asked once, and of each document apart."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.memo import remembered

asked: list[str] = []


@dataclass(frozen=True)
class Holder:
    name: str


@remembered
def long(holder: Holder) -> list[str]:
    """Its name, letter by letter."""
    asked.append(holder.name)
    return list(holder.name)


@remembered
def nothing(holder: Holder) -> None:
    asked.append(holder.name)


def test_each_holder_is_asked_once_even_where_the_answer_is_nothing() -> None:
    asked.clear()
    first, second = Holder("a"), Holder("a")
    assert first == second and long(first) is long(first) and long(first) == long(second)
    assert asked == ["a", "a"]
    assert nothing(first) is nothing(first) is None and asked == ["a"] * 3


def test_a_function_keeps_its_name_and_two_of_one_name_are_two() -> None:
    @remembered
    def inner(holder: Holder) -> int:
        return 1

    assert long.__name__ == "long" and long.__doc__ == "Its name, letter by letter."
    holder = Holder("b")
    assert inner(holder) == 1 and long(holder) == ["b"]
    assert holder == Holder("b")
