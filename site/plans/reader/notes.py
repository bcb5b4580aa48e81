"""What the reader tells the person who reviews a reading. English msgids; the caller translates."""

from collections.abc import Callable
from dataclasses import dataclass


def gettext_noop(message: str) -> str:
    """Marks a msgid for makemessages; the reader itself knows no Django."""
    return message


MESSAGES = {
    "furniture": gettext_noop("Left out, because it belongs to the web page and not to the plan: “%(text)s”"),
    "letterhead": gettext_noop("Letterhead that has no field of its own: “%(text)s”"),
    "attachment": gettext_noop("The page refers to an attached file, which may say more: “%(text)s”"),
    "unplaced": gettext_noop("Not placed in any field: “%(text)s”"),
    "page_number": gettext_noop("Looks like a page number, left out: “%(text)s”"),
    "stray_number": gettext_noop("A stray page number may stand in the sentence: “%(text)s”"),
    "doubled": gettext_noop("A word is written twice: “%(text)s”"),
    "slip": gettext_noop("Probably a typing error, kept as it stands: “%(text)s”"),
    "number_blank": gettext_noop("The number of the plan is not filled in: “%(text)s”"),
    "date_blank": gettext_noop("The date of the plan is not filled in or is no date: “%(text)s”"),
    "basis_date": gettext_noop("A legal basis has a date that is not filled in or is no date: “%(text)s”"),
    "period": gettext_noop("A period that does not look right: “%(text)s”"),
    "aims_mixed": gettext_noop(
        "Purposes and requirements stand under one heading; please check which is which: “%(text)s”"
    ),
    "bracket": gettext_noop("A bracket is not closed: “%(text)s”"),
    "hidden": gettext_noop("Hidden in the Word file, left out: “%(text)s”"),
    "margin": gettext_noop("In the margin of the page (header, footer or footnote), left out: “%(text)s”"),
    "no_text": gettext_noop("This page holds a picture and no text, and was not read: “%(text)s”"),
    "no_title": gettext_noop("No title was found in: “%(text)s”"),
    "no_areas": gettext_noop("No focus area was found in: “%(text)s”"),
}


@dataclass(frozen=True)
class Note:
    """One remark: a code of MESSAGES and the words of the source that it is about."""

    code: str
    text: str

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """The remark as a sentence; `translate` is gettext or nothing."""
        return translate(MESSAGES[self.code]) % {"text": self.text}
