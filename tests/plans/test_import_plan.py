"""`manage.py import_plan`: from a text to a draft that a person can open, edit and submit."""

import datetime
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from moderation.roles import Role
from plans.importing import create_draft
from plans.models import PlanIndexPage, PlanPage, ResponsibilityPage, Unit
from plans.reader import read_plan
from tests.factories import make_user

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
OWN = Path(__file__).parent / "texts"
TEXTS = [*sorted(OWN.glob("*.txt")), *sorted(SEEDS.glob("*.txt"))]


def run(*args):
    out = StringIO()
    call_command("import_plan", *map(str, args), stdout=out)
    return out.getvalue()


@pytest.fixture(params=TEXTS, ids=lambda path: path.stem)
def text(request, school):
    return request.param


def test_dry_run__prints_one_json_object_and_writes_nothing(text):
    reading = json.loads(run(text, "--dry-run", "--json"))

    assert reading["title"]
    assert not PlanPage.objects.exists()


def test_import__makes_a_draft_with_all_that_was_read(text):
    reading = json.loads(run(text, "--json"))

    plan = PlanPage.objects.get()
    assert not plan.live
    assert [area.title for area in plan.focus_areas.all()] == [area["title"][:255] for area in reading["focus_areas"]]
    assert plan.purposes.count() == len(reading["purposes"])
    assert plan.bases.count() == len(reading["bases"])
    assert ResponsibilityPage.objects.child_of(plan).count() == len(reading["units"])
    parties = [len(party["units"]) for area in reading["focus_areas"] for party in area["parties"]]
    assert sum(area.parties.count() for area in plan.focus_areas.all()) == sum(max(1, number) for number in parties)


def test_import__nothing_is_public(text):
    run(text)

    assert not PlanPage.objects.public().exists()
    assert not ResponsibilityPage.objects.public().exists()


def test_imported_draft__opens_in_the_editor_and_can_be_submitted(text):
    run(text)
    plan = PlanPage.objects.get()
    author = make_user(Role.WEB_EDITOR)
    client = Client()
    client.force_login(author)

    response = client.get(reverse("wagtailadmin_pages:edit", args=[plan.pk]))
    plan.get_workflow().start(plan, author)

    assert response.status_code == 200
    assert PlanPage.objects.get(pk=plan.pk).workflow_in_progress


def test_import__knows_the_units_by_their_other_names(school, tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(
        "KẾ HOẠCH\nTruyền thông năm học 2026-2027\nII. TRỌNG TÂM TUYÊN TRUYỀN\n"
        "1. Về an toàn: đội mũ bảo hiểm (TPT, BGH cùng thực hiện)\n"
    )

    run(path)

    area = PlanPage.objects.get().focus_areas.get()
    assert [party.unit.slug for party in area.parties.all()] == ["tong-phu-trach", "ban-giam-hieu"]


def test_import__keeps_the_order_of_parties_with_several_units(school, tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(
        "KẾ HOẠCH\nTruyền thông năm học 2026-2027\nII. TRỌNG TÂM TUYÊN TRUYỀN\n"
        "1. Tin khẩn: thông báo nghỉ học. Chủ trì: Hiệu trưởng, Thư viện; phối hợp: Văn thư, Bảo vệ.\n"
    )
    (area,) = read_plan(path.read_text()).as_dict()["focus_areas"]

    run(path)

    read = [party["raw"] for party in area["parties"] for _unit in party["units"]]
    parties = PlanPage.objects.get().focus_areas.get().parties.all()
    assert len(read) == 4
    assert [party.raw for party in parties] == read
    assert [party.sort_order for party in parties] == [0, 1, 2, 3]


def test_import__proposes_an_unknown_unit_as_a_draft(school, tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(
        "KẾ HOẠCH\nTruyền thông năm học 2026-2027\nII. TRỌNG TÂM TUYÊN TRUYỀN\n"
        "1. Về vườn trường: trồng rau sạch (Câu lạc bộ Vườn xanh phụ trách)\n"
    )
    known = Unit.objects.count()

    run(path)

    assert Unit.objects.count() == known + 1
    assert not Unit.objects.latest("pk").live


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.txt", b""), ("blank.txt", b"  \n\n"), ("binary.txt", b"\x7fELF\x00\x01\x02"), ("gone.txt", None)],
)
def test_unreadable__is_one_line_and_exit_code_2(school, tmp_path, name, content):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CommandError) as error:
        run(path)

    assert error.value.returncode == 2
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)
    assert not PlanPage.objects.exists()


def test_parent__that_is_unknown_is_refused(school, tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text("KẾ HOẠCH\nTruyền thông\nI. MỤC ĐÍCH\n1. Một.\n")

    with pytest.raises(CommandError):
        run(path, "--parent", "khong-co")


def test_import__takes_an_internal_promise_out_of_the_public_text(school, tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(
        "KẾ HOẠCH\nTruyền thông năm học 2026-2027\nI. NỘI DUNG TRUYỀN THÔNG\n"
        "- Truyền thông về trường học đẹp (thực hiện mỗi tháng 01 phóng sự để truyền thông nội bộ tại giao ban).\n"
        "- Truyền thông về an toàn giao thông (nhất là giờ tan trường).\n"
    )

    run(path)

    plan = PlanPage.objects.get()
    texts = [area.text for area in plan.focus_areas.all()]
    assert "giao ban" in plan.commitments.get(audience="internal").text
    assert not any("giao ban" in text for text in texts)
    assert any("(nhất là giờ tan trường)" in text for text in texts)


def test_long_plan__costs_the_same_for_each_area(school):
    def queries(areas):
        lines = [f"{at}. Việc số {at}: Viết bài (BGH, TPT cùng thực hiện)." for at in range(1, areas + 1)]
        reading = read_plan("KẾ HOẠCH\nI. NỘI DUNG\n" + "\n".join(lines)).as_dict()
        with CaptureQueriesContext(connection) as asked:
            create_draft(reading, PlanIndexPage.objects.first())
        return len(asked)

    queries(1)  # makes the units

    assert queries(30) - queries(20) <= queries(20) - queries(10) + 5


def test_promise_that_is_kept_once__has_its_day(school):
    text = "KẾ HOẠCH\nThư viện năm học 2025-2026\nI. NỘI DUNG\n1. Quyên góp sách, chậm nhất ngày 15/10 (Thư viện)."

    plan = create_draft(read_plan(text).as_dict(), PlanIndexPage.objects.first())

    (promise,) = plan.commitments.all()
    assert (promise.every, promise.due_on) == ("once", datetime.date(2025, 10, 15))
