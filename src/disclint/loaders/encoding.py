"""From bytes to text, never wrong silently: what is guessed is noted, what cannot be told is refused."""

from __future__ import annotations

import codecs

from disclint import LineTable, NamedTuple, Note, Unreadable

__all__ = ["LARGEST", "Decoded", "decode", "encode"]

LARGEST = 64 * 1024 * 1024
"""The largest file that is read, in bytes."""

_SAMPLE = 64 * 1024
_MARK = "-sig"

# UTF-32 comes first: its little-endian mark begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SIGNATURES = (
    (b"%PDF-", "PDF 文件", "a PDF file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office 或 WPS 文件", "an old Office or WPS file"),
    (b"PK\x03\x04", "压缩文件或 Office 文件", "a zip archive or an Office file"),
    (b"PK\x05\x06", "压缩文件", "a zip archive"),
    (b"\x1f\x8b", "压缩文件", "a gzip archive"),
    (b"Rar!\x1a", "压缩文件", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "压缩文件", "a 7z archive"),
    (b"{\\rtf", "RTF 文件", "an RTF file"),
    (b"\x89PNG\r\n", "图片", "an image"),
    (b"\xff\xd8\xff", "图片", "an image"),
    (b"GIF8", "图片", "an image"),
    (b"II*\x00", "图片", "an image"),
    (b"MM\x00*", "图片", "an image"),
)
_ARCHIVED = (
    (b"word/", "Word 文件", "a Word file"),
    (b"xl/", "Excel 文件", "an Excel file"),
    (b"OFD.xml", "OFD 文件", "an OFD file"),
)

# Marks and words of every report in both scripts. Bytes read with the wrong codec give rare characters instead.
_USUAL = frozenset(
    "，。、：；（）“”…〔〕的一二三四是在不和有为為年度月日政府信息公开公開工作情况情況行机关機關县縣市"
    "本新收上申请申請处處理结結果其他总總计計数數量项項目规規章法律"
)
_ASCII = frozenset(map(chr, (9, 10, 13, *range(32, 127))))

_LABELS = {
    "utf-8": "UTF-8", "gb18030": "GB18030", "big5hkscs": "Big5", "utf-16-le": "UTF-16 LE", "utf-16-be": "UTF-16 BE",
    "utf-32-le": "UTF-32 LE", "utf-32-be": "UTF-32 BE",
}  # fmt: skip


class Decoded(NamedTuple):
    """A file's text, the name of its encoding, for ``encode``, and what a reader should know of the reading."""

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()


def decode(data: bytes, stated: str | None = None) -> Decoded:
    """The text of a file: by its byte order mark, as strict UTF-8, in the codec that it states, else by evidence.

    ``stated`` may be gb18030 or big5hkscs; where the bytes contradict it, a note ``encoding`` says so. The mark is no
    part of the text; line ends are kept. A guess gives a note ``encoding``. Bytes that cannot be decoded become
    U+FFFD and give a note ``undecodable``: such a text must not be written back.
    Raises ``Unreadable`` for what is no text, or no text to read.
    """
    _refuse_other_files(data)
    decoded = _decode(data, stated if stated in ("gb18030", "big5hkscs") else None)
    if "\0" in decoded.text:
        raise _not_text("二进制文件", "a binary file")
    if not decoded.text or decoded.text.isspace():
        raise Unreadable(
            "文件只有空白，没有可检查的内容", "the file has nothing but white space: there is nothing to read"
        )
    return decoded


def encode(text: str, encoding: str) -> bytes:
    """``text`` in an encoding that ``decode`` named, with its byte order mark if it had one.

    Gives the identical bytes of a file without a note ``undecodable``, but for a dozen marks that Big5 holds twice.
    """
    if encoding.endswith(_MARK):
        return ("\ufeff" + text).encode(encoding.removesuffix(_MARK))
    return text.encode(encoding)


def _decode(data: bytes, stated: str | None) -> Decoded:
    for mark, codec in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_as(codec, data[len(mark) :], codec + _MARK)
    if b"\0" in data:
        wide = _wide_codec(data[:_SAMPLE])
        if wide is None:
            raise _not_text("二进制文件", "a binary file")
        return _guessed(wide, data)
    try:
        decoded = Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        sample = _sample_around(data, error.start)
    else:
        return decoded if stated is None or data.isascii() else _contradicted(stated, decoded)
    told = _narrow_codec(sample) or stated or _wide_codec(data[:_SAMPLE])
    if told is None and sum(byte >= 0x80 for byte in sample) * 20 > len(sample):
        raise Unreadable(
            "无法判断文件的编码，请另存为 UTF-8 编码的文本",
            "the encoding cannot be told: save the file as text in UTF-8",
        )
    if told is None or told == "utf-8":
        return _decode_as("utf-8", data, "utf-8")
    if stated is None:
        return _guessed(told, data)
    decoded = _decode_as(told, data, told)
    return decoded if told == stated else _contradicted(stated, decoded)


def _sample_around(data: bytes, offset: int) -> bytes:
    """Whole lines before the first byte that is no UTF-8, and what follows it."""
    start = data.rfind(b"\n", 0, max(0, offset - _SAMPLE // 2)) + 1
    return data[start : offset + _SAMPLE // 2][-2 * _SAMPLE :]


def _narrow_codec(sample: bytes) -> str | None:
    """Whether a sample is damaged UTF-8, GB18030 or Big5, if its usual characters tell."""
    shares = {}
    for codec in ("utf-8", "gb18030", "big5hkscs"):
        others = [character for character in _beginning(sample, codec) if character > "\x7f"]
        shares[codec] = sum(character in _USUAL for character in others) / (len(others) or 1)
    *_, second, best = sorted(shares, key=lambda codec: shares[codec])
    return best if shares[best] >= max(0.05, 2 * shares[second]) else None


def _wide_codec(sample: bytes) -> str | None:
    """Which UTF-16 a text without byte order mark is in, if any."""
    shares = {}
    for codec in ("utf-16-le", "utf-16-be"):
        text = _beginning(sample, codec)
        readable = sum(character in _USUAL or character in _ASCII for character in text)
        shares[codec] = readable / (len(text) or 1) if "\0" not in text else 0.0
    best = max(shares, key=lambda codec: shares[codec])
    return best if shares[best] >= 0.15 else None


def _beginning(sample: bytes, codec: str) -> str:
    """A sample's text; a character that the end of the sample cuts is left out."""
    return codecs.getincrementaldecoder(codec)("replace").decode(sample)


def _decode_as(codec: str, data: bytes, name: str) -> Decoded:
    """The text in a known codec; bad bytes are replaced and told."""
    try:
        return Decoded(data.decode(codec), name)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(codec, "replace")
    text = data.decode(codec, "replace")
    replaced = text.count("\ufffd")
    others = len(text) - len(text.encode("ascii", "ignore"))
    if replaced * 4 > others and replaced * 20 > len(text):
        raise _not_text("损坏的文本文件", "a damaged text file")
    line, column = LineTable(before).position(len(before))
    label = _LABELS[codec]
    note = Note(
        "undecodable",
        f"第 {line} 行第 {column} 列起有无法按 {label} 解码的字节，共 {replaced} 处读作 U+FFFD",
        f"bytes that are no {label} from line {line}, column {column}: {replaced} characters read as U+FFFD",
    )
    return Decoded(text, name, (note,))


def _guessed(codec: str, data: bytes) -> Decoded:
    decoded = _decode_as(codec, data, codec)
    label = _LABELS[codec]
    note = Note(
        "encoding",
        f"文件没有标明编码，根据内容推断为 {label}",
        f"the file does not state its encoding: {label} is inferred from its content",
    )
    return decoded._replace(notes=(note, *decoded.notes))


def _contradicted(stated: str, decoded: Decoded) -> Decoded:
    named, label = _LABELS[stated], _LABELS[decoded.encoding]
    note = Note(
        "encoding",
        f"文件标明的编码是 {named}，内容却是 {label}，按 {label} 读取",
        f"the file states {named}, but its content is {label} and was read as such",
    )
    return decoded._replace(notes=(note, *decoded.notes))


def _refuse_other_files(data: bytes) -> None:
    if not data:
        raise Unreadable("文件是空的，没有可检查的内容", "the file is empty: there is nothing to read")
    if len(data) > LARGEST:
        megabytes = LARGEST // 1024 // 1024
        raise Unreadable(
            f"文件超过 {megabytes} MB，不像一份年度报告，请只检查报告本身",
            f"the file is larger than {megabytes} MB: give the report alone",
        )
    for signature, chinese, english in _SIGNATURES:
        if data.startswith(signature):
            for entry, kind, kind_english in _ARCHIVED if signature.startswith(b"PK") else ():
                if entry in data:
                    raise _not_text(kind, kind_english)
            raise _not_text(chinese, english)


def _not_text(chinese: str, english: str) -> Unreadable:
    return Unreadable(
        f"这是{chinese}，不是文本，请另存为 UTF-8 编码的文本",
        f"this is {english}, not a text: save the report as text in UTF-8",
    )
