"""Damage of any input: of its bytes, its characters, its lines, its cells; of what lies packed in a Word document too.

All that is done follows from the random numbers that are given, so that a seed gives the same inputs everywhere.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from random import Random

__all__ = ["LONGEST", "mutated"]

LONGEST = 60_000
"""Bytes of an input: three long reports."""

_COMMON = (
    "", "0", "1", "-1", "００", "１２", "½", "²", "①", "㉈", "٣", "Ⅳ", "〇", "一二三", "万", "亿", "1,1,1", "1e9",
    "3.", ".5", "12.50", "9" * 30, "9" * 5000, "１" * 400, "一" * 60, "件", "条", "%", "％", "‰", "-", "—", "/",
    "减", "±", "共1件", "其中：", "，其中", "、", "。", "；", "：", "（", "）", "(", ")", "“", "”", '"', "'", "《",
    "》", "〔", "〕", "[", "]", "{", "}", "|", "\\", "\t", "\t\t\t", "\n", "\n\n", "\r\n", "\r", "\v", "\f", "\x1c",
    "\x85", "\u2028", "\u2029", " ", "\u00a0", "\u3000", "\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "\ufffd",
    "\ufffe", "\uffff", "\x00", "\x1b[31m", "\x7f", "\ud800", "e\u0301", "𠮷", "👨‍👩‍👧", "2021年", "２０２２年",
    "2023年1月1日至12月31日", "2023-13-45", "上年", "同比增长", "较上年减少", "一、", "（一）", "1.", "（1）",
    "第一", "总计", "合计", "小计", "自然人", "法人或其他组织", "本年新收", "政府信息公开工作年度报告",
    "国办发〔2019〕60号", "京公网安备", "没有", "无", "未收取", "规章", "行政规范性文件", "行政复议", "行政诉讼",
    "结果维持", "萬", "規章",
)  # fmt: skip
"""What any format may have in it, and what any reader may stumble over."""

_MARKUP: dict[str, tuple[str, ...]] = {
    ".html": (
        "<p>", "</p>", "<div>", "</div>", "<table>", "</table>", "<tr>", "<td>", "<td rowspan=0>",
        "<td colspan=1000>", "<td rowspan=65534>", "<th>", "<br>", "<b>", "</b>", "<a href=x>", "</a>", "<h1>",
        "<pre>", "<ul><li>", "<select>", "<span style='display:none'>", "<script>", "</script>", "<!--", "-->",
        "<![CDATA[", "]]>", "<style>", "<textarea>", "<title>", "<template>", "<svg>", "<math>", "<frameset>",
        "<plaintext>", "&nbsp;", "&amp", "&#0;", "&#x110000;", "&#55296;", "&#", "&", "<", ">", "</", "<!", "<?",
        "=", "charset=utf-7", '<meta charset="gbk">', "<colgroup>",
    ),
    ".md": (
        "# ", "###### ", "=====", "-----", "|", "\\|", "|---|", ":-:", "`", "```", "~~~", "*", "**", "_", "__",
        "> ", "- ", "1. ", "    ", "\\", "<table>", "</table>", "<td>", "<!--", "-->", "[", "](", "![", "]: ",
        "[^1]", "<b>", "&nbsp;", "  \n", "---\n", "***",
    ),
    ".docx": (
        "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>",
        "<w:tc>", "</w:tc>", "<w:p/>", "<w:r/>", "<w:tr/>", "<w:tc/>", "<w:tbl/>", '<w:gridSpan w:val="1000000"/>',
        '<w:gridSpan w:val="-3"/>', '<w:gridSpan w:val="x"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>",
        "<w:br/>", "<w:tab/>", "<w:ins>", "</w:ins>", "<w:del>", "</w:del>", '<w:sym w:char="F0FE"/>',
        '<w:sym w:char="zz"/>', '<w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr>',
        '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>', "<w:sdt>", "</w:sdt>",
        "<mc:AlternateContent>", "<w:txbxContent>", "&#xD800;", "&#0;", "&amp;", "w:val=", '""', 'w:val="-1"',
        'w:val="99999999999999999999"', "<!DOCTYPE x>", "<?x?>", "<![CDATA[x]]>", 'w:start="0"',
        '<w:gridBefore w:val="3"/>', '<w:gridAfter w:val="3"/>', "<w:footnoteReference w:id='9'/>", "<w:vanish/>",
    ),
    ".yaml": (
        ": ", "- ", "? ", "&a ", "*a", "!!int ", "!!python/none", "<<: *a", "|", ">", "[", "]", "{", "}", '"', "'",
        "#", "%YAML", "---", "...", "~", "null", "true", "off", "1.5", "0x1F", ".inf", ".nan", "2023-01-01", "  ",
        "\t", "extends", "rules", "forms", "kind", "severity", "rows", "columns", "groups", "facts", "sections",
        "ignore", "expect", "pattern", "a + b == c", "a == ", "(?P<x>", "(a+)+$", "\\p{Han}", "error", "warning",
        "note", "form", "section", "key", "label", "basis",
    ),
    ".json": (
        "{", "}", "[", "]", '"', ":", ",", "null", "true", "1e999", "NaN", "\\ud800", "\\u0000", '"path"', '"rule"',
        "\n{}",
    ),
    ".csv": (
        ",", '"', '""', ";", "|", "机关", "organ", "上级", "层级", "别名", "省", "县级", "\n,", "青屏县人民政府",
        "=cmd|' /C calc'!A0",
    ),
    ".pdf": (
        " obj", "endobj", "stream", "endstream", "xref", "trailer", "/Kids [", "/Count -1", "/Length 99999", "<<",
        ">>", "%%EOF",
    ),
}  # fmt: skip

_CELLS = re.compile(r"\t|\|")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_TAG = re.compile(r"<[^<>]*>")


def mutated(data: bytes, suffix: str, rng: Random, others: Sequence[bytes]) -> bytes:
    """``data`` with a few things wrong in it; ``others`` are inputs that a piece may be taken of."""
    for _ in range(rng.choice((1, 1, 2, 3, 5, 9))):
        if suffix == ".docx" and rng.random() < 0.9:
            data = _inside(data, rng, others)
        elif rng.random() < (0.8 if suffix in (".pdf", ".bin") else 0.2):
            data = rng.choice(_ON_BYTES)(data, rng, others)
        else:
            data = _written(data, suffix, rng, others)
    return data[:LONGEST] if suffix != ".docx" else data


# Bytes -----------------------------------------------------------------------------------------------------------


def _flip(data: bytes, rng: Random, others: Sequence[bytes]) -> bytes:
    if not data:
        return data
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]


def _noise(data: bytes, rng: Random, others: Sequence[bytes]) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + rng.randbytes(rng.choice((1, 2, 4, 16))) + data[at + rng.choice((0, 0, 1, 4)) :]


def _number(data: bytes, rng: Random, others: Sequence[bytes]) -> bytes:
    """A length or a count that is none."""
    at, size = rng.randint(0, len(data)), rng.choice((1, 2, 4))
    value = rng.choice((0, 1, 127, 128, 255, 256, 0x7FFFFFFF, 0xFFFFFFFF, 0x80000000)) % (1 << 8 * size)
    return data[:at] + value.to_bytes(size, rng.choice(("little", "big"))) + data[at + size :]


def _cut(data: bytes, rng: Random, others: Sequence[bytes]) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] if rng.random() < 0.3 else data[:at] + data[at + rng.choice((1, 2, 7, 60, 1000)) :]


def _repeat(data: bytes, rng: Random, others: Sequence[bytes]) -> bytes:
    at = rng.randint(0, len(data))
    piece = data[at : at + rng.choice((1, 3, 20, 200))]
    return data[:at] + piece * rng.choice((1, 2, 9, 100)) + data[at:]


def _splice(data: bytes, rng: Random, others: Sequence[bytes]) -> bytes:
    other = rng.choice(others) if others else data
    at, there = rng.randint(0, len(data)), rng.randint(0, len(other))
    return data[:at] + other[there : there + rng.choice((10, 100, 2000, LONGEST))] + data[at + rng.choice((0, 100)) :]


_ON_BYTES: tuple[Callable[[bytes, Random, Sequence[bytes]], bytes], ...] = (
    _flip, _flip, _noise, _number, _cut, _repeat, _splice
)  # fmt: skip


# Text ------------------------------------------------------------------------------------------------------------


def _written(data: bytes, suffix: str, rng: Random, others: Sequence[bytes]) -> bytes:
    """A text damaged as text, in the encoding that it is in."""
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding, "surrogatepass" if encoding == "utf-8" else "strict")
        except UnicodeDecodeError:
            continue
        text = _on_text(text, suffix, rng)
        return text.encode(encoding, "surrogatepass" if encoding == "utf-8" else "replace")
    return rng.choice(_ON_BYTES)(data, rng, others)


def _on_text(text: str, suffix: str, rng: Random) -> str:
    way = rng.random()
    if way < 0.3:
        at = rng.randint(0, len(text))
        token = rng.choice(_MARKUP.get(suffix, _COMMON)) if rng.random() < 0.6 else rng.choice(_COMMON)
        return text[:at] + token * rng.choice((1, 1, 1, 2, 40)) + text[at + rng.choice((0, 0, 1, 5)) :]
    if way < 0.4:
        return _replaced(_NUMBER, text, rng, _COMMON[:24])
    if way < 0.5 and suffix in (".html", ".docx"):
        return _replaced(_TAG, text, rng, ("", *_MARKUP[suffix]))
    if way < 0.6:
        at = rng.randint(0, len(text))
        return text[:at] + text[at + rng.choice((1, 1, 2, 10, 300)) :]
    if way < 0.65:
        ends = rng.choice(("\r\n", "\r", "\n\n", "\u2028", " ", ""))
        return text.replace("\n", ends) if rng.random() < 0.3 else text.replace("\n", ends, rng.randint(1, 9))
    if way < 0.7:
        one, other = rng.choice(
            ("，,", "。.", "（(", "）)", "：:", "0０", "1１", "、,", "\t ", " \t", "\t|", "|\t", "件 ", '“"', "总合")
        )
        return text.replace(one, other, rng.choice((1, 3, -1)))
    return _on_lines(text, rng)


def _replaced(pattern: re.Pattern[str], text: str, rng: Random, words: Sequence[str]) -> str:
    """One of the places that a pattern fits, with other words."""
    found = list(pattern.finditer(text))
    if not found:
        return text
    place = rng.choice(found)
    return text[: place.start()] + rng.choice(words) + text[place.end() :]


def _on_lines(text: str, rng: Random) -> str:
    lines = text.split("\n")
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    way = rng.randrange(6)
    if way == 0:
        lines[one], lines[other] = lines[other], lines[one]
    elif way == 1:
        del lines[one : one + rng.choice((1, 1, 3, 20))]
    elif way == 2:
        lines[other:other] = lines[one : one + rng.choice((1, 3, 20))] * rng.choice((1, 1, 2, 30))
    elif way == 3:
        lines[one] += lines[other][::-1] if one == other else lines[other]
    else:
        cells = _CELLS.split(lines[one])
        mark = "|" if "|" in lines[one] else "\t"
        here, there = rng.randrange(len(cells)), rng.randrange(len(cells))
        if way == 4:
            cells[here], cells[there] = cells[there], rng.choice((cells[here], "", "0", rng.choice(_COMMON)))
        else:
            cells[here:here] = [cells.pop(there)] * rng.choice((0, 1, 2, 2, 20))
        lines[one] = mark.join(cells)
    return "\n".join(lines)


# Word documents --------------------------------------------------------------------------------------------------


def _inside(data: bytes, rng: Random, others: Sequence[bytes]) -> bytes:
    """A Word document with one of its parts damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError, RuntimeError):
        return rng.choice(_ON_BYTES)(data, rng, others)
    if not parts:
        return data
    names = [name for name in ("word/document.xml", "word/numbering.xml", "word/styles.xml") if name in parts]
    name = rng.choice(names[:1] * 6 + names) if names and rng.random() < 0.95 else rng.choice(list(parts))
    way = rng.random()
    if way < 0.03:
        del parts[name]
    elif way < 0.05:
        parts[rng.choice(list(parts))] = parts[name]
    else:
        parts[name] = _written(parts[name], ".docx", rng, ())[: LONGEST * 8]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for each, content in parts.items():
            archive.writestr(zipfile.ZipInfo(each), content)
    return stream.getvalue()
