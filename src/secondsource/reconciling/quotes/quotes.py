"""The same utterance across reports, aligned word by word: shortened, altered, translated.

Every distinct wording, the longest first, joins the utterance whose fullest wording it fits best,
or founds one: a short phrase that stands in two speeches never makes them one. Two wordings fit
when the shorter aligns closely, when a long run of words is the same, or when one speaker's words
say the same in other words and there is evidence of a translation. Different speakers of the same
words are one utterance whose speaker is disputed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from secondsource.reconciling.origins.sharedtext import SharedText
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import kinds_of
from secondsource.reconciling.quotes.quotewords import (
    ALTERING,
    MOST_WORDS,
    Wording,
    agreement,
    differences,
    light_words,
    quote_lists,
    spelled,
    wording_of,
)
from secondsource.reconciling.quotes.translation import translation_evidence
from secondsource.reconciling.sources.bodies import affiliated
from secondsource.reconciling.sources.ties import Ties
from secondsource.records.reading import Quote
from secondsource.records.story import (
    QuoteDifference,
    QuoteVersion,
    StoryQuote,
    VersionKind,
)

_SIMILAR = 0.72  # share of the shorter wording that aligns, in order
_HALF = 0.5  # ... where a long run of words is the same
_LIKELY = 0.9  # ... for two speakers who are not the same
_RUN = 8  # equal words in a row that nobody says twice
_SHORT = 4  # below this many words two quotations must be equal
_RENDERED = 0.6  # share of what is said that two translations of it have in common
_CARRYING = 3  # ... and at least so many words
_HOLDERS = 64  # utterances remembered for one run of words
_TRIED = 12  # utterances that a wording is held against, those that share most with it


@dataclass(frozen=True, eq=False)
class Utterance:
    """One quotation in one report."""

    page: Page
    quote: Quote
    wording: Wording
    speaker: str | None
    text: str  #: the report that stands for it and its copies

    @property
    def key(self) -> tuple[str, str, int]:
        """Publication date, report and place: the order of first printing."""
        report = self.page.reading.report
        return (report.published or "9999", self.page.report, self.quote.start)


@dataclass(frozen=True, eq=False)
class _Saying:
    """Utterances with the same words and speaker."""

    utterances: tuple[Utterance, ...]

    @property
    def wording(self) -> Wording:
        return self.utterances[0].wording

    @property
    def speaker(self) -> str | None:
        return self.utterances[0].speaker

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """Words to compare: spelled alike, brackets left out."""
        return tuple(spelled(w.form) for w in self.wording.words if not w.editor)

    @cached_property
    def grams(self) -> frozenset[tuple[str, ...]]:
        """Runs of three words, of which two wordings of one utterance share at least one."""
        size = min(3, len(self.forms))
        return frozenset(tuple(self.forms[i : i + size]) for i in range(len(self.forms) - size + 1))

    @cached_property
    def reports(self) -> frozenset[str]:
        return frozenset(u.page.report for u in self.utterances)

    @cached_property
    def carrying(self) -> frozenset[str]:
        """What is said, in words that other words for the same thing share."""
        first = self.utterances[0]
        lemmas = first.page.words(first.quote.start, first.quote.end) - light_words()
        return frozenset(min(kinds_of(lemma) - {lemma}, default=lemma) for lemma in lemmas)

    @cached_property
    def foreign(self) -> bool:
        """Whether there is evidence that these words are a translation."""
        return any(translation_evidence(u.page, u.quote) for u in self.utterances)


@dataclass(eq=False)
class _Group:
    fullest: _Saying
    sayings: list[_Saying] = field(default_factory=list)

    @property
    def utterances(self) -> list[Utterance]:
        return sorted((u for s in self.sayings for u in s.utterances), key=lambda u: u.key[1:])


def story_quotes(
    pages: Iterable[Page], shared: SharedText, ties: Ties = frozenset()
) -> tuple[StoryQuote, ...]:
    """Every utterance with its versions; utterances that several reports print come first."""
    groups: list[_Group] = []
    index: dict[tuple[str, ...], list[int]] = {}
    for saying in _sayings(u for page in pages for u in _utterances(page, shared)):
        keys = saying.grams | {("=", str(saying.speaker), word) for word in _telling(saying)}
        near = Counter(number for key in keys for number in index.get(key, ()))
        number = _best(saying, near, groups)
        if number is None:
            number = len(groups)
            groups.append(_Group(saying))
        groups[number].sayings.append(saying)
        for key in keys:
            holders = index.setdefault(key, [])
            if len(holders) < _HOLDERS and number not in holders:
                holders.append(number)
    worth = [group for group in groups if _worth(group)]
    ids = _ids(worth)
    quotes = [_quote(group, name, ties) for group, name in zip(worth, ids, strict=True)]
    return tuple(sorted(quotes, key=lambda q: (-len({v.report for v in q.versions}), q.id)))


def _utterances(page: Page, shared: SharedText) -> Iterable[Utterance]:
    for quote in page.reading.quotes:
        wording = wording_of(page.text, quote.start, quote.end)
        if wording.words:
            speaker = page.cast.of(page.report, quote.speaker)
            yield Utterance(page, quote, wording, speaker, shared.group(page.report))


def _sayings(utterances: Iterable[Utterance]) -> list[_Saying]:
    """Distinct wordings of each speaker, the longest first."""
    gathered: dict[tuple[str, tuple[str, ...]], list[Utterance]] = {}
    for utterance in utterances:
        key = (utterance.speaker or "", utterance.wording.forms)
        gathered.setdefault(key, []).append(utterance)
    ordered = sorted(gathered, key=lambda key: (-len(key[1]), key[1], key[0]))
    return [_Saying(tuple(sorted(gathered[key], key=lambda u: u.key))) for key in ordered]


def _telling(saying: _Saying) -> frozenset[str]:
    """Words by which a translation of it is found; only where one is likely."""
    return saying.carrying if saying.speaker is not None else frozenset()


def _best(saying: _Saying, near: Counter[int], groups: Sequence[_Group]) -> int | None:
    fits = [
        (_fit(saying, groups[number]), -number)
        for number, _ in sorted(near.items(), key=lambda item: (-item[1], item[0]))[:_TRIED]
    ]
    best = max(fits, default=(0.0, 0))
    return -best[1] if best[0] else None


def _fit(saying: _Saying, group: _Group) -> float:
    """How well a wording suits an utterance; 0 where it is another."""
    fullest = group.fullest
    same_speaker = saying.speaker == fullest.speaker
    unknown = saying.speaker is None or fullest.speaker is None
    if len(saying.forms) < _SHORT or len(saying.wording.words) > MOST_WORDS:
        return float(saying.forms == fullest.forms and (same_speaker or unknown))
    share, run = agreement(saying.wording, fullest.wording)
    bonus = 0.5 * same_speaker
    if saying.reports & fullest.reports and share < 1.0:
        return 0.0  # one report prints both: two utterances
    if same_speaker or unknown:
        if share >= _SIMILAR or (run >= _RUN and share >= _HALF):
            return share + bonus
    elif share >= _LIKELY and run >= _RUN:
        return share
    return bonus * _rendered(saying, fullest) if same_speaker and not unknown else 0.0


def _rendered(saying: _Saying, fullest: _Saying) -> float:
    """How far two wordings may be translations of the same words; 0 where they are not."""
    smaller = min(len(saying.carrying), len(fullest.carrying))
    common = len(saying.carrying & fullest.carrying)
    if common < max(_CARRYING, _RENDERED * smaller):
        return 0.0
    return common / smaller if saying.foreign or fullest.foreign else 0.0


def _worth(group: _Group) -> bool:
    utterances = group.utterances
    several = len({u.page.report for u in utterances}) > 1
    return several or any(
        not u.quote.fragment and len(u.wording.words) >= _SHORT for u in utterances
    )


def _ids(groups: Sequence[_Group]) -> list[str]:
    """An id each, from the words as they were first printed: a later report doesn't change it."""
    taken: Counter[str] = Counter()
    found: dict[int, str] = {}
    firsts = [(min(group.utterances, key=lambda u: u.key), n) for n, group in enumerate(groups)]
    for first, number in sorted(firsts, key=lambda pair: pair[0].key):
        seed = " ".join(first.wording.forms)
        taken[seed] += 1
        seed = seed if taken[seed] == 1 else "\x1f".join((seed, *map(str, first.key)))
        found[number] = "q" + sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return [found[number] for number in range(len(groups))]


def _quote(group: _Group, name: str, ties: Ties) -> StoryQuote:
    utterances = group.utterances
    fullest = group.fullest.utterances[0]
    foreign = tuple(e for u in utterances for e in translation_evidence(u.page, u.quote))
    versions = tuple(_version(u, fullest, bool(foreign)) for u in utterances)
    speakers = _speakers(utterances)
    return StoryQuote(
        id=name,
        speaker=speakers[0] if speakers else None,
        versions=versions,
        altered=any(d.kind in ALTERING for v in versions for d in v.differences),
        speakers=tuple(speakers),
        disputed=_disputed(utterances, ties),
        translation=foreign,
    )


def _version(utterance: Utterance, fullest: Utterance, foreign: bool) -> QuoteVersion:
    found: tuple[QuoteDifference, ...] = ()
    kind: VersionKind = "fullest"
    if utterance is not fullest:
        if utterance.wording.forms != fullest.wording.forms:
            found = differences(utterance.wording, fullest.wording)
        kind = _kind(found, utterance, fullest, foreign)
    return QuoteVersion(
        report=utterance.page.report,
        start=utterance.quote.start,
        end=utterance.quote.end,
        speaker=utterance.speaker,
        kind=kind,
        differences=found,
    )


def _kind(
    found: Sequence[QuoteDifference], utterance: Utterance, fullest: Utterance, foreign: bool
) -> VersionKind:
    altering = [difference for difference in found if difference.kind in ALTERING]
    if altering:
        decided = any(_decisive(d, utterance, fullest) for d in altering)
        return "translated" if foreign and not decided else "altered"
    return "shortened" if any(d.kind in ("cut", "beyond") for d in found) else "same"


def _decisive(difference: QuoteDifference, utterance: Utterance, fullest: Utterance) -> bool:
    """Whether a figure or a negation differs: no translator's choice."""
    sides = ((utterance.wording, difference.words), (fullest.wording, difference.fullest))
    told = [
        sorted(
            form
            for word in wording.words
            if span is not None and span.start <= word.start and word.end <= span.end
            if (form := spelled(word.form))[:1].isdigit() or _negates(form)
        )
        for wording, span in sides
    ]
    return told[0] != told[1]


def _negates(form: str) -> bool:
    return form in quote_lists()["negations"] or form.endswith("n't")


def _speakers(utterances: Sequence[Utterance]) -> list[str]:
    """Everybody the words are given to: by most texts first, then the first to be printed."""
    texts: dict[str, set[str]] = {}
    for utterance in utterances:
        if utterance.speaker is not None:
            texts.setdefault(utterance.speaker, set()).add(utterance.text)
    return sorted(texts, key=lambda speaker: (-len(texts[speaker]), speaker))


def _disputed(utterances: Sequence[Utterance], ties: Ties) -> bool:
    """Whether two originals give the words to two who are named and don't speak for each other."""
    named = {
        utterance.speaker: utterance.page
        for utterance in utterances
        if utterance.speaker is not None
        and utterance.text == utterance.page.report
        and utterance.speaker in utterance.page.cast.named
    }
    given = sorted(named)
    return any(
        _rivals(one, other, named[one], ties)
        for position, one in enumerate(given)
        for other in given[position + 1 :]
    )


def _rivals(one: str, other: str, page: Page, ties: Ties) -> bool:
    cast = page.cast
    if frozenset({one, other}) in ties or affiliated(cast.name(one), cast.name(other)):
        return False
    persons = [entity for entity in (one, other) if cast.entities[entity].kind == "person"]
    if len(persons) != 1:
        return True
    # A person may speak for a body that no report ties to them, unless they are tied to another.
    bodies = {entity for tie in ties if persons[0] in tie for entity in tie} - {persons[0]}
    return bool(bodies)
