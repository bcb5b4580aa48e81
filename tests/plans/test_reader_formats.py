"""The two real plans as Word, old Word and PDF files: the same reading as from their text."""

import re
from pathlib import Path

import pytest

from plans.reader import read_plan, read_source
from plans.reader.formats import office
from plans.reader.text import key
from tests.support import word

pytestmark = pytest.mark.slow

SEEDS = sorted((Path(__file__).resolve().parents[3] / "shared" / "seeds").glob("*.txt"))
OWN = Path(__file__).parent / "texts" / "portal.txt"
LETTERHEAD = (["PHÒNG GDĐT", "TRƯỜNG TIỂU HỌC"], word.MOTTO)
FORMS = ("docx", *(("doc:MS Word 97", "pdf", "odt", "rtf") if office.program() else ()))


def folded(value):
    """A reading without its warnings, spaces and punctuation; a letterhead spells the school in capitals."""
    if isinstance(value, dict):
        return {name: folded(item) for name, item in value.items() if name not in {"warnings", "issuer"}}
    if isinstance(value, list):
        return [folded(item) for item in value]
    return key(value) if isinstance(value, str) else value


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("automatic", [False, True], ids=["typed", "automatic"])
@pytest.mark.parametrize("path", [*SEEDS, OWN], ids=lambda path: path.stem[:6])
def test_file__gives_the_same_reading_as_the_text(tmp_path, path, automatic, form):
    text = path.read_text()
    has_columns = bool(re.search(r"Nơi nhận:\s{4,}", text))
    file = word.typed(
        tmp_path / "plan.docx",
        text,
        automatic=automatic,
        letterhead=LETTERHEAD if has_columns else (),
        signature=has_columns,
    )
    if form != "docx":
        office.convert(file, tmp_path, form)
        file = tmp_path / f"plan.{form.partition(':')[0]}"

    source = read_source(file)

    assert source.kind == form.partition(":")[0]
    assert folded(read_plan(source.text).as_dict()) == folded(read_plan(text).as_dict())
