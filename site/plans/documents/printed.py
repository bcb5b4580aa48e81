"""The document as it is printed: PDF, with the typeface in it and with structure for screen readers."""

from django.template.loader import render_to_string
from PIL import ImageFile

from plans.documents import metrics, wording
from plans.documents.content import PrintedPlan
from plans.documents.word import HEAD_COLUMNS, RULE_SHARE, TEXT_WIDTH

VARIANT = "pdf/ua-1"


def write(content: PrintedPlan) -> bytes:
    """Return `content` as the bytes of a PDF."""
    from weasyprint import HTML  # half a second: only who makes a document pays for it
    from weasyprint.text.fonts import FontConfiguration

    # It lets Pillow take half a photo for a whole one, and in all of the process: uploads would no longer be refused.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    page = HTML(string=html(content), base_url=metrics.FONTS.as_uri() + "/")
    return page.write_pdf(font_config=FontConfiguration(), pdf_variant=VARIANT)


def html(content: PrintedPlan) -> str:
    """Return the page that is printed."""
    subject = metrics.lines(content.subject, 14, TEXT_WIDTH - 10, bold=True)
    issuer = metrics.lines(content.issuer, 12, HEAD_COLUMNS[0], bold=True)
    lengths = {
        "motto": metrics.width(wording.MOTTO, 13, bold=True),
        "issuer": RULE_SHARE * metrics.width(issuer[-1], 12, bold=True) if issuer else 0,
        "subject": RULE_SHARE * metrics.width(subject[-1], 14, bold=True) if subject else 0,
    }
    context = {
        "content": content,
        "state": wording.STATE,
        "motto": wording.MOTTO,
        "issuer_lines": issuer,
        "subject_lines": subject,
        "rules": {name: f"{length:.1f}mm" for name, length in lengths.items()},
    }
    return render_to_string("plans/documents/document.html", context)
