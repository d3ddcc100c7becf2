"""How the work grows with the input: what takes more than twice as long for twice as much.

``python benchmarks/growth.py`` reads and judges texts that repeat one thing, in sizes of n, 2n and 4n, and prints the
processor time of what grew faster, with the parts of the program that did. Nothing passes or fails here; the tests
count calls (``tests/fuzz/test_growth.py``) and steps of regular expressions (``tests/fuzz/test_expressions.py``).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping

from disclint import plugins
from disclint.judging import judge, read, understand
from disclint.library import Library, Request

__all__ = ["FAMILIES", "HEAD", "SUFFIXES"]

HEAD = "青禾县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n"

FAMILIES: Mapping[str, Callable[[int], str]] = {
    "open brackets": lambda n: "（" * n,
    "closed brackets": lambda n: "）" * n,
    "brackets in brackets": lambda n: "（" * (n // 2) + "）" * (n // 2),
    "pairs of brackets": lambda n: "（甲）" * (n // 3),
    "open quotes": lambda n: "“" * n,
    "straight quotes": lambda n: '"' * n,
    "one digit": lambda n: "1" * n,
    "numbers with commas": lambda n: "1," * (n // 2),
    "numbers apart": lambda n: "12 " * (n // 3),
    "numbers and points": lambda n: "1." * (n // 2),
    "numbers and marks": lambda n: "12、" * (n // 3),
    "counts": lambda n: "共1件" * (n // 3),
    "parts of parts": lambda n: "其中公开1件，" * (n // 7),
    "parts after a whole": lambda n: "共收到申请9件，其中" + "予以公开1件、" * (n // 7),
    "changes": lambda n: "比上年增加5%，" * (n // 8),
    "years": lambda n: "2023年" * (n // 5),
    "dates": lambda n: "2023年1月1日" * (n // 9),
    "organs": lambda n: "人民政府" * (n // 4),
    "one letter of Han": lambda n: "公" * n,
    "sentences": lambda n: "公开信息。" * (n // 5),
    "one long sentence": lambda n: "公开信息，" * (n // 5),
    "spaces": lambda n: "公" + " " * n + "开",
    "wide spaces": lambda n: "公" + "\u3000" * n + "开",
    "letters and spaces": lambda n: "公 " * (n // 2),
    "short lines": lambda n: "公\n" * (n // 2),
    "empty lines": lambda n: "公" + "\n" * n + "开",
    "alike paragraphs": lambda n: "本年度主动公开政府信息十二条并更新目录。\n" * (n // 21),
    "headings": lambda n: "二、主动公开政府信息情况\n" * (n // 13),
    "small headings": lambda n: "（一）主动公开\n" * (n // 8),
    "items": lambda n: "1.公开\n" * (n // 5),
    "titles": lambda n: "青禾县人民政府2023年政府信息公开工作年度报告\n" * (n // 25),
    "rows of TABs": lambda n: "规章\t1\t2\t3\n" * (n // 9),
    "rows of a form": lambda n: "一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n" * (n // 32),
    "rows of pipes": lambda n: "| 规章 | 1 | 2 |\n" * (n // 13),
    "a row of TABs": lambda n: "1\t" * (n // 2),
    "a row of pipes": lambda n: "1|" * (n // 2),
    "a cell on each line": lambda n: "\t1\n" * (n // 3),
    "labels alone": lambda n: "规章\n" * (n // 3),
    "dashes": lambda n: "-" * n,
    "stops": lambda n: "。" * n,
    "commas": lambda n: "，" * n,
    "half-width commas": lambda n: "公,开," * (n // 4),
    "asterisks": lambda n: "*" * n,
    "asterisks around": lambda n: "**公开**" * (n // 6),
    "backticks": lambda n: "`" * n,
    "links": lambda n: "[公](" * (n // 4),
    "quoting": lambda n: ">" * n,
    "nested lists": lambda n: "".join(f"{' ' * (2 * (k % 200))}- 公\n" for k in range(n // 205)),
    "tags": lambda n: "<b>" * (n // 3),
    "divisions": lambda n: "<div>公" * (n // 6),
    "open tags": lambda n: "<" * n,
    "comments": lambda n: "<!--" * (n // 4),
    "references": lambda n: "&" * n,
    "rows of HTML": lambda n: "<table>" + "<tr><td>规章<td>1" * (n // 14),
    "tall cells": lambda n: "<table>" + "<tr><td rowspan=0>1" * (n // 19),
    "marks of the web": lambda n: "打印 关闭 " * (n // 6),
    "documents": lambda n: "国办发〔2019〕60号" * (n // 12),
    "telephones": lambda n: "13800000000 " * (n // 12),
    "Traditional": lambda n: "規章" * (n // 2),
    "control characters": lambda n: "公\u200b" * (n // 2),
    "line separators": lambda n: "公\u2028" * (n // 2),
    "carriage returns": lambda n: "公\r" * (n // 2),
}  # fmt: skip
"""What a hostile file repeats, by name: a text of about so many characters."""

SUFFIXES = (".txt", ".md", ".html")


def main() -> None:
    """Prints what grows faster than its input."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=40_000, help="characters of the smallest text")
    parser.add_argument("--ratio", type=float, default=2.6, help="what is printed: growth for twice as much")
    parser.add_argument("--only", default="", help="families whose names have this in them")
    options = parser.parse_args()
    reports(options.size, options.ratio, options.only)


def reports(size: int, ratio: float, only: str) -> None:
    """The families, read and judged in every format of text."""
    library = Library(plugins.find(), Request(pack="cn/2021", timed=True))
    judge(understand(read("report.txt", HEAD.encode(), library), library))
    print(f"{'':24}{'':6}{'n':>8}{'2n':>8}{'4n':>8}  s  where")
    for name, make in FAMILIES.items():
        for suffix in SUFFIXES if only in name else ():
            measured = [_timed(library, suffix, make(size * times)) for times in (1, 2, 4)]
            spent = [sum(each.values()) for each in measured]
            slow = [
                f"{part} {measured[2][part]:.2f}"
                for part in measured[2]
                if measured[2][part] > max(0.02, measured[1].get(part, 0) * ratio)
            ]
            if slow or spent[2] > 40e-6 * size * 4:
                print(f"{name:24}{suffix:6}" + "".join(f"{each:8.3f}" for each in spent) + f"     {', '.join(slow)}")


def _timed(library: Library, suffix: str, words: str) -> dict[str, float]:
    """Processor seconds by part. Each rule has its own."""
    data = (HEAD + words + "\n").encode()
    start = time.process_time()
    file = read(f"report{suffix}", data, library)
    spent = {"read": time.process_time() - start}
    start = time.process_time()
    file = understand(file, library)
    spent["bind"] = time.process_time() - start
    if file.filing is None or file.pack is None:
        return spent
    for rule in file.pack.rules:
        start = time.process_time()
        for _ in rule.check(file.filing):
            pass
        spent[rule.id] = time.process_time() - start
    return spent


if __name__ == "__main__":
    main()
