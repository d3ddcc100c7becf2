"""PDF files (.pdf) with text in them: lines put together to paragraphs, and tables on the grid of their ruling lines.

pdfium (BSD, Apache) tells which characters and lines a page has, through pypdfium2, which the extra ``disclint[pdf]``
brings: 9 MB, and 15 to 40 ms for a report. What they make up is put together here. pdfplumber (MIT) finds cells too,
but neither how far they reach nor what goes on on the next page; it takes 58 MB and twenty times as long, and serves
the tests as oracle. PyMuPDF is AGPL.

A PDF can make any reader work without end, so it is read in a process of its own, with a second and a half of a
processor and 160 MB beside the file: the system ends it where it takes more. Windows has no such limit of memory.

Left out: running headers and page numbers, pictures, what is filled into form fields, and text that is turned round.
A scan is refused, and so is a report whose large tables have no lines.
"""

from __future__ import annotations

from disclint import Document, Unreadable
from disclint.loaders.pdf.layout import lay_out
from disclint.loaders.pdf.process import read

__all__ = ["load"]

_TAIL = 1 << 16
"""Bytes. So much of nothing may follow after the end of a file."""


def load(data: bytes, path: str) -> Document:
    """Reads a PDF. ``Document.text`` is what ``disclint text`` prints, ``Document.pages`` tells its pages in it.

    Raises ``Unreadable`` without pypdfium2, and for what is no PDF, is encrypted, damaged, only pictures, or takes more
    to read than a report does.
    """
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("不是 PDF 文件", "this is no PDF file")
    if b"%%EOF" not in data[-_TAIL:].rstrip(b"\0\t\r\n ")[-1024:]:
        raise Unreadable("PDF 文件不完整，结尾已被截断；请重新下载或导出", "the PDF is cut off: its end is missing")
    return lay_out(read(data), path)
