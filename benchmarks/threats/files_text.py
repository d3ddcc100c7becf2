"""Texts, pages and Markdown that repeat one thing, or are no text."""

from __future__ import annotations

from threats.case import MANY, MEGABYTE, of_file

__all__ = ["CASES"]

CASES = (
    of_file("html", "10^5 nested div", lambda: "<div>" * MANY + "1" + "</div>" * MANY),
    of_file("html", "10^5 nested tables", lambda: "<table><tr><td>" * MANY + "1"),
    of_file("html", "colspan and rowspan of 10^9",
            lambda: "<table><tr>" + f"<td colspan={10**9} rowspan={10**9}>1" * 99),
    of_file("html", "10^6 cells", lambda: "<table>" + ("<tr>" + "<td>1" * 10) * MANY),
    of_file("html", "10^6 <", lambda: "<" * (10 * MANY)),
    of_file("html", "10^6 <a", lambda: "<a " * (10 * MANY)),
    of_file("html", "2*10^5 comments without an end", lambda: "<p>1" + "<!--" * (2 * MANY)),
    of_file("html", "2*10^5 CDATA sections without an end", lambda: "<p>1" + "<![CDATA[" * (2 * MANY)),
    of_file("html", "2*10^5 attributes", lambda: "<p " + " ".join(f"a{number}=1" for number in range(2 * MANY)) + ">1"),
    of_file("html", "10^5 misnested b and i", lambda: "<b><i>" * MANY + "1" + "</b></i>" * MANY),
    of_file("html", "10^6 references", lambda: "<p>" + "&nbsp;1" * (10 * MANY)),
    of_file("html", "50 MB in one line", lambda: "<p>" + "1" * (50 * MEGABYTE)),
    of_file("html", "NUL bytes", lambda: b"<p>1</p>" + bytes(MEGABYTE)),
    of_file("md", "10^6 pipes", lambda: "|" * (10 * MANY)),
    of_file("md", "10^6 pipes in 10^4 rows", lambda: ("|1" * 100 + "|\n") * (MANY // 10)),
    of_file("md", "10^6 backticks", lambda: "`" * (10 * MANY)),
    of_file("md", "10^6 backticks apart", lambda: "一 ` `` " * (3 * MANY)),
    of_file("md", "10^6 brackets", lambda: "[" * (5 * MANY) + "]" * (5 * MANY)),
    of_file("md", "3*10^5 asterisks apart", lambda: "一*二 **" * MANY),
    of_file("md", "10^6 comments without an end", lambda: "<!--\n" * (10 * MANY)),
    of_file("md", "10^5 tables of HTML without an end", lambda: "<table><tr><td>1\n" * MANY),
    of_file("md", "10^6 quotes", lambda: ">" * (10 * MANY)),
    of_file("txt", "50 MB in one line", lambda: "1" * (50 * MEGABYTE)),
    of_file("txt", "50 million TABs", lambda: "\t" * (50 * MEGABYTE)),
    of_file("txt", "50 million spaces", lambda: "1" + " " * (50 * MEGABYTE) + "1"),
    of_file("txt", "10 million lines", lambda: "1\n" * (10 * MEGABYTE)),
    of_file("txt", "10 million numbers in one line", lambda: "1 " * (10 * MEGABYTE)),
    of_file("txt", "10^6 cells", lambda: ("1\t" * 10 + "\n") * MANY),
    of_file("txt", "10^6 brackets", lambda: "（" * (10 * MANY)),
    of_file("txt", "NUL bytes", lambda: "公开".encode() * 99 + bytes(MEGABYTE)),
    of_file("txt", "invalid UTF-8", lambda: "公开".encode() * 99 + b"\xff\xfe\x80" * 99),
    of_file("txt", "100 MB", lambda: b"1\n" * (50 * MEGABYTE)),
)  # fmt: skip
