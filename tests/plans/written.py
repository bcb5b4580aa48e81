"""For tests of documents: a plan's text made public, and the text of a .docx as the reader of files takes it."""

import tempfile
from typing import Any

from plans.importing import create_draft
from plans.models import PlanIndexPage, PlanPage, ResponsibilityPage
from plans.reader import read_file, read_plan
from tests.factories import publish

FULL_PLAN = """UBND XÃ BẾN TRE
TRƯỜNG TIỂU HỌC HOA SÚNG
Số: 7/KH-THHS

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bến Tre, ngày 05 tháng 02 năm 2026

KẾ HOẠCH
Truyền thông học kỳ II năm học 2025-2026

Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016;
Căn cứ Kế hoạch số 12/KH-UBND ngày 10 tháng 01 năm 2026 của UBND xã Bến Tre về việc truyền thông giáo dục;
Trường Tiểu học Hoa Súng xây dựng kế hoạch truyền thông học kỳ II như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
a) Cha mẹ học sinh biết con mình học gì & ăn gì <mỗi ngày>.
b) Nêu gương người tốt, việc tốt.
2. Yêu cầu
a) Tin bài ngắn, đúng sự thật.
II. NỘI DUNG TRỌNG TÂM
1. Về an toàn: Hướng dẫn đội mũ bảo hiểm, phòng chống đuối nước (TPT, GVCN cùng thực hiện).
2. Về thư viện: Giới thiệu mỗi tháng 01 cuốn sách hay (giao cho Thư viện).
III. TỔ CHỨC THỰC HIỆN
1. Ban giám hiệu:
Duyệt tin bài trong ngày.
2. Công đoàn:
Giới thiệu tấm gương nhà giáo.
Phổ biến chế độ, chính sách mới.
Trên đây là kế hoạch truyền thông học kỳ II của Trường Tiểu học Hoa Súng./.

Nơi nhận:
- UBND xã Bến Tre (b/c);
- Các bộ phận (t/h);
- Lưu: VT.

KT. HIỆU TRƯỞNG
PHÓ HIỆU TRƯỞNG

Lê Thị Mận
"""


def reading(text: str) -> dict[str, Any]:
    """Return what is read from a plan's text."""
    return read_plan(text).as_dict()


def make_draft(text: str) -> PlanPage:
    """Return a draft plan, with its units' duties, from a text."""
    return create_draft(reading(text), PlanIndexPage.objects.first())


def make_public(text: str) -> PlanPage:
    """Return a public plan, with its units' duties, from a text."""
    plan = publish(make_draft(text))
    for page in ResponsibilityPage.objects.child_of(plan):
        publish(page)
    return plan


def text_of(data: bytes) -> str:
    """Return the text of a made .docx or PDF, as the reader of files takes it."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        return read_file(file.name)
