"""Who answers for whom: a body and its spokesperson, minister, head or press office."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from secondsource.names import demonyms_of
from secondsource.reconciling.pages.cast import Cast
from secondsource.reconciling.pages.lemmas import lemma_of
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.sources.sources import bodies_by_office, voices

Ties = frozenset[frozenset[str]]  #: pairs of story entities that answer for each other

_SPOKES = re.compile(
    r"(?:\b(?P<body>\w+)[’']?s?\s+)?spokes(?:man|woman|person)(?:\s+for\s+[\w\s]{1,40})?,?\s*$",
    re.IGNORECASE,
)
_SPOKES_AFTER = re.compile(
    r",\s+(?:the|its|a|an)\s+(?:(?P<body>\w+)[’']?s?\s+)?spokes(?:man|woman|person)\b",
    re.IGNORECASE,
)

_NEXT_SPEAKER = re.compile(r",\s+(?!(?:its|whose|the|an?|their)\b)[^,]+", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|from|at|for|with)\s+(?:the\s+)?")  # "Ada Lind of the Relief Corps"
_THE = re.compile(r"\bthe\s+(?P<office>\w+),\s+$", re.IGNORECASE)  # "said the minister, Ada Lind"
_HIS = re.compile(
    r"\b(?:his|her)\s+(?:\w+\s+)?(?:spokes(?:man|woman|person)|lawyer|attorney|solicitor|press\s+secretary"
    r"|chief\s+of\s+staff),?\s+$",
    re.IGNORECASE,
)
_ITS = re.compile(r"\b(?:its|their)\s+((?:[\w-]+\s+){0,3}[\w-]+),?\s*$", re.IGNORECASE)
_WHO_LEADS = re.compile(
    r",\s+who\s+(?:heads|headed|leads|led|chairs|chaired|runs|ran|directs|commands)\s+"
    r"(?:the|its|their)\s+(?:[\w-]+\s+){0,2}?(?P<body>[\w-]+)\s*(?:[,.;]|$)",
    re.IGNORECASE,
)
_HEAD = (
    r"(?:president|prime\s+minister|premier|chancellor|head\s+of\s+state|king|queen|emir|sultan)"
)
#: "Karvian President Ada Lind", "the Karvian president, Ada Lind", "the president of Karvia, Ada
#: Lind", "Karvia's prime minister, Ada Lind"; no former one
_HEAD_OF = re.compile(
    rf"(?:(?<!ormer\s)(?<!hen\s)(?<!ate\s)\b(?P<people>[A-Z][\w-]+)(?:[’']s)?\s+(?i:{_HEAD})"
    rf"|(?i:{_HEAD})\s+of\s+(?:the\s+)?(?P<land>[A-Z][\w-]+)),?\s+$"
)
_HEAD_AFTER = re.compile(
    rf",\s+(?:the\s+)?(?:(?P<people>[A-Z][\w-]+)(?:[’']s)?\s+(?i:{_HEAD})"
    rf"|(?i:{_HEAD})\s+of\s+(?:the\s+)?(?P<land>[A-Z][\w-]+))\b"
)
_GOVERNOR = re.compile(r"\bgovernor,?\s+$", re.IGNORECASE)
_OWNERS = frozenset({"'s", "’s"})


def ties(pages: Sequence[Page], cast: Cast) -> Ties:
    """Pairs of story entities that answer for each other: a body and its own people.

    Found where an office word stands between or beside two names in one sentence
    ("Norfax spokeswoman Ada Lind", "Ada Lind, head of Norfax").
    """
    found: set[frozenset[str]] = set()
    for page in pages:
        for sentence in page.sentences:
            names = [m for m in page.mentions_in(sentence.start, sentence.end) if m[3] == "name"]
            for (_, end, one, _), (start, _, other, _) in pairwise(names):
                if one != other and _answers(page.text[end:start], cast, one, other):
                    found.add(frozenset({one, other}))
    made = (
        _ministers, _spokespeople, _its_own, _members, _office_holders, _his_own, _heads_of_state,
    )  # fmt: skip
    return frozenset(found.union(*(make(pages, cast) for make in made)))


def _answers(gap: str, cast: Cast, one: str, other: str) -> bool:
    kinds = {cast.entities[one].kind, cast.entities[other].kind}
    if len(gap) > 60 or "person" not in kinds or not kinds & {"organisation", "group", "place"}:
        return False
    if cast.entities[one].kind != "person" and _NEXT_SPEAKER.fullmatch(gap):
        return False  # "a bid from its rival Corvane, chief executive Aldo Brisk said"
    words = [lemma_of(word) for word in re.findall(r"\w+", gap)]
    if not any(word in voices("offices") for word in words):
        return False
    return all(word in voices("offices") | voices("between") for word in words)


def _spokespeople(pages: Sequence[Page], cast: Cast) -> set[frozenset[str]]:
    """ "Ministry spokesman Ada Lind", "the spokeswoman, Ada Lind": they answer for the body of that
    word, or for the one that was last named, in the sentence or the two before; so does whoever
    "heads the service", and a governor for a bank."""
    found = set()
    for page in pages:
        for start, end, person, form in page.mentions:
            if form != "name":  # of any kind: who is called a spokeswoman is a person
                continue
            first = page.sentences[max(0, page.sentence_index(start) - 2)].start
            bodies = [
                name
                for _, _, name, _ in page.mentions_in(first, start)
                if cast.entities[name].kind in ("organisation", "group") and name != person
            ]
            told = _answered_for(page, (start, end), bodies, cast)
            found |= {frozenset({person, body}) for body in told[-1:]}
    return found


def _answered_for(
    page: Page, name: tuple[int, int], bodies: Sequence[str], cast: Cast
) -> Sequence[str]:
    """The bodies named before a name that whoever bears it may answer for, by what stands beside
    it; none where nothing does."""
    before = page.text[max(page.sentence(name[0]).start, name[0] - 60) : name[0]]
    spokes = _SPOKES.search(before) or _SPOKES_AFTER.match(page.text, name[1])
    leads = _WHO_LEADS.match(page.text, name[1])
    shown = spokes or leads
    noun = lemma_of((shown["body"] or "").lower()) if shown else "bank"
    fitting = [b for b in bodies if noun and noun in cast.name(b).lower().split()]
    if spokes:
        meant = noun in voices("bodies_of") | voices("speakers")
        return fitting if meant else fitting or bodies
    if leads:  # "who heads the service": the last one, but not of "the miners"
        return fitting or (bodies if noun in voices("bodies_of") else [])
    return fitting if _GOVERNOR.search(before) else []


def _its_own(pages: Sequence[Page], cast: Cast) -> set[frozenset[str]]:
    """ "The Miners' Union left Norland's coalition, its leader Ada Lind announced": she answers for
    the only body that the sentence names before, owners of other things apart."""
    found = set()
    for page in pages:
        for start, _, person, form in page.mentions:
            if form != "name" or cast.entities[person].kind != "person":
                continue
            first = page.sentence(start).start
            shown = _ITS.search(page.text[first:start])
            words = [lemma_of(word) for word in re.findall(r"\w+", shown[1])] if shown else [""]
            if shown is None or words[-1] not in voices("offices"):
                continue
            bodies = {
                name
                for _, end, name, _ in page.mentions_in(first, first + shown.start())
                if cast.entities[name].kind in ("organisation", "group")
                and page.text[end : end + 2] not in _OWNERS
            }
            found |= {frozenset({person, body}) for body in bodies if len(bodies) == 1}
    return found


def _members(pages: Sequence[Page], cast: Cast) -> set[frozenset[str]]:
    """ "Ada Lind of the Relief Corps" speaks for it."""
    found = set()
    for page in pages:
        for (_, end, one, form), (start, _, other, named) in pairwise(page.mentions):
            kinds = cast.entities[one].kind, cast.entities[other].kind
            bodies = kinds[0] in ("person", "other") and kinds[1] in ("organisation", "group")
            bodies = bodies or kinds == ("person", "other")  # "Civil Protection", of no known kind
            if (
                bodies
                and form == named == "name"
                and _OF.fullmatch(page.text, end, max(end, start))
            ):
                found.add(frozenset({one, other}))
    return found


def _office_holders(pages: Sequence[Page], cast: Cast) -> set[frozenset[str]]:
    """ "The Transport Ministry has closed the line, said the minister, Ada Lind": hers."""
    found = set()
    for page in pages:
        for start, _, person, form in page.mentions:
            shown = _THE.search(page.text, page.sentence(start).start, start)
            noun = bodies_by_office().get(shown["office"].lower()) if shown else None
            if noun is None or form != "name" or cast.entities[person].kind != "person":
                continue
            first = page.sentences[max(0, page.sentence_index(start) - 1)].start
            bodies = {
                name
                for _, _, name, _ in page.mentions_in(first, start)
                if name != person and noun in cast.name(name).lower().split()
            }
            found |= {frozenset({person, body}) for body in bodies if len(bodies) == 1}
    return found


def _his_own(pages: Sequence[Page], cast: Cast) -> set[frozenset[str]]:
    """ "The mayor has broken no law, said his spokesman, Ada Lind": she answers for the person who
    was spoken of last."""
    found = set()
    for page in pages:
        for start, _, person, form in page.mentions:
            first = page.sentence(start).start
            if form != "name" or not _HIS.search(page.text, first, start):
                continue
            spoken_of = [
                name
                for _, _, name, _ in page.mentions_in(first, start)
                if cast.entities[name].kind == "person" and name != person
            ]
            found |= {frozenset({person, name}) for name in spoken_of[-1:]}
    return found


def _heads_of_state(pages: Sequence[Page], cast: Cast) -> set[frozenset[str]]:
    """ "Karvian President Ada Lind" acts for Karvia: what she signs, her country has signed."""
    lands: dict[str, set[str]] = {}
    for land, entity in cast.entities.items():
        if entity.kind != "person":
            for name in (cast.name(land), *demonyms_of(cast.name(land))):
                lands.setdefault(name, set()).add(land)
    found = set()
    for page in pages:
        for start, end, person, form in page.mentions:
            if form != "name" or cast.entities[person].kind != "person":
                continue
            shown = _HEAD_OF.search(page.text, max(0, start - 60), start)
            shown = shown or _HEAD_AFTER.match(page.text, end)
            land = (shown["people"] or shown["land"]) if shown else ""
            found |= {frozenset({person, other}) for other in lands.get(land, ())}
    return found


def _ministers(pages: Sequence[Page], cast: Cast) -> set[frozenset[str]]:
    """ "Interior Minister Ada Lind" answers for the "Ministry of the Interior"."""
    wanted: dict[frozenset[str], set[str]] = {}
    for story_entity, entity in cast.entities.items():
        if entity.kind in ("organisation", "group"):
            words = frozenset(w.lower() for w in re.findall(r"\w{3,}", entity.name))
            wanted.setdefault(words - {"the", "for", "and"}, set()).add(story_entity)
    found = set()
    for page in pages:
        for title, person in page.titled_names(tuple(bodies_by_office())):
            office = title[-1]
            body = frozenset({*title[:-1], bodies_by_office()[office]})
            found |= {frozenset({person, other}) for other in wanted.get(body, ())}
    return found
