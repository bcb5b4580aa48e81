"""Looking up: any way of typing a number finds it, words need no accents, and nothing that is typed breaks the page."""

import datetime
import random
import unicodedata
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Site

from common.text import fold
from plans.register.lookup import DOCUMENT, Lookup, Question
from plans.register.numbers import number_key, runs
from tests.factories import OfficialDocumentFactory, make_plan

DAY = datetime.date
ODD = (
    *("", " ", "\x00", "%00", "'", "\\", "a" * 5000, "9" * 5000),
    *("-1", "0", "0000", "99999", "1e9", "²", "٣", "kế\u0323", "so"),
)
NUMBERS = ("831/KH-GDĐT", "8312/KH-GDĐT", "09/2024/TT-BGDĐT", "43/2019/QH14", "30/2020/NĐ-CP", "118 /KH- THCS", "83/QĐ")


def found(**asked):
    query = QueryDict(urlencode(asked))
    rows = Lookup(Site.objects.get(), Question.read(query)).answers()
    return [row["key"] if row["what"] == DOCUMENT else f"plan {row['key']}" for row in rows]


@pytest.fixture
def numbered(school):
    return {
        number: OfficialDocumentFactory(number=number, kind="Văn bản", issuer="Nơi ban hành").pk for number in NUMBERS
    }


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("831 KH GDDT", "831/KH-GDĐT"),
        ("831/KH-GDĐT", "831/KH-GDĐT"),
        ("831kh-gdđt", "831/KH-GDĐT"),
        ("so 831", "831/KH-GDĐT"),
        ("Số: 831", "831/KH-GDĐT"),
        ("số831/KH-GDÐT", "831/KH-GDĐT"),
        ("831khgddt", "831/KH-GDĐT"),
        ("kh gddt 831", "831/KH-GDĐT"),
        ("Văn bản số 831/KH-GDĐT của nơi ban hành", "831/KH-GDĐT"),
        ("Văn bản số 831/KH-GDĐT ngày 05 tháng 01 năm 2026", "831/KH-GDĐT"),
        ("8 3 1", None),
        ("31/KH", None),
        ("9/2024/tt-bgddt", "09/2024/TT-BGDĐT"),
        ("009 2024", "09/2024/TT-BGDĐT"),
        ("nghị định 30/2020", None),
        ("van ban 30/2020", "30/2020/NĐ-CP"),
        ("118/KH-THCS", "118 /KH- THCS"),
        ("43/2019/QH14", "43/2019/QH14"),
        ("QH14", "43/2019/QH14"),
        ("８３１", "831/KH-GDĐT"),
    ],
)
def test_number__typed_some_way__finds_its_document(numbered, typed, number):
    assert found(q=typed) == ([numbered[number]] if number else [])


def retyped(number, seed):
    """Type `number` as somebody might: other separators, case, accents, spelling of letters; zeros and "số" before."""
    chance = random.Random(seed)
    typed = ""
    last = ""
    for run in runs(number):
        between = chance.choice([" ", "/", "-", " / ", " - ", ".", "–"])
        if not (last.isdigit() and run.isdigit()) and chance.random() < 0.4:
            between = ""
        typed += (between if last else "") + run
        last = run
    typed = "".join(chance.choice([letter.upper(), letter, letter]) for letter in typed)
    typed = "".join(
        chance.choice(["đ", "Đ", "Ð"]) if letter in "dD" and chance.random() < 0.5 else letter for letter in typed
    )
    typed = unicodedata.normalize(chance.choice(["NFC", "NFD"]), typed)
    return chance.choice(["", "số ", "So: ", "SỐ", "0"]) + typed


@given(number=st.sampled_from(NUMBERS), seed=st.integers(0, 10**9))
@settings(max_examples=300, deadline=None)
def test_number__however_typed__has_one_key(number, seed):
    assert number_key(retyped(number, seed)) == number_key(number)


@given(number=st.sampled_from(NUMBERS), seed=st.integers(0, 10**9))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_number__however_typed__finds_its_document_alone(numbered, number, seed):
    assert found(q=retyped(number, seed)) == [numbered[number]]


@given(text=st.text(max_size=30))
@settings(max_examples=200, deadline=None)
def test_key__of_any_text__holds_folded_letters_digits_and_dashes_alone(text):
    key = number_key(text)

    assert key == fold(key)
    assert set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_words__are_found_without_accents_in_any_of_the_fields(school):
    document = OfficialDocumentFactory(
        kind="Thông tư",
        number="9/TT",
        issuer="Bộ Giáo dục và Đào tạo",
        signer="Phạm Ngọc Thưởng",
        summary="Quy định về công khai",
        field="Công khai – minh bạch",
        issued_on=DAY(2024, 6, 3),
        in_force_from=DAY(2024, 7, 19),
    )
    OfficialDocumentFactory(number="10/TT", summary="Việc khác", issued_on=DAY(2020, 1, 1))

    for words in (
        "thong tu giao duc",
        "pham ngoc thuong",
        "CÔNG KHAI",
        "minh bach",
        "3/6/2024",
        "19/7/2024",
        "cong kh",
    ):
        assert found(q=words) == [document.pk], words
    for words in ("ong khai", "công khai tài chính", "漢字", "!!!", "%", "_"):
        assert found(q=words) == [], words


def test_filters__narrow_together_and_know_plans(school):
    plan = make_plan(title="Kế hoạch năm", number="45/KH-TH", issuer="Trường Sen", issued_on=DAY(2026, 8, 28))
    circular = OfficialDocumentFactory(kind="Thông tư", issuer="Bộ GD", field="Công khai", issued_on=DAY(2024, 6, 3))
    higher = OfficialDocumentFactory(kind="Kế hoạch", issuer="Sở GD", field="Công khai", issued_on=DAY(2026, 8, 1))
    ours = f"plan {plan.pk}"

    assert found() == [ours, higher.pk, circular.pk]
    assert found(loai="ke-hoach") == [ours, higher.pk]
    assert found(loai="thong-tu") == [circular.pk]
    assert found(nam="2026") == [ours, higher.pk]
    assert found(**{"co-quan": "truong-sen"}) == [ours]
    assert found(**{"linh-vuc": "cong-khai"}) == [higher.pk, circular.pk]
    assert found(**{"linh-vuc": "cong-khai", "nam": "2024", "loai": "thong-tu", "q": "thong"}) == [circular.pk]
    assert found(**{"linh-vuc": "cong-khai", "nam": "2025"}) == []
    assert found(q="45 kh th") == [ours]


def test_number_asked_for__comes_before_newer_documents_that_only_mention_it(school):
    old = OfficialDocumentFactory(number="831/KH-GDĐT", issued_on=DAY(2017, 10, 26))
    new = OfficialDocumentFactory(number="1/BC", summary="Kết quả Kế hoạch 831", issued_on=DAY(2018, 10, 26))

    assert found(q="831") == [old.pk, new.pk]


def test_form__offers_what_there_is_and_keeps_what_was_asked(school):
    OfficialDocumentFactory(kind="Thông tư", issued_on=DAY(2024, 6, 3))
    OfficialDocumentFactory(kind="Chỉ thị", issued_on=DAY(2020, 6, 3), live=False)

    html = Client().get("/tra-cuu/", {"q": 'ba "dấu" <b>', "loai": "thong-tu"}).content.decode()

    assert '<option value="thong-tu" selected>Thông tư</option>' in html
    assert "Chỉ thị" not in html
    assert 'value="ba &quot;dấu&quot; &lt;b&gt;"' in html


def test_list__is_paged_and_the_pages_keep_the_question(school):
    for number in range(1, 24):
        OfficialDocumentFactory(kind="Quyết định", number=f"{number}/QĐ-TH")
    OfficialDocumentFactory(kind="Thông tư", number="1/TT-TH")

    first = Client().get("/tra-cuu/", {"loai": "quyet-dinh", "q": "th"}).content.decode()
    second = Client().get("/tra-cuu/", {"loai": "quyet-dinh", "q": "th", "trang": "2"}).content.decode()

    assert first.count('class="result"') == 20
    assert second.count('class="result"') == 3
    assert "?q=th&amp;loai=quyet-dinh&amp;trang=2" in first
    assert "1/TT-TH" not in first + second


@pytest.mark.parametrize("name", ["q", "loai", "co-quan", "linh-vuc", "nam", "trang"])
def test_page__answers_whatever_is_asked(school, name):
    OfficialDocumentFactory()
    for value in ODD:
        with transaction.atomic():
            assert Client().get("/tra-cuu/", {name: value}).status_code == 200, value


@pytest.mark.parametrize("slug", ["khong-co", "rss-khong", "a" * 300, "%00", "..", "Đ"])
def test_unknown_address__is_a_404(school, slug):
    assert Client().get(f"/tra-cuu/{slug}/").status_code == 404


@pytest.mark.parametrize("address", ["/tra-cuu/", "/tra-cuu/rss/", "/tra-cuu/1-qd-2026/"])
def test_post__is_refused(school, address):
    assert Client().post(address).status_code == 405
