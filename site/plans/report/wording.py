"""What a report says of its figures, in official Vietnamese: the same in every file, whatever the screen's words."""

import datetime
from typing import Any

from common.text import nfc
from plans.documents.wording import date_words
from plans.models import PlanPage
from plans.promises.reckoning import KEPT, State
from plans.report.account import Account, Counts, Open, Part

KIND = "BÁO CÁO"
NO_NUMBER = "Số: ………/BC"
TITLE_LENGTH = 255
STATES = {
    State.OVERDUE: "quá hạn, còn làm bù được",
    State.MISSED: "không thực hiện",
    State.WAIVED: "được miễn",
}


def short(day: datetime.date) -> str:
    """Return "05/9/2026"."""
    return f"{day.day:02d}/{day.month}/{day.year}"


def title_of(plan: PlanPage, period: str) -> str:
    """Return the title of a report: "Báo cáo kết quả thực hiện Kế hoạch …, học kỳ I năm học 2026–2027"."""
    title = f"Báo cáo kết quả thực hiện {_named(plan)}, {period}"
    if len(title) <= TITLE_LENGTH:
        return title
    return f"Báo cáo kết quả thực hiện kế hoạch, {period}"[:TITLE_LENGTH]


def period_of(first: datetime.date, last: datetime.date) -> str:
    """Return "từ ngày … đến ngày …"."""
    return f"từ {date_words(first)} đến {date_words(last)}"


def introduction_of(plan: PlanPage, issuer: str, period: str) -> str:
    """Return the words with which a report begins, for the principal to change."""
    number = f" số {plan.number}" if plan.number else ""
    issued = f" {date_words(plan.issued_on)}" if plan.issued_on else ""
    named = _named(plan).removeprefix("Kế hoạch ")
    return nfc(
        f"{issuer or 'Nhà trường'} báo cáo kết quả thực hiện Kế hoạch{number}{issued} về {named}, {period}, như sau:"
    )


def _named(plan: PlanPage) -> str:
    """Return "Kế hoạch truyền thông …" of "Kế hoạch Truyền thông …"; a word like STEM stays as it is."""
    kind, _space, rest = plan.title.partition("hoạch ")
    if kind.lower() != "kế " or not rest[1:2].islower():
        return plan.title
    return f"Kế hoạch {rest[0].lower()}{rest[1:]}"


def rest_lines(number: int, where: str) -> list[str]:
    """Return the sentence that stands for `number` articles that were not printed; none where all were."""
    return [f"Còn {number} tin, bài, minh chứng trước đó, liệt kê đủ tại {where}."] if number > 0 else []


def summary_of(account: Account) -> list[str]:
    """Return the paragraphs that sum a report up."""
    counts = account.counts
    counted = f"Số liệu tổng hợp từ tin, bài, bộ ảnh, minh chứng đã được duyệt, chốt {date_words(account.counted_on)}."
    areas = f"{account.served}/{len(account.areas)} nội dung trọng tâm đã có tin, bài"
    pieces = f"tổng số {len(account.pieces):02d} tin, bài, minh chứng (mỗi tin, bài chỉ tính một lần)"
    lines = [counted, f"{areas}; {pieces}."]
    if counts.promised:
        lines.append(f"Trong kỳ có {counts.promised:02d} lượt việc đến hạn theo cam kết và nhiệm vụ: {tally(counts)}.")
    return lines


def tally(counts: Counts) -> str:
    """Return "hoàn thành 05 (trong đó 01 muộn), chưa làm được 02, chưa đến hạn 01"."""
    late = f" (trong đó {counts.late:02d} muộn)" if counts.late else ""
    others = (("chưa làm được", counts.missing), ("được miễn", counts.waived), ("chưa đến hạn", counts.to_come))
    return ", ".join([f"hoàn thành {counts.kept:02d}{late}", *(f"{said} {n:02d}" for said, n in others if n)])


def area_lines(area: Part) -> list[str]:
    """Return what is said of one area before its table: who, how much, how well kept."""
    lines = [f"Phụ trách: {', '.join(area.units)}."] if area.units else []
    if area.counts.promised:
        lines.append(f"Cam kết đến hạn trong kỳ: {area.counts.promised:02d} lượt; {tally(area.counts)}.")
    if not area.pieces:
        lines.append("Trong kỳ chưa có tin, bài nào được đăng.")
    return lines


def open_line(each: Open) -> str:
    """Return "Mỗi tháng một bài (hạn 31/10/2026; đã có 0/1; không thực hiện)"."""
    done = f"; đã có {each.done}/{each.of}" if each.of > 1 else ""
    reason = f": {each.reason}" if each.reason else ""
    return f"{each.text.rstrip(' .;')} (hạn {short(each.due_on)}{done}; {STATES[each.state]}{reason})"


def figures_in_words(figures: dict[str, Any]) -> str:
    """Return frozen figures, a line for each area and unit, for whoever compares two versions of a report."""
    if not figures:
        return ""
    entries = [(f"{each['number']}. {each['title']}", each) for each in figures["areas"]]
    entries += [(each["name"] or "Chưa giao bộ phận nào", each) for each in figures["units"]]
    return "\n".join(f"{name}: {_in_words(each, figures)}" for name, each in entries)


def _in_words(entry: dict[str, Any], figures: dict[str, Any]) -> str:
    counts = [figures["promises"][key]["counts"] for key in entry["promises"]]
    due = sum(sum(each.values()) for each in counts)
    kept = sum(each.get(state.value, 0) for each in counts for state in KEPT)
    return f"{len(entry['things'])} tin, bài; hoàn thành {kept}/{due}"
