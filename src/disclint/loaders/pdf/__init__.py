"""PDF files (.pdf) with text in them: lines put together to paragraphs, and tables on the grid of their ruling lines.

pdfminer.six (MIT) reads the file; the extra ``disclint[pdf]`` brings it. What a page shows is put together here: a
report takes a tenth of a second, most of it pdfminer's. pdfplumber, which builds on it, finds cells too, but neither
how far they reach nor what goes on on the next page, and it cannot be stopped inside a page that never ends. It serves
the tests as oracle. PyMuPDF is AGPL.

Left out: running headers and page numbers, pictures, and text that is turned round. A scan is refused.
"""

from __future__ import annotations

from disclint import Document, Unreadable

__all__ = ["load"]


def load(data: bytes, path: str) -> Document:
    """Reads a PDF. ``Document.text`` is what ``disclint text`` prints.

    Raises ``Unreadable`` without pdfminer.six, and for what is no PDF, is encrypted, damaged, only pictures, or larger
    than any report.
    """
    try:
        from disclint.loaders.pdf.pages import pages_of
    except ModuleNotFoundError as error:
        raise Unreadable(
            f"读取 .pdf 需要 {error.name}，请运行 pip install 'disclint[pdf]'",
            f"reading .pdf needs {error.name}: pip install 'disclint[pdf]'",
        ) from error
    from disclint.loaders.pdf.layout import lay_out

    return lay_out(pages_of(data), path)
