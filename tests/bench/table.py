"""Figures as a table that a person reads."""

from collections.abc import Iterator

from tests.bench.stage import Figures

WIDTH = 44


def table(name: str, figures: Figures) -> str:
    """One benchmark: a line for each figure, those of both databases beside each other."""
    groups = {key: value for key, value in figures.items() if isinstance(value, dict)}
    alone = {key: value for key, value in figures.items() if key not in groups}
    lines = [_line("", list(groups))] if groups else []
    lines += [_line(key, [value]) for key, value in alone.items()]
    lines += [_line(key, [g.get(key, "") for g in groups.values()]) for key in _keys(groups)]
    return "\n".join([name, *lines, ""])


def _keys(groups: dict[str, Figures]) -> Iterator[str]:
    seen = set()
    for group in groups.values():
        for key in group:
            if key not in seen:
                seen.add(key)
                yield key


def _line(name: str, values: list[object]) -> str:
    return f"  {name:<{WIDTH}}" + "".join(f"{_shown(value):>14}" for value in values)


def _shown(value: object) -> str:
    if not isinstance(value, float):
        return f"{value:,}" if isinstance(value, int) else str(value)
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
