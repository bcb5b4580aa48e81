"""The public files of plans: made by the worker, served to everybody, gone when the plan goes."""

import io
import re

import docx
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from PIL import Image

from plans.documents import made
from tests.factories import UnitFactory, approve, make_plan, make_responsibility, take_down
from tests.media import files
from tests.plans.written import text_of


@pytest.fixture
def plan(school):
    return make_plan("Về an toàn", "Về thư viện", title="Kế hoạch truyền thông")


def make_all():
    while made.make_missing():
        pass


def addresses(plan):
    html = Client().get(plan.url).content.decode()
    return re.findall(r'href="(/van-ban/[^"]+)"', html)


def get(address):
    response = Client().get(address)
    return response, b"".join(response) if response.status_code == 200 else b""


def test_links__follow_from_the_plan_and_ask_for_patience_until_the_files_are_made(plan):
    both = [f"/van-ban/{plan.pk}/{plan.slug}.pdf", f"/van-ban/{plan.pk}/{plan.slug}.docx"]
    assert addresses(plan) == both
    early = Client().get(both[0])
    assert (early.status_code, early["Retry-After"], early["Cache-Control"]) == (503, "60", "no-store")

    make_all()

    assert addresses(plan) == both
    assert get(both[0])[0].status_code == 200


def test_files__are_what_they_say(plan):
    make_all()
    pdf, word = addresses(plan)

    response, data = get(pdf)
    assert response["Content-Type"] == "application/pdf"
    assert data.startswith(b"%PDF")
    response, data = get(word)
    assert response["Content-Disposition"].startswith("attachment")
    assert "1. Về an toàn" in text_of(data)


def test_half_a_photo__is_none_in_a_process_that_has_made_a_document_too(plan):
    make_all()

    with Image.open(io.BytesIO(files.jpeg()[:2000])) as photo, pytest.raises(OSError, match="truncated"):
        photo.load()


def test_page__is_the_same_for_everybody(plan):
    make_all()

    first, second = Client().get(plan.url), Client().get(plan.url)

    assert first.content == second.content
    assert not first.cookies


def test_files__are_made_once(plan):
    make_all()

    assert made.make_missing() == 0
    assert len(list(made._folder().iterdir())) == 2


def test_unpublished_plan__has_no_file_left(plan):
    make_all()
    address = addresses(plan)[0]

    take_down(plan)

    assert get(address)[0].status_code == 404
    make_all()
    assert list(made._folder().iterdir()) == []


def test_withdrawn_duty__makes_the_old_file_unreachable_at_once(plan):
    page = make_responsibility(plan, UnitFactory(), "Việc bị rút.")
    make_all()
    address = addresses(plan)[1]
    assert "Việc bị rút." in text_of(get(address)[1])

    take_down(page)

    assert get(address)[0].status_code == 503
    make_all()
    assert "Việc bị rút." not in text_of(get(address)[1])


def test_new_version__replaces_the_file(plan):
    make_all()
    address = addresses(plan)[1]

    plan.closing = "Trên đây là kế hoạch mới."
    approve(plan)
    make_all()

    assert "kế hoạch mới" in text_of(get(address)[1])
    assert len(list(made._folder().iterdir())) == 2


def test_draft_plan__has_no_file(school):
    plan = make_plan(live=False)
    make_all()

    assert get(f"/van-ban/{plan.pk}/{plan.slug}.pdf")[0].status_code == 404


def test_plan_that_cannot_be_printed__holds_up_no_other(plan, monkeypatch):
    other = make_plan("Về bếp ăn")

    def broken(content):
        if content.title == plan.title:
            raise ValueError(content.title)
        return b"%PDF"

    monkeypatch.setitem(made.WRITERS, "pdf", broken)
    make_all()

    assert get(addresses(plan)[0])[0].status_code == 503
    assert get(addresses(other)[0])[0].status_code == 200


@pytest.mark.parametrize("address", ["/van-ban/1/x.exe", "/van-ban/x/y.pdf", "/van-ban/999999999999999999/a.pdf"])
def test_odd_address__is_not_found(school, address):
    assert get(address)[0].status_code == 404


def test_export__writes_word(plan, tmp_path):
    path = tmp_path / "ke-hoach.docx"

    call_command("export_plan", plan.slug, "--format", "docx", "-o", str(path))

    assert "2. Về thư viện" in text_of(path.read_bytes())


def test_export__writes_pdf(plan, tmp_path):
    path = tmp_path / "ke-hoach.pdf"

    call_command("export_plan", plan.slug, "--format", "pdf", "-o", str(path))

    assert path.read_bytes().startswith(b"%PDF")


def test_export__has_nothing_of_a_draft_unless_asked(school, tmp_path):
    plan = make_plan("Về an toàn", live=False)
    path = tmp_path / "ke-hoach.docx"

    with pytest.raises(CommandError) as error:
        call_command("export_plan", plan.slug, "-o", str(path))
    call_command("export_plan", plan.slug, "-o", str(path), "--draft")

    assert error.value.returncode == 2
    assert "Bản thảo nội bộ" in docx.Document(io.BytesIO(path.read_bytes())).sections[0].footer.paragraphs[0].text


def test_export__says_that_a_folder_is_not_there(plan, tmp_path):
    with pytest.raises(CommandError):
        call_command("export_plan", plan.slug, "-o", str(tmp_path / "khong-co" / "a.docx"))


def test_export__of_a_changed_plan_is_what_the_public_has(plan, tmp_path):
    plan.closing = "Chưa duyệt."
    plan.save_revision()
    path = tmp_path / "ke-hoach.docx"

    call_command("export_plan", plan.slug, "-o", str(path))
    assert "Chưa duyệt." not in text_of(path.read_bytes())

    call_command("export_plan", plan.slug, "-o", str(path), "--draft")
    assert "Chưa duyệt." in text_of(path.read_bytes())
