"""Tables as lines: letterhead and signature column by column, work tables as numbered items with who and when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..cues import BODY, MOTTO, RECIPIENTS_LINE, SIGNER_LINE
from ..promises import has_rhythm
from ..roles import LABEL
from ..text import clean, is_capitals, key

NO, WHAT, WHO, WHEN, RANK, MORE = "no", "what", "who", "when", "rank", "more"

_HEADERS = (
    (NO, r"(?:s?tt|số tt|số thứ tự|thứ tự|số)$"),
    (
        WHEN,
        r"thời (?:gian|điểm|hạn)|tiến độ|k[ìỳ] hạn|hạn (?:hoàn|chót|cuối)|ngày|tháng|tuần|hoàn thành|lịch|định k[ìỳ]",
    ),
    (RANK, r"chức (?:vụ|danh)"),
    (
        WHAT,
        (
            r"(?:các |tên |những )?(?:nội dung|công việc|nhiệm vụ|hoạt động|việc|phần việc|hạng mục|lĩnh vực|chủ đề"
            r"|công tác|trách nhiệm|phân công nhiệm vụ|đầu việc)"
        ),
    ),
    (
        WHO,
        (
            r"(?:(?:người|đơn vị|bộ phận|cá nhân|lực lượng|thành phần|tổ chức|các)[ ,/]*)*(?:thực hiện|phụ trách"
            r"|chủ trì|phối hợp|chịu trách nhiệm|đảm nhận|đảm nhiệm|(?:được )?phân công|tham gia|triển khai|đầu mối)"
            r"|(?:các )?(?:bộ phận|đơn vị|họ (?:và )?tên|thành viên|người|cá nhân|tổ chức|đối tượng)"
        ),
    ),
    (MORE, r"ghi chú|kết quả|sản phẩm|kinh phí|địa điểm|hình thức|dự kiến|chỉ tiêu|điều chỉnh|mục tiêu|yêu cầu"),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _HEADERS)
_HEADER_WORDS = 8
_LAYOUT_COLUMNS = 3
_NUMBER = re.compile(r"\s*(?P<no>\d{1,3})\s*[.)]?\s*$")
_MARKED = re.compile(r"\s*(?:[-–—•+*]|[a-zđ]\)|\d{1,2}(?:\.\d{1,2})*[.)])\s*")
_JOINTS = re.compile(r"\s*[;,.]*\s*$")


@dataclass
class Cell:
    """The paragraphs of a cell; `covered` says that a merged cell above reaches over it, `span` how many columns."""

    lines: list[str]
    covered: bool = False
    span: int = 1

    @property
    def text(self) -> str:
        """All of it on one line."""
        return clean(" ".join(self.lines))


def table_lines(rows: list[list[Cell]]) -> list[str]:
    """What a table says, as lines that read like a plan without tables."""
    grid = [_spread(row) for row in rows if row]
    if not grid:
        return []
    for at, row in enumerate(grid[:2]):
        if kinds := _kinds(row):
            before = [line for cells in grid[:at] for cell in cells for line in cell.lines]
            return ["", *before, *_work_lines(kinds, row, _filled(grid[at + 1 :], len(row))), ""]
    columns = max(map(len, grid))
    if columns == 1 or _is_layout(grid, columns):
        return ["", *stacked([[cell.lines for cell in row] for row in grid]), ""]
    return ["", *("\t".join(filter(None, (cell.text for cell in row))) for row in grid), ""]


def stacked(rows: list[list[list[str]]]) -> list[str]:
    """The columns of a letterhead or signature block one below the other."""
    lines: list[str] = []
    for column in range(max(map(len, rows))):
        lines += join_names([line for row in rows if column < len(row) for line in row[column]])
    return lines


def join_names(lines: list[str]) -> list[str]:
    """A body's name that a narrow column broke: "TRƯỜNG TIỂU HỌC" and "NHA MÂN 2" are one line."""
    kept: list[str] = []
    for line in (line.strip() for piece in lines for line in piece.split("\v")):
        last = kept[-1] if kept else ""
        begins = BODY.match(line) or MOTTO.match(line) or SIGNER_LINE.match(line) or not is_capitals(line)
        if last and BODY.match(last) and is_capitals(last) and not begins:
            kept[-1] = f"{last} {line}"
        elif line:
            kept.append(line)
    return kept


def _spread(row: list[Cell]) -> list[Cell]:
    """A row with an empty cell for each further column that a wide cell takes."""
    return [part for cell in row for part in (cell, *(Cell([]) for _ in range(cell.span - 1)))]


def _kinds(row: list[Cell]) -> list[str]:
    """What each column holds, by the words of its heading; [] when this is no heading of a work table."""
    kinds = []
    for cell in row:
        if len(cell.text.split()) > _HEADER_WORDS:
            return []
        kinds.append(next((kind for kind, pattern in _COMPILED if pattern.match(key(cell.text))), ""))
    return kinds if WHAT in kinds and (WHO in kinds or WHEN in kinds) else []


def _filled(rows: list[list[Cell]], columns: int) -> list[list[Cell]]:
    """Rows of equal length, in which a merged cell speaks for every row that it covers."""
    filled: list[list[Cell]] = []
    for row in rows:
        cells = [*row, *(Cell([]) for _ in range(columns - len(row)))]
        if filled:
            cells = [
                Cell(above.lines) if cell.covered else cell for cell, above in zip(cells, filled[-1], strict=False)
            ]
        filled.append(cells)
    return filled


def _is_layout(grid: list[list[Cell]], columns: int) -> bool:
    lines = [line.strip() for row in grid for cell in row for line in cell.lines]
    known = any(
        MOTTO.match(line) or RECIPIENTS_LINE.match(line) or (SIGNER_LINE.match(line) and is_capitals(line))
        for line in lines
    )
    return columns <= _LAYOUT_COLUMNS and (known or len(grid) == 1)


def _work_lines(kinds: list[str], heading: list[Cell], rows: list[list[Cell]]) -> Iterator[str]:
    units_first = WHO in kinds and kinds.index(WHO) < kinds.index(WHAT)
    counted = 0
    for row in rows:
        filled = [(kind, title, cell) for kind, title, cell in zip(kinds, heading, row, strict=False) if cell.text]
        if not filled or [cell.text for cell in row] == [cell.text for cell in heading]:
            continue
        found = {kind: cell for kind, _, cell in reversed(filled)}
        if len(filled) == 1 and WHAT not in found:  # a heading across the table
            yield from filled[0][2].lines
            continue
        number = _NUMBER.match(found[NO].text) if NO in found else None
        counted = int(number["no"]) if number else counted + 1
        yield from (_unit_row if units_first else _task_row)(counted, found, filled)


def _unit_row(number: int, found: dict[str, Cell], filled: list[tuple[str, Cell, Cell]]) -> Iterator[str]:
    """ "Bộ phận | Nhiệm vụ": the unit heads its duties."""
    name = found[WHO].text.rstrip(" :.") if WHO in found else ""
    if RANK in found:
        name = f"{found[RANK].text} ({name})" if name else found[RANK].text
    yield f"{number}. {name}:"
    for line in found[WHAT].lines if WHAT in found else []:
        yield line if _MARKED.match(line) else f"- {line.strip()}"
    for kind, title, cell in filled:
        if kind in {WHEN, MORE, ""}:
            yield f"- {title.text}: {cell.text}"


def _task_row(number: int, found: dict[str, Cell], filled: list[tuple[str, Cell, Cell]]) -> Iterator[str]:
    """ "Nội dung | Người thực hiện | Thời gian": the task with its doers, and its rhythm in its own sentence."""
    first, *more = found[WHAT].lines if WHAT in found else [""]
    when = found[WHEN].text if WHEN in found else ""
    due = f"{_title(filled, WHEN)}: {when}" if when else ""
    rhythm = next((f" ({said})" for said in (when, due) if said and has_rhythm(said)), "")
    tail = [f"{title.text}: {_listed(cell)}" for kind, title, cell in filled if kind in {MORE, ""}]
    if when and not rhythm:
        tail.insert(0, due)
    people = [f"{_label(title.text)}: {_listed(cell)}" for kind, title, cell in filled if kind == WHO]
    if more:
        yield f"{number}. {first.strip()}"
        yield from (line if _MARKED.match(line) else f"- {line.strip()}" for line in more[:-1])
        first = more[-1] if _MARKED.match(more[-1]) else f"- {more[-1].strip()}"
    else:
        first = f"{number}. {first.strip()}"
    yield (
        ". ".join(_JOINTS.sub("", part) for part in (f"{_JOINTS.sub('', first)}{rhythm}", *people, *tail) if part) + "."
    )


def _title(filled: list[tuple[str, Cell, Cell]], wanted: str) -> str:
    return next(title.text for kind, title, _ in filled if kind == wanted)


def _label(title: str) -> str:
    """A heading as the label before a list of units; one that the reader does not know says who carries out."""
    return title if LABEL.fullmatch(f"{title}:") else "Người thực hiện"


def _listed(cell: Cell) -> str:
    """The paragraphs of a cell as one list."""
    lines = [_MARKED.sub("", line, count=1) if _MARKED.match(line) else line for line in cell.lines]
    lines = [clean(line) for line in lines if line.strip()]
    joints = [" " if left.endswith((",", ";", ":")) else ", " for left, _ in pairwise(lines)]
    return "".join(line + joint for line, joint in zip(lines, [*joints, ""], strict=True)).strip(" .;,")
