# ruff: noqa: E501  (XML)
"""Word files as offices type them, made from raw XML: numbers typed or automatic, letterhead and signature tables."""

import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)
CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
    'document.main+xml"/>'
    '<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
    'numbering+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
    'styles+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif" w:cs="Liberation Serif"/><w:sz w:val="28"/></w:rPr>'
    '</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "</w:style></w:styles>"
)
# How Word's own multi-level list looks in a plan: "I.", "1.", "1.1.", "a)", and a list of dashes.
LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."), ("lowerLetter", "%4)"))
MARKS = (
    (0, re.compile(r"\s*[IVX]+\.\s*(?=\S)")),
    (2, re.compile(r"\s*\d+\.\d+\.\s*(?=\S)")),
    (1, re.compile(r"\s*\d+\.\s*(?=[^\d\s])")),
    (3, re.compile(r"\s*[a-e]\)\s*(?=\S)")),
    ("-", re.compile(r"\s*-\s+(?=\S)")),
)
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "---------------")


def numbering(levels=LEVELS, *, overrides=""):
    """numbering.xml with list 1 of `levels` and list 2 of dashes."""
    inner = "".join(level(depth, form, text) for depth, (form, text) in enumerate(levels))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:numbering {NAMESPACES}>'
        f'<w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", "-")}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        f"{overrides}</w:numbering>"
    )


def level(depth, form, text, extra=""):
    """One level of a list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{extra}'
        f'<w:pPr><w:ind w:left="{360 * (depth + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def run(text, properties=""):
    """A run; "\\v" is a soft break, "\\t" a tab."""
    pieces = re.split(r"([\v\t])", text)
    marks = {"\v": "<w:br/>", "\t": "<w:tab/>"}
    inner = "".join(marks.get(p) or f'<w:t xml:space="preserve">{escape(p)}</w:t>' for p in pieces if p)
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


def paragraph(text, number=None, depth=0, properties="", align="both"):
    """A paragraph, in list `number` at `depth` where one is given."""
    listed = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    return f'<w:p><w:pPr>{listed}<w:jc w:val="{align}"/></w:pPr>{run(text, properties)}</w:p>'


def table(rows, *, borders=False, widths=()):
    """A table; a cell is a list of lines, or one line."""
    edge = '<w:{0} w:val="single" w:sz="4"/>'
    frame = "".join(edge.format(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    widths = widths or [9000 // len(rows[0])] * len(rows[0])
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    inner = "".join(
        "<w:tr>" + "".join(cell(lines, width) for lines, width in zip(row, widths, strict=True)) + "</w:tr>"
        for row in rows
    )
    borders = f"<w:tblBorders>{frame}</w:tblBorders>" if borders else ""
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/>{borders}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{inner}</w:tbl>'


def cell(lines, width=4500, properties=""):
    """A cell with a paragraph for each line; what is XML already stays as it is."""
    lines = [lines] if isinstance(lines, str) else lines
    inner = "".join(line if line.startswith("<w:") else paragraph(line, align="left") for line in lines or [""])
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{inner}</w:tc>'


def save(path, body, *, numbers=None, styles=STYLES, parts=None, types=CONTENT_TYPES):
    """Writes a .docx with this body (XML); `parts` are further parts by name."""
    section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701"/></w:sectPr>'
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>'
    )
    office = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    inner = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
        for at, name in enumerate(("styles", "numbering"), start=1)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", types)
        file.writestr("_rels/.rels", RELATIONS.format(items=office))
        file.writestr("word/_rels/document.xml.rels", RELATIONS.format(items=inner))
        file.writestr("word/document.xml", document)
        file.writestr("word/styles.xml", styles)
        file.writestr("word/numbering.xml", numbers or numbering())
        for name, data in (parts or {}).items():
            file.writestr(name, data)
    return Path(path)


def typed(path, text, *, automatic=False, letterhead=(), signature=False):
    """A plan's text as an office types it in Word.

    `letterhead` holds the lines of the left and of the right cell; `signature` puts recipients and signer in a table.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    body = table([[list(letterhead[0]), list(letterhead[1])]], widths=[4000, 5200]) if letterhead else ""
    end = (
        next((at for at, line in enumerate(lines) if line.startswith("Nơi nhận")), len(lines))
        if signature
        else len(lines)
    )
    body += "".join(_line(line, automatic=automatic) for line in lines[:end])
    return save(path, body + (_signature(lines[end:]) if signature and end < len(lines) else ""))


def _line(line, *, automatic):
    if automatic:
        for depth, pattern in MARKS:
            if mark := pattern.match(line):
                rest = line[mark.end() :]
                return paragraph(rest, 2) if depth == "-" else paragraph(rest, 1, depth)
    return paragraph(line.strip())


def _signature(lines):
    label, title = re.split(r"\s{4,}", lines[0].strip())
    recipients = [line.strip() for line in lines[1:] if line.strip()]
    return table([[[label, *recipients], [title, "", "", ""]]], widths=[5000, 4200]) + paragraph("")
