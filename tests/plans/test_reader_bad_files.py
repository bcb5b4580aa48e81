# ruff: noqa: E501  (XML)
"""Files that are no plan: refused, or read, within ten seconds and 300 MB, with a sentence that says what to do."""

import io
import time
import zipfile

import pytest

from plans.reader import UnreadablePlan, read_file, read_plan, read_source
from plans.reader.formats import office
from plans.reader.refusals import SENTENCES
from tests.support import word
from tests.support.word import paragraph, save

MOST_SECONDS = 10
ENTITIES = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;">]>'


def refused(path):
    with pytest.raises(UnreadablePlan) as caught:
        read_source(path)
    return caught.value.reason


def test_200_megabytes__are_not_even_opened(tmp_path):
    path = tmp_path / "plan.docx"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(200 * 1024 * 1024)

    assert refused(path) == "too_large"


def test_zip_bomb__is_refused(tmp_path):
    huge = f"<w:document {word.NAMESPACES}><w:body>" + " " * (60 * 1024 * 1024)
    save(tmp_path / "plan.docx", paragraph("Tin"), parts={"word/header1.xml": huge})

    assert refused(tmp_path / "plan.docx") == "too_heavy"


def test_xml_bomb__is_refused(tmp_path):
    save(tmp_path / "plan.docx", paragraph("Tin"), styles=f"<?xml version='1.0'?>{ENTITIES}<a>&y;</a>")

    assert refused(tmp_path / "plan.docx") == "damaged"


def test_deep_nesting__is_refused(tmp_path):
    body = "<w:sdt><w:sdtContent>" * 3000 + paragraph("Tin") + "</w:sdtContent></w:sdt>" * 3000

    assert refused(save(tmp_path / "plan.docx", body)) == "too_heavy"


def test_macros__are_refused(tmp_path):
    save(tmp_path / "plan.docx", paragraph("Tin"), parts={"word/vbaProject.bin": b"macro"})

    assert refused(tmp_path / "plan.docx") == "macros"


def test_external_references__are_not_fetched_and_the_text_is_read(tmp_path):
    relations = word.RELATIONS.format(
        items=f'<Relationship Id="r9" Type="{word.OFFICE}/image" Target="http://127.0.0.1:9/a.png" TargetMode="External"/>'
    )
    path = save(tmp_path / "plan.docx", paragraph("Tin bài"), parts={"word/_rels/settings.xml.rels": relations})

    assert read_file(path).strip() == "Tin bài"


def test_spreadsheet__is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "plan.docx", "w") as file:
        file.writestr("[Content_Types].xml", "<a/>")
        file.writestr("xl/workbook.xml", "<a/>")

    assert refused(tmp_path / "plan.docx") == "other_kind"


def test_cut_off_file__is_refused(tmp_path):
    whole = save(tmp_path / "whole.docx", paragraph("Tin bài " * 500)).read_bytes()
    (tmp_path / "plan.docx").write_bytes(whole[: len(whole) // 2])

    assert refused(tmp_path / "plan.docx") == "damaged"


@pytest.mark.parametrize(
    ("stream", "reason"), [("EncryptedPackage", "encrypted"), ("_VBA_PROJECT", "macros"), ("Workbook", "other_kind")]
)
def test_old_office_wrapping__is_told_by_what_it_holds(tmp_path, stream, reason):
    (tmp_path / "plan.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le"))

    assert refused(tmp_path / "plan.doc") == reason


def test_old_word__without_libreoffice_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(office, "program", lambda: "")
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
    (tmp_path / "plan.doc").write_bytes(data)

    assert refused(tmp_path / "plan.doc") == "no_office"


def pdf(*objects):
    """A PDF of these objects."""
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{content}\nendobj\n".encode())
    start = out.tell()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    out.write(f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R".encode())
    return out.getvalue(), start


def test_scanned_pdf__says_so(tmp_path):
    data, start = pdf(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    )
    (tmp_path / "plan.pdf").write_bytes(data + f">>\nstartxref\n{start}\n%%EOF\n".encode())

    assert refused(tmp_path / "plan.pdf") == "scanned"


def test_encrypted_pdf__says_so(tmp_path):
    lock = f"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>/ID[<41><41>]"
    data, start = pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>")
    (tmp_path / "plan.pdf").write_bytes(data + f"{lock}>>\nstartxref\n{start}\n%%EOF\n".encode())

    assert refused(tmp_path / "plan.pdf") == "encrypted"


def test_another_language__is_refused(tmp_path):
    (tmp_path / "plan.txt").write_text("This plan is about communication in the school year, and nothing else. " * 20)

    assert refused(tmp_path / "plan.txt") == "language"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark__is_read(tmp_path, encoding):
    (tmp_path / "plan.txt").write_bytes("Kế hoạch của trường tiểu học".encode(encoding))

    assert read_file(tmp_path / "plan.txt") == "Kế hoạch của trường tiểu học"


def test_windows_1258__is_read(tmp_path):
    # Windows-1258 writes the tone as a letter of its own after the vowel.
    (tmp_path / "plan.txt").write_bytes(
        "Kê\u0301 hoa\u0323ch truyê\u0300n thông cu\u0309a trươ\u0300ng".encode("cp1258")
    )

    assert read_file(tmp_path / "plan.txt") == "Kế hoạch truyền thông của trường"


def test_tcvn3__is_read(tmp_path):
    (tmp_path / "plan.txt").write_bytes("KÕ ho¹ch truyÒn th«ng cña tr\u00adêng tiÓu häc".encode("latin-1"))

    assert read_file(tmp_path / "plan.txt") == "Kế hoạch truyền thông của trường tiểu học"


@pytest.mark.parametrize(
    "hostile",
    [
        "(" * 20_000,
        "(BGH " * 5_000,
        " " * 100_000 + "b",
        "1" * 50_000,
        " “" + "một hai ba, " * 50_000,
        f". Phụ trách: BGH{' ' * 100_000}x",
        f". Phụ trách: BGH {'(đ/c An) ' * 5_000}",
        f". Phụ trách: Tổ Toán{' - Tin' * 20_000}",
    ],
    ids=lambda text: text.strip()[:12],
)
def test_hostile_text__is_read_in_time(hostile):
    began = time.process_time()

    assert read_plan(f"KẾ HOẠCH\nI. NỘI DUNG\n1. a{hostile}").focus_areas
    assert time.process_time() - began < MOST_SECONDS


@pytest.mark.parametrize("reason", SENTENCES)
def test_each_reason__has_a_sentence_with_the_name_of_the_file(reason):
    assert "plan.docx" in UnreadablePlan(reason).sentence("plan.docx")
