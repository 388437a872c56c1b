"""A page's tree made fit for the extractor: tables that only lay out, lines that point elsewhere.

The extractor writes every table with bars between its cells, and takes "READ MORE: …" and what a
paywall offers for prose.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TABLE_PARTS = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th"})
_BLOCKS = ("p", "div", "h1", "h2", "h3", "ul", "ol", "table", "article", "section", "blockquote")
_LINES = frozenset({"p", "li", "h3", "h4", "h5"})
_EMPHASIS = frozenset({"strong", "b", "em", "i", "span", "u"})
_PROSE = 25  #: words of a cell from which it holds a paragraph
_POINTER = re.compile(
    r"\W{0,3}(?:read (?:more|also|next)|also read|see also|see more|more (?:on this|from)|related"
    r"|recommended|don['’]t miss|you may also like|watch|listen)\b",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"(?:^|[\s_-])(?:pay-?wall|reg-?wall|(?:subscri\w+|member\w*)[_-]+(?:wall|offer|prompt|cta|box))",
    re.IGNORECASE,
)
_MOST_OF_A_WALL, _WALL_SHARE = 80, 0.5  #: words, and share of the page's: else it is the article
_LONGEST_POINTER = 200
_LINKED_SHARE = 0.5  #: of a pointer's letters, those that are a link


def prune(tree: HtmlElement) -> None:
    """Take apart layout tables, and take out offers of a paywall and lines that only point to
    another story."""
    walls = [
        element
        for element in tree.iter("div", "section", "aside")
        if _WALL.search(element.get("class") or element.get("id") or "")
    ]
    whole = len(tree.text_content().split()) if walls else 0
    for wall in walls:
        if wall.getparent() is not None and _is_offer(wall, whole):
            wall.drop_tree()
    for table in list(tree.iter("table")):
        if table.tag == "table" and _lays_out(table):
            for part in list(table.iter(*_TABLE_PARTS)):
                part.tag = "div"
    for line in dict.fromkeys(_line(link) for link in tree.iter("a")):  # in order, each once
        if line is not None and line.tag in _LINES and _points(line):
            line.drop_tree()


def _line(link: HtmlElement) -> HtmlElement | None:
    """What a link stands in, beyond emphasis."""
    line = link.getparent()
    while line is not None and line.tag in _EMPHASIS:
        line = line.getparent()
    return line


def _is_offer(wall: HtmlElement, whole: int) -> bool:
    """Not the article, which some sites put into an element of that name; ``whole`` counts the
    page's words."""
    words = len(wall.text_content().split())
    return words <= _MOST_OF_A_WALL and words < _WALL_SHARE * whole


def _lays_out(table: HtmlElement) -> bool:
    """Whether a cell holds paragraphs, headings, lists or another table."""
    return any(
        next(cell.iter(*_BLOCKS), None) is not None or len(cell.text_content().split()) > _PROSE
        for cell in table.iter("td", "th")
    )


def _points(line: HtmlElement) -> bool:
    text = line.text_content().strip()
    if not text or len(text) > _LONGEST_POINTER or not _POINTER.match(text):
        return False
    linked = sum(len(link.text_content().strip()) for link in line.iter("a"))
    return line.getparent() is not None and linked >= _LINKED_SHARE * len(text)
