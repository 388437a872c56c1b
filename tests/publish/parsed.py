"""What a page holds once a parser has read it; a tag left open is a failure."""

from __future__ import annotations

from html.parser import HTMLParser

_VOID = ("meta", "input", "br")


class Parsed(HTMLParser):
    """Tags with attributes, and the text under every class."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.by_class: dict[str, str] = {}
        self._open: list[tuple[str, list[str]]] = []
        self.feed(html)
        self.close()
        assert not self._open, f"left open: {self._open}"

    def handle_starttag(self, tag, attrs):
        self.handle_startendtag(tag, attrs)
        if tag not in _VOID:
            self._open.append((tag, (dict(attrs).get("class") or "").split()))

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        opened, _ = self._open.pop()
        assert opened == tag, f"<{opened}> is closed by </{tag}>"

    def handle_data(self, data):
        self.text += data
        for name in {name for _, names in self._open for name in names}:
            self.by_class[name] = self.by_class.get(name, "") + data

    def values(self, attribute: str) -> list[str]:
        """Every value of an attribute."""
        return [found[attribute] for _, found in self.tags if attribute in found]
