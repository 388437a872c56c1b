"""Numbers that are no amounts: years, ages, scores, telephone numbers, model names, headings."""

from __future__ import annotations

from secondsource.extraction.quantities.grammar import grammar
from secondsource.extraction.quantities.of import Finder, looks_plural
from secondsource.extraction.times.grammar import Phrase
from secondsource.extraction.tokens import numbers
from secondsource.extraction.tokens.lexer import Words
from secondsource.extraction.wordlists.nouns import kinds_of
from secondsource.syntax import Tree

_STREET_WORDS = 5
_COMPASS = frozenset({"n", "s", "e", "w", "north", "south", "east", "west"})


def is_amount(phrase: Phrase, finder: Finder) -> bool:
    """Whether the phrase is an amount of something."""
    checks = (
        _glued,
        _heading,
        _chained,
        _age,
        _year,
        _named,
        _address,
        _excepted,
        _multiple,
        _race,
    )
    if phrase.rule.build in ("number", "range") and any(check(phrase, finder) for check in checks):
        return False
    if phrase.lows("num") == ["one"] and "qual" not in phrase and _unit_free(phrase):
        return _one_is_number(phrase, finder)
    if phrase.rule.build == "nothing":
        return _nothing_is_number(phrase, finder)
    if phrase.rule.build == "both":
        return _counts_plural(phrase, finder)
    if phrase.rule.build == "vague" and phrase.low("vague") == "scores":
        return phrase.words.low(phrase.last) in grammar().lists["scores_after"]
    return not (phrase.lows("vague")[:1] == ["tens"] and "scale" not in phrase)


def _unit_free(phrase: Phrase) -> bool:
    return not {"percent", "measure", "money", "sign"} & set(phrase.groups)


def _core(phrase: Phrase) -> tuple[int, int]:
    """Word range of the number itself."""
    names = [name for name in ("num", "low", "high") if name in phrase]
    ranges = [phrase.groups[name] for name in names]
    return min(r[0] for r in ranges), max(r[1] for r in ranges)


def _touches(words: Words, index: int) -> bool:
    """Whether word ``index`` touches the next one, without a space."""
    return 0 <= index < len(words) - 1 and words.ends[index] == words.starts[index + 1]


def _glued(phrase: Phrase, finder: Finder) -> bool:
    """``F-16``, ``S-300``, ``G7``, ``A380``, ``COVID-19``, ``5G``, ``9/11``, ``3:2``."""
    words = phrase.words
    first = phrase.first if {"measure", "code"} & set(phrase.groups) else _core(phrase)[0]
    before = words.low(first - 1) if _touches(words, first - 1) else ""
    opened = not before.strip() or "sign" in phrase or before[-1] in "([\"'“‘—–~"
    hyphened = _touches(words, first - 2) and words.low(first - 2)[-1:].isalnum()
    if not opened and (before != "-" or hyphened):
        return True
    if not _touches(words, phrase.last - 1):
        return False
    after, beyond = words.low(phrase.last), words.low(phrase.last + 1)
    if after in ("'s", "’s"):
        return True
    if after.isalpha() or after == "/" or (after in ":." and beyond[:1].isdigit()):
        return _touches(words, phrase.last) or after.isalpha()
    return False


def _heading(phrase: Phrase, finder: Finder) -> bool:
    """``1.`` or ``2)`` at the beginning of a line, ``No. 5``, ``Article 5``, ``(3)``."""
    words = phrase.words
    first, _ = _core(phrase)
    start = words.starts[first]
    line_start = not words.text[words.text.rfind("\n", 0, start) + 1 : start].strip()
    if line_start and words.low(phrase.last) in (")", ".") and "num" in phrase:
        return (
            words.low(phrase.last) == ")"
            or _touches(words, phrase.last - 1)
            and (words.low(phrase.last + 1)[:1] not in ("", "\n"))
        )
    before = first - 1
    if words.low(before) == "." and words.low(before - 1) in ("no", "nos"):
        return True
    numbered = grammar().letters.chars["NUMBERWORD"]
    if before >= 0 and words.classes[before] == numbered:
        return not looks_plural(words.low(phrase.last)) or words.form(before)[0].isupper()
    closing = {"(": ")", "[": "]"}.get(words.low(before))
    return closing is not None and words.low(phrase.last) == closing and _unit_free(phrase)


def _chained(phrase: Phrase, finder: Finder) -> bool:
    """``555-1234``, ``10-20-30``, ``4-4-2``, ``3-2``: telephone numbers and scores."""
    words = phrase.words
    after, beyond = words.low(phrase.last), words.low(phrase.last + 1)
    if after in ("-", "–", ".") and beyond[:1].isdigit() and _touches(words, phrase.last - 1):
        return _touches(words, phrase.last)
    first, last = _core(phrase)
    before = words.low(first - 1)
    if _digit_group(words, first, last) or _zero_led(words.low(first)):
        return True
    if before in ("-", "–", "+") and _touches(words, first - 1):
        return before == "+" or words.low(first - 2)[:1].isdigit()
    if "low" in phrase and {"-", "–"} & set(words.lows[phrase.first : phrase.last]):
        low, high = words.low(first), words.low(phrase.groups["high"][0])
        return high[:1] == "0" or (low.isdecimal() and len(low) == 3 and len(high) == 4)
    return False


def _digit_group(words: Words, first: int, last: int) -> bool:
    """``020 7946 0123``: bare digits beside bare digits, unless a year stands before."""
    if not words.low(first).isdecimal():
        return False
    year = grammar().letters.chars["YEARNUM"]
    before = words.low(first - 1).isdecimal() and words.classes[first - 1] != year
    return before or words.low(last).isdecimal()


def _excepted(phrase: Phrase, finder: Finder) -> bool:
    """``all but two of the crew``, ``the Group of Seven``."""
    words = phrase.words
    first, _ = _core(phrase)
    before = words.lows[max(0, first - 2) : first]
    return before == ["all", "but"] or (
        before == ["group", "of"] and words.form(first)[0].isupper()
    )


def _multiple(phrase: Phrase, finder: Finder) -> bool:
    """``three times as many``, ``12-fold``: a ratio, not a count."""
    words = phrase.words
    after = [words.low(phrase.last + step) for step in range(2)]
    if "fold" in (after[0], after[1] if after[0] == "-" else ""):
        return True
    return after[0] == "times" and after[1] in grammar().lists["ratio_after"]


def _race(phrase: Phrase, finder: Finder) -> bool:
    """``the 200m butterfly``, ``the men's 100m``: a race, not a number of millions."""
    words, last = phrase.words, phrase.last
    if phrase.lows("num")[-1:] != ["m"] or not _unit_free(phrase):
        return False
    after = words.low(last + 1) if words.low(last) == "individual" else words.low(last)
    theirs = words.low(phrase.first - 1) in ("'s", "’s")
    theirs = theirs and words.low(phrase.first - 2) in ("men", "women", "boys", "girls")
    return theirs or after in grammar().lists["races"]


def _zero_led(word: str) -> bool:
    return len(word) > 1 and word[0] == "0" and word.isdecimal()


def _age(phrase: Phrase, finder: Finder) -> bool:
    """``47-year-old``, ``aged 12``, ``Ann Lee, 47,``."""
    words = phrase.words
    chars = grammar().letters.chars
    after = [words.low(phrase.last + step) for step in range(4)]
    rest = [word for word in after if word != "-"]
    if rest and rest[0] in ("year", "years", "month", "months") and "old" in rest[1:2]:
        return True
    first, _ = _core(phrase)
    first = _before_list(words, first)  # "aged 34, 36 and 41"
    if first and chars["AGED"] in words.classes[max(0, first - 2) : first]:
        between = words.low(first - 1) in ("of", "between", "from")
        return words.classes[first - 1] == chars["AGED"] or between
    if _age_of_people(words, first, after[0]) or _age_limit(words, first):
        return True
    if words.low(first - 1) != "," or after[0] not in (",", ".", ")", ";") or first < 2:
        return False
    somebody = "person" in kinds_of(words.low(first - 2))  # "a war veteran, 97."
    named = (
        words.form(first - 2)[:1].isupper()
        or (somebody and _is_lifetime(words.low(first)))
        or (after[0] == "," and _is_lifetime(words.low(first)))
    )
    return named and _unit_free(phrase) and phrase.first == first


def _before_list(words: Words, first: int) -> int:
    """Where a list of numbers begins that a number ends ("ages 24, 25, and 41")."""
    spelled = words.low(first) in numbers.SMALL and not looks_plural(words.low(first + 1))
    while _is_lifetime(words.low(first)) or spelled:
        back = first - 1
        while words.low(back) in (",", "and", "or"):
            back -= 1
        alike = words.low(back) in numbers.SMALL if spelled else _is_lifetime(words.low(back))
        if back < 0 or not alike:
            break
        first = back
    return first


def _age_of_people(words: Words, first: int, after: str) -> bool:
    """``two women, 25 and 27,`` and ``a boy of 14``."""
    people = grammar().lists["aged_people"]
    before = [words.low(first - step) for step in range(1, 5)]
    if before[0] == "and" and _is_age(words.low(first)):
        return _is_age(before[1]) and before[2] == "," and before[3] in people
    if before[0] == "," and before[1] in people and _is_age(words.low(first)):
        return after in (",", ".", "and", ")", ";")
    if before[0] != "of" or not _is_lifetime(words.low(first)):
        return False
    return before[1] in people and before[1] != "couple" and after not in people


def _age_limit(words: Words, first: int) -> bool:
    """``pupils under 11``, ``anyone over 65``."""
    bound = words.low(first - 1) in ("under", "over", "above", "below")
    young = words.low(first - 2) in grammar().lists["of_an_age"]
    return bound and young and _is_age(words.low(first)) and not looks_plural(words.low(first + 1))


def _is_age(word: str) -> bool:
    return _is_lifetime(word) or numbers.SMALL.get(word, 0) > 1


def _is_lifetime(word: str) -> bool:
    return word.isdecimal() and len(word) <= 3 and 1 < int(word) < 120


def _address(phrase: Phrase, finder: Finder) -> bool:
    """``450 Mill Road``, ``the 3700 block of Acacia Way``."""
    words, streets = phrase.words, grammar().lists["streets"]
    first, last = _core(phrase)
    if not words.lows[first].isdecimal() or "low" in phrase:
        return False
    if words.low(last) == "block" or _on_a_grid(words, last, 1) or _on_a_grid(words, first - 1, -1):
        return True
    for index in range(last, min(last + _STREET_WORDS, len(words))):
        if words.low(index) == ".":
            continue  # "219 S. Mill Road"
        if not words.form(index)[0].isupper():
            return False
        if index > last and words.lows[index] in streets:
            return True
    return False


def _on_a_grid(words: Words, beside: int, step: int) -> bool:
    """``3747 S. 2700 West``: a house in a town whose streets are numbered. ``beside``: the word
    after the first number, or before the second."""
    at = beside + step * (step < 0 and words.low(beside) == ".")
    beyond = at + step * (1 + (step > 0 and words.low(at + 1) == "."))
    return words.low(at) in _COMPASS and beyond >= 0 and words.low(beyond).isdecimal()


def _year(phrase: Phrase, finder: Finder) -> bool:
    """A bare ``1998``: only before what it counts is it a number."""
    words = phrase.words
    first, last = _core(phrase)
    if words.low(phrase.last) in grammar().lists["eras"]:
        return True
    if words.classes[first] != grammar().letters.chars["YEARNUM"] or not _unit_free(phrase):
        return False
    if last - first > 1 and "num" in phrase:
        return False
    place = finder.place(first)
    if place is not None:
        return place[0].rel(place[1]) != "nummod"
    dated = words.low(first - 1) in grammar().lists["year_before"]
    return dated or not looks_plural(words.low(phrase.last))


def _named(phrase: Phrase, finder: Finder) -> bool:
    """``Boeing 737``, ``Apollo 11``: a number that belongs to the name before it."""
    words = phrase.words
    first, _ = _core(phrase)
    if first == 0 or phrase.first != first or not _unit_free(phrase):
        return False
    if not words.lows[first][0].isdigit() or "low" in phrase:
        return False
    here = finder.place(first)
    if here is not None and here[0].head(here[1]) is not None:
        tree, index = here
        head = tree.head(index) or 0
        if tree.rel(index) in ("nummod", "dep", "compound", "flat", "appos"):
            return _is_model(tree, index) or head < index and tree.upos(head) in ("PROPN", "NOUN")
    before = words.form(first - 1)
    if not before[0].isupper() or words.ends[first - 1] + 1 != words.starts[first]:
        return False
    opening = first < 2 or words.low(first - 2) in (".", "!", "?") or "\n" in words.low(first - 2)
    noun = finder.counted(phrase.first, phrase.last, False)
    plural = noun is not None and looks_plural(words.text[noun.start : noun.end].lower())
    return not opening and not plural


def _is_model(tree: Tree, index: int) -> bool:
    """ "a fleet of Arvo 400 jets": the number and the name before it are parts of one name."""
    noun, name = tree.head(index), index - 1
    joined = name >= 0 and tree.rel(index) == "compound" and tree.head(name) == noun
    return joined and tree.upos(name) == "PROPN" and tree.rel(name) == "compound"


def _one_is_number(phrase: Phrase, finder: Finder) -> bool:
    upos = finder.part_of_speech(phrase.first)
    before, after = phrase.words.low(phrase.first - 1), phrase.words.low(phrase.last)
    if upos is not None and upos != "NUM":
        return False
    if before in grammar().lists["one_before"]:
        return False
    if after == "of":
        return _counts_plural(phrase, finder)
    if upos is not None and finder.counted(phrase.first, phrase.last, False) is None:
        return False
    if after in numbers.ORDINALS:  # "one tenth"
        return False
    return after[:1].isalpha() and after not in grammar().lists["one_after"]


def _counts_plural(phrase: Phrase, finder: Finder) -> bool:
    noun = finder.counted(phrase.first, phrase.last, False)
    return noun is not None and looks_plural(phrase.words.text[noun.start : noun.end].lower())


def _nothing_is_number(phrase: Phrase, finder: Finder) -> bool:
    return phrase.low("no") != "no" or _counts_plural(phrase, finder)
