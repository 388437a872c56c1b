"""Find the phrases that the rules of ``rules.toml`` describe."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from secondsource.extraction.times.grammar import Bundles, Phrase, Rule, scan
from secondsource.extraction.tokens.lexer import Alphabet, Words, alphabet, compiler


@dataclass(frozen=True, slots=True)
class Grammar:
    """Everything the data files say."""

    letters: Alphabet
    rules: Bundles
    candidate: re.Pattern[str]
    units: Mapping[str, str]
    squares: Mapping[str, str]
    currencies: Mapping[str, str]
    nations: Mapping[str, str]
    prefixes: Mapping[str, str]
    vague: Mapping[str, list[float]]
    lists: Mapping[str, frozenset[str]]


_OPENERS = (
    "DAYNUM", "YEARNUM", "NUMBER", "FRACTION", "ONES", "TENS", "HALF", "DOZENS", "PLURALSCALE",
    "SEVERAL", "BOTH", "NO", "NONE", "CURRENCY", "A", "AT", "NOT", "OVER", "UNDER", "UP", "AS",
    "ABOUT", "NEARLY", "SOMEWHERE", "JUST", "CLOSE", "MORE", "LESS", "BETWEEN", "FROM", "TILDE",
    "SOME", "UPWARDS", "MINUSWORD", "MAGNITUDE", "CURRENCYWORD",
)  # fmt: skip


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text("utf-8"))


@cache
def grammar() -> Grammar:
    """Load and compile the grammar, once a process."""
    words, rules = _read("words.toml"), _read("rules.toml")
    classes = dict(words["classes"])
    taken = {word for names in classes.values() for word in names}
    currencies = [word for word in words["currencies"] if word.isalpha()]
    classes["CURRENCYWORD"] = [word for word in currencies if word not in taken]
    taken.update(currencies)
    classes["UNITWORD"] = [word for word in words["units"] if word not in taken]
    letters = alphabet(classes, {})
    compile_ = compiler(letters.chars, rules["macros"])
    compiled = tuple(
        Rule(rule["name"], rule["shape"], compile_(pattern))
        for rule in rules["rule"]
        for pattern in rule["patterns"]
    )
    candidate = re.compile(f"[{''.join(letters.chars[name] for name in _OPENERS)}]")
    lists = {name: frozenset(said) for name, said in words["lists"].items()}
    return Grammar(
        letters=letters,
        rules=Bundles(compiled),
        candidate=candidate,
        units=words["units"],
        squares=words["squares"],
        currencies=words["currencies"],
        nations=words["nations"],
        prefixes=words["prefixes"],
        vague=words["vague"],
        lists=lists,
    )


def phrases(words: Words) -> Iterator[Phrase]:
    """All phrases, none overlapping, in text order."""
    rules = grammar()
    return scan(words, rules.candidate, rules.rules)
