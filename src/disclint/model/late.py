"""Regular expressions that are compiled when they are first needed.

What a report may need once in a hundred takes no time at the start. Most of the time goes into classes: one of three
characters that are not side by side, one of them outside Latin 1, takes a thirtieth of Python's own start. So patterns
that every report needs have none, and look for one character where several mean the same (``alike``).
"""

from __future__ import annotations

import re

__all__ = ["late"]

_METHODS = ("finditer", "fullmatch", "match", "search", "sub")

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    def late(source: str) -> re.Pattern[str]:
        """A pattern that is compiled when it is first used."""

else:

    class late:  # noqa: N801 - it is written like re.compile
        """A pattern that is compiled when it is first used."""

        __slots__ = (*_METHODS, "_source")

        def __init__(self, source: str) -> None:
            self._source = source

        def __getattr__(self, name: str) -> Any:
            pattern = re.compile(self._source)
            for method in _METHODS:
                setattr(self, method, getattr(pattern, method))
            return getattr(pattern, name)
