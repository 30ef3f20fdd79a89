"""Many examples of one rule: `make test` takes some of them, `make test-all` every one."""

from collections.abc import Iterable, Sequence
from typing import Any

import pytest


def some(examples: Iterable[Any], of: int) -> Sequence[Any]:
    """The first of every *of* examples as it is; the others are marked as exhaustive."""
    return [
        example if n % of == 0 else pytest.param(*_values(example), marks=pytest.mark.exhaustive)
        for n, example in enumerate(examples)
    ]


def _values(example: Any) -> tuple[Any, ...]:
    return example if isinstance(example, tuple) else (example,)
