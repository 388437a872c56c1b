"""What a source phrase is: a clean noun phrase that can speak, a body known by its description,
or several sources joined by "and".

Anything else (a clause, a pronoun nobody resolved, a thing that cannot speak) names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from secondsource.names.words import gender_of_name
from secondsource.reconciling.pages.cast import countries_in, country_in
from secondsource.reconciling.pages.lemmas import lemma_of, wording
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import listed
from secondsource.reconciling.tables import table_of
from secondsource.records.reading import Attribution, SourceSpan

#: A description in small letters and where the body is: "the interior ministry in Harrow".
_PLACED = re.compile(r"(.*\b[a-z]+)\s+(?:in|of|at)\s+(?:the\s+)?([A-Z][^,]*)$")
#: "The ministry of defence" is the defence ministry.
_OF_OFFICE = re.compile(r"\b([Mm]inistry|[Dd]epartment)\s+of\s+(?:the\s+)?([a-z]+)\b(?!\s+and\b)")
_SPOKEN_FOR = re.compile(
    r"(?i:an?|the|another)\s+(?:(?:senior|chief)\s+)?(?:(?P<before>[\w'’ -]+)\s+)?"
    r"spokes(?:man|woman|person|people|men|women)(?:\s+(?:for|of|from|at)\s+(?P<behind>.+))?$"
)
_IN_PLACE = re.compile(r"\s+(?:in|of|at)\s+.*")
#: What a headline opens with is no name: "Rebels deny", "Gunmen say"
_PLAIN_PEOPLE = re.compile(
    r"(?i:the\s+)?(?:Rebels|Militants|Insurgents|Gunmen|Soldiers|Troops|Fighters|Officials|Witnesses"
    r"|Residents|Protesters|Workers|Police\s+officers|Hostages|Hijackers|Attackers|Separatists|Group)"
)
_ARTICLES = frozenset({"the", "a", "an", "local", "national", "federal"})
_SOMEBODY = re.compile(r"(?i)(?:an?|some|two|three|several|one|many|other|another)\s")
_NOBODY = re.compile(r"(?i)(?:any|no|nobody|nothing|none|every|each|what|how|who|which)\b")
#: "the coastguard on Tuesday"
_WHEN = re.compile(
    r"\s+(?:(?:late|early)\s+)?(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+\w+)?$"
)
_PAIRED = re.compile(r"\s*,?\s+and\s+(?=\S)")
_WORD = re.compile(r"[\w'’-]+")
_LONGEST = 12  # words of a source that is no clause
#: What an office is for; alone no one who speaks ("his defence of the plan showed")
_FIELDS = frozenset({"defence", "defense", "health", "energy", "vice", "prime", "foreign"})


@cache
def voices(name: str) -> frozenset[str]:
    """A word list of ``voices.toml``."""
    return frozenset(_table()[name])


@cache
def bodies_by_office() -> Mapping[str, str]:
    """Which kind of body an office answers for ("minister": "ministry")."""
    return dict(_table()["bodies"])


@cache
def members() -> Mapping[str, frozenset[str]]:
    """Words of the bodies that people speak for, told of by what they are ("firefighter": "fire",
    "rescue")."""
    return {people: frozenset(bodies) for people, bodies in _table()["members"].items()}


def _table() -> dict[str, Any]:
    return table_of(__package__, "voices.toml")


def noun_phrase(page: Page, source: SourceSpan) -> str | None:
    """The words of a source that can speak, cut before any clause; None for anything else."""
    start, end = source.start, page.phrase_end(source.start, source.end)
    words = _WHEN.sub("", page.text[start:end].strip(" ,;:"))
    if not words or is_nobody(words) or len(words.split()) > _LONGEST:
        return None
    head = page.head(start, end)
    if head in wording("pronouns") or not _WORD.search(words):
        return None
    return words if can_speak(head) or named_in_print(page, start, end) else None


def is_nobody(words: str) -> bool:
    """Whether a source phrase names no one who speaks: "any engineer", "nobody", "which"."""
    return _NOBODY.match(words) is not None


def heard_from(page: Page, attribution: Attribution) -> SourceSpan | None:
    """The source of an attribution; where it cannot speak, another subject of the verb that can."""
    source = attribution.source
    if source is None or source.entity is not None or noun_phrase(page, source) is not None:
        return source
    for start, end in page.subjects(attribution.cue.start):
        other = SourceSpan(start=start, end=end, entity=page.entity_in(start, end))
        if noun_phrase(page, other) is not None:
            return other
    return source


def is_of_other_gender(pronoun: str, name: str) -> bool:
    """Whether "she" was taken for somebody whose given name is a man's, or "he" for a woman."""
    wanted = {"he": "m", "she": "f"}.get(pronoun.lower())
    gender = gender_of_name(name)
    return wanted is not None and gender is not None and gender != wanted


def may_speak(page: Page, source: SourceSpan) -> bool:
    """Whether a source is somebody or may be: a pronoun, a name, a noun of those who speak; no
    "blaze" that "claims" nine lives."""
    if source.entity is not None or noun_phrase(page, source) is not None:
        return True
    return page.head(source.start, source.end) in wording("pronouns")


def can_speak(head: str) -> bool:
    """Whether a noun is a person, a body or a document, by list and by ending."""
    listed = ("speakers", "spokes", "institutions", "bodies_of", "documents")
    if any(head in voices(name) for name in listed) or head in voices("offices") - _FIELDS:
        return True
    return len(head) > 4 and head.endswith(tuple(voices("endings"))) and head not in voices("mute")


def body_named(page: Page, start: int, end: int) -> str | None:
    """The body by name that the noun behind its name only says the kind of ("the Red Dawn
    movement", "the Farouk militia"), as a story entity; None for other phrases."""
    head = page.head(start, end)
    if not listed(head, "nouns", "bodies"):
        return None
    found = [
        name
        for _, last, name, form in page.mentions_in(start, end)
        if form == "name" and page.text[last:end].strip(" ,.").lower() in (head, f"{head}s")
    ]
    known = len(found) == 1 and found[0] in page.cast.named
    return found[0] if known and page.cast.entities[found[0]].kind != "place" else None


def named_in_print(page: Page, start: int, end: int) -> bool:
    """Whether the head of a phrase is printed as a name, other than at the head of a sentence."""
    head = next(
        (
            match
            for match in reversed(list(_WORD.finditer(page.text, start, end)))
            if lemma_of(match[0]) == page.head(start, end)
        ),
        None,
    )
    opens = head is not None and head.start() == page.sentence(start).start
    return head is not None and head[0][:1].isupper() and not opens


def institution(words: str, head: str) -> str | None:
    """The body that a description names by what it is ("the Norland coast guard", "police"):
    the same in every report, without article and country; "the interior ministry in Harrow" by its
    place as well. "An officer" is nobody in particular.
    """
    words = _OF_OFFICE.sub(r"\2 \1", words)
    placed = _PLACED.match(words)
    place = [] if placed is None or country_in(placed[2]) else [placed[2].lower()]
    words = words if placed is None else placed[1]
    told = [word for word in _WORD.findall(words) if word.lower() not in _ARTICLES]
    if _SOMEBODY.match(words) or len(told) > 5:
        return None
    kept = [word.lower() for word in told if country_in(re.sub(r"['’]s$", "", word)) is None]
    if not kept or lemma_of(kept[-1]) != lemma_of(head):
        return None
    alone = head in voices("institutions") or " ".join(kept) in voices("commands")
    if alone:
        return " ".join(kept)
    return " ".join([*kept, *place]) if head in voices("bodies_of") and len(kept) > 1 else None


def body_spoken_for(words: str) -> tuple[str, str]:
    """The body that a spokesman without a name answers for ("an army spokesman", "a spokeswoman for
    the interior ministry"), and the lemma of its noun; empty where there is none."""
    told = _SPOKEN_FOR.match(words)
    body = (told["before"] or told["behind"] or "") if told is not None else ""
    return body, lemma_of(_IN_PLACE.sub("", body).split()[-1]) if body else ""


def are_plain_people(name: str) -> bool:
    """Whether what a headline opens with is no name ("Rebels deny", "Gunmen say")."""
    return _PLAIN_PEOPLE.fullmatch(name) is not None


class Institutions:
    """Bodies known by description over all reports of a story.

    Where reports give one body of a description two countries ("the Norland navy", "the Ostland
    navy") they are two; else country or not, it is one, shown by its fullest form.
    """

    def __init__(self, pages: Iterable[Page]) -> None:
        self._countries: dict[str, set[str]] = {}
        self._forms: dict[str, set[str]] = {}
        for page in pages:
            for attribution in page.reading.attributions:
                for source in sources_of(page, attribution.source):
                    self._learn(page, source)

    def _learn(self, page: Page, source: SourceSpan) -> None:
        words = noun_phrase(page, source)
        found = institution(words, page.head(source.start, source.end)) if words else None
        if words is None or found is None:
            return
        self._countries.setdefault(found, set()).update(countries_in(words))
        self._forms.setdefault(self._key(found, words), set()).add(_bare(words))
        self._forms.setdefault(found, set()).add(_bare(words))

    def of(self, words: str, head: str) -> tuple[str, str] | None:
        """(key, name to show) of the body that a phrase describes."""
        found = institution(words, head)
        if found is None:
            return None
        several = len(self._countries.get(found, ())) > 1
        key = self._key(found, words) if several else found
        forms = self._forms.get(key, {_bare(words)})
        return key, min(forms, key=lambda form: (-len(form), form))

    def only(self, noun: str) -> tuple[str, str] | None:
        """The one body of the story that "the ministry" can mean: no other is told of by that noun
        and a further word ("the interior ministry")."""
        told = {found for found in self._countries if found.split()[-1] == noun and " " in found}
        if len(told) != 1:
            return None
        [found] = told
        forms = self._forms[found]
        several = len(self._countries[found]) > 1
        return None if several else (found, min(forms, key=lambda form: (-len(form), form)))

    @staticmethod
    def _key(found: str, words: str) -> str:
        return " ".join((found, *sorted(countries_in(words))))


def _bare(words: str) -> str:
    return re.sub(r"(?i)^(?:the|an?)\s+", "", " ".join(words.split()))


def sources_of(page: Page, source: SourceSpan | None) -> tuple[SourceSpan, ...]:
    """The sources of one attribution: more than one where they are joined by "and"."""
    if source is None:
        return ()
    spans = page.conjuncts(source.start, source.end) or list(_split(page, source))
    if len(spans) == 2 and _are_of_two_places(page, spans):
        return (SourceSpan(start=source.start, end=source.end, entity=None),)
    if len(spans) < 2 or _are_one(page, source, spans):
        return (source,)
    found: list[SourceSpan] = []
    for start, end in spans:
        entity = page.apposed(start, end) or page.entity_in(start, end)
        if not found and entity is None:
            entity = source.entity
        found.append(SourceSpan(start=start, end=end, entity=entity))
    return tuple(found)


def _are_one(page: Page, source: SourceSpan, spans: Sequence[tuple[int, int]]) -> bool:
    """ "The financier and television host said": one person, told by two nouns in the singular that
    share an article; two offices may be two ("the president and prime minister")."""
    tokens = [t for t in page.sentence_tokens(source.start) if source.start <= t.start < source.end]
    if not tokens or tokens[0].upos != "DET" or sum(t.upos == "DET" for t in tokens) > 1:
        return False
    heads = [page.head(*span) for span in spans]
    nouns = [t for t in tokens if t.lemma.lower() in heads and t.upos in ("NOUN", "PROPN")]
    singular = all(t.upos == "NOUN" and "Number=Sing" in (t.feats or "") for t in nouns)
    known = ("institutions", "bodies_of", "documents", "companies", "press")
    bodies = any(head in voices(name) for head in heads for name in known)
    offices = sum(head in voices("offices") for head in heads)
    return len(nouns) == len(spans) == 2 and singular and not bodies and offices < 2


def _are_of_two_places(page: Page, spans: Sequence[tuple[int, int]]) -> bool:
    """ "Marn and Vik police": no half of them speaks for itself."""
    (start, end), (second, last) = spans
    lone = page.upos(start) == "PROPN" and " " not in page.text[start:end]
    joined = page.text[second:last].split()
    people = page.head(second, last) in voices("institutions") | voices("speakers")
    return lone and len(joined) == 2 and joined[0][:1].isupper() and joined[1].islower() and people


def _split(page: Page, source: SourceSpan) -> Iterator[tuple[int, int]]:
    """Halves of "A and B" in a text without syntax, where both are names."""
    joint = _PAIRED.search(page.text, source.start, source.end)
    if joint is None or page.reading.sentences and page.reading.sentences[0].tokens:
        return
    halves = ((source.start, joint.start()), (joint.end(), source.end))
    if all(page.named_in(*half) for half in halves):
        yield from halves
