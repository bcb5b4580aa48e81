"""The same plan typed, copied or flattened in other ways gives the same reading; no word of it is ever lost."""

import json
import random
import re
import textwrap
import time
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from plans.reader import read_file, read_plan
from plans.reader.text import key, normalise, words

pytestmark = pytest.mark.slow

OWN = Path(__file__).parent / "texts"
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
PLANS = [*sorted(OWN.glob("*.txt")), *sorted(SEEDS.glob("*.txt"))]
# These can be flattened and re-wrapped; the others have columns or are flat already.
RUNNING = [path for path in PLANS if path.stem in {"portal", "stacked"} or path.parent == SEEDS]
COLUMNS = re.compile(r"\S\s{4,}\S")


def wrapped(text, width, joint):
    lines = []
    for line in text.split("\n"):
        whole = len(line) <= width or COLUMNS.search(line)
        pieces = [line] if whole else textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
        lines.append(joint.join(pieces))
    return "\n".join(lines)


EVERYWHERE = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "NBSP": lambda text: text.replace(" ", "\u00a0"),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "invisible characters": lambda text: text.replace(" ", " \u200b").replace("-", "\u00ad-"),
    "trailing blanks": lambda text: text.replace("\n", "  \t\n"),
}
RUNNING_ONLY = {
    "wrapped at 80": lambda text: wrapped(text, 80, "\n"),
    "wrapped at 60": lambda text: wrapped(text, 60, "\n"),
    "soft breaks": lambda text: wrapped(text, 70, "\v"),
    "blank lines": lambda text: text.replace("\n", "\n \n"),
    "soft breaks for paragraphs": lambda text: text.replace("\n", "\v"),
}
SEED_ONLY = {
    "one line": lambda text: " ".join(text.split()),
    "no closing brackets": lambda text: re.sub(r"\)(?=\.?\s*\n)", "", text),
    "1/ for 1.": lambda text: re.sub(r"(?m)^(\s*\d)\.(?=\s?[^\d])", r"\1/ ", text),
    "1) for 1.": lambda text: re.sub(r"(?m)^(\s*\d)\.(?=\s?[^\d])", r"\1) ", text),
    "other bullets": lambda text: re.sub(r"(?m)^- ", "• ", text),
    "numbers lost": lambda text: re.sub(r"(?m)^\s*(?:\d+(?:\.\d+)*\.?|[IVX]+\.|-(?=\s))\s*(?=\S)", "", text),
}
CASES = [
    pytest.param(path, change, id=f"{path.stem[:12]}, {name}")
    for paths, changes in (
        (PLANS, EVERYWHERE),
        (RUNNING, RUNNING_ONLY),
        ([path for path in PLANS if path.parent == SEEDS], SEED_ONLY),
    )
    for path in paths
    for name, change in changes.items()
]


def folded(value):
    """A reading without its warnings, its spaces and its punctuation."""
    if isinstance(value, dict):
        return {name: folded(item) for name, item in value.items() if name != "warnings"}
    if isinstance(value, list):
        return [folded(item) for item in value]
    return key(value) if isinstance(value, str) else value


@pytest.mark.parametrize(("path", "change"), CASES)
def test_variant__gives_the_same_reading(path, change):
    text = read_file(path)

    assert folded(read_plan(change(text)).as_dict()) == folded(read_plan(text).as_dict())


@pytest.mark.parametrize("dropped", ["(", ")", "()"])
def test_missing_brackets__the_same_units_and_roles(dropped):
    text = read_file(OWN / "oneline.txt")
    whole = re.compile(r"\(([^()]*(?:thực hiện|đầu mối|chính))\)")
    left, right = ("" if "(" in dropped else "("), ("" if ")" in dropped else ")")

    found = read_plan(whole.sub(rf"{left}\1{right}", text)).as_dict()["focus_areas"]

    expected = read_plan(text).as_dict()["focus_areas"]
    assert [roles(area) for area in found] == [roles(area) for area in expected]


def roles(area):
    return [(party["role"], party["units"]) for party in area["parties"]]


# What a field or a level of the outline stands for: the words that introduce a number, a date, a basis, a heading.
FORMULA = set(
    words(
        "căn cứ theo chung cụ thể số ngày tháng năm của về việc v nơi nhận đã ký mục đích mục tiêu yêu cầu nội dung "
        "trọng tâm tổ chức thực hiện nhiệm vụ phân công cán bộ đối với nhân viên phụ trách "
        "truyền thông phần bgh a b c d i ii iii iv"
    )
)


def strings(value):
    if isinstance(value, dict):
        value = list(value.values())
    return [text for item in value for text in strings(item)] if isinstance(value, list) else [str(value)]


def counted(lines):
    return Counter(word.lstrip("0") for line in lines for word in words(line))


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_no_word_is_lost(path):
    text = normalise(read_file(path))
    source = counted(dict.fromkeys(line.strip() for line in text.split("\n")))

    lost = source - counted(strings(read_plan(text).as_dict()))

    assert {word for word in lost if not word.isdigit()} <= FORMULA


FRAGMENTS = (
    "(", ")", "[", "I. ", "II. NỘI DUNG", "1.", "1.1.", "a) ", "- ", "\n", "\v", "\t", "…", ":", "-->", "99. ",
    "PHẦN I", "Nơi nhận:", "KT. HIỆU TRƯỞNG", "Căn cứ ", "Số: ", "ngày 31 tháng 2 năm 2020", "KẾ HOẠCH", "(BGH)",
    "mỗi tháng 01 bài", "Phụ trách:", "\u0301", "\ud800", "²", "٣", "9" * 5000, "năm học 2020 - 2019", "/a.pdf",
)  # fmt: skip


def mutated(text, luck):
    """A text with some of its pieces lost, doubled, or strewn with what confuses a reader."""
    for _ in range(luck.randint(1, 40)):
        at = luck.randrange(len(text) + 1)
        kind = luck.random()
        if kind < 0.5:
            text = text[:at] + luck.choice(FRAGMENTS) + text[at:]
        elif kind < 0.8:
            text = text[:at] + text[at + luck.randint(1, 60) :]
        else:
            start = luck.randrange(len(text) + 1)
            text = text[:at] + text[start : start + luck.randint(1, 200)] + text[at:]
    return text


@pytest.mark.parametrize("seed", range(60))
def test_damaged_text__never_raises_and_keeps_its_shape(seed):
    luck = random.Random(seed)
    text = mutated(read_file(luck.choice(PLANS)), luck)

    reading = read_plan(text).as_dict()

    assert list(reading) == list(read_plan("").as_dict())
    assert json.dumps(reading)


@pytest.mark.parametrize("seed", range(20))
def test_damaged_text__names_the_lines_that_it_does_not_place(seed):
    luck = random.Random(seed)
    text = normalise(mutated(read_file(luck.choice(PLANS)), luck))

    found = set(words(" ".join(strings(read_plan(text).as_dict()))))

    lost = {word for word in words(text) if word.lstrip("0") not in found and word not in found}
    assert {word for word in lost if word.isalpha() and len(word) > 3} <= FORMULA


def test_two_thousand_paragraphs__are_read_in_seconds():
    items = "\n".join(f"{number % 900 + 1}. Về việc {number}: viết tin (BGH thực hiện)" for number in range(2000))
    started = time.process_time()

    reading = read_plan(f"KẾ HOẠCH\nĐọc sách\nI. NỘI DUNG\n{items}").as_dict()

    assert len(reading["focus_areas"]) == 2000
    assert time.process_time() - started < 10
