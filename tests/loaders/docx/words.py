"""Writes Word documents from scraps of WordprocessingML, so that a test shows the markup that it is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_NAMESPACES = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def t(words: str) -> str:
    """Words of a run."""
    return f'<w:t xml:space="preserve">{escape(words)}</w:t>'


def r(words: str, settings: str = "") -> str:
    """A run. TABs and line ends in ``words`` become the elements that Word writes for them."""
    inside = "".join(
        {"\t": "<w:tab/>", "\n": "<w:br/>"}.get(part) or t(part)
        for part in words.replace("\t", "\0\t\0").replace("\n", "\0\n\0").split("\0")
        if part
    )
    return f"<w:r>{f'<w:rPr>{settings}</w:rPr>' if settings else ''}{inside}</w:r>"


def p(*content: str, style: str = "", num: tuple[int, int] | None = None, settings: str = "", mark: str = "") -> str:
    """A paragraph of runs and other markup; what does not begin with ``<`` is words."""
    properties = (
        (f"<w:pStyle w:val={quoteattr(style)}/>" if style else "")
        + (f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else "")
        + settings
        + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    )
    inside = "".join(part if part.startswith("<") else r(part) for part in content if part)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


class C(NamedTuple):
    """A cell: words or paragraphs, and how it is merged. ``down`` as Word has it: ``restart`` or ``continue``."""

    content: str = ""
    across: int = 1
    down: str = ""
    settings: str = ""


def tr(*cells: C | str, settings: str = "", width: int = 0) -> str:
    """A row; ``width`` is that of a grid column, in twentieths of a point."""
    inside = "".join(_tc(cell, width) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{settings}</w:trPr>' if settings else ''}{inside}</w:tr>"


def _tc(cell: C | str, width: int) -> str:
    content, across, down, settings = C(cell) if isinstance(cell, str) else cell
    properties = (
        (f'<w:tcW w:w="{width * across}" w:type="dxa"/>' if width else "")
        + (f'<w:gridSpan w:val="{across}"/>' if across != 1 else "")
        + {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[down]
        + settings
    )
    inside = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def tbl(*rows: str | Sequence[C | str], columns: int = 0) -> str:
    """A table of rows, drawn with lines; with ``columns`` it states their widths, as Word does."""
    width = 9000 // columns if columns else 0
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    inside = "".join(row if isinstance(row, str) else tr(*row, width=width) for row in rows)
    settings = f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>"
    return f"<w:tbl>{settings}<w:tblGrid>{grid}</w:tblGrid>{inside}</w:tbl>"


def level(at: int, form: str, pattern: str, more: str = "", *, start: int = 1, before: str = "") -> str:
    """A level of a list; ``before`` is what stands in front of its pattern, a tied style say."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{before}{more}'
        f"<w:lvlText w:val={quoteattr(pattern)}/></w:lvl>"
    )


def numbering(abstracts: Mapping[int, Iterable[str]], lists: Mapping[int, int | str]) -> str:
    """Definitions of lists by number, and lists in use: a definition's number, or markup."""
    return "".join(
        f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>' for key, levels in abstracts.items()
    ) + "".join(
        f'<w:num w:numId="{key}">' + (f'<w:abstractNumId w:val="{of}"/>' if isinstance(of, int) else of) + "</w:num>"
        for key, of in lists.items()
    )


_HAN = "chineseCountingThousand"

HEADINGS = numbering({0: (level(0, _HAN, "%1、"), level(1, _HAN, "（%2）"), level(2, "decimal", "%3."))}, {1: 0})
"""一、（一）1."""


def docx(
    *body: str,
    parts: Mapping[str, str] | None = None,
    strict: bool = False,
    prefix: str = "w",
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """A Word document. ``parts`` gives the inside of ``styles``, ``numbering``, ``footnotes``, ``comments``, …"""
    space = STRICT if strict else WORD
    office = STRICT_OFFICE if strict else OFFICE
    files: dict[str, bytes | str] = {}
    parts = dict(parts or {})
    kinds = ["document.main", *parts]
    files["[Content_Types].xml"] = (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        + "".join(
            f'<Override PartName="/word/{kind.removesuffix(".main")}.xml" ContentType="{_CONTENT}.{kind}+xml"/>'
            for kind in kinds
        )
        + "</Types>"
    )
    files["_rels/.rels"] = _relationships({"rId1": (f"{office}/officeDocument", "word/document.xml")})
    files["word/document.xml"] = _part("document", f"<w:body>{''.join(body)}</w:body>", space, prefix)
    if parts:
        files["word/_rels/document.xml.rels"] = _relationships(
            {f"rId{number}": (f"{office}/{kind}", f"{kind}.xml") for number, kind in enumerate(parts, 1)}
        )
    for kind, inside in parts.items():
        files[f"word/{kind}.xml"] = _part(kind, inside, space, prefix)
    return zipped({**files, **(more or {})})


def _part(root: str, inside: str, space: str, prefix: str) -> str:
    text = f'{_HEAD}<w:{root} xmlns:w="{space}" {_NAMESPACES}>{inside}</w:{root}>'
    if prefix == "w":
        return text
    return (
        text.replace("<w:", f"<{prefix}:")
        .replace("</w:", f"</{prefix}:")
        .replace(" w:", f" {prefix}:")
        .replace("xmlns:w=", f"xmlns:{prefix}=")
    )


def _relationships(targets: Mapping[str, tuple[str, str]]) -> str:
    return (
        f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{to}"/>' for key, (kind, to) in targets.items())
        + "</Relationships>"
    )


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    """A zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
