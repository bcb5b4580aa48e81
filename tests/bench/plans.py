"""`make bench-plans`: how well plans are read in every form, and how fast; printed, and held to what is promised."""

import json
import resource
import tempfile
import time
from pathlib import Path

from plans.reader import read_plan, read_source, trace
from plans.reader.formats import office
from plans.reader.refusals import UnreadablePlan
from tests.bench.measure import KINDS, Score, score
from tests.bench.variants import ALL
from tests.support import word

ROOT = Path(__file__).resolve().parents[2]
SEEDS = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
OWN = sorted((ROOT / "tests" / "plans" / "texts").glob("*.txt"))
LETTERHEAD = (["UBND HUYỆN", "TRƯỜNG TIỂU HỌC"], word.MOTTO)
# The others have columns or are flat already: only letters can be changed in them.
RUNNING = ("portal", "stacked")
FLOOR = 0.97
AREAS_ON_20_PAGES = 200

AREA = (
    "Về việc số {at}: viết tin, chụp ảnh và giới thiệu với phụ huynh những việc làm tốt của học sinh trong trường, "
    "đăng mỗi tháng 01 bài (BGH, TPT cùng thực hiện)"
)


def run() -> bool:
    """Measure everything; False when a promise is broken."""
    print(
        f"{'variant':<34}" + "".join(f"{kind:>16}" for kind in KINDS) + "\n" + " " * 34 + "   prec. recall" * len(KINDS)
    )
    total = {kind: Score() for kind in KINDS}
    rows = [*_texts(), *_files()]
    for name, scores in rows:
        _print(name, scores)
        for kind in KINDS:
            total[kind].add(scores[kind])
    _print(f"all {len(rows)}", total)
    slow = _times()
    low = [kind for kind in KINDS if min(total[kind].precision, total[kind].recall) < FLOOR]
    for kind in low:
        print(f"below {FLOOR:.0%}: {kind}")
    return not low and not slow


def _right(path):
    """What a correct reading holds: checked by hand for our own texts, by test_reader_seeds for the two real plans."""
    checked = path.with_suffix(".json")
    return json.loads(checked.read_text()) if checked.exists() else read_plan(read_source(path).text).as_dict()


def _texts():
    plans = [(path, read_source(path).text, _right(path)) for path in (*SEEDS, *OWN)]
    yield "as it stands", _together(score(read_plan(text).as_dict(), right) for _, text, right in plans)
    for name, change in ALL.items():
        fitting = [plan for plan in plans if plan[0] in SEEDS or (plan[0].stem in RUNNING and name in _FOR_ALL)]
        if fitting:
            yield name, _together(score(read_plan(change(text)).as_dict(), right) for _, text, right in fitting)


_FOR_ALL = frozenset(["NFD", "NBSP", "CRLF", "trailing blanks", "double blanks", "wrapped at 80", "soft breaks"])


def _files():
    """The seeds as Word and PDF files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for automatic in (False, True):
            kind = "automatic numbers" if automatic else "typed numbers"
            made = [_typed(folder, path, automatic=automatic) for path in SEEDS]
            yield f".docx, {kind}", _together(_read(path, right) for path, right in made)
            for form in ("doc:MS Word 97", "pdf", "odt") if office.program() else ():
                suffix = form.partition(":")[0]
                for path, _ in made:
                    office.convert(path, folder, form)
                read = (_read(path.with_suffix(f".{suffix}"), right) for path, right in made)
                yield f".{suffix}, {kind}", _together(read)


def _typed(folder, path, *, automatic):
    school = path.name.startswith("000")
    target = folder / f"{path.stem}-{automatic}.docx"
    head = LETTERHEAD if school else ()
    return word.typed(target, path.read_text(), automatic=automatic, letterhead=head, signature=school), _right(path)


def _read(path, right):
    return score(read_plan(read_source(path).text).as_dict(), right)


def _together(all_scores):
    together = {kind: Score() for kind in KINDS}
    for scores in all_scores:
        for kind in KINDS:
            together[kind].add(scores[kind])
    return together


def _print(name, scores):
    cells = "".join(f"{scores[kind].precision:>9.1%}{scores[kind].recall:>7.1%}" for kind in KINDS)
    print(f"{name:<34}{cells}", flush=True)


def _times():
    """Seconds of reading; returns what took longer than promised."""
    slow = []
    with tempfile.TemporaryDirectory() as name:
        pages = Path(name) / "20-pages.docx"
        word.typed(pages, long_plan(AREAS_ON_20_PAGES), automatic=True)
        paragraphs = Path(name) / "10000-paragraphs.docx"
        word.typed(paragraphs, long_plan(10_000, "Việc số {at} của trường (BGH, TPT cùng thực hiện)"))
        too_long = Path(name) / "10000-long-paragraphs.docx"
        word.typed(too_long, long_plan(10_000))
        for path, limit in ((pages, 2.0), (paragraphs, 10.0), (too_long, 10.0)):
            started = time.perf_counter()
            try:
                told = _timed_reading(path)
            except UnreadablePlan as refused:
                told = f"refused as {refused.reason}"
            taken = time.perf_counter() - started
            print(f"{path.name}: {taken:.2f} s; {told}")
            slow += [path.name] if taken > limit else []
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"memory of the largest child process: {peak} MB (LibreOffice included where it ran)")
    print("".join(f"too slow: {name}\n" for name in slow), end="")
    return slow


def _timed_reading(path):
    """Read a file and follow its fields back; tell how long each part took."""
    started = time.perf_counter()
    source = read_source(path)
    middle = time.perf_counter()
    reading = read_plan(source.text, source.notes)
    read = time.perf_counter()
    trace(reading, source.text)
    parts = f"file {middle - started:.2f}, reading {read - middle:.2f}, where from {time.perf_counter() - read:.2f}"
    return f"{parts}; {len(reading.focus_areas)} areas"


def long_plan(items, area=AREA):
    """A plan with this many focus areas."""
    body = "\n".join(f"{(at - 1) % 900 + 1}. {area.format(at=at)}" for at in range(1, items + 1))
    return f"KẾ HOẠCH\nTruyền thông năm học 2024 - 2025\nI. MỤC ĐÍCH\n1. Thông tin.\nII. NỘI DUNG\n{body}\n"
