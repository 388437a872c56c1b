"""May two names of bodies, groups, places or things denote the same one?"""

from __future__ import annotations

from functools import lru_cache

from secondsource.names.aliases import aliases, expand
from secondsource.names.countries import country_named, country_of_people
from secondsource.names.letters import fold, same_word
from secondsource.names.words import split, tables, translations

_VETO = 0.1
_TRANSLATED = 0.88  #: the same words, one name in another language
_PEOPLE = 0.6  #: a country and its people: compatible, no more
_CAUTIOUS = 0.95  #: for names that are alike once translated
_LINKS = frozenset({"al", "el", "ul", "ash", "as", "fi", "wa", "di", "du", "i", "l"})
_LONGEST_COUNTRY = 4  #: words
_CITY_WORDS = frozenset({"city", "town", "village", "municipality", "island", "islands"})


@lru_cache(maxsize=16384)
def looks_like_body(name: str) -> bool:
    """Does the name hold a word such as ``ministry``, or a known alias of a body or country?"""
    words = split(name)
    return any(word in tables().bodies for word in words) or words in aliases()


def is_acronym_of(short: str, long: str) -> bool:
    """``UN`` of ``United Nations``; function words may count or not."""
    letters, words = "".join(split(short)), split(long)
    if not 2 <= len(letters) <= 7 or len(words) < 2 or len(split(short)) > 1:
        return False
    stops = tables().stopwords
    spelled = {"".join(word[0] for word in words)}
    spelled.add("".join(word[0] for word in words if word not in stops))
    spelled.add("".join(word[0] for word in expand(words) if word not in stops))
    return letters in spelled


def is_same_office(a: str, b: str) -> bool:
    """ "Homeland Security Secretary" and "US Secretary of Homeland Security": the words of one
    office in any order, its country printed or not."""
    words_a, words_b = (frozenset(_with_codes(_core(name))) for name in (a, b))
    if len(words_a & words_b) < 2 or not words_a & words_b & tables().titles:
        return False
    differing = words_a ^ words_b
    one_country = len(differing) < 2 and all(word.startswith("=") for word in differing)
    return one_country or not differing


def compare_bodies(a: str, b: str, place: bool = False) -> float:
    """1 for the same words or a known alias, .9 for an acronym, below .3 for a veto."""
    words_a, words_b = _core(a), _core(b)
    if words_a == words_b:
        return 1.0
    if not words_a or not words_b:
        return 0.0
    if _is_people_of(a, b):
        return _PEOPLE
    if is_acronym_of(a, b) or is_acronym_of(b, a):
        return 0.9
    if fold("".join(words_a)) == fold("".join(words_b)):
        return 0.97
    if place:
        return _places(a, b)
    heads = (head_noun(a), head_noun(b))
    plain = _aligned(words_a, words_b, heads)
    english_a, english_b = _translated(words_a), _translated(words_b)
    if (english_a, english_b) == (words_a, words_b):
        return plain
    if sorted(set(english_a)) == sorted(set(english_b)):
        return max(plain, _TRANSLATED)
    return max(plain, _CAUTIOUS * _aligned(english_a, english_b, heads))


def in_english(name: str) -> tuple[str, ...]:
    """The words of a body's name in English, countries and peoples as codes: ``=sy``."""
    return _translated(_core(name))


@lru_cache(maxsize=16384)
def _translated(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words of other languages in English, articles and prepositions left out."""
    table = translations()
    kept = (table.get(word, word) for word in _with_codes(words) if word not in _LINKS)
    return tuple(dict.fromkeys(map(_country, kept))) or words


@lru_cache(maxsize=16384)
def _with_codes(words: tuple[str, ...]) -> tuple[str, ...]:
    """Countries of one or more words as codes: ``=us`` for ``united states`` and ``american``."""
    out, start = list[str](), 0
    while start < len(words):
        for end in range(min(len(words), start + _LONGEST_COUNTRY), start + 1, -1):
            if code := country_named(" ".join(words[start:end])):
                out.append(f"={code}")
                start = end
                break
        else:
            out.append(_country(words[start]))
            start += 1
    return tuple(out)


def _country(word: str) -> str:
    """``syria`` for ``syrian`` and ``syria``: "Syrian National Council" is a council of Syria."""
    code = country_of_people(word) or country_named(word)
    return f"={code}" if code else word


def _is_people_of(a: str, b: str) -> bool:
    """ "Gazan" and "Gaza", "Greenlander" and "Greenland": compatible, not the same."""
    people = country_of_people(a), country_of_people(b)
    lands = country_named(a), country_named(b)
    return people[0] == lands[1] is not None or people[1] == lands[0] is not None


@lru_cache(maxsize=16384)
def _core(name: str) -> tuple[str, ...]:
    words = split(name)
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    expanded = expand(words)
    kept = tuple(word for word in expanded if word not in tables().stopwords) or expanded
    return tuple("saint" if word == "st" else word for word in kept)


def _aligned(a: tuple[str, ...], b: tuple[str, ...], heads: tuple[str, str]) -> float:
    left, right = _leftovers(a, b)
    opposites = tables().opposites
    if any(word in opposites or word.isdigit() for word in left + right):
        return _VETO
    soft_left, soft_right = _distinctive(left), _distinctive(right)
    matched = min(len(a) - len(left), len(b) - len(right))
    if not matched or (matched == 1 and _only_designators(a, left)):
        return _VETO
    if left and right and (soft_left and soft_right):
        return 0.5 * matched / max(len(a), len(b))
    extra = len(soft_left) + len(soft_right)
    if left and right and extra:
        return 0.55
    if not extra:
        return 0.9 if left or right else 0.95
    return _contained(a, b, heads)


def _contained(a: tuple[str, ...], b: tuple[str, ...], heads: tuple[str, str]) -> float:
    """One name within the other: the same body if its head noun stays, "Naftogaz of Ukraine"."""
    short = min(a, b, key=len)
    generic = tables().bodies | tables().designators
    if not same_word(*heads) or (len(short) == 1 and short[0] in generic):
        return 0.45
    return 0.8 if abs(len(a) - len(b)) == 1 else 0.72


@lru_cache(maxsize=16384)
def head_noun(name: str) -> str:
    """The last word before "of" or "for", designators aside."""
    words = split(name)
    for at, word in enumerate(words):
        if at and word in {"of", "for"}:
            words = words[:at]
            break
    kept = [word for word in words if word not in tables().designators] or list(words)
    return kept[-1] if kept else ""


def _only_designators(words: tuple[str, ...], unmatched: tuple[str, ...]) -> bool:
    matched = [word for word in words if word not in unmatched]
    return not _distinctive(tuple(matched))


def _distinctive(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in tables().designators)


def _leftovers(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    remaining, left = list(b), list[str]()
    for word in a:
        partner = next((other for other in remaining if same_word(word, other)), None)
        if partner is None:
            left.append(word)
        else:
            remaining.remove(partner)
    return tuple(left), tuple(remaining)


def _places(a: str, b: str) -> float:
    (head_a, _, tail_a), (head_b, _, tail_b) = a.partition(","), b.partition(",")
    if tail_a and tail_b and compare_bodies(tail_a, tail_b, place=True) < 0.8:
        return _VETO
    if tail_a or tail_b:
        return 0.95 * compare_bodies(head_a, head_b, place=True)
    left, right = _leftovers(_core(a), _core(b))
    if not left and not right:
        return 0.95
    if set(left + right) <= _CITY_WORDS:
        return _VETO if country_named(a) or country_named(b) else 0.9
    return 0.6 if set(left + right) <= tables().designators else _VETO
