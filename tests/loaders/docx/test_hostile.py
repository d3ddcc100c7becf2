"""Files that were made to harm, or that are not what they are called: each ends in one clear line."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from disclint import Unreadable
from disclint.loaders.docx import load
from tests.loaders.docx.shown import lines, read
from tests.loaders.docx.words import WORD, C, docx, p, r, tbl, tr, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def wide(words: str) -> bytes:
    return words.encode("utf-16-le")


def with_document(document: bytes, *, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A Word document with this main part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx())) as plain, zipfile.ZipFile(stream, "w", packed) as archive:
        for name in plain.namelist():
            archive.writestr(name, document if name == "word/document.xml" else plain.read(name))
    return stream.getvalue()


def body(inside: str) -> bytes:
    return f'<w:document xmlns:w="{WORD}"><w:body>{inside}</w:body></w:document>'.encode()


def entities() -> bytes:
    """Each entity is ten of the one before."""
    told = "".join(f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 10))
    return f'<!DOCTYPE w:document [<!ENTITY e0 "ha">{told}]>'.encode() + body(p(r("&e9;").replace("&amp;", "&")))


def lying(data: bytes, size: int) -> bytes:
    """The file with the size of its largest part understated, in both places that state it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        true = max(entry.file_size for entry in archive.infolist())
    return data.replace(struct.pack("<L", true), struct.pack("<L", size))


def encrypted_entry() -> bytes:
    data = bytearray(docx(p("文")))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def twice() -> bytes:
    stream = io.BytesIO(docx(p("甲")))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", body(p("乙")))
    return stream.getvalue()


def many() -> bytes:
    return zipped({f"{number}": b"" for number in range(20_000)})


def crowded_directory() -> bytes:
    """A table of contents that is said to be longer than it may be."""
    data = bytearray(docx(p("文")))
    at = data.rfind(b"PK\x05\x06")
    data[at + 12 : at + 16] = struct.pack("<L", 100 * 1024 * 1024)
    return bytes(data)


def large_zip(more: int = 0) -> bytes:
    """A Word document with the ending of zip files of any size, whose table of contents is said to be ``more`` long."""
    data = docx(p("文"))
    at = data.rfind(b"PK\x05\x06")
    entries, _, size, start = struct.unpack_from("<HHLL", data, at + 8)
    count = (entries, entries)
    end = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, *count, size + more, start)
    end += struct.pack("<4sLQL", b"PK\x06\x07", 0, at, 1)
    return data[:at] + end + data[at : at + 8] + b"\xff" * 12 + data[at + 20 :]


def related_to(main: str) -> bytes:
    """A package whose main part has this name, and is there unless it is gone."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    relationship = f'<Relationship Id="rId1" Type="{kind}" Target="{main}"/>'
    files = {"[Content_Types].xml": b"<Types/>", main: b"<a/>"}
    if "gone" in main:
        del files[main]
    return zipped({**files, "_rels/.rels": f'<Relationships xmlns="{space}">{relationship}</Relationships>'})


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as told:
        load(data, "report.docx")
    assert "\n" not in told.value.chinese
    assert told.value.chinese != told.value.english
    return told.value.chinese


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(b"%PDF-1.7 ...", "PDF 文件", id="pdf"),
        pytest.param(b"<html><body>...", "网页", id="html"),
        pytest.param(b"{\\rtf1 ...}", "RTF 文件", id="rtf"),
        pytest.param(OLE + wide("WordDocument"), "旧版 Office", id="old Word"),
        pytest.param(OLE + wide("EncryptedPackage"), "已加密", id="encrypted"),
        pytest.param(b"", "空的", id="empty"),
        pytest.param("青屏县人民政府".encode(), "不是 Word 文件", id="text"),
        pytest.param(bytes(1000), "不是 Word 文件", id="NUL"),
        pytest.param(docx(p("文"))[:600], "被截断", id="truncated"),
        pytest.param(b"PK\x03\x04" + bytes(60), "被截断", id="only a beginning"),
        pytest.param(zipped({"a.txt": b"a"}), "没有 Word 文档", id="zip"),
        pytest.param(zipped({"xl/workbook.xml": b"<a/>"}), "Excel 文件", id="xlsx"),
        pytest.param(related_to("xl/workbook.xml"), "Excel 文件", id="true xlsx"),
        pytest.param(related_to("ppt/presentation.xml"), "PowerPoint 文件", id="true pptx"),
        pytest.param(related_to("word/gone.xml"), "没有 Word 文档", id="no main part"),
        pytest.param(zipped({"OFD.xml": b"<a/>"}), "OFD 文件", id="ofd"),
        pytest.param(zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "OpenDocument", id="odt"),
        pytest.param(docx(), "没有文字", id="no words"),
        pytest.param(
            docx(p("文"), more={"_rels/.rels": b"<!DOCTYPE a><a/>"}), "含有 DOCTYPE", id="relationships with a DOCTYPE"
        ),
        pytest.param(docx(p("文"), more={"_rels/.rels": b"<a>"}), "不是完整的 XML", id="cut relationships"),
        pytest.param(with_document(body(p("文")), packed=zipfile.ZIP_BZIP2), "无法解压", id="bzip2"),
        pytest.param(with_document(b""), "不是完整的 XML", id="empty part"),
        pytest.param(with_document(body(p("文"))[:-20]), "不是完整的 XML", id="cut XML"),
        pytest.param(with_document(body(p("文")).replace(b"</w:t>", b"\0</w:t>")), "不是完整的 XML", id="NUL in XML"),
        pytest.param(with_document(body(p("文")).replace("文".encode(), b"\xff\xfe")), "不是完整的 XML", id="no UTF-8"),
    ],
)  # fmt: skip
def test_what_is_no_word_document(data: bytes, why: str) -> None:
    assert why in refused(data)


def test_a_zip_bomb() -> None:
    assert "超过 16 MB" in refused(with_document(bytes(256 << 20)))


def test_a_zip_bomb_that_lies_about_its_size() -> None:
    assert "无法解压" in refused(lying(with_document(bytes(64 << 20)), 1000))


def test_the_ending_of_a_large_zip_file_is_read_too() -> None:
    assert lines(large_zip()) == ["文"]
    assert "部件超过" in refused(large_zip(100 << 20))


def test_fifty_megabytes_in_one_line() -> None:
    assert "超过 16 MB" in refused(with_document(body(p("0" * (50 << 20)))))


def test_entities_that_expand() -> None:
    assert "DOCTYPE" in refused(with_document(entities()))


def test_an_entity_that_reads_a_file() -> None:
    document = b'<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + body(p("文"))
    assert "DOCTYPE" in refused(with_document(document))


@pytest.mark.parametrize("tag", ["w:tbl><w:tr><w:tc", "w:sdt><w:sdtContent", "w:p><w:r"])
def test_a_hundred_thousand_nested_tags(tag: str) -> None:
    opened = f"<{tag}>" * 100_000
    closed = "".join(f"</{name}>" for name in reversed(tag.split("><"))) * 100_000
    assert "嵌套" in refused(with_document(body(opened + p("文") + closed)))


def test_a_long_token() -> None:
    long = "a" * (15 << 20)
    assert lines(with_document(body(f'<!--{long[: 7 << 20]}--><w:p w:rsidR="{long[: 7 << 20]}">{r("文")}</w:p>'))) == [
        "文"
    ]


@pytest.mark.parametrize("span", ["1000000000", "-5", "abc", "", "99999999999999999999"])
def test_cells_of_any_width(span: str) -> None:
    row: list[C | str] = [C("甲", settings=f'<w:gridSpan w:val="{span}"/>'), "乙"]
    document = read(docx(tbl(row)))
    (table,) = document.tables()
    assert [cell.value for cell in table.rows[0].cells] == ["甲", "乙"]
    assert 1 <= table.rows[0].cells[0].colspan <= 200


def test_wide_cells_do_not_make_wide_rows() -> None:
    rows = [[C("", 200)] * 100 for _ in range(10)]
    document = read(docx(p("文"), tbl(*rows)))
    assert len(document.text) < 10_000
    assert [cell.column for cell in next(document.tables()).rows[0].cells] == [0, *range(200, 299)]


def test_more_cells_and_paragraphs_than_any_report_has() -> None:
    document = read(docx(tbl(*[["1"] * 10 for _ in range(4_000)])))
    assert sum(len(row.cells) for table in document.tables() for row in table.rows) == 40_000
    assert "单元格" in refused(docx(tbl(*[["1"] * 10 for _ in range(6_000)])))
    assert "2 万段" in refused(docx(p("文") * 20_001))
    assert "2 万段" in refused(docx(p(f"<w:r><w:txbxContent>{p('文') * 20_001}</w:txbxContent></w:r>")))


def test_more_characters_than_any_report_has() -> None:
    assert "1000 万字" in refused(docx(p("0" * 10_000_001)))


def test_fields_and_boxes_without_end() -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/></w:r>' * 20_000
    assert lines(docx(f"<w:p>{begun}{r('文')}</w:p>")) == ["文"]
    closed = '<w:r><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="separate"/></w:r>'
    assert lines(docx(p(closed, "文"))) == ["文"]
    simple = '<w:fldSimple w:instr="DATE"><w:r><w:fldChar w:fldCharType="end"/></w:r></w:fldSimple>'
    assert lines(docx(p(simple, "文"))) == ["文"]


def test_styles_and_lists_that_go_in_circles() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="numbering" w:styleId="c"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="c"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert lines(docx(p("文", style="a", num=(1, 0)), parts={"styles": styles, "numbering": lists})) == ["文"]


def test_elements_in_the_wrong_places() -> None:
    strays = (
        "<w:tc/><w:tr/><w:tbl/><w:gridSpan w:val='2'/><w:vMerge/><w:txbxContent/><w:t>甲</w:t><w:fldChar/>"
        "<w:numId w:val='x'/><w:ilvl/><w:pPr/><w:rPr/><w:footnoteReference/><w:commentReference/><mc:Choice/><w:body/>"
    )
    assert lines(docx(strays, "<w:body><w:p/></w:body>", p(strays, "文"))) == ["甲文"]


def test_settings_in_the_wrong_places_are_none() -> None:
    strays = (
        "<w:rPr/><w:rStyle w:val='a'/><w:vanish/><w:pStyle w:val='a'/><w:outlineLvl w:val='0'/>"
        "<w:gridBefore w:val='2'/><w:hidden/><w:hMerge/><w:cellMerge w:vMerge='cont'/><w:cellDel/>"
        "<w:numId w:val='1'/><w:ilvl w:val='1'/><mc:Fallback/>"
    )
    document = read(docx(strays, p(strays, "文"), tbl([p(strays, "甲"), strays + p("乙")], strays + tr("丙", "丁"))))
    assert document.text == "文\n甲\t乙\n丙\t丁\n"


def test_what_stands_outside_the_body_is_not_read_and_changes_nothing_of_it() -> None:
    outside = p("外", "<w:r><w:pict><w:txbxContent/></w:pict></w:r>") + tbl(["外", "外"])
    data = f'<w:document xmlns:w="{WORD}">{outside}<w:body>{p("文")}</w:body>{outside}</w:document>'
    assert lines(with_document(data.encode())) == ["文"]
    many = f'<w:document xmlns:w="{WORD}">{outside}<w:body>{p("文") * 20_001}</w:body></w:document>'
    assert "2 万段" in refused(with_document(many.encode()))


def test_cells_within_a_cell_lose_no_words() -> None:
    nested = f"<w:tr><w:tc>{p('甲')}<w:tc>{p('乙')}</w:tc></w:tc><w:tc>{p('丙')}</w:tc></w:tr>"
    text = read(docx(tbl(nested), p("后"))).text
    assert sorted(text.replace("\t", "").replace("\n", "")) == sorted("甲乙丙后")
    assert text.endswith("\n后\n")
    (table,) = read(docx(tbl(nested, ["丁"] * 3))).tables()
    assert [[cell.column for cell in row.cells] for row in table.rows] == [[0, 1, 2], [0, 1, 2]]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(encrypted_entry, "已加密", id="encrypted entries"),
        pytest.param(twice, "有两个", id="two parts of one name"),
        pytest.param(many, "部件超过", id="20000 parts"),
        pytest.param(crowded_directory, "部件超过", id="long directory"),
    ],
)
def test_packages_that_are_not_sound(data: object, why: str) -> None:
    assert callable(data)
    made = data()
    assert isinstance(made, bytes)
    assert why in refused(made)
