"""Words of a text as one string of word classes, so that grammars are regular expressions.

Each word becomes one character that names its class (``MONTH``, ``DAYNUM``, ``OTHER`` …); a rule
such as ``<month>MONTH <day>DAYNUM`` is compiled to a regular expression over those characters.
Matching therefore never looks at letters, and word offsets stay exact.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

_TOKEN = re.compile(
    r"""
    (?P<plain>[b-eg-or-z][^\W\d_]*(?:['’](?!s\b)[^\W\d_]+)*)  # no other class begins like this
  | (?P<gap>\n[^\S\n]*\n\s*)
  | (?P<isodate>(?<!\d)\d{4}-[01]\d-[0-3]\d(?!\d)(?:T\d\d:\d\d(?::\d\d)?Z?)?)
  | (?P<dotdate>(?<![\d.])[0-3]?\d\.[01]?\d\.[12]\d{3}(?![\d]|\.\d))
  | (?P<revdate>(?<![\d/])[12]\d{3}/[01]?\d/[0-3]?\d(?![\d/]))
  | (?P<slashdate>(?<![\d/])[0-3]?\d/[0-3]?\d/(?:\d{4}|\d\d)(?![\d/]))
  | (?P<clock>(?<![\d:.])[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?![\d:])
      |(?<![\d:.])[0-1]?\d\.[0-5]\d(?=\s?[ap]\.?m\b))
  | (?P<decade>(?<!\d)(?:\d{3}0|['‘’]\d0)['’]?s\b)
  | (?P<ordnum>\d{1,5}(?:st|nd|rd|th)\b)
  | (?P<fraction>(?<![\d/])\d/[2-9](?![\d/])|[½¼¾⅓⅔])
  | (?P<number>\d{1,3}(?:,\d{3})+(?!\d|,\d)(?:\.\d+)?|\d+(?:\.\d+)?)
  | (?P<aposyear>['‘’]\d\d\b)
  | (?P<ampm>[ap]\.\s?m\.|[ap]\.?m\b)
  | (?P<fiscalyear>fy\s?['’]?(?:[12]\d{3}|\d\d)\b)
  | (?P<quarterno>q[1-4]\b)
  | (?P<poss>['’]s\b)
  | (?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)
  | (?P<mark>[^\w\s]|_)
    """,
    re.VERBOSE | re.IGNORECASE,
)

MARKS = {
    ",": "COMMA", ".": "DOT", "-": "HYPHEN", "‐": "HYPHEN", "‑": "HYPHEN", "–": "DASH", "—": "DASH",
    "%": "PERCENT", "$": "CURRENCY", "€": "CURRENCY", "£": "CURRENCY", "¥": "CURRENCY",
    "₹": "CURRENCY", "₽": "CURRENCY", "₴": "CURRENCY", "₦": "CURRENCY", "₱": "CURRENCY",
    "₪": "CURRENCY", "₩": "CURRENCY", "₺": "CURRENCY", "฿": "CURRENCY", "₫": "CURRENCY",
    "₵": "CURRENCY", "₸": "CURRENCY", "₾": "CURRENCY", "₼": "CURRENCY", "₡": "CURRENCY",
    "₲": "CURRENCY", "(": "LPAREN", ")": "RPAREN", "/": "SLASH",
    "!": "STOP", "?": "STOP", ";": "STOP", "°": "DEGREE", ":": "COLON", "+": "PLUS", "~": "TILDE",
    "#": "HASH", "_": "OTHER",
}  # fmt: skip
SHAPES = (
    "GAP", "ISODATE", "SLASHDATE", "DOTDATE", "REVDATE", "FISCALYEAR", "CLOCK", "DECADE", "ORDNUM",
    "FRACTION", "NUMBER", "DAYNUM", "YEARNUM", "APOSYEAR", "AMPM", "QUARTERNO", "POSS", "OTHER",
)  # fmt: skip
_LONGEST_NUMBER = 18
_MOST_KNOWN = 16384  #: words whose classes are kept
_LONGEST_KNOWN = 40  #: letters of such a word


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words in order: ``classes[i]`` is the class character of word ``i``."""

    text: str
    starts: list[int]
    ends: list[int]
    lows: list[str]
    classes: str

    def __len__(self) -> int:
        return len(self.starts)

    def form(self, index: int) -> str:
        """The word as printed."""
        return self.text[self.starts[index] : self.ends[index]]

    def low(self, index: int) -> str:
        """The word in lower case, ``""`` outside the text."""
        return self.lows[index] if 0 <= index < len(self.lows) else ""

    def at(self, start: int) -> int | None:
        """Index of the word that begins at ``start``, None without one."""
        index = bisect_left(self.starts, start)
        return index if index < len(self.starts) and self.starts[index] == start else None


@lru_cache(maxsize=2)  # times and quantities ask for the same text in turn
def _tokens(text: str) -> tuple[list[int], list[int], list[str], list[tuple[str, str]]]:
    """Starts, ends, lower-case forms, and (kind, form) of all words."""
    found = list(_TOKEN.finditer(text))
    forms = [match[0] for match in found]
    return (
        [match.start() for match in found],
        [match.end() for match in found],
        [form.lower() for form in forms],
        [(match.lastgroup or "word", form) for match, form in zip(found, forms, strict=True)],
    )


@dataclass(frozen=True, slots=True)
class Alphabet:
    """Which character stands for which class, and which words belong to it.

    ``lower`` maps words that count in any case; ``capital`` those that count capitalised only.
    """

    chars: Mapping[str, str]
    lower: Mapping[str, str]
    capital: Mapping[str, str]
    #: classes by kind and form, of words seen before; it only grows, up to a limit
    _known: dict[tuple[str, str], str] = field(default_factory=dict, repr=False, compare=False)

    def words(self, text: str) -> Words:
        """Split a text and class its words, in linear time."""
        starts, ends, lows, shown = _tokens(text)
        known = self._known
        classes = [known.get(word) or self._learnt(*word) for word in shown]
        return Words(text, starts, ends, lows, "".join(classes))

    def _learnt(self, kind: str, form: str) -> str:
        found = self._class(kind, form)
        if len(self._known) < _MOST_KNOWN and len(form) <= _LONGEST_KNOWN:
            self._known[kind, form] = found
        return found

    def _class(self, kind: str, form: str) -> str:
        if kind in ("word", "plain"):
            low = form.lower()
            char = self.lower.get(low)
            if char is None:
                char = self.capital.get(low) if form[0].isupper() else None
            return char or self.chars["OTHER"]
        if kind == "mark":
            return self.chars[MARKS.get(form, "OTHER")]
        if kind == "number":
            return self.chars[_number_class(form)]
        return self.chars[kind.upper()]


def _number_class(form: str) -> str:
    if len(form) > _LONGEST_NUMBER:
        return "OTHER"
    if form.isdecimal():
        if len(form) <= 2 and 1 <= int(form) <= 31:
            return "DAYNUM"
        if len(form) == 4 and 1000 <= int(form) <= 2199:
            return "YEARNUM"
    return "NUMBER"


def alphabet(classes: Mapping[str, list[str]], capitals: Mapping[str, list[str]]) -> Alphabet:
    """Give every class its character; a word in two classes is an error in the data."""
    names = dict.fromkeys([*SHAPES, *MARKS.values(), *classes, *capitals])
    chars = {name: chr(0xE000 + number) for number, name in enumerate(names)}
    return Alphabet(chars, _spread(classes, chars), _spread(capitals, chars))


def _spread(classes: Mapping[str, list[str]], chars: Mapping[str, str]) -> dict[str, str]:
    spread: dict[str, str] = {}
    for name, words in classes.items():
        for word in words:
            if word in spread:
                raise ValueError(f"{word!r} stands in two classes, one of them {name}")
            spread[word] = chars[name]
    return spread


_NAME = re.compile(r"(?:<(\w+)>)?(\((?!\?)|[A-Z][A-Z0-9_]*)")


def compiler(
    chars: Mapping[str, str], macros: Mapping[str, str]
) -> Callable[[str], re.Pattern[str]]:
    """Return the function that turns a rule into a regular expression over classes.

    ``NAME`` is a class or a macro, ``<group>NAME`` and ``<group>( … )`` capture; spaces only
    separate; all else is regular expression syntax. A group used twice is captured as
    ``group``, ``group_2`` …
    """

    def expand(rule: str, seen: dict[str, int]) -> str:
        def one(found: re.Match[str]) -> str:
            group, name = found.groups()
            if group:
                seen[group] = seen.get(group, 0) + 1
                group += f"_{seen[group]}" if seen[group] > 1 else ""
            if name == "(":
                return f"(?P<{group}>" if group else "(?:"
            inner = f"(?:{expand(macros[name], seen)})" if name in macros else chars[name]
            return f"(?P<{group}>{inner})" if group else inner

        return _NAME.sub(one, rule).replace(" ", "")

    return lambda rule: re.compile(expand(rule, {}))
