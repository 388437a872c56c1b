"""Find the phrases that the rules of ``rules.toml`` describe: longest match, left to right."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from secondsource.extraction.times.holidays import named_at
from secondsource.extraction.times.holidays import table as holidays
from secondsource.extraction.tokens.lexer import Alphabet, Words, alphabet, compiler

_LONGEST_PHRASE = 40  # words; bounds the work at one place, so the whole stays linear


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern and the name of the function that gives it a value."""

    name: str
    build: str
    pattern: re.Pattern[str]


_BUNDLE = 12  #: rules that one question passes over
_TEXTS_BEFORE = 24  #: texts read without bundles, whose compiling costs what 50 texts save
Bundled = Sequence[tuple[re.Pattern[str] | None, Sequence[Rule]]]


class Bundles:
    """The rules of a grammar in their order, in bundles with a pattern that matches wherever one of
    the bundle's rules does: most places are passed over with a question a bundle."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules, self._texts = rules, 0
        self._bundled: Bundled = ()

    def for_text(self) -> Bundled:
        """The bundles to ask in one text; while few have been read a single one without pattern."""
        self._texts += 1
        if self._texts <= _TEXTS_BEFORE:
            return ((None, self._rules),)
        if not self._bundled:
            parts = [self._rules[i : i + _BUNDLE] for i in range(0, len(self._rules), _BUNDLE)]
            self._bundled = [(_any_of(part), part) for part in parts]
        return self._bundled


def _any_of(rules: Sequence[Rule]) -> re.Pattern[str]:
    bare = (re.sub(r"\(\?P<\w+>", "(?:", rule.pattern.pattern) for rule in rules)
    return re.compile("|".join(bare))


@dataclass(frozen=True, slots=True)
class Grammar:
    """Everything the data files say."""

    letters: Alphabet
    rules: Bundles
    candidate: re.Pattern[str]
    months: Mapping[str, int]
    codes: Mapping[str, Mapping[str, str]]
    cues: Mapping[str, frozenset[str]]
    events: Mapping[str, str]  #: verb to the noun of the event it tells of
    named: Rule


@dataclass(frozen=True, slots=True)
class Phrase:
    """A matched phrase: words ``first`` up to ``last`` (excluded) and its captured groups."""

    words: Words
    rule: Rule
    first: int
    last: int
    groups: Mapping[str, tuple[int, int]]

    def __contains__(self, group: str) -> bool:
        return group in self.groups

    def lows(self, group: str) -> list[str]:
        """Lower-case words of a group, empty if it did not match."""
        first, last = self.groups.get(group, (0, 0))
        return self.words.lows[first:last]

    def low(self, group: str) -> str:
        """First lower-case word of a group, ``""`` if it did not match."""
        return next(iter(self.lows(group)), "")

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.words.starts[self.first]

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.words.ends[self.last - 1]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text("utf-8"))


@cache
def grammar() -> Grammar:
    """Load and compile the grammar, once a process."""
    words, rules = _read("words.toml"), _read("rules.toml")
    classes = dict(words["classes"])
    taken = {word for names in (*classes.values(), *words["capitals"].values()) for word in names}
    classes["HOLIDAYSTART"] = sorted(holidays().names.keys() - taken)
    letters = alphabet(classes, words["capitals"])
    compile_ = compiler(letters.chars, rules["macros"])
    compiled = tuple(
        Rule(rule["name"], rule["build"], compile_(pattern))
        for rule in rules["rule"]
        for pattern in rule["patterns"]
    )
    starts = (*rules["starts"], "HOLIDAYSTART")
    candidate = _candidate(letters.chars, compiled, [compile_(start) for start in starts])
    cues = {name: frozenset(said) for name, said in (words["tense"] | words["filter"]).items()}
    months = words["numbers"]["months"]
    named = Rule("named day", "holiday", compile_("HOLIDAYSTART"))
    return Grammar(
        letters, Bundles(compiled), candidate, months, words["codes"], cues, words["events"], named
    )


_DULL = ("OTHER", "GAP", "STOP", "COLON", "LPAREN", "RPAREN")
_LINKS = ("DOT", "OF", "IN", "ON", "TO", "AND", "OR", "THAN", "COMMA", "HYPHEN", "DASH")


def _candidate(
    chars: Mapping[str, str], rules: tuple[Rule, ...], starts: list[re.Pattern[str]]
) -> re.Pattern[str]:
    """Words at which a phrase may begin: alone, with a word to go on, or by ``starts``."""
    alone = "".join(
        char for char in chars.values() if any(rule.pattern.fullmatch(char) for rule in rules)
    )
    dull, links = ("".join(chars[name] for name in names) for names in (_DULL, _LINKS))
    told = "|".join(start.pattern for start in starts)
    return re.compile(f"[{alone}]|[^{dull}{links}](?=[^{dull}])|{told}")


def phrases(words: Words) -> Iterator[Phrase]:
    """All phrases, none overlapping, in text order."""
    rules = grammar()
    return scan(words, rules.candidate, rules.rules, _named_or)


def _named_or(words: Words, first: int, phrase: Phrase | None) -> Phrase | None:
    """The named day that begins at a word, where no rule's phrase is longer."""
    rule = grammar().named
    start = first
    if phrase is not None and phrase.rule.build == "prefixed":
        start, first = phrase.last, phrase.first
    last = named_at(words, start)
    if last is None:
        return None if start > first else phrase
    groups = dict(phrase.groups) if phrase is not None and start > first else {}
    named = {**groups, "name": (start, last)}
    last = _behind(words, last, named)
    if phrase is not None and phrase.last >= last:
        return phrase
    return Phrase(words, rule, first, last, named)


def _behind(words: Words, last: int, groups: dict[str, tuple[int, int]]) -> int:
    """Takes in "week", "weekend" or a year behind a named day."""
    if words.low(last) in ("week", "weekend"):
        groups["week"] = (last, last + 1)
        return last + 1
    gap = 1 if words.low(last) in (",", "of") else 0
    year = words.low(last + gap)
    if len(year) == 4 and year.isdecimal() and year[0] in "12":
        groups["year"] = (last + gap, last + gap + 1)
        return last + gap + 1
    return last


Extra = Callable[[Words, int, "Phrase | None"], "Phrase | None"]


def scan(
    words: Words,
    candidate: re.Pattern[str],
    rules: Bundles,
    extra: Extra | None = None,
) -> Iterator[Phrase]:
    """The longest phrases of any grammar, tried where ``candidate`` finds that one may begin."""
    position, bundles = 0, rules.for_text()
    while found := candidate.search(words.classes, position):
        phrase = _longest(words, found.start(), bundles)
        if extra is not None:
            phrase = extra(words, found.start(), phrase)
        if phrase is None:
            position = found.end()
        else:
            yield phrase
            position = phrase.last


def _longest(words: Words, first: int, bundles: Bundled) -> Phrase | None:
    """The longest phrase that begins at a word, None if no rule matches there."""
    best: tuple[Rule, re.Match[str]] | None = None
    classes, limit = words.classes, min(len(words), first + _LONGEST_PHRASE)
    for any_of, rules in bundles:
        if any_of is not None and any_of.match(classes, first, limit) is None:
            continue
        for rule in rules:
            found = rule.pattern.match(classes, first, limit)
            if found and (best is None or found.end() > best[1].end()):
                best = rule, found
    if best is None:
        return None
    rule, found = best
    return Phrase(words, rule, first, found.end(), _groups(found))


def _groups(found: re.Match[str]) -> dict[str, tuple[int, int]]:
    groups: dict[str, tuple[int, int]] = {}
    for name, index in found.re.groupindex.items():
        span = found.span(index)
        if span[0] < span[1]:
            groups[re.sub(r"_\d$", "", name)] = span
    return groups
