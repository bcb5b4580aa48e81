"""Fixed phrases of administrative documents, by which a line is known without a number in front."""

import re

from .text import LOWER, key

PLAN_KINDS = r"(?:kế\s+hoạch|chương\s+trình|phương\s+án|đề\s+án|hướng\s+dẫn|thông\s+báo|quy\s+chế|nghị\s+quyết)"
PLAN_LINE = re.compile(rf"{PLAN_KINDS}(?!\w)", re.IGNORECASE)

INSTRUMENT = (
    r"(?:Bộ\s+luật|Luật|Pháp\s+lệnh|Nghị\s+định|Nghị\s+quyết|Thông\s+tư(?:\s+liên\s+tịch)?|Quyết\s+định|Chỉ\s+thị"
    r"|Công\s+văn|Kế\s+hoạch|Hướng\s+dẫn|Văn\s+bản(?:\s+hợp\s+nhất)?|Thông\s+báo|Chương\s+trình|Đề\s+án|Điều\s+lệ"
    r"|Quy\s+chế|Quy\s+định|Kết\s+luận|Thông\s+tri|Tờ\s+trình|Phương\s+hướng|Báo\s+cáo|CV|QĐ|KH|TT|NQ|CT)(?!\w)"
)
BASIS_LEAD = r"(?:Căn\s+cứ(?:\s+vào|\s+theo)?|Tiếp\s+tục\s+thực\s+hiện|Thực\s+hiện(?:\s+theo)?|Theo|Xét|Triển\s+khai)"
BASIS_LINE = re.compile(
    rf"(?:Căn\s+cứ(?!\w)|{BASIS_LEAD}\s+(?:tinh\s+thần\s+|nội\s+dung\s+|các\s+)?{INSTRUMENT}|{INSTRUMENT}\s+số(?!\w))",
    re.IGNORECASE,
)
ISSUER_NAME = r"(?:Nhà\s+trường|Trường|Phòng|Sở|Ban|Tổ|Liên\s+đội|Công\s+đoàn|Chi\s+đoàn|Bộ\s+phận)"
INTRODUCES = re.compile(
    rf"(?P<issuer>{ISSUER_NAME}(?!\w)[^.;:]{{0,120}}?)\s+(?:tiến\s+hành\s+)?"
    r"(?:xây\s+dựng|ban\s+hành|lập|đề\s+ra|triển\s+khai|tổ\s+chức\s+thực\s+hiện|thông\s+báo|báo\s+cáo)(?!\w)",
    re.IGNORECASE,
)
CLOSING_LINE = re.compile(r"Trên\s+đây\s+là(?!\w)", re.IGNORECASE)
CLOSING_TALK = re.compile(
    r"(?:Trên\s+đây\s+là|Trong\s+quá\s+trình\s+(?:tổ\s+chức\s+)?(?:thực\s+hiện|triển\s+khai)|Kế\s+hoạch\s+này"
    r"|Nhận\s+được\s+(?:kế\s+hoạch|văn\s+bản)|Yêu\s+cầu\s+các|Đề\s+nghị\s+các|Rất\s+mong)(?!\w)",
    re.IGNORECASE,
)
RECIPIENTS_LINE = re.compile(r"Nơi\s+nhận\s*[:.]?", re.IGNORECASE)
MOTTO = re.compile(
    r"CỘNG\s+H(?:OÀ|ÒA)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM|Độc\s+lập\s*[-–—]\s*Tự\s+do\s*[-–—]\s*Hạnh\s+phúc",
    re.IGNORECASE,
)
BODY = re.compile(
    r"(?:UBND|U[ỶY] BAN|ỦY BAN|PHÒNG|SỞ|BỘ|TRƯỜNG|ĐẢNG|HUYỆN|QUẬN|TỈNH|THÀNH PHỐ|TP|THỊ XÃ|XÃ|PHƯỜNG|LIÊN ĐỘI|CÔNG ĐOÀN"
    r"|TỔ(?!\s+CHỨC)|ĐOÀN(?!\s+KẾT)|CỤM|HỘI ĐỒNG|CHI BỘ)(?!\w)",
    re.IGNORECASE,
)
NUMBER_LINE = re.compile(r"Số\s*:|Số\s+\d+\s*/", re.IGNORECASE)
ATTACHED_LINE = re.compile(
    r"(?:Chi\s+tiết\s+)?(?:xem\s+|tải\s+)?(?:tại\s+)?(?:các\s+)?(?:file|tệp|tập\s+tin|văn\s+bản)\s+(?:đính|gửi)\s+kèm"
    r"|Chi\s+tiết\s+xem|(?:Tải|Download)\s+(?:file|tệp|về)",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"(?:https?://|www\.|/)[^\s\"“”<>]+", re.IGNORECASE)
FILE_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s\"“”<>]+|(?<![\w/])/?(?:[\w%.~+-]+/)+[\w%.~+()-]+\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png)\b"
    r"|(?<!\S)[^\s/\"“”<>]+\.(?:pdf|docx?|xlsx?|pptx?|zip|rar)\b",
    re.IGNORECASE,
)
SIGNER_TITLE = (
    r"(?:PHÓ\s+|Q\.\s*)?(?:HIỆU\s+(?:TRƯỞNG|PHÓ)|(?:P\.?\s*)?(?:TRƯỞNG\s+PHÒNG|GIÁM\s+ĐỐC|CHỦ\s+TỊCH)"
    r"|TỔ\s+TRƯỞNG|BÍ\s+THƯ|TRƯỞNG\s+BAN|CHÁNH\s+VĂN\s+PHÒNG|NGƯỜI\s+(?:LẬP|XÂY\s+DỰNG)(?:\s+KẾ\s+HOẠCH)?|THỦ\s+TRƯỞNG"
    r"(?:\s+ĐƠN\s+VỊ)?|TỔNG\s+PHỤ\s+TRÁCH(?:\s+ĐỘI)?)"
)
AUTHORITY = r"(?:(?:KT|TM|TL|TUQ|T/M|K/T|T/L)(?:\s*\.\s*|\s+))"
SIGNER_LINE = re.compile(rf"(?:{AUTHORITY}[^{LOWER}]*$|{AUTHORITY}?{SIGNER_TITLE}(?!\w))")

_FURNITURE = frozenset(
    key(item)
    for item in [
        "Gửi phản hồi",
        "Lịch công tác",
        "Tra cứu",
        "Video",
        "Thư viện ảnh",
        "Thư viện ảnh nổi bật",
        "Thư viện video",
        "Thống kê truy cập",
        "Trang chủ",
        "Giới thiệu",
        "Tin tức",
        "Tin tức sự kiện",
        "Tin tức - Sự kiện",
        "Tin nổi bật",
        "Tin mới",
        "Tin liên quan",
        "Tin khác",
        "Các tin khác",
        "Tin cùng chuyên mục",
        "Bài viết liên quan",
        "Liên hệ",
        "Đăng nhập",
        "Đăng ký",
        "Tìm kiếm",
        "Sơ đồ trang",
        "Menu",
        "In trang",
        "In bài viết",
        "Chia sẻ",
        "Bình luận",
        "Ý kiến bạn đọc",
        "Phản hồi",
        "Lượt xem",
        "Quay lại",
        "Về đầu trang",
        "Đang truy cập",
        "Hôm nay",
        "Văn bản mới",
        "Văn bản chỉ đạo",
        "Thông báo mới",
        "Liên kết website",
        "Liên kết",
        "Liên kết web",
        "Quảng cáo",
        "Hỏi đáp",
        "Thư điện tử",
        "Gửi email",
        "Facebook",
        "Youtube",
        "Zalo",
        "Thời khóa biểu",
        "Album ảnh",
        "Hình ảnh",
        "Hình ảnh hoạt động",
        "Thăm dò ý kiến",
        "Tải về",
        "Xem thêm",
        "Đọc tiếp",
        "Trở về",
        "Cỡ chữ",
        "Đang online",
        "Tổng lượt truy cập",
        "Lượt truy cập",
        "Banner",
        "Tổng truy cập",
    ]
)
_MENU_LENGTH = 400
_MENU_ITEMS = 3
_DEBRIS = re.compile(r"^(?:<!--.*|.*-->|</?\w+[^>]*>|[|»«<>]+.*)$")


def is_furniture(line: str) -> bool:
    """True for what a web page puts around a text: menu items, "Video", "-->"; also a whole menu in one line."""
    return key(line) in _FURNITURE or bool(_DEBRIS.match(line.strip())) or _is_menu(line)


def _is_menu(line: str) -> bool:
    if len(line) > _MENU_LENGTH or line.endswith((".", ";", ":", ",", ")")):
        return False
    spoken = key(line).split()
    position = items = covered = 0
    while position < len(spoken):
        size = next((n for n in range(5, 0, -1) if " ".join(spoken[position : position + n]) in _FURNITURE), 0)
        items, covered = items + (size > 0), covered + size
        position += max(size, 1)
    return items >= _MENU_ITEMS and covered * 2 > len(spoken)
