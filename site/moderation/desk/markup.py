"""Rich text as its readers hear it: lines of words, and where its links lead."""

from html.parser import HTMLParser

from wagtail.models import Page

_BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "br", "hr", "tr", "blockquote", "div"}
_MARKS = {"li": "• "}


def lines_of(html: str, *, with_links: bool = False) -> str:
    """Return the words of `html`, a line for each paragraph; `with_links` says after a link where it leads."""
    reader = _Reader(with_links=with_links)
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.said).split("\n"))
    return "\n".join(line for line in lines if line)


def links_in(html: str) -> list[dict[str, str]]:
    """Return the attributes of every link in `html`: {"linktype": "page", "id": "7"} or {"href": …}."""
    reader = _Reader()
    reader.feed(html)
    return reader.links


class _Reader(HTMLParser):
    def __init__(self, *, with_links: bool = False) -> None:
        super().__init__()
        self.said: list[str] = []
        self.links: list[dict[str, str]] = []
        self._with_links = with_links

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.said.append("\n" + _MARKS.get(tag, ""))
        elif tag == "a":
            self.links.append({name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.said.append("\n")
        elif tag == "a" and self._with_links and self.links:
            self.said.append(f" (→ {_destination(self.links[-1])})")

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def _destination(link: dict[str, str]) -> str:
    if link.get("linktype") == "page" and link.get("id", "").isdigit():
        page = Page.objects.filter(pk=link["id"]).first()
        return page.title if page else "?"
    return link.get("href") or link.get("id") or "?"
