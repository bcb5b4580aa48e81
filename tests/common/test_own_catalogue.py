"""The Vietnamese of our own strings: every one of them, as the source has them today."""

import os
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from django.conf import settings

from tests.support.catalogues import Message, marks, read_po

LOCALE = Path(settings.SITE_DIR) / "locale" / "vi" / "LC_MESSAGES"
CATALOGUE = LOCALE / "django.po"
# The old place of the tone mark ("khóa"); both catalogues write "khoá".
OLD_TONE_MARK = re.compile(r"[óòỏõọ][ae]\b|[úùủũụ]y\b")
# Said in Vietnamese in the source already.
SAME_IN_BOTH = {"Kế hoạch, Quyết định, Thông tư …"}


def messages() -> list[Message]:
    return list(read_po(CATALOGUE))


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """What `makemessages` finds in a copy of the source: (context, English)."""
    copy = tmp_path_factory.mktemp("source") / "site"
    shutil.copytree(settings.SITE_DIR, copy, ignore=shutil.ignore_patterns("locale", "__pycache__", "fonts", "icons"))
    (copy / "locale").mkdir()
    # Without settings it gathers into the folder it stands in, and not into LOCALE_PATHS.
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "django", "makemessages", "-l", "vi"]
    subprocess.run(command, cwd=copy, env=environment, check=True, capture_output=True)
    return {message.key for message in read_po(copy / "locale" / "vi" / "LC_MESSAGES" / "django.po")}


def test_catalogue__has_every_string_of_the_source(gathered: set[tuple[str, str]]) -> None:
    assert gathered - {message.key for message in messages()} == set()


def test_catalogue__has_no_string_that_the_source_has_lost(gathered: set[tuple[str, str]]) -> None:
    assert {message.key for message in messages()} - gathered == set()


def test_catalogue__every_string_is_translated() -> None:
    left = {message.source for message in messages() if message.translation in {"", message.source}}

    assert left - SAME_IN_BOTH == set()


def test_catalogue__no_translation_is_a_guess() -> None:
    text = CATALOGUE.read_text(encoding="utf-8")

    assert [line for line in text.splitlines() if line.startswith("#,") and "fuzzy" in line] == []


def test_catalogue__placeholders__are_those_of_the_english() -> None:
    assert [m.source for m in messages() if marks(m.fullest_source) != marks(m.translation)] == []


def test_catalogue__text__is_nfc() -> None:
    assert unicodedata.is_normalized("NFC", CATALOGUE.read_text(encoding="utf-8"))


def test_catalogue__tone_marks__stand_in_one_place() -> None:
    assert [m.translation for m in messages() if OLD_TONE_MARK.search(m.translation)] == []


def test_catalogue__header__names_the_language_and_nobody() -> None:
    header = CATALOGUE.read_text(encoding="utf-8").split("\n\n")[0]

    assert '"Language: vi\\n"' in header
    assert "nplurals=1; plural=0;" in header
    assert "@" not in header


def test_scripts__of_our_own__take_their_words_from_the_page() -> None:
    # There is no catalogue of ours for JavaScript: a script with words of its own would stay English.
    scripts = [path for path in Path(settings.SITE_DIR).glob("**/static/**/*.js") if "gettext(" in path.read_text()]

    assert scripts == []
