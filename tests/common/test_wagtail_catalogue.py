"""The Vietnamese of Wagtail's own interface: complete for what is installed, and safe to format."""

import re
import subprocess
import unicodedata
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.utils.translation.trans_real import DjangoTranslation

from tests.support.catalogues import Message, marks, read_po

CATALOGUE = Path(settings.SITE_DIR) / "locale" / "wagtail"
MESSAGES = CATALOGUE / "vi" / "LC_MESSAGES"
DOMAINS = ("django", "djangojs")

# The same in both languages, read one by one.
SAME_IN_VIETNAMESE = {
    "Wagtail API v2",
    "Email",
    "%(field_label)s:",
    "%(time_zone_option)s: %(localized_time_zone_label)s",
}

# The old place of the tone mark ("khóa"); this catalogue writes "khoá", and one page must not mix the two.
OLD_TONE_MARK = re.compile(r"[óòỏõọ][ae]\b|[úùủũụ]y\b")


def ours(domain: str) -> list[Message]:
    """Our catalogue's entries."""
    return list(read_po(MESSAGES / f"{domain}.po"))


def english_of_installed_wagtail(domain: str) -> dict[tuple[str, str], Message]:
    """Every message that the installed Wagtail apps ship, by context and English text."""
    found: dict[tuple[str, str], Message] = {}
    for app in apps.get_app_configs():
        source = Path(app.path) / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
        if app.name.split(".")[0] == "wagtail" and source.exists():
            found |= {message.key: message for message in read_po(source)}
    return found


@pytest.fixture
def compiled(tmp_path: Path, settings) -> Path:
    """Our catalogue alone, compiled with msgfmt's own checks, as the only LOCALE_PATHS entry."""
    target = tmp_path / "vi" / "LC_MESSAGES"
    target.mkdir(parents=True)
    for domain in DOMAINS:
        subprocess.run(
            ["msgfmt", "--check-format", "-o", str(target / f"{domain}.mo"), str(MESSAGES / f"{domain}.po")],
            check=True,
            capture_output=True,
        )
    settings.LOCALE_PATHS = [tmp_path]
    return tmp_path


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("domain", DOMAINS)
def test_gettext__every_message_of_installed_wagtail__is_vietnamese(domain: str) -> None:
    english = english_of_installed_wagtail(domain)
    assert english
    vietnamese = DjangoTranslation("vi", domain=domain)

    still_english = []
    for context, source in english:
        plural = english[context, source].plural
        if plural:
            text = vietnamese.ngettext(source, plural, 2)
        elif context:
            text = vietnamese.pgettext(context, source)
        else:
            text = vietnamese.gettext(source)
        if text in {source, plural} and source not in SAME_IN_VIETNAMESE:
            still_english.append(source)

    assert still_english == []


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Submit to %(workflow_name)s", "Gửi %(workflow_name)s"),
        ("Approve", "Duyệt"),
        ("Page '%(page_title)s' has been submitted for moderation.", "Đã gửi duyệt trang “%(page_title)s”."),
    ],
)
def test_gettext__wagtail_has_its_own_vietnamese__ours_wins(source: str, expected: str) -> None:
    assert DjangoTranslation("vi").gettext(source) == expected


@pytest.mark.usefixtures("compiled")
def test_ngettext__django_message_newer_than_its_vietnamese__is_ours() -> None:
    # Django's own vi still has "%d minute" of an older release, so lists said "2 minutes trước".
    assert DjangoTranslation("vi").ngettext("%(num)d minute", "%(num)d minutes", 2) == "%(num)d phút"


@pytest.mark.parametrize("domain", DOMAINS)
def test_catalogue__placeholders_and_tags__are_those_of_the_english(domain: str) -> None:
    assert [m.source for m in ours(domain) if marks(m.fullest_source) != marks(m.translation)] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_catalogue__spaces_at_the_ends__are_those_of_the_english(domain: str) -> None:
    def ends(text: str) -> tuple[bool, bool]:
        return text[:1].isspace(), text[-1:].isspace()

    assert [m.source for m in ours(domain) if ends(m.fullest_source) != ends(m.translation)] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_catalogue__text__is_nfc(domain: str) -> None:
    assert unicodedata.is_normalized("NFC", (MESSAGES / f"{domain}.po").read_text(encoding="utf-8"))


@pytest.mark.parametrize("domain", DOMAINS)
def test_catalogue__tone_marks__stand_in_one_place(domain: str) -> None:
    assert [m.translation for m in ours(domain) if OLD_TONE_MARK.search(m.translation)] == []


def test_locale_paths__order__lets_the_schools_own_strings_win() -> None:
    paths = [Path(path) for path in settings.LOCALE_PATHS]

    assert paths == [CATALOGUE.parent, CATALOGUE]
