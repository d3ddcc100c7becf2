"""The encoding of a page: its byte order mark, else what its head states, else what its content shows."""

from __future__ import annotations

import re

from disclint.loaders.encoding import Decoded, decode

__all__ = ["decode_page"]

_HEAD = 16 * 1024
_STATED = re.compile(
    rb"""<\?xml[^>]{1,200}?encoding\s*=\s*["']([\w.:-]{2,40})|<meta\s[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_CODECS = {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), "utf-8"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "chinese", "cp936", "ms936"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cn-big5", "cp950"), "big5hkscs"),
}


def decode_page(data: bytes) -> Decoded:
    """The text of a page. What its ``meta`` or XML declaration states is believed where the bytes allow it.

    Raises ``Unreadable`` as ``decode`` does.
    """
    stated = _STATED.search(data[:_HEAD])
    name = (stated[1] or stated[2]).decode("ascii", "replace").lower() if stated else ""
    return decode(data, _CODECS.get(name))
