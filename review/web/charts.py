"""Charts as inline SVG, by attributes and classes alone: no script, no style."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from extract.terminal import visible

WIDTH, ROW, LABEL, COUNT = 640, 24, 250, 54
TALL = 170


@dataclass(frozen=True)
class Bar:
    """A bar: its label, where it leads, and its parts (the class of each part's colour, its number)."""

    label: str
    parts: tuple[tuple[str, int], ...]
    href: str = ""

    @property
    def total(self) -> int:
        """The sum of its parts."""
        return sum(n for _, n in self.parts)


def bars(title: str, held: Sequence[Bar]) -> Markup:
    """Horizontal bars one below the other, each with its number."""
    most = max((b.total for b in held), default=0) or 1
    lines = [_bar(b, n, (WIDTH - LABEL - COUNT) / most) for n, b in enumerate(held)]
    return _svg(title, len(held) * ROW + 6, lines)


def _bar(bar: Bar, number: int, scale: float) -> str:
    y, x = number * ROW + 4, float(LABEL)
    label = f'<text x="{LABEL - 8}" y="{y + 13}" text-anchor="end">{_text(_short(bar.label))}</text>'
    if bar.href:
        label = f'<a href="{_text(bar.href)}">{label}</a>'
    out = [label]
    for colour, n in bar.parts:
        wide = n * scale
        out.append(f'<rect class="{colour}" x="{x:.1f}" y="{y}" width="{wide:.1f}" height="{ROW - 7}"/>')
        x += wide
    out.append(f'<text class="n" x="{x + 6:.1f}" y="{y + 13}">{bar.total:,}</text>')
    return "".join(out)


def columns(title: str, held: Sequence[Bar]) -> Markup:
    """Columns side by side, each with its number above and its label below."""
    most = max((b.total for b in held), default=0) or 1
    wide = min(90.0, (WIDTH - 20) / max(len(held), 1))
    lines = [f'<line class="rule-line" x1="10" x2="{WIDTH - 10}" y1="{TALL - 24}" y2="{TALL - 24}"/>']
    for n, bar in enumerate(held):
        high = (TALL - 48) * bar.total / most
        x, y = 10 + n * wide, TALL - 24 - high
        colour = bar.parts[0][0] if bar.parts else "f3"
        middle = x + wide / 2
        lines.append(
            f'<rect class="{colour}" x="{x + 4:.1f}" y="{y:.1f}" width="{wide - 8:.1f}" height="{high:.1f}"/>'
            f'<text class="n" x="{middle:.1f}" y="{y - 5:.1f}" text-anchor="middle">{bar.total:,}</text>'
            f'<text x="{middle:.1f}" y="{TALL - 8}" text-anchor="middle">{_text(bar.label)}</text>'
        )
    return _svg(title, TALL, lines)


def _svg(title: str, height: int, lines: Sequence[str]) -> Markup:
    return Markup(
        f'<svg class="chart" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{_text(title)}">'
        f"{''.join(lines)}</svg>"
    )


def _short(label: str, most: int = 18) -> str:
    return label if len(label) <= most else label[: most - 1] + "…"


def _text(text: str) -> str:
    return str(escape(visible(text)))
