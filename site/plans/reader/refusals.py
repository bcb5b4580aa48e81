"""Files that are no plan: each reason with a sentence that says what to do. English msgids; the caller translates."""

from collections.abc import Callable

from .notes import gettext_noop

SENTENCES = {
    "missing": gettext_noop("There is no such file: %(name)s"),
    "denied": gettext_noop("This file may not be read: %(name)s"),
    "empty": gettext_noop("This file holds no text: %(name)s. Choose the file in which the plan was typed."),
    "binary": gettext_noop("This is no kind of file that can be read: %(name)s. Save the plan as .docx, .pdf or .txt."),
    "other_kind": gettext_noop(
        "This is a spreadsheet, slides or an archive, not a plan: %(name)s. Send the Word file."
    ),
    "encoding": gettext_noop("The letters of this file cannot be read: %(name)s. Save it as UTF-8 text or as .docx."),
    "language": gettext_noop(
        "No Vietnamese text was found in %(name)s. Send the plan in Vietnamese, typed with its accents."
    ),
    "too_large": gettext_noop(
        "This file is too large for a plan: %(name)s. Take the pictures out; 25 MB at most (5 MB for .txt)."
    ),
    "too_long": gettext_noop(
        "This is far longer than any plan: %(name)s. Send the plan alone, without the documents bound together with it."
    ),
    "too_heavy": gettext_noop(
        "Reading this file takes too much time or memory: %(name)s. Open it, copy the text of the plan into a new "
        "document, and send that."
    ),
    "damaged": gettext_noop("This file is damaged: %(name)s. Open it in Word, save it again as .docx, and send that."),
    "encrypted": gettext_noop("This file is locked with a password: %(name)s. Save it without one and send it again."),
    "macros": gettext_noop(
        "This file carries macros, which a plan does not need: %(name)s. Save it as “Word Document (.docx)”."
    ),
    "image": gettext_noop(
        "This is a picture, and pictures are not read: %(name)s. Send the Word file the plan was printed from."
    ),
    "pictures": gettext_noop(
        "This file holds pictures of pages and no text: %(name)s. Send the Word file in which the plan was typed."
    ),
    "scanned": gettext_noop(
        "This PDF is a scan: it holds pictures of pages and no text: %(name)s. Send the Word file it was printed "
        "from, and attach the scan to the plan."
    ),
    "unmapped": gettext_noop(
        "The letters of this PDF cannot be read, since its fonts do not say which letters they show: %(name)s. "
        "Send the Word file."
    ),
    "no_office": gettext_noop(
        "Old Word files (.doc) are read through LibreOffice, which is not installed here: %(name)s. Open it in Word "
        "and save it as .docx."
    ),
    "not_converted": gettext_noop(
        "LibreOffice could not read this file: %(name)s. Open it in Word, save it as .docx, and send that."
    ),
}


class UnreadablePlan(Exception):  # noqa: N818  (the name says what is the matter)
    """A file that is no plan text; `reason` is one of the keys of SENTENCES."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def sentence(self, name: object, translate: Callable[[str], str] = str) -> str:
        """What is the matter with the file called `name`, and what to do; `translate` is gettext or nothing."""
        return translate(SENTENCES[self.reason]) % {"name": name}
