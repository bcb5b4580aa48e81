"""Files that attack: held to ten seconds and 300 MB, nothing of theirs run or fetched, nothing half-written."""

import http.server
import json
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from plans import importing
from plans.models import PlanPage, Unit
from plans.reader import UnreadablePlan, read_file, read_source
from plans.reader.formats import office
from tests.support import word
from tests.support.word import paragraph, save

SITE = Path(__file__).resolve().parents[2] / "site"
MEASURE = """
import json, resource, sys
from plans.reader import UnreadablePlan, read_file
try:
    found = read_file(sys.argv[1]).count("\\n") + 1
except UnreadablePlan as refused:
    found = refused.reason
print(json.dumps([found, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024]))
"""
OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)
needs_office = pytest.mark.skipif(not office.program(), reason="LibreOffice is not installed")


def refused(path):
    with pytest.raises(UnreadablePlan) as caught:
        read_source(path)
    return caught.value.reason


def measured(path):
    """What a process of its own finds in a file (lines, or why not), and the megabytes its largest child took."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)],
        env={"PYTHONPATH": str(SITE), "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def open_document(path, body="", parts=None):
    """Writes an .odt with this body."""
    names = {"office": "office", "text": "text", "draw": "drawing"}
    spaces = " ".join(f'xmlns:{name}="{OPEN_DOCUMENT}:{space}:1.0"' for name, space in names.items())
    link = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    content = (
        f'<office:document-content {spaces} {link} office:version="1.2"><office:body><office:text>'
        f"<text:p>Kế hoạch của trường</text:p>{body}</office:text></office:body></office:document-content>"
    )
    entry = '<m:file-entry m:full-path="{}" m:media-type="{}"/>'
    entries = entry.format("/", "application/vnd.oasis.opendocument.text") + entry.format("content.xml", "text/xml")
    manifest = f'<m:manifest xmlns:m="{OPEN_DOCUMENT}:manifest:1.0" m:version="1.2">{entries}</m:manifest>'
    everything = {"content.xml": content, "META-INF/manifest.xml": manifest, **(parts or {})}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        for name, data in everything.items():
            file.writestr(name, data)
    return path


@pytest.fixture
def listener():
    """A web server; `asked` holds what anybody asked it for."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815  (as http.server wants them)

        def log_message(self, *arguments):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.asked, server.address = [], f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.mark.slow
def test_ten_thousand_paragraphs__are_read_in_time_and_300_megabytes(tmp_path):
    path = save(tmp_path / "plan.docx", "".join(paragraph(f"Việc số {at} của trường") for at in range(10_000)))
    began = time.monotonic()

    lines, megabytes = measured(path)

    assert lines == 10_000
    assert megabytes < 300
    assert time.monotonic() - began < 10


@pytest.mark.slow
def test_bomb_in_the_text_itself__stops_at_the_limit(tmp_path):
    text = paragraph("Tin") * 200_000

    reason, megabytes = measured(save(tmp_path / "plan.docx", text))

    assert reason == "too_heavy"
    assert megabytes < 300


def test_macro_enabled_document__is_refused(tmp_path):
    plain = save(tmp_path / "plain.docx", paragraph("Tin"))
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(tmp_path / "plan.docm", "w") as target:
        for name in source.namelist():
            usual = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
            target.writestr(name, source.read(name).replace(usual, b"vnd.ms-word.document.macroEnabled.main+xml"))

    assert refused(tmp_path / "plan.docm") == "macros"


def test_picture_named_as_a_document__is_refused(tmp_path):
    (tmp_path / "plan.docx").write_bytes(PICTURE)

    assert refused(tmp_path / "plan.docx") == "image"


def test_document_of_pictures__says_so(tmp_path):
    path = save(tmp_path / "plan.docx", paragraph(""), parts={"word/media/image1.png": PICTURE})

    assert refused(path) == "pictures"


@needs_office
@pytest.mark.slow
def test_pdf_with_a_password__says_so(tmp_path):
    lock = {name: {"type": "boolean", "value": "true"} for name in ("EncryptFile",)}
    lock["DocumentOpenPassword"] = {"type": "string", "value": "hoa sen"}
    office.convert(
        word.typed(tmp_path / "plan.docx", "Kế hoạch"), tmp_path, f"pdf:writer_pdf_Export:{json.dumps(lock)}"
    )

    assert refused(tmp_path / "plan.pdf") == "encrypted"


def test_external_references_of_word__are_not_fetched(tmp_path, listener):
    where = f'Target="{listener.address}/a" TargetMode="External"'
    kinds = ("image", "attachedTemplate", "oleObject", "subDocument")
    items = "".join(f'<Relationship Id="x{kind}" Type="{word.OFFICE}/{kind}" {where}/>' for kind in kinds)
    relations = word.RELATIONS.format(items=items)
    path = save(tmp_path / "plan.docx", paragraph("Tin bài"), parts={"word/_rels/settings.xml.rels": relations})

    assert read_file(path).strip() == "Tin bài"
    assert listener.asked == []


@needs_office
@pytest.mark.slow
def test_references_of_an_odt__are_neither_fetched_nor_taken_from_our_disk(tmp_path, listener):
    (tmp_path / "secret.txt").write_text("Mật khẩu của trường")
    sources = (f"{listener.address}/section.txt", (tmp_path / "secret.txt").as_uri())
    picture = f'<draw:image xlink:href="{listener.address}/a.png" xlink:type="simple"/>'
    body = f"<text:p><draw:frame>{picture}</draw:frame></text:p>"
    for at, source in enumerate(sources):
        link = f'<text:section-source xlink:href="{source}"/>'
        body += f'<text:section text:name="s{at}">{link}<text:p>cũ</text:p></text:section>'

    text = read_file(open_document(tmp_path / "plan.odt", body))

    assert text.split() == ["Kế", "hoạch", "của", "trường", "cũ", "cũ"]
    assert listener.asked == []


@needs_office
@pytest.mark.slow
def test_references_of_an_rtf__are_neither_fetched_nor_taken_from_our_disk(tmp_path, listener):
    (tmp_path / "secret.txt").write_text("mat khau")
    field = r"{\field{\*\fldinst %s}{\fldrslt cu }}"
    commands = (
        f'INCLUDEPICTURE "{listener.address}/a.png"',
        f'INCLUDETEXT "{listener.address}/a.txt"',
        f'INCLUDETEXT "{tmp_path / "secret.txt"}"',
    )
    (tmp_path / "plan.rtf").write_text(r"{\rtf1 Ke hoach " + "".join(field % each for each in commands) + "}")

    text = read_file(tmp_path / "plan.rtf")

    assert "mat khau" not in text
    assert listener.asked == []


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"META-INF/manifest.xml": "<m><encryption-data/></m>"}, "encrypted"),
        ({"Basic/Standard/Module1.xml": "<module/>"}, "macros"),
        ({"styles.xml": " " * (60 * 1024 * 1024)}, "too_heavy"),
    ],
    ids=["locked", "macros", "bomb"],
)
def test_bad_odt__is_refused_before_libreoffice_sees_it(tmp_path, monkeypatch, parts, reason):
    monkeypatch.setattr(office, "convert", pytest.fail)

    assert refused(open_document(tmp_path / "plan.odt", parts=parts)) == reason


def test_refused_file__leaves_nothing_behind(school, tmp_path):
    before = (PlanPage.objects.count(), Unit.objects.count())
    (tmp_path / "plan.docx").write_bytes(PICTURE)

    with pytest.raises(CommandError, match=r"plan\.docx") as error:
        call_command("import_plan", str(tmp_path / "plan.docx"))

    assert error.value.returncode == 2
    assert (PlanPage.objects.count(), Unit.objects.count()) == before


def test_plan_that_cannot_be_saved__leaves_nothing_behind(school, tmp_path, monkeypatch):
    before = (PlanPage.objects.count(), Unit.objects.count())
    areas = "II. NỘI DUNG\n1. Về bếp ăn: Thực đơn (giao cho Tổ Bếp ăn)"
    duties = "III. TỔ CHỨC THỰC HIỆN\n1. Tổ Bếp ăn:\nNấu ăn."
    (tmp_path / "plan.txt").write_text(f"KẾ HOẠCH\n{areas}\n{duties}\n")

    def broken(*arguments):
        raise ZeroDivisionError

    monkeypatch.setattr(importing, "_add_responsibility", broken)

    with pytest.raises(ZeroDivisionError):
        call_command("import_plan", str(tmp_path / "plan.txt"))

    assert (PlanPage.objects.count(), Unit.objects.count()) == before
