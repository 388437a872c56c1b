"""How reports introduce people ("coast guard spokesman Ada Lind"), and whom "it" takes up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from secondsource.names.words import gender_of_name, tables
from secondsource.reconciling.pages.cast import Cast, countries_in
from secondsource.reconciling.pages.lemmas import lemma_of
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import kinds_of
from secondsource.reconciling.sources.sources import voices
from secondsource.records.reading import Attribution, Claim, SourceSpan

_TITLE = re.compile(r"[\w’' -]{1,70}$")
#: "the minister, Ada Lind"; "Ada Lind of the fire service"
_BEFORE = re.compile(r"\b(?:the|its|their|his|her|a)\s+([\w’' -]{1,60}),\s+$", re.IGNORECASE)
_OF_BODY = re.compile(r"\s+(?:of|from|for|at)\s+(?:the\s+)?((?:[\w’'-]+\s+){0,3}[\w’'-]+)")
_APPOSITION = re.compile(r"\s*,\s*([^,.;:—–“”\"]{1,80})")
_NO_TITLE = frozenset({"VERB", "AUX", "PRON", "SCONJ", "ADV"})  #: none of them stands in a title
_NO_APPOSITION = _NO_TITLE | {"CCONJ", "ADP"}  #: nor opens an apposition
_OWN = re.compile(r"(?:its|their)\s+(?:\w+\s+)?(\w+)", re.IGNORECASE)
_LEADS = frozenset({"command", "commands", "head", "heads", "lead", "leads", "chair", "chairs",
                    "run", "runs", "direct", "directs"})  # fmt: skip
_THE = re.compile(r"the\s+([a-z]+)", re.IGNORECASE)
_SPOKES = re.compile(r"(?:an?|the|another)\s+spokes(?:man|woman|person)", re.IGNORECASE)
_BESIDE = frozenset(
    {"lawyer", "attorney", "solicitor", "spokesman", "spokeswoman", "spokesperson", "office"}
)  #: who speaks for a person: "his lawyer"
_ON_AIR = frozenset({"television", "tv", "radio"})
_HIS = re.compile(r"(?:his|her)\s+(?:\w+\s+)?(\w+)", re.IGNORECASE)
_IN = re.compile(
    r"\b(?:from|in|at|near|of|to|on|off|into|around|outside|inside|across|towards?)\s+(?:the\s+)?$",
    re.I,
)
_COMMA = re.compile(r"[\"”’']?,[\"”’']?\s+")
_CLOSED = re.compile(r"[^,.;]{0,24}[,.]")  # "said on Monday."
_ACCUSED = re.compile(r"\s+[^,.;]{1,60}\s+of\s+(?:\w+ly\s+)?", re.IGNORECASE)
_DATELINE = 60  # characters of "HOLM, Skarn Islands (Ocean Wire) - " before a sentence's subject
_DEATHS, _DYING = frozenset({"die", "kill"}), frozenset({"die", "perish", "drown"})
_PEOPLE = {"he": ("person",), "she": ("person",)}
#: "They", never "it"
MANY = re.compile(
    r"\b(?:forces|troops|soldiers|fighters|rebels|militants|defences|defenses)$", re.I
)
#: What groups call themselves
_BANDS = frozenset({"brigade", "corps", "guard", "force", "forces", "party", "union", "federation",
                    "association", "society", "foundation", "committee", "council"})  # fmt: skip
_BODIES = {
    "it": ("organisation", "group", "place"), "they": ("organisation", "group"),
}  # fmt: skip


def _body_kinds(shown: str) -> tuple[str, ...] | None:
    """The kinds of body that "it", "they" or a bare "spokesman" may stand for."""
    return _BODIES["it"][:2] if _SPOKES.fullmatch(shown) else _BODIES.get(shown)


def introductions(
    pages: Iterable[Page], cast: Cast, ties: Iterable[frozenset[str]] = ()
) -> dict[str, frozenset[str]]:
    """For each person the words of the titles and appositions that name an office, and those of the
    name of a body that the person answers for, by ``ties``: "the coast guard" may be it too. "@"
    and an ISO code say of which state."""
    found: dict[str, set[str]] = {}
    for one, other in (tuple(tie) for tie in ties if len(tie) == 2):
        for person, body in ((one, other), (other, one)):
            if cast.entities[person].kind == "person" != cast.entities[body].kind:
                words = re.findall(r"[\w’']+", cast.name(body).lower())
                found.setdefault(person, set()).update(map(lemma_of, words))
    for page in pages:
        for start, end, name, form in page.mentions:
            if form == "name" and cast.entities[name].kind in ("person", "other"):
                for words in _beside(page, start, end):
                    found.setdefault(name, set()).update(words)
                    found[name] |= {f"@{code}" for code in _states(page, start, end)}
    return {name: frozenset(words) for name, words in found.items()}


def _beside(page: Page, start: int, end: int) -> Iterator[list[str]]:
    before = page.text[max(page.sentence(start).start, start - 70) : start]
    described = _BEFORE.search(before)
    shown = (
        _title(page, start),
        described[1] if described else "",
        page.text[start:end],
        _apposition(page, end),
    )
    for words in map(_lemmas, shown):
        if _LEADS & set(words) or any(word in voices("offices") for word in words):
            yield words
    yield from _of_body(page, end)


def _states(page: Page, start: int, end: int) -> frozenset[str]:
    """The state whose officer a name with a title is: by the words beside it, else that which acts
    in the sentence before ("Norland recalled its envoy. Foreign Minister Ada Lind said …")."""
    beside = f"{_title(page, start)} {_apposition(page, end)}"
    named = countries_in(beside)
    sentence = page.sentence_index(start)
    if named or not sentence:
        return named
    before = page.sentences[sentence - 1]
    for claim in page.reading.claims:
        for argument in claim.arguments if before.start <= claim.start < before.end else ():
            if argument.role == "agent":
                named = named or countries_in(page.text[argument.start : argument.end])
    return named


def _of_body(page: Page, end: int) -> Iterator[list[str]]:
    """The words of the body behind "of" ("Ada Lind of the fire service"), not of what follows
    ("Mayor Ada Lind of Vik accused the government")."""
    found = _OF_BODY.match(page.text, end)
    if found is None:
        return
    after = (t for t in page.sentence_tokens(end) if found.start(1) <= t.start < found.end(1))
    last = next((t.start for t in after if t.upos in _NO_TITLE), found.end(1))
    words = _lemmas(page.text[found.start(1) : last])
    known = voices("institutions") | voices("bodies_of")
    for number, word in enumerate(words):
        if word in known:
            yield words[: number + 1]
            return


def _lemmas(shown: str) -> list[str]:
    return [lemma_of(re.sub(r"[’']s?$", "", word)) for word in re.findall(r"[\w’']+", shown)]


def _title(page: Page, start: int) -> str:
    """What stands before a name as its title: "coast guard spokesman", "head of the guard"; of "a
    spokesman for President Lind" only "President", for he is somebody else."""
    first = max(page.sentence(start).start, start - 70)
    title = _TITLE.search(page.text[first:start])
    opens, office = start - len(title[0]) if title else start, False
    for token in reversed(page.sentence_tokens(start)):
        if token.start >= start or token.end <= opens:
            continue
        joins = token.upos in ("ADP", "CCONJ")
        near = joins and not page.text[token.end : start].strip()
        if token.upos in _NO_TITLE or near or (joins and office):
            return page.text[token.end : start]
        word = token.lemma.lower().rstrip(".")
        office = office or word in tables().titles or word in voices("offices")
    return page.text[opens:start]


def _apposition(page: Page, end: int) -> str:
    """What stands behind a name and a comma as its apposition: "Ada Lind, head of the guard", "who
    heads the guard"; not what goes on with the sentence ("…, and Prime Minister Bo Krag", "…, told
    the president")."""
    apposition = _APPOSITION.match(page.text, end)
    if apposition is None:
        return ""
    opens, closes = apposition.span(1)
    leads = False
    for token in page.sentence_tokens(end):
        if not opens <= token.start < closes:
            continue
        leads = leads or token.lemma.lower() in _LEADS
        goes_on = token.upos in _NO_APPOSITION if token.start == opens else token.upos in _NO_TITLE
        if goes_on and not leads and token.lemma.lower() != "who":
            return page.text[opens : token.start]
    return page.text[opens:closes]


def antecedent(page: Page, source: SourceSpan) -> str | None:
    """The named story entity that a source without a name takes up: for "it said" the source
    just before, for "the ministry" the last body with that word in its name, for "the company" the
    only source so far that is no ministry, union or other such body by its name."""
    shown = page.text[source.start : source.end].lower()
    kinds = _PEOPLE.get(shown) or _body_kinds(shown)
    if kinds is not None:
        gender = {"he": "m", "she": "f"}.get(shown)
        found = _last_source(page, source.start, kinds), _named_here(page, source.start, kinds)
        named = (*found, *_named_before(page, source.start, kinds))
        dead = dying_here(page, source.start)
        fitting = [name for name in named if name and name not in dead]
        genders = {name: gender_of_name(page.cast.name(name)) for name in fitting}
        return next((n for n in fitting if not gender or genders[n] in (gender, None)), None)
    noun = re.fullmatch(r"the\s+(\w+)", shown)
    if noun is not None and lemma_of(noun[1]) in voices("press"):
        return _last_outlet(page, source.start)
    if noun is not None and lemma_of(noun[1]) in voices("companies"):
        return _only_company(page, source.start, lemma_of(noun[1]))
    if noun is None or not voices("bodies_of") | voices("institutions") >= {lemma_of(noun[1])}:
        return None
    return _last_named(page, source.start, lemma_of(noun[1]))


def dying_here(page: Page, position: int) -> frozenset[str]:
    """Who by the words of a sentence has died: nobody whom "he said" takes up there ("The prisoner
    died in May, he said")."""
    here = page.sentence(position)
    return frozenset(
        entity
        for claim in page.reading.claims
        if here.start <= claim.predicate.start < here.end
        and claim.polarity == "+"
        and claim.modality == "actual"
        and kinds_of(claim.predicate.lemma.lower()) & _DEATHS
        for argument in claim.arguments
        if argument.role != "agent" or claim.predicate.lemma.lower() in _DYING
        if (entity := page.cast.of(page.report, argument.entity)) is not None
    )


def acting_here(page: Page, source: SourceSpan) -> str | None:
    """The body that opens the sentence and does what "it" then says: "Norfax will close the plant,
    it said"."""
    shown = page.text[source.start : source.end].lower()
    kinds, start = _body_kinds(shown), page.sentence(source.start).start
    if kinds is None and shown.startswith("the "):  # "Vantor will cut 900 jobs, the carmaker said"
        kinds = ("organisation",) if shown[4:] in voices("companies") else None
    for claim in page.reading.claims if kinds is not None else ():
        for argument in claim.arguments:
            story_entity = page.cast.of(page.report, argument.entity)
            opens = argument.start == start and claim.end <= source.start
            named = story_entity in page.cast.named and story_entity is not None
            if opens and named and argument.role == "agent" and story_entity is not None:
                kind = page.cast.entities[story_entity].kind
                firm = shown not in _BODIES and gender_of_name(page.cast.name(story_entity)) is None
                firm = firm and kind in ("person", "other") and shown[4:] not in voices("press")
                return story_entity if kind in ("organisation", "group") or firm else None
    return None


def owner_of(page: Page, source: SourceSpan) -> str | None:
    """The body whose "its chairman" or "their spokeswoman" is the source: the last one named in the
    sentence or the one before."""
    his = _HIS.fullmatch(page.text, source.start, source.end)
    if his is not None and lemma_of(his[1].lower()) in _BESIDE:
        gender = {"his": "m", "her": "f"}[his[0][:3].lower()]
        named = _named_before(page, source.start, ("person",))
        genders = ((name, gender_of_name(page.cast.name(name))) for name in named)
        return next((name for name, told in genders if told in (gender, None)), None)
    shown = _OWN.fullmatch(page.text, source.start, source.end)
    if shown is None or lemma_of(shown[1].lower()) not in voices("offices") | voices("spokes"):
        return None
    first = page.sentences[max(0, page.sentence_index(source.start) - 1)].start
    bodies = [
        name
        for _, _, name, form in page.mentions_in(first, source.start)
        if form == "name" and page.cast.entities[name].kind in ("organisation", "group")
    ]
    return bodies[-1] if bodies else None


def told_beside(page: Page, claim: Claim) -> Attribution | None:
    """The attribution of a claim that the reader left without one: it stands right behind a claim
    that opens its sentence ("Eight people have died, the ministry said, three more than on
    Monday"), right before a participle ("…, the ministry said, killing eight"), or accuses somebody
    of it."""
    sentence = page.sentence(claim.start)
    predicate = page.text[claim.predicate.start : claim.predicate.end]
    for attribution in page.reading.attributions if not claim.attributions else ():
        cue, source = attribution.cue, attribution.source
        if source is None or not sentence.start <= cue.start < sentence.end:
            continue
        first, last = min(cue.start, source.start), max(cue.end, source.end)
        opens = claim.start == sentence.start and last < sentence.end
        behind = opens and _COMMA.fullmatch(page.text, claim.end, max(first, claim.end))
        before = _COMMA.fullmatch(page.text, last, max(claim.start, last))
        accuses = attribution.stance == "accuses" and _ACCUSED.fullmatch(
            page.text, cue.end, max(claim.start, cue.end)
        )
        trails = predicate.endswith("ing") and before
        if accuses or trails or (behind and _CLOSED.match(page.text, last)):
            return attribution
    return None


def body_of_spokesman(page: Page, source: SourceSpan) -> SourceSpan | None:
    """The body without a name that acts in the sentence of a bare "spokesman" ("Police caught three
    men, a spokesman said"); before it "a spokesman for Norfax" where "the spokesman" takes that
    up."""
    if not _SPOKES.fullmatch(page.text, source.start, source.end):
        return None
    known = page.entity_by_id.get(source.entity or "")
    for mention in known.mentions if known is not None else ():
        if mention.start < source.start and mention.end - mention.start > source.end - source.start:
            return SourceSpan(start=mention.start, end=mention.end, entity=source.entity)
    found = described_before(page, source)
    here = page.sentence(source.start).start
    return found if found is not None and found.start >= here else None


def fuller_before(page: Page, source: SourceSpan) -> SourceSpan | None:
    """The last body without a name that "the ministry" takes up with another word to it ("the
    interior ministry said. … the ministry said")."""
    noun = _THE.fullmatch(page.text, source.start, source.end)
    if noun is None or lemma_of(noun[1]) not in voices("bodies_of"):
        return None
    fuller = re.compile(
        rf"\b(?:[Tt]he(?!\s+(?:same|other|whole|new|former|entire|first|last)\b)|\w+['’]s)\s+(?:[a-z-]+\s+){{1,2}}{noun[1]}\b"
    )
    found = list(fuller.finditer(page.text, 0, source.start))
    return SourceSpan(start=found[-1].start(), end=found[-1].end(), entity=None) if found else None


def described_before(page: Page, source: SourceSpan) -> SourceSpan | None:
    """The body without a name that "it" takes up in its own sentence ("The army will send tents, it
    says"): the subject of a claim there. "The broadcaster" takes up state television."""
    shown = page.text[source.start : source.end].lower()
    if shown.removeprefix("the ") in voices("press"):
        last = _last_described(page, source.start)
        spoken = None if last is None else page.head(last.start, last.end)
        return last if spoken in _ON_AIR | voices("press") else None
    if _body_kinds(shown) is None:
        return None
    here = page.sentence(source.start).start
    acting = _body_acting(page, here, source.start)
    if acting is not None and shown == "it" and MANY.search(page.text, acting.start, acting.end):
        acting = None
    return acting or _last_described(page, source.start) or _opening(page, source.start)


def _body_acting(page: Page, start: int, end: int) -> SourceSpan | None:
    """The first body without a name that does something in a span."""
    known = voices("institutions") | voices("bodies_of")
    for claim in page.reading.claims:
        for a in claim.arguments:
            inside = start <= a.start and a.end <= end
            if inside and a.role == "agent" and page.head(a.start, a.end) in known:
                return SourceSpan(start=a.start, end=a.end, entity=a.entity)
    return None


def _opening(page: Page, position: int) -> SourceSpan | None:
    """The body that opens the sentence before, of the same paragraph ("The coastguard trebled its
    estimate. Some 2,300 tonnes have leaked, it said")."""
    here = page.sentence_index(position)
    if here == 0 or "\n" in page.text[page.sentences[here - 1].end : page.sentences[here].start]:
        return None
    before = page.sentences[here - 1]
    found = _body_acting(page, before.start, before.end)
    line = page.text[before.start : found.start] if found else ""
    return found if found and len(line) <= _DATELINE else None


def _last_described(page: Page, position: int) -> SourceSpan | None:
    """The last source in the two sentences before that is a body, not another pronoun."""
    here = page.sentence_index(position)
    known = voices("institutions") | voices("bodies_of")
    for attribution in sorted(page.reading.attributions, key=lambda a: -a.cue.start):
        source = attribution.source
        if source is None or source.start >= position:
            continue
        if here - page.sentence_index(source.start) > 2:
            return None
        if page.text[source.start : source.end].lower() not in _BODIES:
            return source if page.head(source.start, source.end) in known else None
    return None


def _last_source(page: Page, position: int, kinds: tuple[str, ...]) -> str | None:
    here = page.sentence_index(position)
    found = [
        (a.source.start, entity)
        for a in page.reading.attributions
        if a.source is not None
        and a.source.start < position
        and here - page.sentence_index(a.source.start) <= 1
        and (entity := page.cast.of(page.report, a.source.entity)) in page.cast.named
        and entity is not None
        and page.cast.entities[entity].kind in kinds
    ]
    return max(found)[1] if found else None


def _named_here(page: Page, position: int, kinds: Sequence[str]) -> str | None:
    """The first name of the right kind in the sentence ("The board will meet, it said"), but not
    the town of "the Perrin hospital" or of "leaked from the Selma"."""
    first = page.sentence(position).start
    for start, _, name, _ in page.mentions_in(first, position):
        kind = page.cast.entities[name].kind
        found = _IN.search(page.text, first, start) if kind == "place" else None
        inside = found is not None or _is_quoted_apart(page, start, position)
        if kind in kinds and not inside and not page.is_modifier(start):
            return name
    return None


def _is_quoted_apart(page: Page, name: int, position: int) -> bool:
    """Whether a name stands in somebody's words and "they said" behind them."""
    return any(q.start <= name < q.end <= position for q in page.reading.quotes)


def _named_before(page: Page, position: int, kinds: Sequence[str]) -> list[str]:
    """Names of persons in this sentence and the two before, the last first."""
    if "person" not in kinds:
        return []
    first = page.sentences[max(0, page.sentence_index(position) - 2)].start
    found = page.mentions_in(first, position)
    return [name for _, _, name, _ in reversed(found) if page.cast.entities[name].kind in kinds]


def _last_outlet(page: Page, position: int) -> str | None:
    """The last body that was quoted before "the newspaper" if it is the only one that the report
    has cited as having reported something."""
    told = {
        entity
        for attribution in page.reading.attributions
        if attribution.source is not None
        and attribution.source.start < position
        and attribution.cue.lemma.lower() in ("report", "write", "reveal", "publish")
        and (entity := page.cast.of(page.report, attribution.source.entity)) in page.cast.named
        and entity is not None
        and page.cast.entities[entity].kind != "person"
    }
    return told.pop() if len(told) == 1 else None


def _only_company(page: Page, position: int, noun: str) -> str | None:
    """The only firm that has spoken so far, else the only one that has been named; a group may be a
    brigade or an association as well."""
    others = voices("bodies_of") - voices("companies")
    if noun == "group":
        others -= _BANDS
    spoken = (
        page.cast.of(page.report, a.source.entity)
        for a in page.reading.attributions
        if a.source is not None and a.source.start < position
    )
    named = (name for start, _, name, form in page.mentions if start < position and form == "name")
    outlet = (page.reading.report.outlet or "").casefold()
    for candidates in (spoken, named):
        found = {
            entity
            for entity in candidates
            if entity in page.cast.named
            and entity is not None
            and page.cast.entities[entity].kind not in ("person", "place", "event")
            and page.cast.name(entity).casefold() != outlet
            and not others & set(map(lemma_of, re.findall(r"\w+", page.cast.name(entity))))
        }
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _last_named(page: Page, position: int, noun: str) -> str | None:
    """The one body named before whose name holds the noun; None where there are several."""
    found = {
        entity
        for start, _, entity, form in page.mentions
        if start < position
        and form == "name"
        and page.cast.entities[entity].kind in ("organisation", "group")
        and noun in map(lemma_of, re.findall(r"\w+", page.cast.name(entity)))
        and page.cast.name(entity).lower() != noun
    }
    return found.pop() if len(found) == 1 else None
