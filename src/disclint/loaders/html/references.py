"""Character references: ``&nbsp;``, ``&#19968;``, ``&#x4e00;``."""

from __future__ import annotations

import re

__all__ = ["REFERENCE", "resolve"]

REFERENCE = re.compile(r"&(?:\#(?:[0-9]+|[xX][0-9a-fA-F]+);?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")
"""What may be a reference; ``resolve`` knows whether it is."""

_USUAL = {
    "&nbsp;": "\u00a0", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&ensp;": "\u2002", "&emsp;": "\u2003",
    "&ldquo;": "“", "&rdquo;": "”", "&lsquo;": "‘", "&rsquo;": "’", "&middot;": "·", "&mdash;": "—", "&ndash;": "–",
    "&hellip;": "…", "&times;": "×", "&thinsp;": "\u2009", "&bull;": "•", "&permil;": "‰",
}  # fmt: skip


def resolve(reference: str) -> tuple[str, int]:
    """The characters that a match of ``REFERENCE`` stands for, and how many of its own it takes; 0 if it is none."""
    usual = _USUAL.get(reference)
    if usual is not None:
        return usual, len(reference)
    if reference[1] == "#":
        return _numbered(reference.rstrip(";")[2:]), len(reference)
    from html.entities import html5

    if reference.endswith(";") and reference[1:] in html5:
        return html5[reference[1:]], len(reference)
    for end in range(len(reference.rstrip(";")), 2, -1):
        if reference[1:end] in html5:
            return html5[reference[1:end]], end
    return "", 0


def _numbered(digits: str) -> str:
    hexadecimal = digits[0] in "xX"
    digits = (digits[1:] if hexadecimal else digits).lstrip("0")
    code = int(digits or "0", 16 if hexadecimal else 10) if len(digits) < 9 else 0
    if 0x80 <= code < 0xA0:  # such numbers are meant in Windows' code page
        return bytes((code,)).decode("cp1252", "ignore") or chr(code)
    return "\ufffd" if code == 0 or code > 0x10FFFF or 0xD800 <= code < 0xE000 else chr(code)
