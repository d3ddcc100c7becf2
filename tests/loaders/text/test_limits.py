"""A text that is far larger than any report is refused in one line, whatever makes it large."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from disclint import Document, Unreadable
from disclint.loaders import markdown, text

HUGE = {
    "characters": "1" * 20_000_001,
    "TABs": "1" + "\t" * 20_000_000,
    "lines": "1\n" * 500_001,
    "lines of an old Mac": "1\r" * 500_001,
    "blank lines": "1" + "\n" * 500_001,
    "paragraphs": "1\n" * 50_001,
    "cells": ("1\t" * 9 + "1\n") * 20_001,
    "cells on lines": ("\t1\n" * 10 + "\n") * 20_001,
    "cells between pipes": ("|1" * 10 + "|\n") * 20_001,
}


@pytest.mark.parametrize("name", HUGE)
@pytest.mark.parametrize("load", [text.load, markdown.load], ids=["text", "markdown"])
def test_what_is_no_report_is_refused_in_one_line(name: str, load: Callable[[bytes, str], Document]) -> None:
    with pytest.raises(Unreadable) as refused:
        load(HUGE[name].encode(), "report.txt")
    assert "不像一份报告" in refused.value.chinese
    assert "\n" not in refused.value.chinese + refused.value.english


def test_a_volume_of_reports_is_read() -> None:
    page = "一、总体情况\n\n" + "规章\t0\t0\t0\n" * 20 + "\n"
    document = text.load((page * 2_000).encode(), "report.txt")
    assert len(list(document.tables())) == 2_000
