"""A reader: lines of text, each after a time stamp that is no part of the report."""

from __future__ import annotations

from disclint import Document, LineTable, Paragraph, Span, Unreadable, normal_form


def load(data: bytes, path: str) -> Document:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable("字幕文件应为 UTF-8", "a subtitle file must be UTF-8") from error
    normal, lines = normal_form(text), LineTable(text)
    paragraphs = []
    for start in lines.starts:
        end = lines.span_of(lines.line(start)).end
        stamp = text.find(" ", start, end)
        if stamp >= 0:
            span = Span(stamp + 1, end)
            paragraphs.append(Paragraph(text[slice(*span)], normal[slice(*span)], span))
    return Document(path, text, normal, tuple(paragraphs), lines, format="subtitle")
